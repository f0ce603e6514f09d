import { expect, test } from 'vitest';
import { shownParts } from '../../../web/participant/own-first.ts';
import { runNow } from '../../../web/show/run-now.ts';
import { at, SHOWS } from './shows.ts';

const { day } = SHOWS['side by side'].view;

function shownAt(now: number, tags: readonly string[]): readonly [string, boolean][] {
  if (!day) throw new Error('no day');
  const run = runNow(day.run, now);
  if (!run.current) throw new Error('nothing is on');
  return shownParts(run.current, run.times, now, tags).map(({ part, isOwn }) => [part.id, isOwn]);
}

test('of tracks side by side one’s own comes first, whatever the case of its tag', () => {
  expect(shownAt(at(20), ['customs laboratories'])).toEqual([
    ['lab', true],
    ['risk', false],
    ['law', false],
  ]);
});

test('of a track the entry is shown that is on', () => {
  expect(shownAt(at(34, 59), []).map(([id]) => id)).toEqual(['risk', 'lab', 'law']);
  expect(shownAt(at(35), []).map(([id]) => id)).toEqual(['risk2', 'lab', 'law']);
});
