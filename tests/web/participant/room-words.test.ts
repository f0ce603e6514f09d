import { expect, test } from 'vitest';
import type { OwnBreakoutsView, OwnRoundView, RoundView } from '../../../breakouts/view.ts';
import {
  heardText,
  type RoomReport,
  reportsOf,
  roomsToAsk,
  textsOf,
} from '../../../web/participant/rooms/report-words.ts';
import {
  isClosing,
  leftOf,
  movesBetween,
  peopleText,
  shownRounds,
  whereabouts,
} from '../../../web/participant/rooms/room-words.ts';
import { at, NOON } from './shows.ts';

const rooms = [
  { id: 'a', name: 'Data', topic: 'Sharing' },
  { id: 'b', name: 'Parcels', topic: null },
];

function round(id: string, more: Partial<RoundView> = {}): RoundView {
  return {
    ...{ id, entry: `entry-${id}`, day: 'd', state: 'assigned', openedAt: null, closesAt: null, warnSeconds: 60 },
    ...{ visible: true, rooms, placesRevision: 1, selfMoves: false, messages: [], stage: 'own-page', report: [] },
    ...more,
  };
}

function own(...rounds: readonly (Partial<OwnRoundView> & { readonly round: string })[]): OwnBreakoutsView {
  const views = rounds.map((each) => ({
    ...{ entry: `entry-${each.round}`, day: 'd', room: null, joinedAt: null, absent: false },
    ...{ mayMoveTo: [], mayBeDealtIn: false },
    ...each,
  }));
  return { rounds: views, writes: [], topics: [], wishes: [] };
}

function inRoom(id: 'a' | 'b'): OwnRoundView['room'] {
  const [name, topic] = id === 'a' ? ['Data', 'Sharing'] : ['Parcels', null];
  return {
    ...{ id, name, topic: topic ?? null, joinLink: null, facilitator: null, rapporteur: null },
    ...{ people: null, size: 1, writes: false },
  };
}

const iso = (instant: number) => new Date(instant).toISOString();

test.each([
  ['the next of those that are dealt', ['assigned', 'assigned', 'planned'], ['r0'], ['r1', 'r2']],
  ['the one that is open, and not the next beside it', ['closed', 'open', 'assigned'], ['r1'], ['r2']],
  ['that the last has closed, and the next', ['reported', 'closed', 'assigned'], ['r1', 'r2'], []],
  ['nothing whole before one is dealt', ['planned', 'planned'], [], ['r0', 'r1']],
] as const)('told whole is %s', (_, states, here, later) => {
  const views = states.map((state, place) => round(`r${place}`, { state, closesAt: iso(NOON) }));
  const mine = own(...views.map(({ id }) => ({ round: id })));
  const shown = shownRounds({ rounds: views }, mine, at(10));
  expect([shown.here.map(({ round: { id } }) => id), shown.later.map(({ round: { id } }) => id)]).toEqual([
    here,
    later,
  ]);
});

test('that rooms have closed is said for half an hour', () => {
  const closed = { rounds: [round('r', { state: 'closed', closesAt: iso(NOON) })] };
  const shown = (minutes: number) => shownRounds(closed, own({ round: 'r' }), at(minutes)).here.length;
  expect([shown(29), shown(30)]).toEqual([1, 0]);
});

test('once the plenary hears the rooms, only those who still have to write are told that theirs has closed', () => {
  const report = [
    { room: 'a', state: 'presenting' as const, missing: true, texts: null },
    { room: 'b', state: 'ahead' as const, missing: true, texts: null },
  ];
  const closed = { rounds: [round('r', { state: 'closed', closesAt: iso(NOON), report })] };
  const shown = (id: 'a' | 'b', writes: boolean) => {
    const room = inRoom(id);
    return shownRounds(closed, own({ round: 'r', room: room && { ...room, writes } }), at(1)).here.length;
  };
  expect([shown('a', true), shown('b', false), shown('b', true)]).toEqual([0, 0, 1]);
});

