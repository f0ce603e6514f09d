/** How a day's entries stand on the page: in order, and side by side where tracks run in parallel. */
import type { Agenda, AgendaDay, AgendaEntry } from '../../agenda/view.ts';

/** RFC 3339. */
export interface Span {
  readonly start: string;
  readonly end: string;
}

/** When an entry is expected or was, on a day that has begun; as planned on every other. */
export function expectedSpan(entry: AgendaEntry): Span {
  return { start: entry.expectedStart ?? entry.start, end: entry.expectedEnd ?? entry.end };
}

/** Minutes that an entry is expected to take, or took. */
export function expectedMinutes(entry: AgendaEntry): number {
  const { start, end } = expectedSpan(entry);
  return Math.round((Date.parse(end) - Date.parse(start)) / 60_000);
}

/** As they are expected: what the chair moved stands where it is then. */
export function inExpectedOrder(entries: readonly AgendaEntry[]): AgendaEntry[] {
  return [...entries].sort((a, b) => Date.parse(expectedSpan(a).start) - Date.parse(expectedSpan(b).start));
}

/** Entries of one track, in order. */
export interface Lane {
  readonly track: string;
  readonly entries: readonly AgendaEntry[];
}

/** One entry for everyone, or a stretch in which tracks run side by side. */
export type Stretch =
  | { readonly kind: 'entry'; readonly entry: AgendaEntry }
  | { readonly kind: 'lanes'; readonly lanes: readonly Lane[] };

/** Gathers neighbouring entries with a track into lanes; those without one stand alone. */
export function stretchesOf(entries: readonly AgendaEntry[]): Stretch[] {
  const stretches: Stretch[] = [];
  let run: AgendaEntry[] = [];
  const closeRun = () => {
    if (run.length > 0) stretches.push({ kind: 'lanes', lanes: lanesOf(run) });
    run = [];
  };
  for (const entry of entries) {
    if (entry.track !== null) {
      run.push(entry);
      continue;
    }
    closeRun();
    stretches.push({ kind: 'entry', entry });
  }
  closeRun();
  return stretches;
}

function lanesOf(run: readonly AgendaEntry[]): Lane[] {
  const lanes = new Map<string, AgendaEntry[]>();
  for (const entry of run) {
    const track = entry.track ?? '';
    lanes.set(track, [...(lanes.get(track) ?? []), entry]);
  }
  return [...lanes].map(([track, entries]) => ({ track, entries }));
}

/** An entry together with the day it belongs to. */
export interface Placed {
  readonly day: AgendaDay;
  readonly entry: AgendaEntry;
}

export function allPlaced(agenda: Agenda): Placed[] {
  return agenda.days.flatMap((day) => day.entries.map((entry) => ({ day, entry })));
}

/** The plenary that hears a breakout, or null. */
export function hearingOf(agenda: Agenda, breakoutId: string): Placed | null {
  return allPlaced(agenda).find(({ entry }) => entry.reportsBack === breakoutId) ?? null;
}

export function entryOf(agenda: Agenda, id: string): Placed | null {
  return allPlaced(agenda).find(({ entry }) => entry.id === id) ?? null;
}

/** Where an event stands: two lines in every state, so that the page keeps its shape as time passes. */
export interface Standing {
  readonly state: 'before' | 'running' | 'between' | 'after';
  readonly lines: readonly [StandingLine, StandingLine];
}

export interface StandingLine {
  readonly label: string;
  /** The instant the line is about, RFC 3339, and how it is introduced: `until 14:20`. */
  readonly at: string;
  /** When it had been planned. */
  readonly planned: string;
  readonly introduction: 'at' | 'until';
  readonly day: AgendaDay;
  /** Null where the line is about the event as a whole. */
  readonly entry: AgendaEntry | null;
  /** How many others run beside it. */
  readonly beside: number;
}

/** @param now UTC milliseconds, or null where nobody knows: on the server. */
export function standingOf(agenda: Agenda, now: number | null): Standing | null {
  const placed = placedInOrder(agenda);
  const first = placed[0];
  const last = placed.reduce<Placed | undefined>(
    (latest, each) => (latest && endOf(latest) >= endOf(each) ? latest : each),
    undefined,
  );
  if (!first || !last) return null;
  const starts = line('Starts', first, 'start');
  const ends = line('Ends', last, 'end');
  if (now === null || now < startOf(first)) return { state: 'before', lines: [starts, ends] };
  if (now >= endOf(last)) {
    return {
      state: 'after',
      lines: [
        { ...ends, label: 'Ended' },
        { ...starts, label: 'Began' },
      ],
    };
  }
  const running = placed.filter(({ entry }) => isRunning(entry, now));
  const next = placed.find((each) => startOf(each) > now);
  const [main] = running;
  if (!main) return { state: 'between', lines: [next ? line('Next', next, 'start') : ends, ends] };
  const current: StandingLine = { ...line('Now', main, 'end'), introduction: 'until', beside: running.length - 1 };
  // The last session stands in the first line already.
  return { state: 'running', lines: [current, next ? line('Next', next, 'start') : { ...ends, entry: null }] };
}

/** All that takes place, as it is expected; all of it where nothing does. */
function placedInOrder(agenda: Agenda): Placed[] {
  const all = agenda.days.flatMap((day) => inExpectedOrder(day.entries).map((entry) => ({ day, entry })));
  const placed = all.filter(({ entry }) => !entry.skipped);
  return placed.length === 0 ? all : placed;
}

const startOf = ({ entry }: Placed): number => Date.parse(expectedSpan(entry).start);
const endOf = ({ entry }: Placed): number => Date.parse(expectedSpan(entry).end);

function line(label: string, { day, entry }: Placed, edge: 'start' | 'end'): StandingLine {
  return { label, at: expectedSpan(entry)[edge], planned: entry[edge], introduction: 'at', day, entry, beside: 0 };
}

/** True from an entry's start until just before its end. @param now UTC milliseconds. */
export function isRunning(entry: AgendaEntry, now: number): boolean {
  const { start, end } = expectedSpan(entry);
  return !entry.skipped && Date.parse(start) <= now && now < Date.parse(end);
}

const BEFORE = 45 * 60_000;
const AFTER = 3 * 3_600_000;

/** Whether a day runs or may: from when its lobby opens until three hours after its end. @param now UTC milliseconds. */
export function isShowTime(agenda: Agenda, now: number): boolean {
  return agenda.days.some(({ entries }) => {
    const spans = entries.map(expectedSpan);
    const first = Math.min(...spans.map(({ start }) => Date.parse(start)));
    const last = Math.max(...spans.map(({ end }) => Date.parse(end)));
    return first - BEFORE <= now && now < last + AFTER;
  });
}
