/** The SQL of running days, and of the commands that changed them. */
import type { Kysely, Selectable } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import type { AgendaShowRow, AgendaShowStepRow, Tables } from '../../kernel/tables.ts';
import { type Instant, instant } from '../../kernel/time.ts';
import type { ShowCommand } from './command-schema.ts';
import type { Run } from './run.ts';
import type { ToldTime } from './told.ts';

/** A day as it runs, as it is stored. Version 0 is a day that nobody touched. */
export interface Show {
  readonly dayId: string;
  readonly run: Run;
  readonly version: number;
  readonly controller: string | null;
  readonly controlledSince: Instant | null;
  /** When the clock has to look at it; null once it is over. */
  readonly dueAt: Instant | null;
  readonly told: readonly ToldTime[];
}

/** What changed a running day: a command, or something beside it. */
export type ShowChange = ShowCommand | { readonly do: (typeof BESIDE)[number] };
const BESIDE = ['undo', 'take-controls', 'clock', 'publish', 'advance'] as const;

export function isCommand(change: ShowChange): change is ShowCommand {
  return !BESIDE.some((each) => each === change.do);
}

export interface ShowStep {
  /** The version that it made. */
  readonly number: number;
  /** As in the audit log. */
  readonly actor: string;
  readonly change: ShowChange;
  /** Null once it can no longer be undone. */
  readonly before: Run | null;
}

export async function findShow(db: Kysely<Tables>, eventId: EventId, dayId: string): Promise<Show | undefined> {
  const row = await db
    .selectFrom('agenda_show')
    .selectAll()
    .where('event_id', '=', eventId)
    .where('day_id', '=', dayId)
    .executeTakeFirst();
  return row && toShow(row);
}

export async function listShows(db: Kysely<Tables>, eventId: EventId): Promise<Show[]> {
  const rows = await db.selectFrom('agenda_show').selectAll().where('event_id', '=', eventId).execute();
  return rows.map(toShow);
}

/** Whether each stored day is over, without reading what is in it. */
export async function listOver(db: Kysely<Tables>, eventId: EventId): Promise<ReadonlyMap<string, boolean>> {
  const rows = await db
    .selectFrom('agenda_show')
    .select(['day_id', 'due_at'])
    .where('event_id', '=', eventId)
    .execute();
  return new Map(rows.map(({ day_id, due_at }) => [day_id, due_at === null]));
}

/** What was told of all days of an event. */
export async function loadTold(db: Kysely<Tables>, eventId: EventId): Promise<ToldTime[]> {
  const rows = await db.selectFrom('agenda_show').select('told').where('event_id', '=', eventId).execute();
  return rows.flatMap(({ told }) => JSON.parse(told) as ToldTime[]);
}

/** Those that the clock has to look at, due first first. */
export async function listDueShows(
  db: Kysely<Tables>,
  now: Instant,
): Promise<{ readonly eventId: EventId; readonly dayId: string }[]> {
  const rows = await db
    .selectFrom('agenda_show')
    .select(['event_id', 'day_id'])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .execute();
  return rows.map(({ event_id, day_id }) => ({ eventId: event_id as EventId, dayId: day_id }));
}

/** When the first of any event is due; null when none is. */
export async function firstDueShow(db: Kysely<Tables>): Promise<Instant | null> {
  const row = await db
    .selectFrom('agenda_show')
    .select((show) => show.fn.min('due_at').as('first'))
    .executeTakeFirst();
  return row?.first == null ? null : instant(row.first);
}

/** Has the clock look at once at everything that it would look at later. */
export async function makeShowsDue(db: Kysely<Tables>, now: Instant): Promise<void> {
  await db.updateTable('agenda_show').set({ due_at: now }).where('due_at', '>', now).execute();
}

/** Stores a day, new or changed. */
export async function saveShow(db: Kysely<Tables>, eventId: EventId, show: Show): Promise<void> {
  const values = {
    run: JSON.stringify(show.run),
    version: show.version,
    controller: show.controller,
    controlled_since: show.controlledSince,
    due_at: show.dueAt,
    told: JSON.stringify(show.told),
  };
  await db
    .insertInto('agenda_show')
    .values({ event_id: eventId, day_id: show.dayId, ...values })
    .onConflict((conflict) => conflict.columns(['event_id', 'day_id']).doUpdateSet(values))
    .execute();
}

export async function insertShowStep(
  db: Kysely<Tables>,
  eventId: EventId,
  dayId: string,
  { number, actor, change, before }: ShowStep,
  at: Instant,
): Promise<void> {
  await db
    .insertInto('agenda_show_step')
    .values({
      event_id: eventId,
      day_id: dayId,
      number,
      at,
      actor,
      command: JSON.stringify(change),
      before: before && JSON.stringify(before),
    })
    .execute();
}

/** The change that made a version. */
export async function findShowStep(
  db: Kysely<Tables>,
  eventId: EventId,
  dayId: string,
  number: number,
): Promise<ShowStep | undefined> {
  const row = await stepsOf(db, eventId, dayId).where('number', '=', number).executeTakeFirst();
  return row && toStep(row);
}

/** What undo takes back: the newest command that can be. */
export async function findLastUndoable(
  db: Kysely<Tables>,
  eventId: EventId,
  dayId: string,
): Promise<ShowStep | undefined> {
  const last = stepsOf(db, eventId, dayId).where('before', 'is not', null).orderBy('number', 'desc').limit(1);
  const row = await last.executeTakeFirst();
  return row && toStep(row);
}

/** From now on, what was done up to a version, or that version's change alone, cannot be undone. */
export async function forgetUndo(
  db: Kysely<Tables>,
  eventId: EventId,
  dayId: string,
  number: number | 'all',
): Promise<void> {
  const all = db
    .updateTable('agenda_show_step')
    .set({ before: null })
    .where('event_id', '=', eventId)
    .where('day_id', '=', dayId)
    .where('before', 'is not', null);
  await (number === 'all' ? all : all.where('number', '=', number)).execute();
}

function stepsOf(db: Kysely<Tables>, eventId: EventId, dayId: string) {
  return db.selectFrom('agenda_show_step').selectAll().where('event_id', '=', eventId).where('day_id', '=', dayId);
}

function toStep({ number, actor, command, before }: Selectable<AgendaShowStepRow>): ShowStep {
  return {
    ...{ number, actor },
    change: JSON.parse(command) as ShowChange,
    before: before === null ? null : (JSON.parse(before) as Run),
  };
}

function toShow(row: Selectable<AgendaShowRow>): Show {
  return {
    dayId: row.day_id,
    run: JSON.parse(row.run) as Run,
    version: row.version,
    controller: row.controller,
    controlledSince: row.controlled_since as Instant | null,
    dueAt: row.due_at as Instant | null,
    told: JSON.parse(row.told) as ToldTime[],
  };
}
