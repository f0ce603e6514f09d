import { expect, test } from 'vitest';
import type { NowView } from '../../../agenda/show/show-view.ts';
import type { Agenda } from '../../../agenda/view.ts';
import { askDays, firstPlace, nearPlaces, roomWalls, titleOfPlace } from '../../../web/questions/ask-places.ts';

const entry = (id: string, kind: string, clock: string) => ({
  id,
  kind,
  title: `Title ${id}`,
  start: `2021-01-11T${clock}:00+01:00`,
});
const agenda = {
  days: [
    {
      number: 1,
      date: '2021-01-11',
      entries: [entry('a', 'keynote', '14:10'), entry('b', 'break', '14:40'), entry('c', 'closure', '15:00')],
    },
    { number: 2, date: '2021-01-12', entries: [entry('d', 'break', '14:00')] },
    { number: 3, date: '2021-01-13', entries: [entry('e', 'update', '09:05')] },
  ],
} as unknown as Agenda;
const days = askDays(agenda);

test('one can ask for each session, by the clock of its day; nobody asks a break, nor a day that has only these', () => {
  expect(days).toEqual([
    {
      ...{ number: 1, name: 'Day 1 · Monday 11 January' },
      places: [
        { place: 'session:a', title: 'Title a', clock: '14:10' },
        { place: 'session:c', title: 'Title c', clock: '15:00' },
      ],
    },
    {
      ...{ number: 3, name: 'Day 3 · Wednesday 13 January' },
      places: [{ place: 'session:e', title: 'Title e', clock: '09:05' }],
    },
  ]);
});

const step = (status: string, ...parts: readonly (readonly [id: string, kind: string])[]) => ({
  status,
  parts: parts.map(([id, kind]) => ({ id, kind })),
});
const near = (...steps: readonly ReturnType<typeof step>[]) =>
  nearPlaces({ day: { run: { steps } } } as unknown as Pick<NowView, 'day'>);

test('near is what is on and ahead, side by side too, without breaks, and three at most', () => {
  expect(
    near(
      step('done', ['z', 'update']),
      step('running', ['a', 'keynote'], ['b', 'breakout']),
      step('skipped', ['y', 'update']),
    ),
  ).toEqual(['session:a', 'session:b']);
  expect(
    near(step('ahead', ['p', 'break']), ...['a', 'b', 'c', 'd'].map((id) => step('ahead', [id, 'update'] as const))),
  ).toEqual(['session:a', 'session:b', 'session:c']);
  expect(nearPlaces({ day: null })).toEqual([]);
});

test.each([
  ['session:e', ['session:c'], 'session:e'],
  ['session:gone', ['session:c'], 'session:c'],
  [null, ['session:gone', 'session:c'], 'session:c'],
  ['', [], 'session:a'],
] as const)('of the address with %j and %j near, %s is shown first', (asked, nearby, first) => {
  expect(firstPlace(days, nearby, asked)).toBe(first);
});

test('nothing is shown first where there is no session', () => {
  expect(firstPlace([], ['session:a'], 'session:a')).toBeNull();
});

test('a question is of a session by its title, of a room by its name, or of what is planned no more', () => {
  expect(['session:e', 'room:Lab A', 'session:gone'].map((place) => titleOfPlace(days, place))).toEqual([
    ...['Title e', 'Lab A'],
    'A session that is no longer planned',
  ]);
});

test('the walls of the rooms that somebody is in stand last, each once, and can be asked for by the address', () => {
  const walls = roomWalls(['North', 'South', 'North']);
  expect(walls).toEqual([
    {
      ...{ number: 0, name: 'Ideas of your rooms' },
      places: [
        { place: 'room:North', title: 'North', clock: null },
        { place: 'room:South', title: 'South', clock: null },
      ],
    },
  ]);
  expect(roomWalls([])).toEqual([]);
  expect(firstPlace([...days, ...walls], [], 'room:South')).toBe('room:South');
  expect(firstPlace([...days, ...walls], [], 'room:West')).toBe('session:a');
  expect(titleOfPlace([...days, ...walls], 'room:South')).toBe('South');
});
