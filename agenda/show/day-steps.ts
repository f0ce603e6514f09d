/** A published day becomes a run that has not begun, and a run goes on with what was published meanwhile. */
import { nameUuid } from '../../kernel/digest.ts';
import { addMinutes, type Instant, instant, latestOf, minutesBetween, parseRfc3339 } from '../../kernel/time.ts';
import { LEAST_BREAK_MINUTES, type SessionKind } from '../schema.ts';
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
  const steps = stepsOf(day.entries, timings);
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
  const { opensAt, endsBy } = runOf(day, timings);
  const begun = begunSteps(run, day);
  const begunIds = new Set(begun.flatMap(({ parts }) => parts.map(({ id }) => id)));
  const left = day.entries.filter(({ id }) => !begunIds.has(id));
  const ahead = stepsOf(left, timings).map((step) => keepWord(step, run));
  return { ...run, opensAt, endsBy, steps: [...begun, ...ahead] };
}

/**
 * Laid breaks are named by their place among the day's breaks, so that a break of the new version may bear the name
 * of another that is over. Then the one that is over gives its name up, lest a break be lost.
 */
function begunSteps(run: Run, day: AgendaDay): Step[] {
  const begun = run.steps.filter(({ status }) => status === 'running' || status === 'done');
  const taken = new Set([...run.steps.map(({ id }) => id), ...day.entries.map(({ id }) => id)]);
  return begun.map((step, place) => {
    if (step.kind !== 'break' || !isAnother(step, begun.slice(0, place), run, day)) return step;
    const id = freeName(step.id, taken);
    taken.add(id);
    return { ...step, id, parts: [{ ...step.parts[0], id }] };
  });
}

/** An id as all others are, the same whenever it is asked for. */
function freeName(id: string, taken: ReadonlySet<string>): string {
  const name = nameUuid(id, 'before');
  return taken.has(name) ? freeName(name, taken) : name;
}

/** Whether the day has, under this break's name, one that comes after something that this one came before. */
function isAnother({ parts: [part] }: Step, earlier: readonly Step[], run: Run, { entries }: AgendaDay): boolean {
  const now = entries.findIndex(({ id }) => id === part.id);
  const entry = entries[now];
  if (!entry || parseRfc3339(entry.start) === part.plannedStart) return false;
  const before = new Set(earlier.flatMap(({ parts }) => parts.map(({ id }) => id)));
  return entries.slice(0, now).some(({ id, kind }) => kind !== 'break' && !before.has(id) && !isSkipped(run, id));
}

function isSkipped(run: Run, entry: string): boolean {
  return run.steps.some(({ status, parts }) => status === 'skipped' && parts.some(({ id }) => id === entry));
}

function keepWord(step: Step, run: Run): Step {
  const skipped = step.parts.every(({ id }) => isSkipped(run, id));
  const kept: Step = skipped ? { ...step, status: 'skipped' } : step;
  const before = run.steps.find(({ id }) => id === step.id);
  if (!before || before.plannedMinutes !== step.plannedMinutes || before.minutes === step.plannedMinutes) return kept;
  const { minutes, leastMinutes } = before;
  return { ...kept, minutes, leastMinutes };
}

function stepsOf(entries: readonly AgendaEntry[], timings: Timings): Step[] {
  return groupsOf(entries).map((group) => stepOf(group, timings));
}

type Group = readonly [AgendaEntry, ...AgendaEntry[]];

/** Entries of tracks are one step as long as one of them is on when the next begins. */
function groupsOf(entries: readonly AgendaEntry[]): Group[] {
  const groups: { readonly entries: [AgendaEntry, ...AgendaEntry[]]; end: Instant }[] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    const [start, end] = [parseRfc3339(entry.start), parseRfc3339(entry.end)];
    if (last && last.entries[0].track !== null && entry.track !== null && start < last.end) {
      last.entries.push(entry);
      last.end = latestOf(last.end, end);
    } else groups.push({ entries: [entry], end });
  }
  return groups.map((group) => group.entries);
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
    kind: kindOf(entries),
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

/** While one track has a break, the day has none. */
function kindOf([first, ...others]: Group): SessionKind {
  return [first, ...others].find(({ kind }) => kind !== 'break')?.kind ?? 'break';
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