test('everybody reads what the plenary hears and has heard, and of a room that is ahead nothing', () => {
  const texts = { outcomes: 'We share data.', decisions: '', questions: '' };
  const of = (id: string, ...states: readonly RoundView['report'][number]['state'][]) =>
    round(id, {
      report: states.map((state, place) => ({
        ...{ room: place === 0 ? 'b' : 'a', state, missing: place === 1 },
        texts: state === 'presenting' ? texts : null,
      })),
    });
  const rounds = [of('first', 'presented', 'presented'), of('second', 'presenting', 'ahead'), of('third', 'ahead')];
  const { now, before } = reportsOf({ rounds });
  expect([now?.room, now && heardText(now.round)]).toEqual([
    { room: rooms[1], isOnStage: true, isMissing: false, texts },
    '1 of 2 rooms so far',
  ]);
  const told = before.map((each) => [
    each.round.id,
    heardText(each),
    roomsToAsk(each),
    each.heard.map((heard) => [heard.room.id, textsOf(heard, new Map([['b', texts]]))]),
    textsOf(each.heard[0] as RoomReport, new Map()),
  ]);
  expect(told).toEqual([
    [
      'first',
      '2 rooms',
      ['b'],
      [
        ['b', texts],
        ['a', null],
      ],
      undefined,
    ],
  ]);
  // Of the room on the stage the page has it already.
  expect(now && [roomsToAsk(now.round), textsOf(now.room, new Map())]).toEqual([[], texts]);
  expect(reportsOf({ rounds: rounds.slice(0, 1) }).now).toBeNull();
});

test('what is left counts down to nothing and not below, and the last minute is told by the page itself', () => {
  const open = round('r', { state: 'open', closesAt: iso(at(10)) });
  expect([leftOf(open, at(9)), leftOf(open, at(11)), leftOf(round('r'), at(9))]).toEqual([60_000, 0, null]);
  expect([isClosing(open, at(9) - 1), isClosing(open, at(9))]).toEqual([false, true]);
  expect(isClosing({ ...open, state: 'closing', closesAt: iso(at(30)) }, at(9))).toBe(true);
});

test('a page asks anew where one is when that may have changed, and for no message or minute more', () => {
  const open = round('r', { state: 'open', closesAt: iso(at(10)) });
  const of = (more: Partial<RoundView>) => whereabouts({ rounds: [{ ...open, ...more }] });
  const message = { id: 'm', text: 'Go on.', at: iso(NOON) };
  expect(of({ messages: [message], closesAt: iso(at(20)), state: 'closing' })).toBe(of({}));
  const changes: readonly Partial<RoundView>[] = [
    { placesRevision: 2 },
    { state: 'closed' },
    { visible: false },
    { selfMoves: true },
    { rooms: rooms.slice(0, 1) },
  ];
  expect(new Set([of({}), ...changes.map(of)]).size).toBe(changes.length + 1);
});

test('whoever was moved is told from where to where, and nobody who came for the first time', () => {
  const [nowhere, data, parcels] = [
    own({ round: 'r' }),
    own({ round: 'r', room: inRoom('a') }),
    own({ round: 'r', room: inRoom('b') }),
  ];
  const text = 'You have been moved from Data to Parcels.';
  expect(movesBetween(data, parcels)).toEqual([{ round: 'r', text }]);
  expect([movesBetween(nowhere, data), movesBetween(data, data)]).toEqual([[], []]);
  expect(movesBetween(data, nowhere)[0]?.text).toBe('You are no longer in Data. Another room is being looked for.');
  expect(movesBetween(data, own({ round: 'r', absent: true }))[0]?.text).toBe('');
});

test('people are counted with oneself', () => {
  expect([peopleText(1), peopleText(20)]).toEqual(['You are the first in this room.', '20 people in this room']);
});
