/**
 * Where a running order can be cut for a break.
 *
 * A cut stands between two entries at a moment when nobody is in a session. Cut `at` means: before the
 * entry with that index. A cut is either a gap that an anchor leaves open, or free: a break there
 * pushes everything up to the next anchor.
 */
import { type Instant, instant, minutesBetween } from '../../kernel/time.ts';
import { LEAST_BREAK_MINUTES } from '../schema.ts';
import type { Item, Placed } from './run-through.ts';

export interface Cut {
  readonly at: number;
  /** Minutes that are open there already, before any break is laid. */
  readonly gap: number;
  /** A stretch may be cut here of our own accord. */
  readonly free: boolean;
}

/** All cuts of an interleaved run-through, in order. What is pinned before the day's start needs no break. */
export function cutsOf(placed: readonly Placed[], dayStart: Instant): Cut[] {
  const endBefore = runningLatestEnd(placed);
  const startAfter = runningEarliestStart(placed);
  const beforeReports = cutsBeforeReports(placed);
  const cuts: Cut[] = [];
  for (let at = 1; at < placed.length; at++) {
    const [end, start] = [endBefore[at - 1], startAfter[at]];
    if (end === undefined || start === undefined || end <= dayStart) continue;
    const gap = minutesBetween(end, start);
    if (gap >= 0)
      cuts.push({ at, gap, free: gap < LEAST_BREAK_MINUTES && isApart(placed, at) && !beforeReports.has(at) });
  }
  return cuts;
}

/** Whether the entry's start was announced: nothing before it may grow, also where it is late already. */
export function isAnchored({ item }: Placed): boolean {
  return item.kind === 'session' && item.anchor !== null;
}

export function isBreak(item: Item): boolean {
  return item.kind === 'break' || item.session.kind === 'break';
}

/** Whether a break would not stand beside one that is there already. */
function isApart(placed: readonly Placed[], at: number): boolean {
  const [before, after] = [placed[at - 1], placed[at]];
  return before !== undefined && after !== undefined && !isBreak(before.item) && !isBreak(after.item);
}

/** The cuts between a breakout and the plenary that hears it. */
function cutsBeforeReports(placed: readonly Placed[]): Set<number> {
  const breakouts = new Map<string, number>();
  const cuts = new Set<number>();
  for (const [index, { item }] of placed.entries()) {
    if (item.kind !== 'session') continue;
    breakouts.set(item.session.id, index);
    const breakout = item.session.reportsBack === null ? undefined : breakouts.get(item.session.reportsBack);
    for (let at = (breakout ?? index) + 1; at <= index; at++) cuts.add(at);
  }
  return cuts;
}

/** For each entry, the latest end of it and all before it. */
export function runningLatestEnd(placed: readonly Placed[]): Instant[] {
  let most = -Infinity;
  return placed.map(({ end }) => {
    most = Math.max(most, end);
    return instant(most);
  });
}

/** For each entry, the earliest start of it and all after it. */
function runningEarliestStart(placed: readonly Placed[]): Instant[] {
  let least = Infinity;
  return placed
    .toReversed()
    .map(({ start }) => {
      least = Math.min(least, start);
      return instant(least);
    })
    .toReversed();
}
