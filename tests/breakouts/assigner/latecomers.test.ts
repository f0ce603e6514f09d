import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dealIn, type Move, proposeMoves } from '../../../breakouts/assigner/latecomers.ts';
import type { Deal, Plan, Problem } from '../../../breakouts/assigner/problem.ts';
import { isEven, keepsRules } from './plans.ts';
import { person, problemOf, room } from './problems.ts';

const one = (...rooms: string[][]): Plan => ({ rounds: [rooms] });
const together = (...people: string[]) => ({ pins: [], together: [{ people, rounds: null }], apart: [] });
const capacities = (...given: (number | null)[]) => [
  { rooms: given.map((capacity, at) => room(`r${at}`, { capacity })), frozen: null },
];

describe('latecomers', () => {
  test('go into the smallest room with a place, one after the other, and nobody else moves', () => {
    const plan = one(['p0', 'p1', 'p2'], ['p3'], ['p4', 'p5']);
    const problem = problemOf(9, 3, 1, { rounds: capacities(null, 1, null) });
    expect(dealIn(problem, plan)).toEqual({
      plan: one(['p0', 'p1', 'p2', 'p7'], ['p3'], ['p4', 'p5', 'p6', 'p8']),
      dealt: [
        { person: 'p6', round: 0, room: 2 },
        { person: 'p7', round: 0, room: 0 },
        { person: 'p8', round: 0, room: 2 },
      ],
    });
  });

  test('go, among equal rooms, where they meet most new people', () => {
    const plan: Plan = {
      rounds: [
        one(['p0', 'p1', 'p4'], ['p2', 'p3']).rounds[0] ?? [],
        [
          ['p0', 'p1'],
          ['p2', 'p3'],
        ],
      ],
    };
    expect(dealIn(problemOf(5, 2, 2), plan).dealt).toEqual([{ person: 'p4', round: 1, room: 1 }]);
  });

  test('who are pinned go there, who must be together with somebody go to them, away from whom they must', () => {
    const problem = problemOf(9, 3, 1, {
      rules: {
        pins: [{ person: 'p6', room: 'r0', rounds: null }],
        together: [{ people: ['p7', 'p0'], rounds: null }],
        apart: [{ people: ['p8', 'p4'], rounds: null }],
      },
    });
    expect(dealIn(problem, one(['p0', 'p1', 'p2'], ['p3', 'p5'], ['p4'])).dealt.map(({ room }) => room)).toEqual([
      0, 0, 1,
    ]);
  });

  test('who must be together share a room that holds all of them, while there is one', () => {
    const problem = problemOf(6, 2, 1, { rounds: capacities(3, null), rules: together('p4', 'p5') });
    const plan = one(['p0', 'p1'], ['p2', 'p3']);
    const full = { ...problem, rounds: capacities(3, 3) };
    expect(dealIn(problem, plan).plan).toEqual(one(['p0', 'p1'], ['p2', 'p3', 'p4', 'p5']));
    expect(dealIn(full, plan).dealt.map(({ room }) => room)).toEqual([0, null]);
  });

  test('find no place where all rooms are full, and who is absent leaves theirs', () => {
    const problem = problemOf(0, 2, 1, {
      people: Array.from({ length: 4 }, (_, at) => person(`p${at}`, { absent: at === 0 ? [0] : [] })),
      rounds: capacities(1, 1),
    });
    expect(dealIn(problem, one(['p0'], ['p1']))).toEqual({
      plan: one(['p2'], ['p1']),
      dealt: [
        { person: 'p2', round: 0, room: 0 },
        { person: 'p3', round: 0, room: null },
      ],
    });
  });

  test('are not dealt into what is frozen', () => {
    const frozen = [['p0'], ['p1']];
    const problem = problemOf(3, 2, 1, { rounds: [{ rooms: [room('r0'), room('r1')], frozen }] });
    expect(dealIn(problem, one(...frozen))).toEqual({ plan: one(...frozen), dealt: [] });
  });
});

/** Rooms as they are after no-shows, of which none, one or two people are bound by a rule. */
const afterNoShows = fc
  .record({
    places: fc.array(fc.nat(2), { minLength: 2, maxLength: 6 }),
    rooms: fc.integer({ min: 2, max: 3 }),
    rule: fc.constantFrom('none', 'none', 'pin', 'apart'),
    capacity: fc.constantFrom(null, null, 1, 2),
  })
  .map(({ places, rooms, rule, capacity }) => {
    const deal = Array.from({ length: rooms }, (_, at) =>
      places.flatMap((place, index) => (place % rooms === at ? [`p${index}`] : [])),
    );
    const problem = problemOf(places.length, rooms, 1, {
      rounds: capacities(capacity, ...Array<null>(rooms - 1).fill(null)),
      rules: {
        pins: rule === 'pin' ? [{ person: 'p0', room: `r${(places[0] ?? 0) % rooms}`, rounds: null }] : [],
        together: [],
        apart: rule === 'apart' ? [{ people: ['p0', 'p1'], rounds: null }] : [],
      },
    });
    return { problem, deal };
  })
  .filter(({ problem, deal }) => keepsRules(problem, 0, deal));

/** The fewest people who must change rooms so that rooms are even and rules hold; null where nothing helps. */
function fewestMoves(problem: Problem, deal: Deal): number | null {
  const rooms = [...deal.keys()];
  const ids = problem.people.map(({ id }) => id);
  let best: number | null = null;
  for (let code = 0; code < rooms.length ** ids.length; code++) {
    const to = ids.map((_, at) => Math.floor(code / rooms.length ** at) % rooms.length);
    const even = rooms.map((each) => ids.filter((_, at) => to[at] === each));
    if (!isEven(problem, 0, even) || !keepsRules(problem, 0, even)) continue;
    const changes = ids.filter((id, at) => !deal[to[at] ?? -1]?.includes(id)).length;
    if (best === null || changes < best) best = changes;
  }
  return best;
}

function moved(deal: Deal, moves: readonly Move[]): Deal {
  return deal.map((ids, at) => [
    ...ids.filter((id) => !moves.some(({ person }) => person === id)),
    ...moves.filter(({ to }) => to === at).map(({ person }) => person),
  ]);
}

describe('proposed moves', () => {
  test('mend rooms that no-shows left uneven, and no fewer do', () => {
    let uneven = 0;
    fc.assert(
      fc.property(afterNoShows, ({ problem, deal }) => {
        const fewest = fewestMoves(problem, deal);
        const moves = proposeMoves(problem, { rounds: [deal] });
        if (fewest === null) return;
        if (fewest > 0) uneven++;
        expect(isEven(problem, 0, moved(deal, moves))).toBe(true);
        expect(keepsRules(problem, 0, moved(deal, moves))).toBe(true);
        expect(moves.length).toBe(fewest);
        for (const { person, from } of moves) expect(deal[from]).toContain(person);
      }),
      { numRuns: 80, seed: 6 },
    );
    expect(uneven).toBeGreaterThan(30);
  });

  test('leave those who are kept together where they are, and rooms that are even', () => {
    const problem = problemOf(5, 2, 1, { rules: together('p0', 'p1', 'p2') });
    expect(proposeMoves(problem, one(['p0', 'p1', 'p2', 'p3'], ['p4']))).toEqual([
      { person: 'p3', round: 0, from: 0, to: 1 },
    ]);
    expect(proposeMoves(problem, one(['p0', 'p1', 'p2'], ['p3', 'p4']))).toEqual([]);
  });
});
