/** The list of people, part by part, with how many there are in each state. */
import type { Kysely } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import type { Tables } from '../../kernel/tables.ts';
import { demand } from '../demand.ts';
import { type EventRef, placeOf } from '../event-directory.ts';
import type { PeoplePage, StateCounts } from '../view.ts';
import { NOBODY, participantView } from './participant.ts';
import { countParticipants, countStates, findParticipant, listParticipants } from './participant-store.ts';
import type { PeopleQuery } from './people-filter.ts';
import { badInput } from './refusals.ts';
import { listRoles } from './role-store.ts';

/** @throws AppError `bad-input` when `after` is of nobody here. */
export async function pageOf(
  db: Kysely<Tables>,
  actor: Actor,
  event: EventRef,
  { after, limit, ...filter }: PeopleQuery,
): Promise<PeoplePage> {
  demand(actor, 'read-people', placeOf(event));
  const last = after === undefined ? null : await findParticipant(db, event.id, after);
  if (last === undefined) throw badInput('query.after', 'There is nobody of this id here.');
  const found = await listParticipants(db, event.id, filter, last, limit + 1);
  const people = found.slice(0, limit);
  const roles = await listRoles(
    db,
    event.id,
    people.map(({ id }) => id),
  );
  const states = sumOf([...(await countStates(db, event.id)).values()]);
  const total = Object.values(states).reduce((sum, count) => sum + count, 0);
  const isFiltered = Object.values(filter).some((part) => part !== undefined);
  return {
    people: people.map((each) => participantView(each, roles.get(each.id) ?? [], event.days)),
    matching: isFiltered ? await countParticipants(db, event.id, filter) : total,
    total,
    next: found.length > limit ? (people.at(-1)?.id ?? null) : null,
    states,
  };
}

function sumOf(counts: readonly StateCounts[]): StateCounts {
  return counts.reduce((sum, each) => {
    return {
      invited: sum.invited + each.invited,
      registered: sum.registered + each.registered,
      waiting: sum.waiting + each.waiting,
      declined: sum.declined + each.declined,
      removed: sum.removed + each.removed,
    };
  }, NOBODY);
}
