/**
 * Lays out a day: durations in order become start and end instants, and the break budget is laid in.
 * A plan that does not fit is laid out all the same, running over, and says by how much.
 */
import type { DayId, SessionId } from '../../kernel/ids.ts';
import { type Instant, latestOf, minutesBetween, readWallTime } from '../../kernel/time.ts';
import type { Day, SessionKind } from '../schema.ts';
import { layBreaks } from './break-budget.ts';
import { type Item, interleaveTracks, itemsOf, minutesOf, type Placed, runThrough, trackOf } from './run-through.ts';

/** One stretch of a laid-out day: a session, or a break that the break budget was laid into. */
export interface TimelineEntry {
  readonly kind: SessionKind;
  /** Null for a laid break. */
  readonly session: SessionId | null;
  readonly title: string;
  readonly track: string | null;
  readonly start: Instant;
  readonly end: Instant;
  readonly minutes: number;
}

export interface DayTimeline {
  readonly day: DayId;
  readonly number: number;
  readonly timeZone: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly dayMinutes: number;
  /** Minutes from the day's start on in which a session is on; side by side tracks count once. */
  readonly sessionMinutes: number;
  /** The planned break time: the day's budget, or what stands in the plan as breaks where that is more. */
  readonly breakMinutes: number;
  /** Minutes between entries that are neither session nor break. */
  readonly idleMinutes: number;
  /** Planned break time that found no place. */
  readonly unplacedBreakMinutes: number;
  /** By how much sessions and planned breaks run over the day's end; negative where there is slack. */
  readonly overMinutes: number;
  /** In order of start. */
  readonly entries: readonly TimelineEntry[];
}

export function layOutDay(day: Day): DayTimeline {
  const start = readWallTime(day.date, day.start, day.timeZone).at;
  const end = readWallTime(day.date, day.end, day.timeZone).at;
  const bare = interleaveTracks(runThrough(itemsOf(day), start));
  const standing = standingBreaks(bare);
  const budget = Math.max(0, day.breakMinutes - standing.minutes);
  const breaks = layBreaks(bare, start, { budget, slots: Math.max(0, day.breakSlots - standing.count) });
  const placed = runThrough(withBreaks(bare, breaks), start);
  const unplacedBreakMinutes = budget - breaks.reduce((sum, { minutes }) => sum + minutes, 0);
  const lastEnd = latestOf(start, ...placed.map((entry) => entry.end));
  return {
    day: day.id,
    number: day.number,
    timeZone: day.timeZone,
    start,
    end,
    dayMinutes: minutesBetween(start, end),
    sessionMinutes: coveredMinutes(
      placed.filter(({ item }) => !isBreakForAll(item)),
      start,
    ),
    breakMinutes: Math.max(day.breakMinutes, standing.minutes),
    idleMinutes:
      minutesBetween(start, lastEnd) -
      coveredMinutes(
        placed.filter((entry) => entry.end > start),
        start,
      ),
    unplacedBreakMinutes,
    overMinutes: minutesBetween(end, lastEnd) + unplacedBreakMinutes,
    entries: placed.map(toEntry).sort((a, b) => a.start - b.start),
  };
}

/** Breaks for everyone that stand in the plan as entries of their own; they use the budget up. */
function standingBreaks(placed: readonly Placed[]): { minutes: number; count: number } {
  const breaks = placed.filter(({ item }) => isBreakForAll(item));
  return { minutes: breaks.reduce((sum, { item }) => sum + minutesOf(item), 0), count: breaks.length };
}

function withBreaks(placed: readonly Placed[], breaks: readonly { at: number; minutes: number }[]): Item[] {
  const before = new Map(breaks.map(({ at, minutes }) => [at, minutes]));
  return placed.flatMap(({ item }, index) => {
    const minutes = before.get(index);
    return minutes === undefined ? [item] : [{ kind: 'break', minutes }, item];
  });
}

function isBreakForAll(item: Item): boolean {
  return kindOf(item) === 'break' && trackOf(item) === null;
}

function kindOf(item: Item): SessionKind {
  return item.kind === 'session' ? item.session.kind : 'break';
}

/** Minutes that at least one of the entries covers, from `from` on. */
function coveredMinutes(placed: readonly Placed[], from: Instant): number {
  let covered = 0;
  let until: number = from;
  for (const { start, end } of placed.toSorted((a, b) => a.start - b.start)) {
    covered += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return Math.round(covered / 60_000);
}

function toEntry({ item, start, end }: Placed): TimelineEntry {
  const { session, title } =
    item.kind === 'session' ? { session: item.session.id, title: item.session.title } : LAID_BREAK;
  return { kind: kindOf(item), session, title, track: trackOf(item), start, end, minutes: minutesOf(item) };
}

const LAID_BREAK = { session: null, title: 'Break' } as const;
