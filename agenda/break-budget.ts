/**
 * Lays a day's break budget into its slots.
 *
 * 1. Gaps that anchors leave open are filled first, in running order, as far as the budget goes.
 * 2. What is left goes behind the last anchor, where a break moves nothing that was announced.
 * 3. Slots that remain cut the longest stretches, as evenly as can be: the sum of the squares of all
 *    stretches is made least. Before an anchor such a break takes its minutes out of the gap there.
 *
 * No break is shorter than 5 minutes, and none parts a breakout from the plenary that hears it unless
 * an anchor left a gap just there. Slots are a wish: where the announced times leave more gaps than
 * there are slots, there are more breaks; minutes that find no place are told, not dropped.
 */
import { minutesBetween } from '../kernel/time.ts';
import { type Cut, cutsOf, isBreak, isHeldAnchor, runningLatestEnd } from './break-cuts.ts';
import type { Placed } from './run-through.ts';
import { LEAST_BREAK_MINUTES } from './schema.ts';

/** A break before the entry with index `at` of the run-through that was given. */
export interface LaidBreak {
  readonly at: number;
  readonly minutes: number;
}

/** Minutes that may be spent at some cuts: those from one anchor to the next. */
interface Pool {
  readonly minutes: number;
  /** The cut that the anchor at the end of the pool left open; null for the pool behind the last anchor. */
  readonly gapAt: number | null;
  readonly freeCuts: readonly number[];
  readonly chosen: number[];
}

/**
 * @param placed the day without laid breaks, tracks interleaved
 * @param budget minutes to lay; @param slots how many breaks are wished for
 */
export function layBreaks(placed: readonly Placed[], budget: number, slots: number): LaidBreak[] {
  const cuts = cutsOf(placed);
  const pools = poolsOf(placed, cuts, budget);
  const dividers = [0, ...fixedDividers(placed, cuts), placed.length];
  const stretch = stretchMeasure(placed);
  const cost = () => stretchCost(stretch, [...dividers, ...pools.flatMap((pool) => pool.chosen)]);
  fillGapsAndTail(pools, cost);
  const used = () => pools.reduce((sum, pool) => sum + pool.chosen.length, 0);
  while (used() < slots && chooseBest(pools, cost));
  evenOut(pools, cost);
  return pools.flatMap((pool) => share(pool, stretch)).sort((a, b) => a.at - b.at);
}

function poolsOf(placed: readonly Placed[], cuts: readonly Cut[], budget: number): Pool[] {
  const pools: Pool[] = [];
  const anchors = placed.flatMap((entry, index) => (isHeldAnchor(entry) ? [index] : []));
  let left = budget;
  for (const cut of cuts.filter(({ gap }) => gap >= LEAST_BREAK_MINUTES)) {
    const minutes = Math.min(cut.gap, left);
    if (minutes < LEAST_BREAK_MINUTES) break;
    const wall = Math.max(0, ...anchors.filter((index) => index < cut.at));
    const freeCuts = freeBetween(cuts, wall, cut.at);
    pools.push({ minutes, gapAt: cut.at, freeCuts, chosen: [] });
    left -= minutes;
  }
  if (left >= LEAST_BREAK_MINUTES) {
    const freeCuts = freeBetween(cuts, Math.max(0, ...anchors), placed.length);
    if (freeCuts.length > 0) pools.push({ minutes: left, gapAt: null, freeCuts, chosen: [] });
  }
  return pools;
}

function freeBetween(cuts: readonly Cut[], after: number, before: number): number[] {
  return cuts.filter((cut) => cut.free && cut.at > after && cut.at < before).map((cut) => cut.at);
}

/** Where a stretch ends anyhow: at gaps, and at breaks that stand in the plan. */
function fixedDividers(placed: readonly Placed[], cuts: readonly Cut[]): number[] {
  const gaps = cuts.filter(({ gap }) => gap >= LEAST_BREAK_MINUTES).map(({ at }) => at);
  const standing = placed.flatMap((entry, index) => (isBreak(entry.item) ? [index, index + 1] : []));
  return [...gaps, ...standing];
}

function fillGapsAndTail(pools: readonly Pool[], cost: () => number): void {
  for (const pool of pools) {
    if (pool.gapAt !== null) pool.chosen.push(pool.gapAt);
    else chooseBest([pool], cost);
  }
}

/** Chooses the one further cut that leaves the most even stretches. @returns false when none is left */
function chooseBest(pools: readonly Pool[], cost: () => number): boolean {
  let best: { pool: Pool; at: number; cost: number } | null = null;
  for (const pool of pools) {
    if (pool.minutes < LEAST_BREAK_MINUTES * (pool.chosen.length + 1)) continue;
    for (const at of pool.freeCuts.filter((cut) => !pool.chosen.includes(cut))) {
      pool.chosen.push(at);
      const reached = cost();
      pool.chosen.pop();
      if (!best || reached < best.cost) best = { pool, at, cost: reached };
    }
  }
  best?.pool.chosen.push(best.at);
  return best !== null;
}

/** Moves one chosen cut at a time as long as the stretches become more even by it. */
function evenOut(pools: readonly Pool[], cost: () => number): void {
  let improved = true;
  while (improved) {
    improved = false;
    for (const pool of pools) {
      for (const [index, chosen] of pool.chosen.entries()) {
        if (chosen !== pool.gapAt && moveToBest(pool, index, cost)) improved = true;
      }
    }
  }
}

function moveToBest(pool: Pool, index: number, cost: () => number): boolean {
  const from = pool.chosen[index] as number;
  let best = { at: from, cost: cost() };
  for (const at of pool.freeCuts.filter((cut) => !pool.chosen.includes(cut))) {
    pool.chosen[index] = at;
    const reached = cost();
    if (reached < best.cost) best = { at, cost: reached };
  }
  pool.chosen[index] = best.at;
  return best.at !== from;
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

/** The sum of the squares of all stretches between dividers: least when they are even. */
function stretchCost(stretch: StretchMeasure, dividers: readonly number[]): number {
  let sum = 0;
  let from = 0;
  for (const to of dividers.toSorted((a, b) => a - b)) {
    sum += stretch(from, to) ** 2;
    from = to;
  }
  return sum;
}

/** A pool's minutes over its cuts in fives, what is over going first to the break after the most work. */
function share(pool: Pool, stretch: StretchMeasure): LaidBreak[] {
  const cuts = pool.chosen.toSorted((a, b) => a - b);
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
