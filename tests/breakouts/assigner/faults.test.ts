import { describe, expect, test } from 'vitest';
import { faultsOf } from '../../../breakouts/assigner/faults.ts';
import { FAULT_CODES, type FaultCode, type Problem, type Rules } from '../../../breakouts/assigner/problem.ts';
import { person, problemOf, room } from './problems.ts';

const rules = (given: Partial<Rules>): Rules => ({ pins: [], together: [], apart: [], ...given });
const group = (...people: string[]) => ({ people, rounds: null });
const pin = (who: string, where: string) => ({ person: who, room: where, rounds: null });
const withRooms = (people: number, rooms: ReturnType<typeof room>[], rest: Partial<Problem> = {}) =>
  problemOf(people, 0, 1, { rounds: [{ rooms, frozen: null }], ...rest });
const absentees = (people: number, absent: readonly number[], from: readonly number[]) =>
  Array.from({ length: people }, (_, at) => person(`p${at}`, { absent: absent.includes(at) ? from : [] }));
const settled = (frozen: string[][]): Partial<Problem> => ({ rounds: [{ rooms: [room('r0'), room('r1')], frozen }] });

/** What is asked, and of each fault: people, rooms, round and the sentence. */
type Row = readonly [FaultCode, string, Problem, readonly (readonly [string, string, number | null, string])[]];

