/** Whether a running day is whole after its server was killed: what the chair was told, the tables, the feed. */
import { isDeepStrictEqual } from 'node:util';
import ICAL from 'ical.js';
import type { ConsoleView, RunView } from '../../agenda/show/show-view.ts';
import { consoleTopic } from '../../agenda/show/topics.ts';
import type { Agenda } from '../../agenda/view.ts';
import { SLUG } from '../../bench/live-event.ts';
import { openDatabase } from '../../server/database.ts';
import type { Known } from './busy-chair.ts';

/** What the tables hold of a day. */
export interface Stored {
  readonly version: number;
  /** The numbers of its steps, in order. */
  readonly numbers: readonly number[];
  readonly lastCommand: unknown;
  /** How often a change of a running day stands in the audit log. */
  readonly audited: number;
  /** The version of the console's topic. */
  readonly topicVersion: number;
}

export async function readStored(dataDir: string, day: number): Promise<Stored> {
  const { db, close } = await openDatabase({ dataDir });
  try {
    const { id, event_id: eventId } = await db
      .selectFrom('agenda_day')
      .innerJoin('agenda_event', 'agenda_event.id', 'agenda_day.event_id')
      .select(['agenda_day.id', 'agenda_day.event_id'])
      .where('slug', '=', SLUG)
      .where('number', '=', day)
      .executeTakeFirstOrThrow();
    const show = await db.selectFrom('agenda_show').select('version').where('day_id', '=', id).executeTakeFirst();
    const steps = await db
      .selectFrom('agenda_show_step')
      .select(['number', 'command'])
      .where('day_id', '=', id)
      .orderBy('number')
      .execute();
    const audited = await db
      .selectFrom('people_audit_entry')
      .select((entry) => entry.fn.countAll<number>().as('count'))
      .where('event_id', '=', eventId)
      .where('action', '=', 'show-changed')
      .executeTakeFirstOrThrow();
    const topic = await db
      .selectFrom('server_live_topic')
      .select('version')
      .where('event_id', '=', eventId)
      .where('topic', '=', consoleTopic(day))
      .executeTakeFirst();
    return {
      version: show?.version ?? 0,
      numbers: steps.map(({ number }) => number),
      lastCommand: JSON.parse(steps.at(-1)?.command ?? 'null'),
      audited: Number(audited.count),
      topicVersion: topic?.version ?? 0,
    };
  } finally {
    await close();
  }
}

/** What is wrong with the tables, in words. @param before as they were at the last look. */
export function faultsStored(stored: Stored, before: Stored, known: Known): string[] {
  const { version, numbers } = stored;
  const changes = version - before.version;
  const isOneMore = version === known.version + 1;
  return [
    ...said(version < known.version, `acknowledged was version ${known.version}, and stored is ${version}`),
    ...said(version > known.version + (known.unanswered ? 1 : 0), `nobody asked for version ${version}`),
    ...said(
      !isDeepStrictEqual(
        numbers,
        Array.from({ length: version }, (_, place) => place + 1),
      ),
      `version ${version} was not made by as many steps, but by ${numbers.length} up to ${numbers.at(-1)}`,
    ),
    ...said(
      isOneMore && !isDeepStrictEqual(stored.lastCommand, known.unanswered),
      `the last step is ${JSON.stringify(stored.lastCommand)}, and asked was ${JSON.stringify(known.unanswered)}`,
    ),
    ...said(
      stored.audited - before.audited !== changes,
      `${changes} changes, of which the audit log has another number`,
    ),
    ...said(
      stored.topicVersion - before.topicVersion !== changes,
      `${changes} changes raised the topic by ${stored.topicVersion - before.topicVersion}`,
    ),
  ];
}

/** What is wrong with the day that is shown. @param entries of the day, sorted, as they were in the beginning. */
export function faultsShown({ version, day }: ConsoleView, known: Known, entries: readonly string[]): string[] {
  return [
    ...said(!isDeepStrictEqual(entriesOf(day.run), entries), 'an entry was lost or doubled'),
    ...said(version === known.version && !isDeepStrictEqual(day.run, known.run), 'another run than was acknowledged'),
  ];
}

/** Sorted. */
export function entriesOf({ steps }: RunView): string[] {
  return steps.flatMap(({ parts }) => parts.map(({ id }) => id)).sort();
}

/** SEQUENCE by UID. */
export type Sequences = ReadonlyMap<string, number>;

/** What is wrong with a feed, and how far it is. @throws Error for what is no iCalendar at all. */
export function readFeed(text: string, agenda: Agenda, before: Sequences): { faults: string[]; sequences: Sequences } {
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
  const sequences = new Map(events.map(({ uid, sequence }) => [uid, sequence ?? 0]));
  const fallen = [...before].filter(([uid, sequence]) => (sequences.get(uid) ?? -1) < sequence);
  return {
    faults: [
      ...said(sequences.size !== events.length, 'the feed has an entry twice'),
      ...said(fallen.length > 0, `SEQUENCE fell, or an entry is gone: ${fallen.map(([uid]) => uid).join(', ')}`),
      ...events.flatMap((event) => faultsOfEntry(event, agenda)),
    ],
    sequences,
  };
}

/** Calendars hear of what differs by this and more, in milliseconds. */
const TOLD_FROM = 5 * 60_000;

function faultsOfEntry(event: ICAL.Event, { days }: Agenda): string[] {
  const entry = days.flatMap(({ entries }) => entries).find(({ id }) => id === event.uid);
  if (!entry) return [`${event.uid} is in the feed alone`];
  const isCancelled = event.component.getFirstPropertyValue('status') === 'CANCELLED';
  if (isCancelled || entry.skipped)
    return said(isCancelled !== (entry.skipped ?? false), `${entry.id} is not cancelled alike`);
  const expected = Date.parse(entry.expectedStart ?? entry.start);
  const difference = Math.abs(event.startDate.toJSDate().getTime() - expected);
  return said(difference >= TOLD_FROM, `${entry.id} is ${difference / 60_000} min away from what is expected`);
}

function said(isSo: boolean, fault: string): string[] {
  return isSo ? [fault] : [];
}
