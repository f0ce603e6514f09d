/**
 * Lays a day's break budget into its slots.
 *
 * 1. Gaps that anchors leave open are filled first, in running order, as far as the budget goes.
 * 2. What is left goes behind the last anchor, where a break moves nothing that was announced.
 * 3. Slots that remain cut the longest stretches, as evenly as can be. Before an anchor such a break
 *    shares the minutes of the gap there, 10 at least for each, so that no gap is frittered away.
 *
 * No break is shorter than 5 minutes, and none parts a breakout from the plenary that hears it unless
 * an anchor left a gap just there. Slots are a wish: where the announced times leave more gaps than
 * there are slots, there are more breaks; minutes that find no place are told, not dropped.
 */
import { type Instant, minutesBetween } from '../../kernel/time.ts';
import { LEAST_BREAK_MINUTES } from '../schema.ts';
import { type Cut, cutsOf, isAnchored, isBreak, runningLatestEnd } from './break-cuts.ts';
import { type CutPlace, type EvenCuts, evenCuts } from './even-stretches.ts';
import type { Placed } from './run-through.ts';

/** When a gap is shared with a break before it, neither is shorter than this, in minutes. */
const LEAST_SHARED_MINUTES = 10;

export interface BreakWish {
  /** Minutes in all. */
  readonly budget: number;
  readonly slots: number;
}

/** A break before the entry with index `at` of the run-through that was given. */
export interface LaidBreak {
  readonly at: number;
  readonly minutes: number;
}

/** Minutes that may be spent between one break that stands anyhow and the next. */
interface Pool {
  readonly minutes: number;
  /** The cut that the anchor at the end of the pool left open; null for the pool behind the last anchor. */
  readonly gapAt: number | null;
  /** The best free cuts, by how many. */
  readonly choices: readonly EvenCuts[];
  /** How many free cuts are made. */
  count: number;
}

/**
 * @param placed the day without laid breaks, tracks interleaved
 * @param wish the minutes to lay, and into how many breaks
 */
export function layBreaks(placed: readonly Placed[], dayStart: Instant, wish: BreakWish): LaidBreak[] {
  const stretch = stretchMeasure(placed);
  const { slots } = wish;
  const pools = poolsOf(placed, cutsOf(placed, dayStart), wish, stretch);
  const used = () => pools.reduce((sum, pool) => sum + cutsIn(pool).length, 0);
  while (used() < slots && cutLongest(pools));
  return pools.flatMap((pool) => share(pool, stretch));
}

function poolsOf(
  placed: readonly Placed[],
  cuts: readonly Cut[],
  { budget, slots }: BreakWish,
  stretch: StretchMeasure,
): Pool[] {
  const dividers = fixedDividers(placed, cuts);
  const anchors = placed.flatMap((entry, index) => (isAnchored(entry) ? [index] : []));
  const pools: Pool[] = [];
  let left = budget;
  const open = (gapAt: number | null, minutes: number, leastEach: number, reserved: number) => {
    const end = gapAt ?? placed.length;
    const wall = Math.max(0, ...anchors.filter((index) => index < end));
    const places = placesBetween(cuts, dividers, wall, end);
    const most = Math.min(Math.max(1, slots), Math.floor(minutes / leastEach) - reserved, freeAmong(places));
    pools.push({ minutes, gapAt, choices: evenCuts(places, Math.max(0, most), stretch), count: 0 });
    left -= minutes;
  };
  for (const { at, gap } of cuts.filter(isGap)) {
    if (left >= LEAST_BREAK_MINUTES) open(at, Math.min(gap, left), LEAST_SHARED_MINUTES, 1);
  }
  if (left >= LEAST_BREAK_MINUTES) open(null, left, LEAST_BREAK_MINUTES, 0);
  for (const pool of pools) if (pool.gapAt === null && pool.choices.length > 1) pool.count = 1;
  return pools;
}

function isGap({ gap }: Cut): boolean {
  return gap >= LEAST_BREAK_MINUTES;
}

/** Where a stretch ends anyhow: at the ends of the day, at gaps, and at breaks that stand in the plan. */
function fixedDividers(placed: readonly Placed[], cuts: readonly Cut[]): number[] {
  const gaps = cuts.filter(isGap).map(({ at }) => at);
  const standing = placed.flatMap((entry, index) => (isBreak(entry.item) ? [index, index + 1] : []));
  return [...new Set([0, ...gaps, ...standing, placed.length])].sort((a, b) => a - b);
}

/** From the last divider up to the wall to the pool's end; free only behind the wall. */
function placesBetween(cuts: readonly Cut[], dividers: readonly number[], wall: number, end: number): CutPlace[] {
  const start = dividers.findLast((at) => at <= wall && at < end) ?? 0;
  const fixed = dividers.filter((at) => at >= start && at <= end).map((at) => ({ at, fixed: true }));
  const free = cuts.filter((cut) => cut.free && cut.at > wall && cut.at < end).map(({ at }) => ({ at, fixed: false }));
  const standing = new Set(fixed.map(({ at }) => at));
  return [...fixed, ...free.filter(({ at }) => !standing.has(at))].sort((a, b) => a.at - b.at);
}

function freeAmong(places: readonly CutPlace[]): number {
  return places.filter(({ fixed }) => !fixed).length;
}

/** Makes the one further cut that evens the stretches most. @returns false when no pool affords one */
function cutLongest(pools: readonly Pool[]): boolean {
  const gain = ({ choices, count }: Pool) => (choices[count]?.cost ?? 0) - (choices[count + 1]?.cost ?? 0);
  const able = pools.filter(({ choices, count }) => count + 1 < choices.length);
  const [best] = able.toSorted((a, b) => gain(b) - gain(a));
  if (best) best.count++;
  return best !== undefined;
}

function cutsIn({ gapAt, choices, count }: Pool): number[] {
  return [...(choices[count]?.cuts ?? []), ...(gapAt === null ? [] : [gapAt])];
}

/** Minutes from the start of the entry `from` to the end of the last entry before `to`; 0 for a lone break. */
type StretchMeasure = (from: number, to: number) => number;

function stretchMeasure(placed: readonly Placed[]): StretchMeasure {
  const endBefore = runningLatestEnd(placed);
  return (from, to) => {
    const [first, end] = [placed[from], endBefore[to - 1]];
    if (!first || !end || from >= to || (to === from + 1 && isBreak(first.item))) return 0;
    return minutesBetween(first.start, end);
  };
}

/** A pool's minutes over its cuts in fives, what is over going first to the break after the most work. */
function share(pool: Pool, stretch: StretchMeasure): LaidBreak[] {
  const cuts = cutsIn(pool);
  if (cuts.length === 0) return [];
  const even = Math.floor(pool.minutes / cuts.length / 5) * 5;
  const laid = cuts.map((at, index) => ({ at, minutes: even, work: stretch(cuts[index - 1] ?? 0, at) }));
  const hardest = laid.toSorted((a, b) => b.work - a.work);
  for (let left = pool.minutes - even * cuts.length, turn = 0; left > 0; left -= 5, turn++) {
    const next = hardest[turn % cuts.length];
    if (next) next.minutes += Math.min(5, left);
  }
  return laid.map(({ at, minutes }) => ({ at, minutes }));
}
