import { expect, test } from 'vitest';
import type { PaperView } from '../../../polls/view.ts';
import { pollOnStage } from '../../../web/stage/stage-poll.ts';
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
