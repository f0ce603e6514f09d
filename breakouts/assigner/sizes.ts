/** How many people each room of a round may hold. */
export interface Sizes {
  readonly least: Int32Array;
  /** At most one more than the least. */
  readonly most: Int32Array;
  /** How many rooms hold their most where that is more than their least. */
  readonly extras: number;
}

/**
 * Within one of each other; where capacities forbid it, filled as water fills vessels: a room is below the level only
 * because it is full.
 *
 * @param atLeast how many are in each room whatever the others hold, and above the level only because of that; at most
 * its capacity, and in sum at most all people. Nobody where it is not given.
 * @returns null when the rooms cannot hold so many.
 */
export function sizesOf(
  people: number,
  capacities: readonly (number | null)[],
  atLeast: readonly number[] = [],
): Sizes | null {
  const holds = (level: number) =>
    capacities.map((capacity, room) => Math.max(Math.min(capacity ?? level, level), atLeast[room] ?? 0));
  const sum = (sizes: readonly number[]) => sizes.reduce((all, each) => all + each, 0);
  if (sum(holds(people)) < people) return null;
  let low = 0;
  let high = people;
  // The highest level that the people reach in full.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sum(holds(middle)) <= people) low = middle;
    else high = middle - 1;
  }
  const least = holds(low);
  const extras = people - sum(least);
  return {
    least: Int32Array.from(least),
    most: Int32Array.from(extras === 0 ? least : holds(low + 1)),
    extras,
  };
}
