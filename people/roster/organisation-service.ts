/** Organisations of an event. */
import type { Actor } from '../../kernel/actor.ts';
import { AppError, type InputFault } from '../../kernel/errors.ts';
import { newId } from '../../kernel/random.ts';
import { demand } from '../demand.ts';
import { type EventRef, placeOf } from '../event-directory.ts';
import { nameKey } from '../name-key.ts';
import type { OrganisationChange, OrganisationFields } from '../schema.ts';
import type { OrganisationView } from '../view.ts';
import { type Change, changeRoster, type RosterNeeds } from './change-service.ts';
import { deleteOrganisation, insertOrganisation, listOrganisations, saveOrganisation } from './organisation-store.ts';
import { NOBODY, type Organisation, organisationView } from './participant.ts';
import { countStates } from './participant-store.ts';
import { refuseStale } from './refusals.ts';

/** An organisation, and the revision of it that was seen. */
export interface OrganisationOf {
  readonly actor: Actor;
  readonly event: EventRef;
  readonly id: string;
  readonly revision: number;
}

export interface OrganisationService {
  /** In order of name. */
  list(actor: Actor, event: EventRef): Promise<OrganisationView[]>;
  /** @throws AppError `organisation-taken`; `bad-input` for a domain that another organisation has. */
  add(actor: Actor, event: EventRef, fields: OrganisationFields): Promise<OrganisationView>;
  /** @throws AppError `not-found`, `revision-stale`, `organisation-taken`, `bad-input`. */
  change(of: OrganisationOf, change: OrganisationChange): Promise<OrganisationView>;
  /** @throws AppError `not-found`, `revision-stale`, `organisation-in-use`. */
  remove(of: OrganisationOf): Promise<void>;
}

export function createOrganisationService(needs: RosterNeeds): OrganisationService {
  return {
    list: async (actor, event) => {
      demand(actor, 'read-people', placeOf(event));
      const counts = await countStates(needs.db, event.id);
      const all = await listOrganisations(needs.db, event.id);
      return all.map((each) => organisationView(each, counts.get(each.id)));
    },
    add: async (actor, event, fields) => {
      demand(actor, 'edit-people', placeOf(event));
      return await changeRoster(needs, actor, event, async (change) => {
        const added: Organisation = { ...fields, id: newId(), eventId: event.id, revision: 1 };
        refuseTaken(await listOrganisations(change.tx, event.id), added);
        await insertOrganisation(change.tx, added);
        await change.record('organisation-added', subjectOf(added));
        change.tell({ kind: 'participants-changed', eventId: event.id });
        return organisationView(added);
      });
    },
    change: (of, fields) =>
      changeOne(needs, of, async (change, before, others) => {
        const changed = { ...before, ...fields, revision: before.revision + 1 };
        refuseTaken(others, changed);
        await saveOrganisation(change.tx, changed);
        await change.record('organisation-changed', subjectOf(changed), { fields: Object.keys(fields) });
        return organisationView(changed, (await countStates(change.tx, of.event.id)).get(changed.id));
      }),
    remove: (of) => changeOne(needs, of, remove),
  };
}

async function remove(change: Change, organisation: Organisation): Promise<void> {
  const counts = (await countStates(change.tx, change.event.id)).get(organisation.id) ?? NOBODY;
  const people = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (people > 0) throw inUse(organisation, people);
  await deleteOrganisation(change.tx, organisation);
  await change.record('organisation-removed', subjectOf(organisation));
}

async function changeOne<Answer>(
  needs: RosterNeeds,
  { actor, event, id, revision }: OrganisationOf,
  work: (change: Change, organisation: Organisation, others: readonly Organisation[]) => Promise<Answer>,
): Promise<Answer> {
  demand(actor, 'edit-people', placeOf(event));
  return await changeRoster(needs, actor, event, async (change) => {
    const all = await listOrganisations(change.tx, event.id);
    const organisation = all.find((each) => each.id === id);
    if (!organisation) throw new AppError('not-found', 'There is no such organisation in this event.');
    refuseStale(organisation, revision);
    change.tell({ kind: 'participants-changed', eventId: event.id });
    return await work(
      change,
      organisation,
      all.filter((each) => each !== organisation),
    );
  });
}

/** Two of one name are one, and a domain that two have would say of nobody where they belong. */
function refuseTaken(others: readonly Organisation[], { name, domains }: OrganisationFields): void {
  const namesake = others.find((other) => nameKey(other.name) === nameKey(name));
  if (namesake) throw new AppError('organisation-taken', `There is an organisation "${namesake.name}" already.`);
  const errors = domains.flatMap((domain, place): InputFault[] => {
    const owner = others.find((other) => other.domains.includes(domain));
    return owner ? [{ path: `domains.${place}`, message: `${domain} is a domain of "${owner.name}" already.` }] : [];
  });
  if (errors.length > 0) throw new AppError('bad-input', 'A domain belongs to another organisation.', { errors });
}

function inUse({ name }: Organisation, people: number): AppError {
  const who = people === 1 ? 'One participant is' : `${people} participants are`;
  return new AppError('organisation-in-use', `${who} of "${name}". Move them to another organisation first.`);
}

function subjectOf({ id }: Organisation): string {
  return `organisation:${id}`;
}
