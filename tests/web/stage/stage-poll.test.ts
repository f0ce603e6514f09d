import { expect, test } from 'vitest';
import type { PaperView } from '../../../polls/view.ts';
import type { ResultRow } from '../../../web/polls/result-rows.ts';
import { barsOnStage, cloudOnStage, layOptions, leftOutText, pollOnStage } from '../../../web/stage/stage-poll.ts';
import { after, madeRun, past, SHORT_DAY } from '../chair/consoles.ts';

const at = (minutes: number) => new Date(past(minutes)).toISOString();
const paper = (id: string, rest: Partial<PaperView>): PaperView => ({
  ...{ id, round: 1, state: 'open', kind: 'opinion', question: id, explanation: '', options: [], least: 1, most: 1 },
  ...{ picture: null, secrecy: 'unnamed', mayChange: true, quiz: null, entry: null, openedAt: at(0) },
  ...{ closesAt: null, countsShown: false, shownAt: null },
  ...rest,
});
const run = after(madeRun(SHORT_DAY), [0, { do: 'next' }], [15, { do: 'next' }]);
const day = { number: 1, date: '2021-01-11', timeZone: 'UTC', chairs: [], run };
const shown = (papers: readonly PaperView[], minutes: number) =>
  pollOnStage({ polls: [...papers] }, { day }, past(minutes))?.id;

test('what is open comes first, the newest of several', () => {
  const done = paper('done', { state: 'shown', openedAt: at(20), countsShown: true, shownAt: at(22) });
  expect(shown([done, paper('old', { openedAt: at(1) }), paper('new', { openedAt: at(2) })], 23)).toBe('new');
});

test('counts stay until an entry begins after they were shown', () => {
  const of = (minutes: number) => paper('poll', { state: 'shown', countsShown: true, shownAt: at(minutes) });
  expect(shown([of(15)], 40)).toBe('poll');
  expect(shown([of(14)], 16)).toBeUndefined();
});

test('what was closed stays for a minute, and no longer once its counts were taken back', () => {
  const closed = paper('poll', { state: 'closed', closesAt: at(16) });
  expect(shown([closed], 16.9)).toBe('poll');
  expect(shown([closed], 17)).toBeUndefined();
});

const rowsOf = (counts: readonly number[], text = 'Yes', answer = -1): ResultRow[] =>
  counts.map((count, at) => ({
    ...{ id: `o${at + 1}`, text, count, part: count / Math.max(1, ...counts), value: `${count}` },
    isAnswer: at === answer,
  }));
const LONG = 'x'.repeat(140);
const lay = (rows: readonly ResultRow[], beside = false) => {
  const { shown: kept, size, columns } = barsOnStage(rows, beside);
  return [kept.map(({ id }) => id).join(' '), size, columns];
};

test('a few options stand large, more of them small, and short ones in two columns', () => {
  expect(lay(rowsOf([1, 2, 3]))).toEqual(['o1 o2 o3', 'large', 1]);
  expect(lay(rowsOf(Array(9).fill(1)))).toEqual(['o1 o2 o3 o4 o5 o6 o7 o8 o9', 'small', 1]);
  expect(barsOnStage(rowsOf(Array(20).fill(1)), false)).toMatchObject({ size: 'small', columns: 2 });
  expect(barsOnStage(rowsOf(Array(20).fill(1)), false).shown).toHaveLength(20);
});

test('of twenty long options the five most chosen stand on the screen, in the order of the ballot paper', () => {
  const counts = [1, 9, 0, 4, 4, 4, 7, 2, ...Array(12).fill(0)];
  expect(lay(rowsOf(counts, LONG))).toEqual(['o2 o4 o5 o6 o7', 'small', 1]);
});

test('the correct option is never left out, also beside a leaderboard', () => {
  const counts = [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 0];
  expect(lay(rowsOf(counts, LONG, 11), true)).toEqual(['o1 o2 o3 o4 o12', 'small', 1]);
  expect(lay(rowsOf(counts, 'Yes', 11), true)).toEqual(['o1 o2 o3 o4 o5 o6 o7 o8 o9 o12', 'small', 1]);
});

test('it is said how many are left out', () => {
  expect(leftOutText(3, 3)).toBe('');
  expect(leftOutText(5, 20)).toBe('The 5 most chosen of 20 are here, all are on your own screen.');
});

test('while people vote, options stand beside the QR code where all can be read', () => {
  const lay = (...options: readonly string[]) => layOptions(options, LONG);
  const ministries = 'Answering questions of the ministries';
  expect(lay()).toBeNull();
  expect(lay('Data', 'Parcels', 'Laboratories')).toBe('large');
  expect(lay(...Array(6).fill(ministries))).toBe('small');
  expect(lay(...Array(12).fill('Laboratories'))).toBe('two-columns');
  expect(lay(...Array(7).fill(ministries))).toBeNull();
  expect(lay(LONG, LONG, LONG)).toBeNull();
  // What a short question leaves free is theirs.
  expect([7, 8, 10, 11].map((count) => layOptions(Array(count).fill(ministries), 'Which?'))).toEqual([
    ...['large', 'small', 'small', null],
  ]);
});

test('of many texts the most frequent stand on the screen, as many as fit', () => {
  expect(cloudOnStage(rowsOf([3, 2, 1]))).toMatchObject({ size: 'large' });
  const { shown: kept, size } = cloudOnStage(rowsOf(Array(40).fill(1), 'Talk to them before summer'));
  expect([kept.length, size]).toEqual([12, 'small']);
});
