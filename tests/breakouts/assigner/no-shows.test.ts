import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metIn, type Seats } from '../../../breakouts/assigner/acquaintance.ts';
import { type Move, proposeMoves, type Uneven } from '../../../breakouts/assigner/no-shows.ts';
import type { OpenRound } from '../../../breakouts/assigner/open-rooms.ts';
import { openRound, seated } from './open-rounds.ts';

function uneven(round: OpenRound, rooms: readonly (readonly string[])[], more: Partial<Uneven> = {}): Uneven {
  const seats = seated(rooms);
  const acquaintance = { met: metIn([]), organisationOf: () => null };
  return { round, seats, came: new Set(seats.keys()), locked: new Set(), acquaintance, ...more };
}

const PEOPLE = ['a', 'b', 'c', 'd', 'e', 'f'];
const someone = fc.constantFrom(...PEOPLE);
const nobodyOr = <T>(some: fc.Arbitrary<T[]>) => fc.oneof(fc.constant([] as T[]), some);
const groups = nobodyOr(fc.array(fc.uniqueArray(someone, { minLength: 2, maxLength: 3 }), { maxLength: 2 }));

/** Everybody has a place that no rule forbids; some have not come, some are locked, some belong where they are. */
const cases = fc
  .record({
    capacities: fc.array(fc.constantFrom(null, null, 1, 2, 3, 4), { minLength: 2, maxLength: 3 }),
    places: fc.array(fc.constantFrom(0, 0, 0, 1, 1, 2), { minLength: 6, maxLength: 6 }),
    people: fc.integer({ min: 2, max: 6 }),
    missing: nobodyOr(fc.uniqueArray(someone, { maxLength: 2 })),
    locked: nobodyOr(fc.uniqueArray(someone, { maxLength: 2 })),
    belonging: nobodyOr(fc.uniqueArray(someone, { maxLength: 2 })),
    together: groups,
    apart: groups,
    before: fc.array(fc.nat(2), { minLength: 6, maxLength: 6 }),
  })
  .map(({ capacities, places, people, missing, locked, belonging, together, apart, before }) => {
    const here = PEOPLE.slice(0, people);
    const in_ = (rooms: readonly number[]) =>
      new Map(here.map((each, at) => [each, `r${(rooms[at] ?? 0) % capacities.length}`]));
    const seats = in_(places);
    const belongs = new Map(belonging.flatMap((each) => [...seats].filter(([person]) => person === each)));
    return uneven(openRound(capacities, { belongs, together, apart }), [], {
      seats,
      came: new Set(here.filter((each) => !missing.includes(each))),
      locked: new Set(locked),
      acquaintance: { met: metIn([in_(before)]), organisationOf: () => null },
    });
  })
  .filter(({ round, seats }) => keepsRules(round, seats));

function keepsRules({ rooms, together, apart }: OpenRound, seats: Seats): boolean {
  const placesOf = (people: readonly string[]) => people.flatMap((each) => seats.get(each) ?? []);
  return (
    together.every((people) => new Set(placesOf(people)).size < 2) &&
    apart.every((people) => new Set(placesOf(people)).size === placesOf(people).length) &&
    rooms.every(
      ({ id, capacity }) => capacity === null || [...seats.values()].filter((room) => room === id).length <= capacity,
    )
  );
}

/** Every way of moving those who may move, nobody among them, after which no rule is broken. */
function waysOf({ round, seats, came, locked }: Uneven): Seats[] {
  let ways: Map<string, string>[] = [new Map()];
  for (const [person, room] of seats) {
    const stays = !came.has(person) || locked.has(person) || round.belongs.has(person);
    const rooms = stays ? [room] : round.rooms.map(({ id }) => id);
    ways = ways.flatMap((way) => rooms.map((to) => new Map([...way, [person, to]])));
  }
  return ways.filter((way) => keepsRules(round, way));
}

const movedIn = (before: Seats, after: Seats) =>
  [...before].filter(([person, room]) => after.get(person) !== room).length;
const sizesIn = ({ round, came }: Uneven, seats: Seats) =>
  round.rooms.map(({ id }) => [...seats].filter(([person, room]) => room === id && came.has(person)).length);
const isEven = (sizes: readonly number[]) => Math.max(...sizes) - Math.min(...sizes) < 2;
const made = (seats: Seats, moves: readonly Move[]) =>
  new Map([...seats, ...moves.map(({ person, to }) => [person, to] as const)]);

