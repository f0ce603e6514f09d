/** Who has the controls of a day: whoever touched them first, until somebody takes them over or the day is over. */
import type { Kysely } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { EventId, ParticipantId, PersonId, SignInId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { may } from '../policy.ts';
import type { ShowNeeds } from './day-service.ts';
import { findShowStep, type Show } from './show-store.ts';

type Holding = Pick<Show, 'dayId' | 'controller'>;

/** Null where nobody has them; whoever may not run the day any more does not have them either. */
export async function holderOf(
  { neighbours }: ShowNeeds,
  db: Kysely<Tables>,
  eventId: EventId,
  { dayId, controller }: Holding,
): Promise<string | null> {
  const participantId = participantIn(controller);
  if (controller === null || participantId === null) return controller;
  const standing = await neighbours.standingOf(db, eventId, participantId);
  if (!standing) return null;
  // Rights are asked of an actor; this one acts nowhere.
  const actor: Actor = { kind: 'person', personId: '' as PersonId, signInId: '' as SignInId, standings: [standing] };
  return may(actor, 'run-show', { id: eventId, isPublic: false }, dayId) ? controller : null;
}

/** @throws AppError `controls-elsewhere` where somebody else has them. @param by who acts. */
export async function refuseElsewhere(
  needs: ShowNeeds,
  db: Kysely<Tables>,
  eventId: EventId,
  holding: Holding,
  by: string,
): Promise<void> {
  if (holding.controller === by) return;
  const holder = await holderOf(needs, db, eventId, holding);
  if (holder === null) return;
  const name = (await namesOfActors(needs, db, eventId, [holder]))(holder);
  throw new AppError('controls-elsewhere', `${name} has the controls of this day. Take them over to do this.`, {
    extra: { by: holder, name },
  });
}

/** @throws AppError `revision-stale`, saying who changed it. @param seen null for any. */
export async function refuseStaleVersion(
  needs: ShowNeeds,
  db: Kysely<Tables>,
  eventId: EventId,
  { dayId, version }: Pick<Show, 'dayId' | 'version'>,
  { seen, by }: { readonly seen: number | null; readonly by: string },
): Promise<void> {
  if (seen === null || seen === version) return;
  const last = await findShowStep(db, eventId, dayId, version);
  const changed = last?.actor === by ? 'You have' : `${await changerOf(needs, db, eventId, last?.actor)} has`;
  throw new AppError(
    'revision-stale',
    `${changed} changed this day since you saw it: it is at version ${version} now. Nothing was done; look again.`,
    { extra: { version } },
  );
}

async function changerOf(needs: ShowNeeds, db: Kysely<Tables>, eventId: EventId, actor: string | undefined) {
  return actor === undefined ? 'Somebody' : (await namesOfActors(needs, db, eventId, [actor]))(actor);
}

/** What those who act are called today. */
export async function namesOfActors(
  { neighbours }: ShowNeeds,
  db: Kysely<Tables>,
  eventId: EventId,
  actors: readonly string[],
): Promise<(actor: string) => string> {
  const ids = actors.flatMap((actor) => participantIn(actor) ?? []);
  const names = ids.length === 0 ? new Map<string, string>() : await neighbours.namesOf(db, eventId, ids);
  return (actor) => {
    const id = participantIn(actor);
    if (id !== null) return names.get(id) ?? 'Somebody who is gone';
    if (actor.startsWith('operator:')) return 'An operator';
    return actor === 'system' ? 'The clock' : 'Somebody';
  };
}

function participantIn(actor: string | null): ParticipantId | null {
  return actor?.startsWith('participant:') ? (actor.slice('participant:'.length) as ParticipantId) : null;
}
