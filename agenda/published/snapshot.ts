/** A published version: immutable, and the public view by construction, with join links kept apart. */
import type { DayId } from '../../kernel/ids.ts';
import { formatRfc3339, type Instant, parseRfc3339 } from '../../kernel/time.ts';
import { layOutDay, type TimelineEntry } from '../layout/timeline.ts';
import type { Day, Event, Plan, Session } from '../schema.ts';
import type { Timings } from '../show/day-steps.ts';
import type { Agenda, AgendaDay, AgendaEntry, AgendaEvent } from '../view.ts';

export interface Snapshot {
  readonly agenda: Agenda;
  /** By session id. Never leaves the server in a public view. */
  readonly joinLinks: Readonly<Record<string, string>>;
  /** What the chair's controls need of each session. Missing in versions that were published before there were any. */
  readonly timings?: Timings;
  /** The days' own ids, by their numbers. Missing in the same versions. */
  readonly dayIds?: Readonly<Record<string, string>>;
}

/** Freezes a plan as version `version`. `previous` is the agenda published before, for `previousStart`. */
export function takeSnapshot(
  event: Event,
  plan: Plan,
  published: { readonly version: number; readonly at: Instant; readonly previous: Agenda | null },
): Snapshot {
  const earlier = new Map(published.previous?.days.flatMap((day) => day.entries).map((entry) => [entry.id, entry]));
  const sessions = plan.days.flatMap((day) => day.sessions);
  return {
    agenda: {
      event: agendaEvent(event),
      version: published.version,
      publishedAt: formatRfc3339(published.at, 'utc'),
      days: plan.days.map((day) => agendaDay(day, earlier)),
    },
    joinLinks: Object.fromEntries(sessions.flatMap(({ id, joinLink }) => (joinLink ? [[id, joinLink]] : []))),
    timings: Object.fromEntries(sessions.map(({ id, leastMinutes, pinned }) => [id, { leastMinutes, pinned }])),
    dayIds: Object.fromEntries(plan.days.map(({ id, number }) => [number, id])),
  };
}

/** What the public sees of an event that has published nothing. */
export function unpublished(event: Event): Agenda {
  return { event: agendaEvent(event), version: 0, publishedAt: null, days: [] };
}

/** The event's own facts are not part of a version: a new name or phone number shows at once. */
export function agendaEvent({ id, slug, name, timeZone, isPublic, helpdesk, advance }: Event): AgendaEvent {
  return { id, slug, name, timeZone, isPublic, helpdesk, advance };
}

function agendaDay(day: Day, earlier: ReadonlyMap<string, AgendaEntry>): AgendaDay {
  const timeline = layOutDay(day);
  const sessions = new Map(day.sessions.map((session) => [session.id, session]));
  let breaks = 0;
  return {
    number: day.number,
    date: day.date,
    timeZone: day.timeZone,
    start: formatRfc3339(timeline.start, day.timeZone),
    end: formatRfc3339(timeline.end, day.timeZone),
    chairs: day.chairs,
    entries: timeline.entries.map((entry) => {
      const session = entry.session && sessions.get(entry.session);
      return session
        ? agendaEntry(session, entry, day.timeZone, earlier.get(session.id))
        : breakEntry(entry, day, ++breaks);
    }),
  };
}

function agendaEntry(
  session: Session,
  entry: TimelineEntry,
  zone: string,
  earlier: AgendaEntry | undefined,
): AgendaEntry {
  const { id, kind, title, abstract, minutes, audience, track, speakers, chair, reportsBack } = session;
  const moved = earlier && parseRfc3339(earlier.start) !== entry.start;
  return {
    ...{ id, kind, title, abstract, minutes, audience, track, speakers, chair, reportsBack },
    start: formatRfc3339(entry.start, zone),
    end: formatRfc3339(entry.end, zone),
    // A later version that leaves it where it is does not make it un-rescheduled.
    previousStart: moved ? earlier.start : (earlier?.previousStart ?? null),
  };
}

function breakEntry(entry: TimelineEntry, day: Day, place: number): AgendaEntry {
  return {
    id: laidBreakId(day.id, place),
    kind: 'break',
    title: entry.title,
    abstract: '',
    start: formatRfc3339(entry.start, day.timeZone),
    end: formatRfc3339(entry.end, day.timeZone),
    minutes: entry.minutes,
    audience: [],
    track: null,
    speakers: [],
    chair: null,
    reportsBack: null,
    previousStart: null,
  };
}

/** A laid break has no row; its identity is the day's with its place among the day's breaks in the last field. */
function laidBreakId(day: DayId, place: number): string {
  const lastField = (Number.parseInt(day.slice(24), 16) + place) % 2 ** 48;
  return `${day.slice(0, 24)}${lastField.toString(16).padStart(12, '0')}`;
}
