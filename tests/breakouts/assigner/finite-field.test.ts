import { describe, expect, test } from 'vitest';
import { developed } from '../../../breakouts/assigner/developed.ts';
import { groupOf } from '../../../breakouts/assigner/finite-field.ts';
import { Random } from '../../../breakouts/assigner/random.ts';

/** What a table breaks of the laws of a group, of which 0 changes nothing. */
function brokenLaws(order: number, of: (a: number, b: number) => number, from = 0, unit = 0): string[] {
  const found = new Set<string>();
  const all = Array.from({ length: order - from }, (_, at) => at + from);
  for (const a of all) {
    if (of(a, unit) !== a) found.add('unit');
    if (!all.some((b) => of(a, b) === unit)) found.add('inverse');
    for (const b of all) {
      if (!all.includes(of(a, b))) found.add('closed');
      if (of(a, b) !== of(b, a)) found.add('commutes');
      for (const c of all) if (of(of(a, b), c) !== of(a, of(b, c))) found.add('associates');
    }
  }
  return [...found];
}

/** Pairs of places that share a room twice or more. */
function repeats(plan: readonly Int32Array[]): number {
  const people = plan[0]?.length ?? 0;
  let count = 0;
  for (let one = 0; one < people; one++) {
    for (let other = 0; other < one; other++)
      if (plan.filter((rooms) => rooms[one] === rooms[other]).length > 1) count++;
  }
  return count;
}

function patternOf(people: number, rooms: number, rounds: number): Int32Array[] {
  const run = developed(people, rooms, rounds, 0, new Random(1));
  let turn = run.next();
  while (turn.done !== true) turn = run.next();
  return turn.value ?? [];
}

describe('sums and products', () => {
  test.each([2, 3, 4, 5, 7, 8, 9, 16, 25])('of %i things are a field', (order) => {
    const { sum, minus, product } = groupOf(order);
    const plus = (a: number, b: number) => sum[a * order + b] as number;
    const times = (a: number, b: number) => product?.[a * order + b] as number;
    expect(brokenLaws(order, plus)).toEqual([]);
    expect(brokenLaws(order, times, 1, 1)).toEqual([]);
    const all = Array.from({ length: order }, (_, at) => at);
    expect(all.map((a) => plus(a, minus[a] as number))).toEqual(all.map(() => 0));
    for (const a of all) {
      expect(times(a, 0)).toBe(0);
      for (const b of all)
        expect(all.map((c) => times(a, plus(b, c)))).toEqual(all.map((c) => plus(times(a, b), times(a, c))));
    }
  });

  test.each([1, 6, 10, 12])('of %i things are a clock', (order) => {
    const { sum, product } = groupOf(order);
    expect(product).toBe(null);
    expect(brokenLaws(order, (a, b) => sum[a * order + b] as number)).toEqual([]);
  });
});

describe('a pattern', () => {
  test.each([
    [16, 4, 4],
    [64, 8, 8],
    [64, 8, 9],
    [81, 9, 9],
    [49, 7, 8],
    [30, 8, 8],
  ])('of %i people in %i rooms over %i rounds repeats no pair', (people, rooms, rounds) => {
    const plan = patternOf(people, rooms, rounds);
    expect(plan.length).toBe(rounds);
    expect(repeats(plan)).toBe(0);
  });

  test('fills rooms evenly in every round', () => {
    for (const rooms of patternOf(30, 8, 8)) {
      const sizes = Array.from({ length: 8 }, (_, room) => rooms.filter((each) => each === room).length);
      expect(sizes.sort()).toEqual([3, 3, 4, 4, 4, 4, 4, 4]);
    }
  });

  test.each([
    [10, 1, 2],
    [5, 8, 2],
  ])('makes no sense for %i people in %i rooms', (people, rooms, rounds) => {
    expect(patternOf(people, rooms, rounds)).toEqual([]);
  });
});