const ROWS: readonly Row[] = [
  [
    'duplicate-person',
    'someone who is there twice',
    problemOf(0, 2, 1, { people: [person('p0'), person('p1'), person('p0')] }),
    [['p0', '', null, 'P0 (p0) is there twice.']],
  ],
  [
    'duplicate-room',
    'a room that is there twice',
    withRooms(2, [room('r0'), room('r0')]),
    [['', 'r0', 0, 'Round 1: room Room r0 (r0) is there twice.']],
  ],
  [
    'unknown-person',
    'a rule about nobody',
    problemOf(2, 2, 1, { rules: rules({ together: [group('p0', 'px')] }) }),
    [['px', '', null, 'A rule names px, who is not among the people.']],
  ],
  [
    'unknown-person',
    'a settled round with nobody',
    problemOf(2, 2, 1, settled([['p0'], ['px']])),
    [['px', '', 0, 'Round 1 is settled with px, who is not among the people.']],
  ],
  [
    'unknown-room',
    'a pin to a room that no round has',
    problemOf(2, 2, 1, { rules: rules({ pins: [pin('p0', 'rx')] }) }),
    [['p0', 'rx', null, 'p0 is pinned to room rx, which no round has.']],
  ],
  [
    'unknown-room',
    'a settled round of another number of rooms',
    problemOf(1, 2, 1, settled([['p0']])),
    [['', '', 0, 'Round 1 is settled with 1 rooms of 2.']],
  ],
  [
    'unknown-round',
    'someone absent from a round that does not exist',
    problemOf(2, 2, 1, { people: absentees(2, [1], [1]) }),
    [['p1', '', null, 'P1 is absent from round 2, which does not exist.']],
  ],
  [
    'unknown-round',
    'a rule about a round that does not exist',
    problemOf(2, 2, 1, { rules: rules({ apart: [{ people: ['p0', 'p1'], rounds: [0, 4] }] }) }),
    [['p0 p1', '', null, 'A rule names round 5, which does not exist.']],
  ],
  [
    'bad-number',
    'a capacity that is no number of people',
    withRooms(2, [room('r0', { capacity: 1.5 }), room('r1', { capacity: 0 })]),
    [['', 'r0', 0, 'Round 1: the capacity of room Room r0 is 1.5, expected a whole number.']],
  ],
  [
    'bad-number',
    'a dial below nothing',
    problemOf(2, 2, 1, { aim: { mixing: 'meet-everyone', dials: { mixing: -1, organisations: 1, topics: 1 } } }),
    [['', '', null, 'The dial mixing is -1, expected a number from 0 to a million.']],
  ],
  [
    'bad-number',
    'too many people',
    problemOf(10_001, 100, 1),
    [['', '', null, 'At most 10,000 people are dealt at once, and there are 10,001.']],
  ],
  ['bad-number', 'too many rounds', problemOf(2, 1, 251), [['', '', null, 'At most 250 rounds are dealt at once.']]],
  ['no-rooms', 'a round without rooms', problemOf(2, 0, 1), [['', '', 0, 'Round 1 has no rooms.']]],
  [
    'frozen-twice',
    'someone settled in two places',
    problemOf(2, 2, 1, settled([['p0', 'p1'], ['p0']])),
    [['p0', '', 0, 'Round 1 is settled with p0 in two places.']],
  ],
  [
    'over-capacity',
    'more people than places',
    withRooms(4, [room('r0', { capacity: 1 }), room('r1', { capacity: 2 })]),
    [['p0 p1 p2 p3', 'r0 r1', 0, 'Round 1: 4 people are there, and the rooms hold 3.']],
  ],
  [
    'pinned-and-absent',
    'someone pinned who never comes',
    problemOf(3, 2, 2, { people: absentees(3, [1], [0, 1]), rules: rules({ pins: [pin('p1', 'r1')] }) }),
    [
      ['p1', 'r1', 0, 'Round 1: P1 is pinned to Room r1 and absent.'],
      ['p1', 'r1', 1, 'Round 2: P1 is pinned to Room r1 and absent.'],
    ],
  ],
  [
    'pinned-and-absent',
    'someone pinned by name in a round in which they are absent',
    problemOf(3, 2, 2, {
      people: absentees(3, [1], [1]),
      rules: rules({ pins: [{ person: 'p1', room: 'r1', rounds: [1] }] }),
    }),
    [['p1', 'r1', 1, 'Round 2: P1 is pinned to Room r1 and absent.']],
  ],
  [
    'pinned-twice',
    'a pin against a facilitator of another room',
    withRooms(4, [room('r0', { facilitator: 'p2' }), room('r1')], { rules: rules({ pins: [pin('p2', 'r1')] }) }),
    [['p2', 'r1 r0', 0, 'Round 1: P2 is pinned to Room r1 and Room r0.']],
  ],
  [
    'pins-over-capacity',
    'more people pinned to a room than it holds',
    withRooms(6, [room('r0', { capacity: 2, facilitator: 'p0', rapporteur: 'p1' }), room('r1')], {
      rules: rules({ pins: [pin('p5', 'r0')] }),
    }),
    [['p0 p1 p5', 'r0', 0, 'Round 1: P0, P1 and P5 belong in Room r0: 3 people, and it holds 2.']],
  ],
  [
    'pins-over-capacity',
    'people whose names have commas, told apart all the same',
    withRooms(6, [room('r0', { capacity: 2, facilitator: 'p0', rapporteur: 'p1' }), room('r1')], {
      people: ['Poland', 'Latvia', 'Malta', 'Spain', 'Italy', 'Ireland'].map((country, at) =>
        person(`p${at}`, { name: `Officer, ${country}` }),
      ),
      rules: rules({ pins: [pin('p5', 'r0')] }),
    }),
    [
      [
        'p0 p1 p5',
        'r0',
        0,
        'Round 1: Officer, Poland; Officer, Latvia and Officer, Ireland belong in Room r0: 3 people, and it holds 2.',
      ],
    ],
  ],
  [
    'pins-over-capacity',
    'more people pinned to a room than its share',
    problemOf(4, 2, 1, { rules: rules({ pins: [pin('p0', 'r1'), pin('p1', 'r1'), pin('p2', 'r1')] }) }),
    [['p0 p1 p2', 'r1', 0, 'Round 1: P0, P1 and P2 belong in Room r1: 3 people, and it holds 2.']],
  ],
  [
    'together-pinned-apart',
    'a chain of pairs whose ends are pinned apart',
    problemOf(8, 2, 1, {
      rules: rules({
        together: [group('p0', 'p1'), group('p1', 'p2')],
        pins: [pin('p0', 'r0'), pin('p2', 'r1')],
      }),
    }),
    [['p0 p1 p2', 'r0 r1', 0, 'Round 1: P0, P1 and P2 must be together, and are pinned to Room r0 and Room r1.']],
  ],
  [
    'together-and-apart',
    'a chain of pairs whose ends must be apart',
    problemOf(8, 2, 1, {
      rules: rules({ together: [group('p0', 'p1'), group('p1', 'p2')], apart: [group('p0', 'p2')] }),
    }),
    [['p0 p1 p2', '', 0, 'Round 1: P0, P1 and P2 must be together, and P0 and P2 must be apart.']],
  ],
  [
    'together-too-large',
    'a chain of pairs that no room holds',
    problemOf(6, 3, 1, { rules: rules({ together: [group('p3', 'p1'), group('p1', 'p5')] }) }),
    [['p1 p3 p5', '', 0, 'Round 1: P1, P3 and P5 must be together: no room holds 3 people, the most is 2.']],
  ],
  [
    'together-too-large',
    'a pair whose one is pinned to a room for one',
    withRooms(3, [room('r0', { capacity: 1 }), room('r1')], {
      rules: rules({ together: [group('p0', 'p1')], pins: [pin('p1', 'r0')] }),
    }),
    [['p0 p1', 'r0', 0, 'Round 1: P0 and P1 must be together: Room r0 does not hold 2 people, the most is 1.']],
  ],
  [
    'apart-too-large',
    'a group larger than the number of rooms',
    problemOf(8, 3, 1, { rules: rules({ apart: [group('p0', 'p2', 'p4', 'p6')] }) }),
    [['p0 p2 p4 p6', '', 0, 'Round 1: P0, P2, P4 and P6 must all be apart, and there are 3 rooms.']],
  ],
  [
    'apart-too-large',
    'pairs that come to a group larger than the number of rooms',
    problemOf(8, 2, 1, { rules: rules({ apart: [group('p0', 'p1'), group('p1', 'p7'), group('p7', 'p0')] }) }),
    [['p0 p1 p7', '', 0, 'Round 1: P0, P1 and P7 must all be apart, and there are 2 rooms.']],
  ],
  [
    'apart-pinned-together',
    'people pinned to one room who must be apart',
    problemOf(6, 3, 1, {
      rules: rules({ apart: [group('p0', 'p1', 'p2')], pins: [pin('p0', 'r2'), pin('p2', 'r2')] }),
    }),
    [['p0 p2', 'r2', 0, 'Round 1: P0 and P2 must be apart, and belong in Room r2.']],
  ],
  [
    'no-arrangement',
    'a ring of five who must be apart from their neighbours, in two rooms',
    problemOf(8, 2, 1, {
      rules: rules({ apart: [0, 1, 2, 3, 4].map((at) => group(`p${at}`, `p${(at + 1) % 5}`)) }),
    }),
    [['p0 p1 p2 p3 p4', '', 0, 'Round 1: no way was found to seat P0, P1, P2, P3 and P4 as their rules say.']],
  ],
];

