import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Arrangement } from '../../../breakouts/assigner/arrangement.ts';
import { faultsOf } from '../../../breakouts/assigner/faults.ts';
import { figuresOf } from '../../../breakouts/assigner/figures.ts';
import { objectiveOf } from '../../../breakouts/assigner/objective.ts';
import { place } from '../../../breakouts/assigner/place.ts';
import type { Plan, Problem } from '../../../breakouts/assigner/problem.ts';
import { Random } from '../../../breakouts/assigner/random.ts';
import { Search, STEPS_PER_SECOND } from '../../../breakouts/assigner/search.ts';
import { settingOf } from '../../../breakouts/assigner/setting.ts';
import { aimed, person, problemOf, room } from './problems.ts';

const solved = (problem: Problem, steps = 300_000, seed = 1) => new Search(problem, { seed, steps }).finish();

/** Problems with rules of every kind, feasible or not. */
const anyProblem = fc
  .record({
    people: fc.integer({ min: 1, max: 16 }),
    rooms: fc.integer({ min: 1, max: 5 }),
    rounds: fc.integer({ min: 1, max: 3 }),
    organisations: fc.integer({ min: 1, max: 6 }),
    absent: fc.array(fc.tuple(fc.nat(15), fc.nat(2)), { maxLength: 6 }),
    pins: fc.array(fc.tuple(fc.nat(15), fc.nat(4)), { maxLength: 3 }),
    together: fc.array(fc.tuple(fc.nat(15), fc.nat(15)), { maxLength: 4 }),
    apart: fc.array(fc.tuple(fc.nat(15), fc.nat(15)), { maxLength: 6 }),
    capacity: fc.option(fc.integer({ min: 1, max: 8 })),
  })
  .map((given): Problem => {
    const id = (at: number) => `p${at % given.people}`;
    const rules = (pairs: readonly (readonly [number, number])[]) =>
      pairs.filter(([a, b]) => id(a) !== id(b)).map(([a, b]) => ({ people: [id(a), id(b)], rounds: null }));
    return problemOf(given.people, given.rooms, given.rounds, {
      people: Array.from({ length: given.people }, (_, at) =>
        person(`p${at}`, {
          organisation: `o${at % given.organisations}`,
          prefers: at % 2 === 0 ? ['t1', 't0'] : [],
          absent: given.absent.filter(([who, round]) => who === at && round < given.rounds).map(([, round]) => round),
        }),
      ),
      rounds: Array.from({ length: given.rounds }, () => ({
        rooms: Array.from({ length: given.rooms }, (_, at) =>
          room(`r${at}`, { topic: `t${at}`, capacity: at === 0 ? given.capacity : null }),
        ),
        frozen: null,
      })),
      rules: {
        pins: given.pins.map(([who, where]) => ({ person: id(who), room: `r${where % given.rooms}`, rounds: null })),
        together: rules(given.together),
        apart: rules(given.apart),
      },
    });
  });

/** What of the hard rules a plan breaks. */
function broken(problem: Problem, plan: Plan): string[] {
  const found: string[] = [];
  problem.rounds.forEach(({ rooms }, round) => {
    const deal = plan.rounds[round] ?? [];
    const here = problem.people.filter(({ absent }) => !absent.includes(round)).map(({ id }) => id);
    if (deal.flat().sort().join() !== [...here].sort().join()) found.push(`round ${round}: attendance`);
    const roomOf = (id: string) => deal.findIndex((people) => people.includes(id));
    deal.forEach((people, at) => {
      const capacity = rooms[at]?.capacity ?? Number.POSITIVE_INFINITY;
      if (people.length > capacity) found.push(`round ${round}: capacity`);
      const most = Math.max(...deal.map((each) => each.length));
      if (people.length < most - 1 && people.length < capacity) found.push(`round ${round}: sizes`);
    });
    for (const { person, room } of problem.rules.pins) {
      if (here.includes(person) && rooms[roomOf(person)]?.id !== room) found.push(`round ${round}: pin of ${person}`);
    }
    for (const { people } of problem.rules.together) {
      const places = new Set(people.filter((id) => here.includes(id)).map(roomOf));
      if (places.size > 1) found.push(`round ${round}: together ${people}`);
    }
    for (const { people } of problem.rules.apart) {
      const places = people.filter((id) => here.includes(id)).map(roomOf);
      if (new Set(places).size < places.length) found.push(`round ${round}: apart ${people}`);
    }
  });
  return found;
}

