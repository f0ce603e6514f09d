import { expect, test } from 'vitest';
import { inHeldOrder, isSameOrder, laterPlaces, nearPlaces, placesOf } from '../../../web/chair/queue.ts';
import { after, madeRun, SHORT_DAY } from './consoles.ts';

const named = (...ids: readonly string[]) => ids.map((id) => ({ id }));
const order = (held: readonly string[], ...sorted: readonly string[]) =>
  inHeldOrder(held, named(...sorted)).map(({ id }) => id);

test('a held list stays in its order, what is new comes at its end, what has gone leaves', () => {
  expect(order(['a', 'b', 'c'], 'new', 'c', 'newer', 'a')).toEqual(['a', 'c', 'new', 'newer']);
});

test('sorting is offered only where the votes say another order', () => {
  const sorted = named('b', 'a');
  expect([isSameOrder(inHeldOrder(['a', 'b'], sorted), sorted), isSameOrder(sorted, named('b', 'a'))]).toEqual([
    false,
    true,
  ]);
  expect(isSameOrder(named('a'), named('a', 'b'))).toBe(false);
});

test('questions are asked in sessions, not in breaks, and carried only to what is ahead', () => {
  const { steps } = after(madeRun(SHORT_DAY), [0, { do: 'next' }], [15, { do: 'next' }]);
  const titles = (places: readonly { readonly title: string }[]) => places.map(({ title }) => title);
  expect(titles(placesOf(steps))).toEqual(['Welcome', 'Keynote', 'Update', 'Closure']);
  expect(titles(nearPlaces(steps))).toEqual(['Keynote', 'Update']);
  expect(titles(laterPlaces(steps, 'session:entry-4'))).toEqual(['Closure']);
});
