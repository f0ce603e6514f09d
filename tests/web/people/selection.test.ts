import { expect, test } from 'vitest';
import {
  ALL_MATCHING,
  batchesOf,
  countSelected,
  isSelected,
  NOBODY,
  toggled,
  toggledShown,
} from '../../../web/people/selection.ts';

test('a tick selects, and the same tick again does not', () => {
  const one = toggled(NOBODY, 'a');
  expect([isSelected(one, 'a'), isSelected(one, 'b'), countSelected(one, 120)]).toEqual([true, false, 1]);
  expect(countSelected(toggled(one, 'a'), 120)).toBe(0);
});

test('of all that match, those who were unticked are left out, shown or not', () => {
  const but = toggled(ALL_MATCHING, 'a');
  expect([isSelected(but, 'a'), isSelected(but, 'never shown'), countSelected(but, 120)]).toEqual([false, true, 119]);
});

test('the tick above the list selects all that are shown, and lets go of all when they are selected', () => {
  const shown = toggledShown(toggled(NOBODY, 'other'), ['a', 'b']);
  expect(countSelected(shown, 120)).toBe(3);
  expect(countSelected(toggledShown(shown, ['a', 'b']), 120)).toBe(0);
  expect(countSelected(toggledShown(ALL_MATCHING, ['a', 'b']), 120)).toBe(0);
});

test('more ids than one request may name go in several, in order and without a loss', () => {
  const ids = Array.from({ length: 10_001 }, (_, place) => `id ${place}`);
  const batches = batchesOf(ids);
  expect(batches.map(({ length }) => length)).toEqual([10_000, 1]);
  expect(batches.flat()).toEqual(ids);
  expect(batchesOf([])).toEqual([]);
});
