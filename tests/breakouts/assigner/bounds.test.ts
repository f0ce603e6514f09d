import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundsOf } from '../../../breakouts/assigner/bounds.ts';
import { faultsOf } from '../../../breakouts/assigner/faults.ts';
import { figuresOf, randomBaseline } from '../../../breakouts/assigner/figures.ts';
import type { Problem } from '../../../breakouts/assigner/problem.ts';
import { Search } from '../../../breakouts/assigner/search.ts';
import { settingOf } from '../../../breakouts/assigner/setting.ts';
import { countsOf, plansOf } from './plans.ts';
import { person, problemOf, room } from './problems.ts';

/** So few people that every plan can be looked at, with all that bounds speak of; one round may be frozen. */
const tiny = fc
  .record({
    size: fc.constantFrom([2, 2, 3], [3, 2, 3], [4, 2, 3], [4, 3, 2], [5, 2, 2], [5, 3, 1], [6, 2, 2]),
    organisations: fc.array(fc.constantFrom('o0', 'o1', null), { minLength: 6, maxLength: 6 }),
    prefers: fc.array(fc.constantFrom([], ['t0'], ['t1', 't0'], ['t1', 't2'], ['none']), {
      minLength: 6,
      maxLength: 6,
    }),
    absent: fc.array(fc.constantFrom([], [], [], [0], [1]), { minLength: 6, maxLength: 6 }),
    capacity: fc.constantFrom(null, null, null, 1, 2),
    rule: fc.constantFrom('none', 'together', 'pins', 'apart'),
    frozen: fc.option(fc.array(fc.nat(2), { minLength: 6, maxLength: 6 })),
  })
  .map((given): Problem => {
    const [people = 0, rooms = 1, rounds = 1] = given.size;
    const pair = [{ people: ['p0', 'p1'], rounds: null }];
    const deal = Array.from({ length: rooms }, (_, at) =>
      Array.from({ length: people }, (_, index) => index)
        .filter((index) => (given.frozen?.[index] ?? 0) % rooms === at)
        .map((index) => `p${index}`),
    );
    return problemOf(0, 0, 0, {
      people: Array.from({ length: people }, (_, at) =>
        person(`p${at}`, {
          organisation: given.organisations[at] ?? null,
          prefers: given.prefers[at] ?? [],
          absent: (given.absent[at] ?? []).filter((round) => round < rounds),
        }),
      ),
      rounds: Array.from({ length: rounds }, (_, round) => ({
        rooms: Array.from({ length: rooms }, (_, at) =>
          room(`r${at}`, { topic: `t${at}`, capacity: at === 0 ? given.capacity : null }),
        ),
        frozen: round === 0 && given.frozen !== null ? deal : null,
      })),
      rules: {
        pins:
          given.rule === 'pins'
            ? ['p0', 'p1'].map((who) => ({ person: who, room: `r${rooms - 1}`, rounds: null }))
            : [],
        together: given.rule === 'together' ? pair : [],
        apart: given.rule === 'apart' ? pair : [],
      },
    });
  });

