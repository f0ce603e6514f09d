import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metIn, type Seats } from '../../../breakouts/assigner/acquaintance.ts';
import { dealIn, type Late } from '../../../breakouts/assigner/latecomers.ts';
import { OpenRooms, type OpenRound } from '../../../breakouts/assigner/open-rooms.ts';
import { openRound, seated } from './open-rounds.ts';

function late(
  round: OpenRound,
  rooms: readonly string[][],
  expected: readonly string[],
  more: Partial<Late> = {},
): Late {
  const acquaintance = { met: metIn([]), organisationOf: () => null };
  return { round, seats: seated(rooms), expected, acquaintance, ...more };
}
const roomsOf = (given: Late, ...coming: string[]) => [...dealIn(given, coming).values()];

describe('latecomers', () => {
  test('go into the smallest room with a place, one after the other', () => {
    const given = late(openRound([null, 1, null]), [['a', 'b', 'c'], ['d'], ['e', 'f']], ['x', 'y', 'z']);
    expect(roomsOf(given, 'x', 'y', 'z')).toEqual(['r2', 'r0', 'r2']);
  });

  test('go, among equal rooms, where they know fewest, then met them least often, then have fewest colleagues', () => {
    const rooms = [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ];
    const before = [[['x', 'a', 'b']], [['x', 'a', 'c']], [['x', 'c', 'e']], [['x', 'g']]].map(seated);
    const organisationOf = (person: string) => (['x', 'g'].includes(person) ? 'Org' : null);
    const round = openRound([null, null, null, null]);
    const metAll = { met: metIn(before), organisationOf };
    expect(roomsOf(late(round, rooms, ['x'], { acquaintance: metAll }), 'x')).toEqual(['r2']);
    const metTwice = { met: metIn([...before, seated([['x', 'e']])]), organisationOf };
    expect(roomsOf(late(round, rooms, ['x'], { acquaintance: metTwice }), 'x')).toEqual(['r3']);
    const nobody = { met: metIn([seated([['x', 'a', 'c', 'e']])]), organisationOf: () => 'Org' };
    const fewer = { ...nobody, met: metIn([]), organisationOf: (person: string) => (person === 'h' ? null : 'Org') };
    expect(roomsOf(late(round, rooms, ['x'], { acquaintance: nobody }), 'x')).toEqual(['r3']);
    expect(roomsOf(late(round, rooms, ['x'], { acquaintance: fewer }), 'x')).toEqual(['r3']);
  });

  test('who belong in a room go there, and a place is kept for whoever does and has not come yet', () => {
    const round = openRound([null, 2, 1], {
      belongs: new Map([
        ['x', 'r0'],
        ['w', 'r1'],
      ]),
    });
    const given = late(round, [['a', 'b', 'c'], ['d'], []], ['w', 'x', 'y', 'z']);
    expect(roomsOf(given, 'x', 'y', 'z', 'w')).toEqual(['r0', 'r2', 'r0', 'r1']);
  });

  test('leave a place to whoever has to follow somebody who is there, and go together where not all of them come', () => {
    const following = late(openRound([2, null], { together: [['x', 'y']] }), [['x'], ['a', 'b']], ['y', 'z']);
    expect(roomsOf(following, 'z', 'y')).toEqual(['r1', 'r0']);
    const three = late(openRound([1, 2], { together: [['x', 'y', 'z']] }), [[], []], ['x', 'y', 'z']);
    expect(roomsOf(three, 'x', 'y')).toEqual(['r1', 'r1']);
  });

  test('who must be together go into a room with places for all who are to come, and the others leave them those', () => {
    const round = openRound([2, 3, null], {
      together: [
        ['w', 'x'],
        ['x', 'y'],
      ],
    });
    const rooms = [[], [], ['a', 'b']];
    expect(roomsOf(late(round, rooms, ['w', 'x', 'y', 'z']), 'w', 'z', 'y', 'x')).toEqual(['r1', 'r0', 'r1', 'r1']);
    // In one after the other, and not at once.
    const given = late(openRound([1, 3], { together: [['w', 'x', 'y']] }), [[], []], ['w', 'x', 'y', 'u', 'v']);
    expect(roomsOf(given, 'w')).toEqual(['r1']);
    const { seats } = late(given.round, [[], ['w']], []);
    expect(roomsOf({ ...given, seats, expected: ['x', 'y', 'u', 'v'] }, 'u', 'v')).toEqual(['r0', 'r1']);
  });

  test('who must be together and find no room for all are let in as far as it goes', () => {
    const given = late(openRound([2, 1], { together: [['x', 'y', 'z']] }), [['a'], []], ['x', 'y', 'z']);
    expect(roomsOf(given, 'x', 'y', 'z')).toEqual(['r1', null, null]);
  });

  test('stay away from whom they must, also from who belongs in a room and has not come yet', () => {
    const rules = {
      apart: [
        ['x', 'a'],
        ['x', 'w'],
      ],
      belongs: new Map([['w', 'r1']]),
    };
    const given = late(openRound([null, null, null], rules), [['a'], [], ['b', 'c']], ['w', 'x']);
    expect(roomsOf(given, 'x', 'w')).toEqual(['r2', 'r1']);
    expect(roomsOf({ ...given, round: openRound([null, null, 2], rules) }, 'x')).toEqual([null]);
  });
});

