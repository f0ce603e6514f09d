/** The SQL of runs of the assigner. */
import type { Kysely, Selectable } from 'kysely';
import { canBeId, type EventId } from '../../kernel/ids.ts';
import type { BreakoutDealingRow, Tables } from '../../kernel/tables.ts';
import { type Instant, instant } from '../../kernel/time.ts';
import type { DealingState } from '../round.ts';
import type { NewDealing } from '../schema.ts';
import type { Dealing, DealtRound, Progress } from './dealing.ts';

/** @param id of whatever text an address has. */
export async function findDealing(db: Kysely<Tables>, eventId: EventId, id: string): Promise<Dealing | undefined> {
  if (!canBeId(id)) return undefined;
  const row = await dealingsOf(db, eventId).where('id', '=', id).executeTakeFirst();
  return row && toDealing(row);
}

/** Holds its row until the transaction ends. */
export async function holdDealing(tx: Kysely<Tables>, eventId: EventId, id: string): Promise<Dealing | undefined> {
  if (!canBeId(id)) return undefined;
  const hold = tx.updateTable('breakout_dealing').set((row) => ({ state: row.ref('state') }));
  const row = await hold.where('event_id', '=', eventId).where('id', '=', id).returningAll().executeTakeFirst();
  return row && toDealing(row);
}

/** The newest first. */
export async function listDealings(db: Kysely<Tables>, eventId: EventId): Promise<Dealing[]> {
  const rows = await dealingsOf(db, eventId).orderBy('created_at', 'desc').orderBy('id').execute();
  return rows.map(toDealing);
}

export async function isDealing(db: Kysely<Tables>, eventId: EventId): Promise<boolean> {
  const running = db.selectFrom('breakout_dealing').select('id').where('event_id', '=', eventId);
  return (await running.where('state', '=', 'running').limit(1).executeTakeFirst()) !== undefined;
}

export async function insertDealing(tx: Kysely<Tables>, dealing: Dealing): Promise<void> {
  const { id, eventId, content, state, progress, aliveAt, createdAt } = dealing;
  await tx
    .insertInto('breakout_dealing')
    .values({
      ...{ id, state, event_id: eventId, content: JSON.stringify(content), progress: JSON.stringify(progress) },
      ...{ result: null, fault: null, stop_asked: 0, alive_at: aliveAt, created_at: createdAt, finished_at: null },
    })
    .execute();
}

/**
 * Says that it goes on, and how far it is where that is known.
 * @returns whether it is asked to stop; undefined where it runs no more, whoever ended it.
 */
export async function keepAlive(
  db: Kysely<Tables>,
  eventId: EventId,
  id: string,
  now: Instant,
  progress: Progress | null,
): Promise<boolean | undefined> {
  const told = progress === null ? {} : { progress: JSON.stringify(progress) };
  const alive = db.updateTable('breakout_dealing').set({ alive_at: now, ...told });
  const own = alive.where('event_id', '=', eventId).where('id', '=', id).where('state', '=', 'running');
  const row = await own.returning('stop_asked').executeTakeFirst();
  return row && row.stop_asked === 1;
}

export async function askToStop(db: Kysely<Tables>, eventId: EventId, id: string): Promise<void> {
  const asked = db.updateTable('breakout_dealing').set({ stop_asked: 1 }).where('event_id', '=', eventId);
  await asked.where('id', '=', id).where('state', '=', 'running').execute();
}

export interface Ending {
  readonly state: Exclude<DealingState, 'running' | 'used'>;
  /** Null where it stays as it was told last. */
  readonly progress: Progress | null;
  readonly result: readonly DealtRound[] | null;
  readonly fault: string | null;
}

/** Ends one that runs; nothing where it does not. */
export async function endDealing(
  db: Kysely<Tables>,
  eventId: EventId,
  id: string,
  now: Instant,
  { state, progress, result, fault }: Ending,
): Promise<void> {
  const told = progress === null ? {} : { progress: JSON.stringify(progress) };
  const ended = { state, fault, result: result && JSON.stringify(result), alive_at: now, finished_at: now, ...told };
  const own = db.updateTable('breakout_dealing').set(ended).where('event_id', '=', eventId).where('id', '=', id);
  await own.where('state', '=', 'running').execute();
}

export async function markUsed(tx: Kysely<Tables>, eventId: EventId, id: string): Promise<void> {
  const used = tx.updateTable('breakout_dealing').set({ state: 'used' });
  await used.where('event_id', '=', eventId).where('id', '=', id).execute();
}

export async function deleteDealing(tx: Kysely<Tables>, eventId: EventId, id: string): Promise<void> {
  await tx.deleteFrom('breakout_dealing').where('event_id', '=', eventId).where('id', '=', id).execute();
}

/** Ends those of any event whose process has said nothing since. */
export async function interruptSilentSince(db: Kysely<Tables>, since: Instant, now: Instant): Promise<void> {
  const silent = db.updateTable('breakout_dealing').set({ state: 'interrupted', finished_at: now });
  await silent.where('state', '=', 'running').where('alive_at', '<=', since).execute();
}

/** When the process that has been silent longest said something last; null where nothing runs. */
export async function firstSilence(db: Kysely<Tables>): Promise<Instant | null> {
  const running = db.selectFrom('breakout_dealing').where('state', '=', 'running');
  const row = await running.select((dealing) => dealing.fn.min('alive_at').as('first')).executeTakeFirst();
  return row?.first == null ? null : instant(Number(row.first));
}

function dealingsOf(db: Kysely<Tables>, eventId: EventId) {
  return db.selectFrom('breakout_dealing').selectAll().where('event_id', '=', eventId);
}

function toDealing(row: Selectable<BreakoutDealingRow>): Dealing {
  return {
    id: row.id,
    eventId: row.event_id as EventId,
    content: JSON.parse(row.content) as NewDealing,
    state: row.state as DealingState,
    progress: JSON.parse(row.progress) as Progress,
    result: row.result === null ? null : (JSON.parse(row.result) as DealtRound[]),
    fault: row.fault,
    aliveAt: row.alive_at as Instant,
    createdAt: row.created_at as Instant,
    finishedAt: row.finished_at as Instant | null,
  };
}