describe('faults of a problem', () => {
  test.each(ROWS)('%s: %s, by name', (code, _, problem, expected) => {
    expect(faultsOf(problem)).toEqual(
      expected.map(([people, rooms, round, message]) => ({
        code,
        message,
        people: people === '' ? [] : people.split(' '),
        rooms: rooms === '' ? [] : rooms.split(' '),
        round,
      })),
    );
  });

  test('are tried here, each of them', () => {
    expect([...new Set(ROWS.map(([code]) => code))]).toEqual([...FAULT_CODES]);
  });

  test.each<[string, Problem]>([
    [
      'a pin to a room that only another round has',
      problemOf(4, 0, 2, {
        rounds: [
          { rooms: [room('a'), room('b')], frozen: null },
          { rooms: [room('c'), room('d')], frozen: null },
        ],
        rules: rules({ pins: [pin('p0', 'd')] }),
      }),
    ],
    [
      'someone pinned in all rounds who is absent from one',
      problemOf(4, 2, 2, { people: absentees(4, [0], [1]), rules: rules({ pins: [pin('p0', 'r0')] }) }),
    ],
    [
      'an apart group that is small enough without who is absent',
      problemOf(6, 2, 1, { people: absentees(6, [1], [0]), rules: rules({ apart: [group('p0', 'p1', 'p2')] }) }),
    ],
    [
      'a chain of pairs that is broken by who is absent',
      problemOf(6, 2, 1, {
        people: absentees(6, [1], [0]),
        rules: rules({ together: [group('p0', 'p1'), group('p1', 'p2')], apart: [group('p0', 'p2')] }),
      }),
    ],
    [
      'rules that a settled round breaks',
      problemOf(2, 2, 1, { ...settled([['p0', 'p1'], []]), rules: rules({ apart: [group('p0', 'p1')] }) }),
    ],
    [
      'rules of two rounds that contradict each other in none',
      problemOf(6, 2, 2, {
        rules: rules({
          together: [{ people: ['p0', 'p1'], rounds: [0] }],
          apart: [{ people: ['p0', 'p1'], rounds: [1] }],
        }),
      }),
    ],
    ['a facilitator who is nobody of theirs', withRooms(4, [room('r0', { facilitator: 'somebody' }), room('r1')])],
  ])('are none in %s', (_, problem) => {
    expect(faultsOf(problem)).toEqual([]);
  });
});
