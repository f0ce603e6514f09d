/** The SQL of sets, and of the steps by which each was changed. */
import type { Kysely, Selectable } from 'kysely';
import { canBeId, type EventId, type ParticipantId } from '../../kernel/ids.ts';
import { inPortions } from '../../kernel/portions.ts';
import type { BreakoutSetRow, Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { BreakoutSet, Place, SetSource } from '../round.ts';
import type { Moved } from './moves.ts';
import { toPlaceRow } from './place-store.ts';

/** @param id of whatever text an address has. */
export async function findSet(db: Kysely<Tables>, eventId: EventId, id: string): Promise<BreakoutSet | undefined> {
  if (!canBeId(id)) return undefined;
  const row = await setsOf(db, eventId).where('id', '=', id).executeTakeFirst();
  return row && toSet(row);
}

/** Those of a round, the oldest first. */
export async function listSets(db: Kysely<Tables>, eventId: EventId, roundId: string): Promise<BreakoutSet[]> {
  const rows = await setsOf(db, eventId).where('round_id', '=', roundId).orderBy('created_at').orderBy('id').execute();
  return rows.map(toSet);
}

/** With its places; the round's row is held by the caller. */
export async function insertSet(
  tx: Kysely<Tables>,
  eventId: EventId,
  set: BreakoutSet,
  places: readonly Place[],
): Promise<void> {
  const { id, roundId, name, source, dealingId, revision, createdAt } = set;
  const row = { id, name, source, revision, event_id: eventId, round_id: roundId };
  await tx
    .insertInto('breakout_set')
    .values({ ...row, dealing_id: dealingId, created_at: createdAt })
    .execute();
  await inPortions(places, async (portion) => {
    await tx
      .insertInto('breakout_place')
      .values(portion.map((place) => toPlaceRow(eventId, id, place)))
      .execute();
  });
}

/** With its places and steps. */
export async function deleteSet(tx: Kysely<Tables>, eventId: EventId, id: string): Promise<void> {
  await tx.deleteFrom('breakout_set').where('event_id', '=', eventId).where('id', '=', id).execute();
}

export async function raiseSet(tx: Kysely<Tables>, eventId: EventId, id: string): Promise<void> {
  const raised = tx.updateTable('breakout_set').set((row) => ({ revision: row('revision', '+', 1) }));
  await raised.where('event_id', '=', eventId).where('id', '=', id).execute();
}

/** One step that can be undone. */
export interface Step {
  readonly number: number;
  readonly moved: readonly Moved[];
}

export async function lastStep(db: Kysely<Tables>, setId: string): Promise<Step | undefined> {
  const steps = db.selectFrom('breakout_step').select(['number', 'before']).where('set_id', '=', setId);
  const row = await steps.orderBy('number', 'desc').limit(1).executeTakeFirst();
  return row && { number: row.number, moved: JSON.parse(row.before) as Moved[] };
}

export async function insertStep(tx: Kysely<Tables>, setId: string, moved: readonly Moved[]): Promise<void> {
  const number = ((await lastStep(tx, setId))?.number ?? 0) + 1;
  await tx
    .insertInto('breakout_step')
    .values({ set_id: setId, number, before: JSON.stringify(moved) })
    .execute();
}

export async function deleteStep(tx: Kysely<Tables>, setId: string, number: number): Promise<void> {
  await tx.deleteFrom('breakout_step').where('set_id', '=', setId).where('number', '=', number).execute();
}

export async function countSteps(db: Kysely<Tables>, setId: string): Promise<number> {
  const steps = db.selectFrom('breakout_step').where('set_id', '=', setId);
  const row = await steps.select((step) => step.fn.countAll<number | string>().as('count')).executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** The sets of a round in which somebody has a place. */
export async function listSetsWith(
  db: Kysely<Tables>,
  eventId: EventId,
  roundId: string,
  participantId: ParticipantId,
): Promise<BreakoutSet[]> {
  const rows = await db
    .selectFrom('breakout_set as set')
    .innerJoin('breakout_place as place', 'place.set_id', 'set.id')
    .selectAll('set')
    .where('set.event_id', '=', eventId)
    .where('set.round_id', '=', roundId)
    .where('place.participant_id', '=', participantId)
    .orderBy('set.id')
    .execute();
  return rows.map(toSet);
}

function setsOf(db: Kysely<Tables>, eventId: EventId) {
  return db.selectFrom('breakout_set').selectAll().where('event_id', '=', eventId);
}

function toSet(row: Selectable<BreakoutSetRow>): BreakoutSet {
  return {
    id: row.id,
    roundId: row.round_id,
    name: row.name,
    source: row.source as SetSource,
    dealingId: row.dealing_id,
    revision: row.revision,
    createdAt: row.created_at as Instant,
  };
}
