import { expect, test } from 'vitest';
import {
  costLine,
  costRows,
  figureRows,
  meetingRows,
  shareText,
  topicRows,
  worstOffText,
} from '../../../web/breakouts/figure-rows.ts';
import { figures } from './rounds.ts';

test('each figure stands beside its bound and chance, and topics only where people ranked some', () => {
  expect(figureRows(figures()).map(({ name, better, text }) => [name, better, text])).toEqual([
    ['Pairs of people who meet', 'more', '1,745 of at most 1,770, 98.5 %; chance 1,412.'],
    ['Repeated meetings', 'less', '30, at least 12; chance 388. 4 of them cannot be avoided.'],
    ['Pairs of one organisation in one room', 'less', '3, at least 0; chance 41.'],
  ]);
  const [topics] = figureRows(figures({ topicsAsked: 9, topicCost: 5, topicIdeal: 2 })).slice(3);
  expect(topics).toMatchObject({ better: 'less', text: '5 ranks lost, at least 2; chance 18.', value: 5, bound: 2 });
});

test('nothing is said of rules that force no repeat', () => {
  expect(figureRows(figures({ forcedRepeats: 0 }))[1]?.text).toBe('30, at least 12; chance 388.');
});

test('a share is never rounded up to all', () => {
  expect([shareText(1769, 1770), shareText(9_999, 10_000), shareText(5, 5), shareText(0, 0), shareText(0, 7)]).toEqual([
    '99.9 %',
    '99.9 %',
    '100 %',
    '100 %',
    '0.0 %',
  ]);
});

test('pairs are counted by how often they meet, and people by which topic they got', () => {
  expect(meetingRows(figures({ meetings: [25, 1715, 28, 2] }))).toEqual([
    { name: 'Never', count: 25 },
    { name: 'Once', count: 1715 },
    { name: 'Twice', count: 28 },
    { name: '3 times', count: 2 },
  ]);
  expect(topicRows(figures({ topics: [7, 3, 1], topicsAsked: 11 })).map(({ name }) => name)).toEqual([
    'First topic',
    'Second topic',
    'None of theirs',
  ]);
  expect(topicRows(figures({ topics: [7, 3, 1], topicsAsked: 0 }))).toEqual([]);
});

test('who meets fewest is named where they are known', () => {
  expect(worstOffText(figures({ worstOff: 1, worstOffName: 'Adviser 2' }))).toBe('Adviser 2 meets fewest: 1 other.');
  expect(worstOffText(figures({ worstOff: 52, worstOffName: null }))).toBe('Everybody meets at least 52 others.');
});

test('a move costs the figures that it changes, and whether more is worse depends on the figure', () => {
  const after = figures({ distinctMet: 1743, repeats: 32, organisationPairs: 2 });
  const cost = { before: figures(), after, broken: [] };
  expect(costRows(cost)).toEqual([
    { name: 'Pairs of people who meet', change: '1,745 to 1,743', verdict: '2 fewer: worse', isWorse: true },
    { name: 'Repeated meetings', change: '30 to 32', verdict: '2 more: worse', isWorse: true },
    { name: 'Pairs of one organisation in one room', change: '3 to 2', verdict: '1 fewer: better', isWorse: false },
  ]);
  expect(costLine({ ...cost, after: figures({ worstOff: 53 }) })).toBe(
    'Others met by whoever meets fewest: 1 more: better.',
  );
  expect(costLine({ ...cost, after: figures() })).toBe('No figure changes.');
  expect(costLine({ ...cost, broken: ['The room is full.', 'Two are kept apart.'] })).toBe(
    'The room is full. Two are kept apart.',
  );
});