describe('proposed moves', () => {
  test('bring nobody who moves to a foe who moves, too many into no room, and count as there who has to stay', () => {
    const foes = uneven(
      openRound([null, null, null], { apart: [['p', 'q']] }),
      [['p', 'a', 'b'], ['q', 'c', 'd'], []],
      {
        locked: new Set(['a', 'b', 'c', 'd']),
      },
    );
    expect(proposeMoves(foes)).toEqual([{ person: 'p', from: 'r0', to: 'r2' }]);
    const pairs = [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ];
    const small = uneven(openRound([null, 1, null], { together: pairs }), [pairs.flat(), [], []]);
    expect(proposeMoves(small).map(({ to }) => to)).toEqual(['r2', 'r2']);
    const staying = ['a', 'b', 'c', 'd', 'e'];
    const full = uneven(openRound([null, null, null]), [staying, ['f', 'g', 'h'], ['i']], { locked: new Set(staying) });
    expect(proposeMoves(full)).toEqual([{ person: 'f', from: 'r1', to: 'r2' }]);
  });

  test('are the fewest after which rooms are within one of each other, whatever the rules are', () => {
    const seen = { none: 0, one: 0, more: 0, bound: 0 };
    fc.assert(
      fc.property(cases, (given) => {
        const moves = proposeMoves(given);
        const now = made(given.seats, moves);
        expect(keepsRules(given.round, now)).toBe(true);
        expect(waysOf(given).some((way) => [...way].every(([person, room]) => now.get(person) === room))).toBe(true);
        for (const { person, from, to } of moves) expect([given.seats.get(person), from === to]).toEqual([from, false]);
        const even = waysOf(given).filter((way) => isEven(sizesIn(given, way)));
        if (even.length === 0) return;
        const fewest = Math.min(...even.map((way) => movedIn(given.seats, way)));
        expect(isEven(sizesIn(given, now))).toBe(true);
        expect(moves).toHaveLength(fewest);
        seen[fewest === 0 ? 'none' : fewest === 1 ? 'one' : 'more'] += 1;
        const { together, apart } = given.round;
        if (fewest > 0 && [...together, ...apart].flat().some((each) => moves.some(({ person }) => person === each)))
          seen.bound += 1;
      }),
      { numRuns: 400, seed: 6 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });

  test('cost least where one suffices, by who has met whom', () => {
    const before = metIn([
      seated([
        ['a', 'd'],
        ['b', 'c'],
      ]),
    ]);
    const given = uneven(openRound([null, null]), [['a', 'b', 'c'], ['d']], {
      acquaintance: { met: before, organisationOf: () => null },
    });
    expect(proposeMoves(given)).toEqual([{ person: 'b', from: 'r0', to: 'r1' }]);
  });

  test('go by way of a third room where a rule forbids the straight way', () => {
    const apart = ['a', 'b', 'c'].map((each) => [each, 'z']);
    const given = uneven(openRound([null, null, null], { apart }), [['a', 'b', 'c'], ['x', 'y'], ['z']]);
    expect(proposeMoves(given)).toEqual([
      { person: 'a', from: 'r0', to: 'r1' },
      { person: 'x', from: 'r1', to: 'r2' },
    ]);
  });

  test('leave rooms as equal as those who have to stay and capacities let them be', () => {
    const locked = new Set(['a', 'b', 'c', 'd']);
    expect(
      proposeMoves(uneven(openRound([null, null, null]), [['a', 'b', 'c', 'd'], ['e', 'f', 'g'], ['h']], { locked })),
    ).toEqual([{ person: 'e', from: 'r1', to: 'r2' }]);
    // The place of one who has not come is theirs.
    const came = new Set('abcd');
    const given = uneven(
      openRound([null, 2]),
      [
        ['a', 'b', 'c'],
        ['d', 'x'],
      ],
      { came },
    );
    expect(proposeMoves(given)).toEqual([]);
    expect(proposeMoves({ ...given, round: openRound([null, 3]) })).toHaveLength(1);
  });

  test('of 1,000 people in 50 rooms are as few, and few costs are looked at for them', () => {
    const rooms = Array.from({ length: 50 }, (_, room) => Array.from({ length: 20 }, (_, at) => `p${room * 20 + at}`));
    const given = uneven(openRound(rooms.map(() => 25)), rooms, {
      came: new Set(rooms.flatMap((people, room) => people.slice(0, 20 - (room % 5) * 2))),
    });
    let asked = 0;
    const met = () => {
      asked += 1;
      return new Map<string, number>();
    };
    const moves = proposeMoves({ ...given, acquaintance: { ...given.acquaintance, met } });
    expect(isEven(sizesIn(given, made(given.seats, moves)))).toBe(true);
    expect(moves).toHaveLength(60);
    expect(asked).toBeLessThan(21_000);
  });
});
