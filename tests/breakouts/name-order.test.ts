import { expect, test } from 'vitest';
import { byName } from '../../breakouts/name-order.ts';

const sorted = (...names: string[]) =>
  names
    .map((name) => ({ name }))
    .sort(byName)
    .map(({ name }) => name);

test('numbers count as numbers, and accents stand by their letters', () => {
  expect(sorted('Guest 12', 'Zoe', 'Guest 101', 'Émile', 'guest 9', 'Erik')).toEqual([
    'Émile',
    'Erik',
    'guest 9',
    'Guest 12',
    'Guest 101',
    'Zoe',
  ]);
});

test('names that the language takes for the same have one order, whichever came first', () => {
  // Written with one letter, and with a letter and an accent.
  const two = ['Jose\u0301', 'Jos\u00e9'];
  expect(sorted(...two)).toEqual(sorted(...two.toReversed()));
});