interface Case {
  readonly given: Late;
  readonly coming: readonly string[];
}

const PEOPLE = ['a', 'b', 'c', 'd', 'w', 'x', 'y', 'z'];
const someone = fc.constantFrom(...PEOPLE);
const groups = fc.array(fc.uniqueArray(someone, { minLength: 2, maxLength: 3 }), { maxLength: 2 });

/** The first four have a place where rules and capacities let them; the others have none, and some of them come. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    capacities: fc.array(fc.constantFrom(null, 1, 2, 3), { minLength: 2, maxLength: 3 }),
    places: fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }),
    before: fc.array(fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }), { maxLength: 2 }),
    belongs: fc.array(fc.tuple(someone, fc.nat(2)), { maxLength: 2 }),
    together: groups,
    apart: groups,
    organisations: fc.array(fc.constantFrom('One', 'Two', null), { minLength: 8, maxLength: 8 }),
    coming: fc.uniqueArray(fc.constantFrom('w', 'x', 'y', 'z'), { minLength: 1 }),
  })
  .map(({ capacities, places, before, belongs, together, apart, organisations, coming }) => {
    const idOf = (room: number) => `r${room % capacities.length}`;
    const seatsIn = (rooms: readonly number[], people: readonly string[]) =>
      new Map(people.map((person) => [person, idOf(rooms[PEOPLE.indexOf(person)] ?? 0)]));
    const rules = { belongs: new Map(belongs.map(([person, room]) => [person, idOf(room)])), together, apart };
    const given: Late = {
      round: openRound(capacities, rules),
      seats: seatsIn(places, PEOPLE.slice(0, 4)),
      expected: PEOPLE.slice(4),
      acquaintance: {
        met: metIn(before.map((rooms) => seatsIn(rooms, PEOPLE))),
        organisationOf: (person) => organisations[PEOPLE.indexOf(person)] ?? null,
      },
    };
    return { given, coming };
  })
  .filter(({ given: { round, seats } }) => [...seats].every(([person, room]) => mayBe(round, seats, [], person, room)));

const sizeOf = (seats: Seats, room: string) => [...seats.values()].filter((each) => each === room).length;

/** Everybody with whom somebody must be, through others too. */
function unitOf({ together }: OpenRound, person: string): Set<string> {
  const unit = new Set([person]);
  for (let size = 0; size < unit.size; ) {
    size = unit.size;
    for (const group of together) if (group.some((each) => unit.has(each))) for (const each of group) unit.add(each);
  }
  return unit;
}