describe('a search', () => {
  test('keeps every hard rule of any problem that has no faults', () => {
    let feasible = 0;
    fc.assert(
      fc.property(anyProblem, (problem) => {
        if (faultsOf(problem).length > 0) return;
        feasible++;
        const plan = solved(problem, 10_000);
        expect(broken(problem, plan)).toEqual([]);
        const { repeats, repeatBound, distinctMet, distinctCeiling, organisationExcess, topicCost, topicIdeal } =
          figuresOf(problem, plan);
        expect(repeats).toBeGreaterThanOrEqual(repeatBound);
        expect(distinctMet).toBeLessThanOrEqual(distinctCeiling);
        expect(organisationExcess).toBeGreaterThanOrEqual(0);
        expect(topicCost).toBeGreaterThanOrEqual(topicIdeal);
      }),
      { numRuns: 60, seed: 7 },
    );
    expect(feasible).toBeGreaterThan(20);
  });

  test('adds up changes to what the whole costs from nothing', () => {
    fc.assert(
      fc.property(anyProblem, fc.nat(), (problem, seed) => {
        if (faultsOf(problem).length > 0) return;
        const setting = settingOf(problem);
        const random = new Random(seed);
        const objective = objectiveOf(setting, { mixing: 7, organisations: 5, topics: 3 });
        const rooms = setting.rounds.map((round) => place(round, null, random) ?? new Int32Array());
        const arrangement = new Arrangement(setting, objective, rooms);
        for (let change = 0; change < 20; change++) {
          const at = random.below(setting.rounds.length);
          const { present } = setting.rounds[at] ?? { present: [] };
          const { roomOf } = arrangement.seatings[at] ?? { roomOf: new Int32Array() };
          const [one, other] = [present[random.below(present.length)], present[random.below(present.length)]];
          if (one === undefined || other === undefined || roomOf[one] === roomOf[other]) continue;
          if (change % 2 === 0) arrangement.swap(at, one, other, arrangement.swapDelta(at, one, other));
          else {
            const back = roomOf[one] ?? 0;
            const to = roomOf[other] ?? 0;
            arrangement.move(at, one, to, arrangement.moveDelta(at, one, to));
            expect(arrangement.cost).toBe(arrangement.recount());
            arrangement.move(at, other, back, arrangement.moveDelta(at, other, back));
          }
          expect(arrangement.cost).toBe(arrangement.recount());
        }
      }),
      { numRuns: 30, seed: 8 },
    );
  });

  test('gives one plan for a seed, whatever the order of the people and the length of its turns', () => {
    const problem = problemOf(29, 6, 5, aimed('fewest-repeats'));
    const turned = { ...problem, people: [...problem.people].reverse() };
    const search = new Search(turned, { seed: 5, steps: 200_000 });
    while (search.advance(1));
    expect(search.best).toEqual(solved(problem, 200_000, 5));
    expect(solved(problem, 200_000, 6)).not.toEqual(search.best);
  });

  test('can be stopped at once and has a plan', () => {
    const search = new Search(problemOf(30, 4, 3), { seed: 1, steps: STEPS_PER_SECOND });
    expect(search.progress).toBe(0);
    expect(broken(problemOf(30, 4, 3), search.best)).toEqual([]);
  });

  test.each([
    [32, 8, 9, 0.1],
    [15, 5, 7, 5],
    [40, 10, 9, 2],
    [1000, 50, 5, 2],
  ])('repeats no pair of %i people in %i rooms over %i rounds', (people, rooms, rounds, effort) => {
    const problem = problemOf(people, rooms, rounds, aimed('fewest-repeats'));
    expect(figuresOf(problem, solved(problem, effort * STEPS_PER_SECOND)).repeats).toBe(0);
  });

  test('lets nearly all of 60 people in three rooms meet in five rounds', () => {
    const problem = problemOf(60, 3, 5);
    expect(figuresOf(problem, solved(problem, STEPS_PER_SECOND / 10)).distinctMet).toBeGreaterThanOrEqual(1750);
  });

  test('lets people go about in parties where rounds have rooms of different numbers', () => {
    const rooms = (count: number) => Array.from({ length: count }, (_, at) => room(`r${at}`));
    const problem = {
      ...problemOf(120, 5, 5),
      rounds: [5, 5, 4, 5, 5].map((count) => ({ rooms: rooms(count), frozen: null })),
    };
    // From plans by chance alone the same time comes to 5,871.
    expect(figuresOf(problem, solved(problem, STEPS_PER_SECOND)).distinctMet).toBeGreaterThanOrEqual(6000);
  });

  test('leaves a frozen round as it is, and counts its meetings', () => {
    const frozen = [
      ['p0', 'p1'],
      ['p2', 'p3'],
    ];
    const base = problemOf(4, 2, 2);
    const problem = { ...base, rounds: base.rounds.map((round, at) => (at === 0 ? { ...round, frozen } : round)) };
    const plan = solved(problem);
    expect(plan.rounds[0]).toEqual(frozen);
    expect(figuresOf(problem, plan).repeats).toBe(0);
  });

  test('moves nobody of a plan before when a move costs more than it can bring', () => {
    const problem = problemOf(20, 4, 3);
    const plan = solved(problem, 1000);
    const again = { ...problem, before: { plan, costPerMove: 1_000_000 } };
    expect(figuresOf(again, solved(again)).moved).toBe(0);
  });

  test('deals fewer people than rooms, one organisation, nobody, and ids of any script', () => {
    const ids = ['ß', 'é', 'e\u0301', '😀', '=1+1', 'Ж'];
    const people = ids.map((id) => person(id, { organisation: 'one' }));
    const problem = problemOf(0, 8, 2, { people });
    expect(solved(problem).rounds.map((deal) => deal.flat().sort())).toEqual([[...ids].sort(), [...ids].sort()]);
    expect(solved(problemOf(0, 2, 1)).rounds).toEqual([[[], []]]);
  });

  test('deals 1,600 people', () => {
    const problem = problemOf(1600, 60, 2, aimed('fewest-repeats'));
    expect(broken(problem, solved(problem, 300_000))).toEqual([]);
  });
});
