import { expect, test } from 'vitest';
import { resultRows } from '../../../web/polls/result-rows.ts';

const OPTIONS = ['Yes', 'No', 'Perhaps'].map((text, at) => ({ id: `o${at + 1}`, text }));
const tally = (people: number, counts: readonly number[], points: readonly number[] = [0, 0, 0]) => ({
  ...{ people, answers: counts.reduce((one, other) => one + other, 0), texts: [], mean: null, breakdown: null },
  options: OPTIONS.map(({ id }, at) => ({ id, people: counts[at] ?? 0, points: points[at] ?? 0 })),
});
const asked = { kind: 'opinion', options: OPTIONS, most: 1 } as const;

test('bars are parts of the greatest count, shares are of people, and only the shown answer is marked', () => {
  const { rows, counted } = resultRows(asked, tally(8, [6, 2, 0]), 'o2');
  expect(rows.map(({ text, part, value, isAnswer }) => [text, part, value, isAnswer])).toEqual([
    ['Yes', 1, '6, 75 %', false],
    ['No', 2 / 6, '2, 25 %', true],
    ['Perhaps', 0, '0, 0 %', false],
  ]);
  expect(counted).toBe('8 people answered.');
  expect(resultRows(asked, tally(8, [6, 2, 0]), null).rows.some(({ isAnswer }) => isAnswer)).toBe(false);
});

test('a poll without votes has bars of nothing and no shares', () => {
  const { rows } = resultRows(asked, tally(0, [0, 0, 0]), null);
  expect(rows.map(({ part, value }) => [part, value])).toEqual(OPTIONS.map(() => [0, '0']));
});

test('a ranking is told in points, several choices with what shares are of', () => {
  const ranking = resultRows({ ...asked, kind: 'ranking' }, tally(2, [2, 2, 2], [5, 4, 1]), null);
  expect(ranking.rows.map(({ value }) => value)).toEqual(['5 points', '4 points', '1 point']);
  expect(ranking.counted).toBe('2 people ranked them. A first place counts 3 points.');
  expect(resultRows({ ...asked, most: 2 }, tally(1, [1, 1, 0]), null).counted).toBe(
    '1 person gave 2 answers. Shares are of people, who could choose several.',
  );
});