/** Whether rules, capacity and kept places let somebody be in a room, in the words of the law. */
function mayBe(round: OpenRound, seats: Seats, expected: readonly string[], person: string, room: string): boolean {
  const others = new Map([...seats].filter(([each]) => each !== person));
  const kept = expected.filter((each) => each !== person && !seats.has(each) && round.belongs.get(each) === room);
  const capacity = round.rooms.find(({ id }) => id === room)?.capacity ?? Number.POSITIVE_INFINITY;
  const foes = round.apart.filter((group) => group.includes(person)).flat();
  const mates = [...unitOf(round, person)].filter((each) => each !== person);
  const seatedMates = mates.filter((mate) => others.has(mate));
  const leading = [...mates]
    .filter((mate) => expected.includes(mate) || seats.has(mate))
    .flatMap((mate) => round.belongs.get(mate) ?? []);
  const rooms = seatedMates.length > 0 ? seatedMates.map((mate) => others.get(mate)) : leading;
  return (
    sizeOf(others, room) + kept.length < capacity &&
    (round.belongs.get(person) ?? room) === room &&
    (rooms.length === 0 || rooms.includes(room)) &&
    !foes.some((foe) => foe !== person && (others.get(foe) ?? (kept.includes(foe) ? room : '')) === room)
  );
}

function costOf({ acquaintance }: Late, seats: Seats, person: string, room: string): number[] {
  const others = [...seats].flatMap(([each, in_]) => (in_ === room ? [each] : []));
  const met = acquaintance.met(person);
  const own = acquaintance.organisationOf(person);
  return [
    others.filter((each) => met.has(each)).length,
    others.reduce((sum, each) => sum + (met.get(each) ?? 0), 0),
    others.filter((each) => own !== null && acquaintance.organisationOf(each) === own).length,
  ];
}

describe('whatever the rules are, those who come late', () => {
  test('are each in a room where they may be, or there is none; alone, in the smallest of these at least cost', () => {
    const seen = { refused: 0, placed: 0, least: 0, together: 0 };
    fc.assert(
      fc.property(cases, ({ given, coming }) => {
        const { round, expected } = given;
        const dealt = dealIn(given, coming);
        expect([...dealt.keys()]).toEqual(coming);
        const seats = new Map(given.seats);
        for (const [person, room] of dealt) {
          const allowed = round.rooms.flatMap(({ id }) => (mayBe(round, seats, expected, person, id) ? [id] : []));
          if (room === null) {
            seen.refused += 1;
            expect(allowed).toEqual([]);
            continue;
          }
          seen.placed += 1;
          expect(allowed).toContain(room);
          if (round.together.length === 0) {
            const kept = (id: string) =>
              expected.filter((each) => each !== person && !seats.has(each) && round.belongs.get(each) === id);
            const sizes = allowed.map((id) => sizeOf(seats, id) + kept(id).length);
            expect(sizes[allowed.indexOf(room)]).toBe(Math.min(...sizes));
            const equals = allowed.filter((_, at) => sizes[at] === Math.min(...sizes));
            const costs = equals.map((id) => costOf(given, seats, person, id));
            expect(costs[equals.indexOf(room)]).toEqual([...costs].sort(lexically)[0]);
            if (new Set(costs.map(String)).size > 1) seen.least += 1;
          }
          seats.set(person, room);
        }
        const all = [...unitOf(round, coming[0] ?? '')].filter((each) => expected.includes(each));
        const first = new OpenRooms(round, given.seats, expected).openTo(all, 'mates').map(({ room }) => room);
        if (all.length < 2 || first.length === 0 || !all.every((each) => coming.includes(each))) return;
        seen.together += 1;
        expect(first).toContain(dealt.get(coming[0] ?? ''));
        // Nobody takes their places while there is another room.
        if (round.apart.length === 0 && round.rooms.some(({ capacity }) => capacity === null))
          expect(new Set(all.map((each) => dealt.get(each))).size).toBe(1);
      }),
      { numRuns: 400, seed: 5 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5);
  });
});

function lexically(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((each, place) => each !== other[place]);
  return at < 0 ? 0 : (one[at] as number) - (other[at] as number);
}
