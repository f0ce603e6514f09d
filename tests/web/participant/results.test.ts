import { expect, test } from 'vitest';
import { cloudOf, cloudSize, resultBars, splitPolls, textOf } from '../../../web/participant/polls/results.ts';
import { paper, result } from './papers.ts';

test('bars stand in the order of the paper, and are parts of all who voted', () => {
  const view = { ...result({ most: 2 }, [[3, 0], [1, 0], [0, 0]], 4), answer: 'parcels' }; // biome-ignore format: one table
  expect(resultBars(view, ['data'])).toEqual([
    { id: 'data', text: 'Data', value: '3 people, 75 %', width: 0.75, isOwn: true, isCorrect: false },
    { id: 'parcels', text: 'Parcels', value: '1 person, 25 %', width: 0.25, isOwn: false, isCorrect: true },
    { id: 'laboratories', text: 'Laboratories', value: '0 people, 0 %', width: 0, isOwn: false, isCorrect: false },
  ]);
});

test('a ranking stands by points, as parts of the most', () => {
  const bars = resultBars(result({ kind: 'ranking', most: 3 }, [[2, 1], [2, 4], [2, 0]], 2), []); // biome-ignore format: one table
  expect(bars.map(({ id, value, width }) => [id, value, width])).toEqual([
    ['parcels', '4 points', 1],
    ['data', '1 point', 0.25],
    ['laboratories', '0 points', 0],
  ]);
});

test('where nobody voted all bars are empty, and where no counts are shown there are none', () => {
  const nobody = result({}, [], 0);
  expect(resultBars(nobody, []).map(({ width }) => width)).toEqual([0, 0, 0]);
  expect(resultBars({ ...nobody, tally: null }, [])).toEqual([]);
});

test('steps of a scale are named by their number and what it means', () => {
  const options = [{ id: '1', text: 'Not at all' }, { id: '2', text: '2' }]; // biome-ignore format: two of a kind
  expect(['1', '2', '3'].map((id) => textOf(paper({ kind: 'scale', options }), id))).toEqual([
    '1 · Not at all',
    '2',
    '3',
  ]);
});

test('the cloud has four sizes from the rarest to the most frequent, and one where all are alike', () => {
  expect([1, 2, 4, 7, 10].map((people) => cloudSize(people, 10))).toEqual([1, 1, 2, 3, 4]);
  expect(cloudSize(1, 1)).toBe(1);
});

test('the cloud holds the most frequent, in the order of the alphabet', () => {
  const texts = [{ text: 'data', people: 3 }, { text: 'parcels', people: 2 }, { text: 'apples', people: 1 }]; // biome-ignore format: three of a kind
  expect(cloudOf(texts, 2).map(({ text }) => text)).toEqual(['data', 'parcels']);
  expect(cloudOf(texts, 9).map(({ text }) => text)).toEqual(['apples', 'data', 'parcels']);
  expect(texts.map(({ people }) => people)).toEqual([3, 2, 1]);
});

test('what is on is looked at, and the newest whatever has become of it; the others are of before', () => {
  const [newest, done, older, open] = (['open', 'closed', 'closed', 'closing'] as const).map((state) => ({ state }));
  if (!newest || !done || !older || !open) throw new Error('four polls');
  const names = new Map([[newest, 'newest'], [done, 'done'], [older, 'older'], [open, 'open']]); // biome-ignore format: four of a kind
  const told = (papers: readonly object[]) => papers.map((each) => names.get(each as typeof newest));
  const split = (...papers: (typeof newest)[]) => {
    const { here, earlier } = splitPolls(papers);
    return [told(here), told(earlier)];
  };
  expect(split(newest, done, older, open)).toEqual([['newest', 'open'], ['done', 'older']]); // biome-ignore format: two lists
  expect(split(done, older, open)).toEqual([['done', 'open'], ['older']]);
  expect(split(done, older)).toEqual([['done'], ['older']]);
});
