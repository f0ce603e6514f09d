import { expect, test } from 'vitest';
import { changesBetween, columnsOf, movesText, somebodies, swapOf } from '../../../web/breakouts/board.ts';
import { place, ROOMS, round, setOf } from './rounds.ts';

const set = setOf([place('Ada', 'a'), place('Bo', 'h', true), place('Cy', 'a')], ['Dee']);

test('each room has its column in the round’s order, also the empty one', () => {
  const columns = columnsOf(round(), set).map(({ room, people }) => [room.name, people.map(({ name }) => name)]);
  expect(columns).toEqual([
    ['Harbour', ['Bo']],
    ['Airport', ['Ada', 'Cy']],
  ]);
  expect(columnsOf(round(), setOf([])).map(({ people }) => people)).toEqual([[], []]);
});

test('who has no place may be moved and swapped too', () => {
  const people = somebodies(set);
  expect(people.map(({ name, room, locked }) => [name, room, locked])).toEqual([
    ['Ada', 'a', false],
    ['Bo', 'h', true],
    ['Cy', 'a', false],
    ['Dee', null, false],
  ]);
  const [ada, , , dee] = people;
  const swap = ada && dee ? swapOf(ada, dee) : [];
  expect(swap).toEqual([
    { participant: 'Ada', room: null },
    { participant: 'Dee', room: 'a' },
  ]);
  expect(movesText(swap, set, ROOMS)).toBe('Ada to no room; Dee to Airport');
});

test('moves of those who have left and to rooms that are gone are told as such', () => {
  expect(movesText([{ participant: 'Eve', room: 'x' }], set, ROOMS)).toBe(
    'Somebody who has left to a room that was removed',
  );
});

test('what another did meanwhile is told person by person, and nothing where nothing was done', () => {
  const after = setOf([place('Ada', 'h'), place('Bo', 'h'), place('Dee', 'a'), place('Eve', 'h')]);
  expect(changesBetween(set, after, ROOMS)).toEqual([
    'Ada: from Airport to Harbour.',
    'Bo: no longer locked.',
    'Dee: from no room to Airport.',
    'Eve: came into Harbour.',
    'Cy: left the round.',
  ]);
  expect(changesBetween(set, { ...set, revision: 2 }, ROOMS)).toEqual([]);
});
