/**
 * Cuts a stretch so that the parts are as even as can be: the sum of the squares of their lengths is
 * made least. Exact, by dynamic programming over the places where a cut may stand; of two ways that
 * are equally even, the one that cuts earlier.
 */

/** A place for a cut. A fixed one cuts anyhow and counts for nothing. */
export interface CutPlace {
  readonly at: number;
  readonly fixed: boolean;
}

export interface EvenCuts {
  /** The places chosen that were not fixed, in order. */
  readonly cuts: readonly number[];
  readonly cost: number;
}

interface Best {
  readonly cost: number;
  readonly from: number;
}

/**
 * @param places in order; the first and the last are the ends and must be fixed
 * @param most how many cuts at most; no more than there are places that are not fixed
 * @param length of the part between two places
 * @returns the best choice of 0 cuts, of 1, and so on up to `most`
 */
export function evenCuts(
  places: readonly CutPlace[],
  most: number,
  length: (from: number, to: number) => number,
): EvenCuts[] {
  const best: Best[][] = [[{ cost: 0, from: 0 }]];
  for (let to = 1; to < places.length; to++) best.push(bestUpTo(places, to, most, best, length));
  const last = best.at(-1) ?? [];
  return last.map(({ cost }, count) => ({ cost, cuts: trace(places, best, count) }));
}

/** The best ways to have the last cut at `to`, by the number of free cuts up to and with it. */
function bestUpTo(
  places: readonly CutPlace[],
  to: number,
  most: number,
  best: readonly Best[][],
  length: (from: number, to: number) => number,
): Best[] {
  const end = places[to] as CutPlace;
  const spent = end.fixed ? 0 : 1;
  const found: Best[] = [];
  for (let from = to - 1; from >= 0; from--) {
    const start = places[from] as CutPlace;
    const square = length(start.at, end.at) ** 2;
    for (const [count, before] of (best[from] ?? []).entries()) {
      const cost = before.cost + square;
      if (count + spent <= most && cost <= (found[count + spent]?.cost ?? Number.POSITIVE_INFINITY)) {
        found[count + spent] = { cost, from };
      }
    }
    if (start.fixed) break;
  }
  return Array.from(found, (each) => each ?? { cost: Number.POSITIVE_INFINITY, from: 0 });
}

function trace(places: readonly CutPlace[], best: readonly Best[][], count: number): number[] {
  const cuts: number[] = [];
  for (let at = places.length - 1, left = count; at > 0; ) {
    const from = best[at]?.[left]?.from ?? 0;
    if (!places[at]?.fixed) left--;
    const place = places[from];
    if (place && !place.fixed) cuts.unshift(place.at);
    at = from;
  }
  return cuts;
}
