/** A published day becomes a run that has not begun, and a run goes on with what was published meanwhile. */
import { addMinutes, type Instant, instant, latestOf, minutesBetween, parseRfc3339 } from '../../kernel/time.ts';
import { LEAST_BREAK_MINUTES } from '../schema.ts';
import type { AgendaDay, AgendaEntry } from '../view.ts';
import { LOBBY_MINUTES, type Part, type Run, type Step } from './run.ts';

/** What the chair's controls need to know of a session, and the public does not. Laid breaks have none. */
export interface EntryTiming {
  readonly leastMinutes: number | null;
  readonly pinned: boolean;
}
/** By the entry's id. */
export type Timings = Readonly<Record<string, EntryTiming>>;

export function runOf(day: AgendaDay, timings: Timings): Run {
  const steps = stepsOf(day, timings);
  const first = steps[0]?.floor ?? parseRfc3339(day.start);
  const ends = steps.flatMap(({ parts }) => parts.map(({ plannedEnd }) => plannedEnd));
  return {
    opensAt: addMinutes(first, -LOBBY_MINUTES),
    endsBy: latestOf(parseRfc3339(day.end), ...ends),
    steps,
    startedAt: null,
    endedAt: null,
    heldSince: null,
    changedAt: null,
  };
}

/**
 * The run with the day as it was published anew. What is done or running stays as it was; what is ahead is as
 * published, but for the length that the chair gave to an entry whose planned length is still the same, and for
 * what the chair skipped.
 */
export function adopt(run: Run, day: AgendaDay, timings: Timings): Run {
  const fresh = runOf(day, timings);
  const history = run.steps.filter(({ status }) => status === 'running' || status === 'done');
  const held = new Set(history.flatMap(({ parts }) => parts.map(({ id }) => id)));
  const ahead = fresh.steps
    .filter(({ parts }) => parts.every(({ id }) => !held.has(id)))
    .map((step) =>
      keepWord(
        step,
        run.steps.find(({ id }) => id === step.id),
      ),
    );
  return { ...run, opensAt: fresh.opensAt, endsBy: fresh.endsBy, steps: [...history, ...ahead] };
}

function keepWord(step: Step, before: Step | undefined): Step {
  if (!before) return step;
  const { status, minutes, leastMinutes } = before;
  if (before.plannedMinutes !== step.plannedMinutes) return { ...step, status };
  return minutes === before.plannedMinutes ? { ...step, status } : { ...step, status, minutes, leastMinutes };
}

function stepsOf(day: AgendaDay, timings: Timings): Step[] {
  return groupsOf(day.entries).map((entries) => stepOf(entries, timings));
}

type Group = readonly [AgendaEntry, ...AgendaEntry[]];

/** Entries of tracks that follow each other without one for everyone between them are one step. */
function groupsOf(entries: readonly AgendaEntry[]): Group[] {
  const groups: [AgendaEntry, ...AgendaEntry[]][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (last && last[0].track !== null && entry.track !== null) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function stepOf(entries: Group, timings: Timings): Step {
  const spans = entries.map(({ start, end }) => ({ start: parseRfc3339(start), end: parseRfc3339(end) }));
  const floor = instant(Math.min(...spans.map(({ start }) => start)));
  const plannedMinutes = minutesBetween(floor, latestOf(floor, ...spans.map(({ end }) => end)));
  const [first] = entries;
  const alone = entries.length === 1;
  const timing = alone ? timings[first.id] : undefined;
  const leastOfBreak = Math.min(LEAST_BREAK_MINUTES, plannedMinutes);
  const least = alone && first.kind === 'break' ? leastOfBreak : plannedMinutes;
  return {
    id: first.id,
    kind: first.kind,
    parts: entries.map((entry) => partOf(entry, floor)) as [Part, ...Part[]],
    floor,
    plannedMinutes,
    minutes: plannedMinutes,
    leastMinutes: Math.min(timing?.leastMinutes ?? least, plannedMinutes),
    pinned: entries.some(({ id }) => timings[id]?.pinned === true),
    status: 'ahead',
    startedAt: null,
    endedAt: null,
    heldMinutes: 0,
  };
}

function partOf(entry: AgendaEntry, floor: Instant): Part {
  const plannedStart = parseRfc3339(entry.start);
  const plannedEnd = parseRfc3339(entry.end);
  return {
    id: entry.id,
    offset: minutesBetween(floor, plannedStart),
    minutes: minutesBetween(plannedStart, plannedEnd),
    plannedStart,
    plannedEnd,
    hears: entry.reportsBack,
  };
}