describe('bounds', () => {
  test('are beaten by no plan there is, and count what is frozen as it is', () => {
    let looked = 0;
    fc.assert(
      fc.property(tiny, (problem) => {
        if (faultsOf(problem).length > 0) return;
        const setting = settingOf(problem);
        const bounds = boundsOf(setting);
        const counts = plansOf(problem).map((plan) => countsOf(problem, plan));
        looked += counts.length;
        const least = (of: (count: (typeof counts)[number]) => number) => Math.min(...counts.map(of));
        expect(bounds.repeats).toBeLessThanOrEqual(least(({ repeats }) => repeats));
        expect(bounds.forcedRepeats).toBeLessThanOrEqual(least(({ repeats }) => repeats));
        expect(bounds.distinctCeiling).toBeGreaterThanOrEqual(-least(({ distinctMet }) => -distinctMet));
        expect(bounds.organisationPairs).toBeLessThanOrEqual(least(({ organisationPairs }) => organisationPairs));
        expect(bounds.topicCost).toBeLessThanOrEqual(least(({ topicCost }) => topicCost));
        expect(bounds.pairCost).toBeLessThanOrEqual(least(({ missed, repeats }) => 1000 * missed + repeats));
      }),
      { numRuns: 80, seed: 3 },
    );
    expect(looked).toBeGreaterThan(1000);
  });

  test('are reached where people, rooms and rounds fit', () => {
    const { repeats, distinctCeiling } = boundsOf(settingOf(problemOf(4, 2, 3)));
    expect({ repeats, distinctCeiling }).toEqual({ repeats: 0, distinctCeiling: 6 });
    // Eight meet three others in two rooms of four: two of those of the first room are with one again, twice over.
    expect(boundsOf(settingOf(problemOf(8, 2, 2))).repeats).toBe(4);
    const pair = { pins: [], together: [{ people: ['p0', 'p1'], rounds: null }], apart: [] };
    expect(boundsOf(settingOf(problemOf(8, 4, 4, { rules: pair }))).forcedRepeats).toBe(6);
  });

  test('of figures are counted as they are by hand', () => {
    fc.assert(
      fc.property(tiny, (problem) => {
        if (faultsOf(problem).length > 0) return;
        const [plan = { rounds: [] }] = plansOf(problem);
        const { distinctMet, repeats, organisationPairs, topicCost } = countsOf(problem, plan);
        expect(figuresOf(problem, plan)).toMatchObject({ distinctMet, repeats, organisationPairs, topicCost });
      }),
      { numRuns: 20, seed: 4 },
    );
  });
});

describe('the floor of a search', () => {
  /** A first round that is as bad as can be; the second can be perfect. */
  const frozenBadly = (dials: Problem['aim']['dials']): Problem => ({
    ...problemOf(8, 2, 2),
    people: Array.from({ length: 8 }, (_, at) =>
      person(`p${at}`, { organisation: at < 4 ? 'one' : 'two', prefers: [at % 2 === 0 ? 't0' : 't1'] }),
    ),
    rounds: [
      [
        ['p0', 'p1', 'p2', 'p3'],
        ['p4', 'p5', 'p6', 'p7'],
      ],
      null,
    ].map((frozen) => ({ rooms: [room('r0', { topic: 't0' }), room('r1', { topic: 't1' })], frozen })),
    aim: { mixing: 'meet-everyone', dials },
  });

  test.each([1, 2, 3, 4, 5])('counts no organisations of frozen rounds, seed %i', (seed) => {
    const problem = frozenBadly({ mixing: 0, organisations: 1, topics: 0 });
    const search = new Search(problem, { seed, steps: 200_000 });
    expect(figuresOf(problem, search.finish()).organisationPairs).toBe(12 + 4);
    expect(search.cost).toBe(0);
  });

  test.each([1, 2, 3, 4, 5])('counts no topics of frozen rounds, seed %i', (seed) => {
    const problem = frozenBadly({ mixing: 0, organisations: 0, topics: 1 });
    const search = new Search(problem, { seed, steps: 200_000 });
    expect(figuresOf(problem, search.finish()).topicCost).toBe(4);
    expect(search.cost).toBe(0);
  });

  test('is never above what a search finds, and the search finds the best plan of tiny problems', () => {
    fc.assert(
      fc.property(tiny, (given) => {
        const problem: Problem = {
          ...given,
          aim: { mixing: 'fewest-repeats', dials: { mixing: 1, organisations: 0, topics: 0 } },
        };
        if (faultsOf(problem).length > 0) return;
        const search = new Search(problem, { seed: 1, steps: 60_000 });
        const { repeats } = countsOf(problem, search.finish());
        expect(search.cost).toBeGreaterThanOrEqual(0);
        expect(repeats).toBe(Math.min(...plansOf(problem).map((plan) => countsOf(problem, plan).repeats)));
        expect(randomBaseline(settingOf(problem)).repeats).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 20, seed: 5 },
    );
  });
});
