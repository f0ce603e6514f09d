import { expect, test } from 'vitest';
import type { PollLineView } from '../../../polls/view.ts';
import { agendaText, foremost, pollBrief, pollsOfDay, pressesOn } from '../../../web/chair/day-polls.ts';
import { pictureAt } from '../../../web/chair/picture.ts';
import { after, madeRun, past, SHORT_DAY } from './consoles.ts';

const at = (minutes: number) => new Date(past(minutes)).toISOString();
const line = (id: string, rest: Partial<PollLineView> = {}): PollLineView => ({
  ...{ id, state: 'ready', kind: 'opinion', question: id, secrecy: 'unnamed', entry: null, day: null, position: 0 },
  ...{ round: 0, quiz: null, opens: 'chair', shows: 'chair', turnout: 0, entitled: null, openedAt: null },
  ...{ closesAt: null, shownAt: null, answerShownAt: null, imported: false, fault: null, revision: 1 },
  ...rest,
});
const run = after(madeRun(SHORT_DAY), [0, { do: 'next' }]);
const ids = (polls: readonly PollLineView[]) => polls.map(({ id }) => id);

test('a day has its own polls in running order, then those that hang on nothing, and none of another day', () => {
  const polls = [
    line('free', { position: 1 }),
    line('second', { entry: 'entry-5', day: 'day-1' }),
    line('other', { entry: 'entry-3', day: 'day-2', state: 'open', openedAt: at(1) }),
    line('first', { entry: 'entry-3', day: 'day-1', position: 9 }),
    line('draft', { state: 'draft' }),
    line('old', { state: 'archived' }),
  ];
  const { live, archived, drafts } = pollsOfDay(polls, 'day-1', run.steps);
  expect([ids(live), ids(archived), drafts]).toEqual([['first', 'second', 'free'], ['old'], 1]);
});

test('keys act on what is open, then on what is to be shown, then on what comes next', () => {
  const open = line('open', { state: 'open', openedAt: at(1) });
  const newer = line('newer', { state: 'open', openedAt: at(2) });
  const closed = line('closed', { state: 'closed', openedAt: at(3) });
  const shown = line('shown', { state: 'shown', openedAt: at(4) });
  const polls = [shown, line('ready'), closed, open, newer];
  const inTurn = polls.map((_, gone) => {
    const left = ['newer', 'open', 'closed', 'ready', 'shown'].slice(gone);
    return foremost(polls.filter(({ id }) => left.includes(id)))?.id;
  });
  expect(inTurn).toEqual(['newer', 'open', 'closed', 'ready', 'shown']);
  expect(foremost([])).toBeUndefined();
});

test('what takes its last votes can no longer be closed, by button or by key', () => {
  const presses = (minutes: number, rest: Partial<PollLineView> = {}) =>
    pressesOn(line('a', { state: 'open', closesAt: at(4), ...rest }), past(minutes)).map(({ command }) => command);
  expect([presses(3), presses(4), presses(4, { closesAt: null })]).toEqual([['close'], [], ['close']]);
  expect(presses(4, { state: 'closed' })).toEqual(['show', 'reopen', 'archive']);
});

test('says what the agenda does with a poll, or that nothing comes by itself', () => {
  const said = (rest: Partial<PollLineView>) => agendaText(line('a', rest), run.steps, pictureAt(run, past(1)), 'UTC');
  const tied = { entry: 'entry-3', opens: 'agenda', shows: 'agenda' } as const;
  expect([
    said({}),
    said(tied),
    said({ ...tied, entry: 'gone' }),
    said({ state: 'open' }),
    said({ state: 'open', closesAt: at(4) }),
    said({ ...tied, state: 'closed' }),
    said({ state: 'closed' }),
    said({ state: 'shown', shownAt: at(5) }),
  ]).toEqual([
    'Opens when you open it.',
    'Opens by itself with Break 1, 12:45.',
    'Its entry is not held, so open it by hand.',
    'Closes when you close it.',
    'Closes at 12:04.',
    'Its counts are shown by themselves when the day goes on.',
    'Its counts are shown to nobody yet.',
    'Everybody sees the counts since 12:05.',
  ]);
});

test('says in the line that is always in sight who has voted, of those that are here where that is no nonsense', () => {
  const open = line('a', { state: 'open', round: 1, turnout: 61, entitled: 104, openedAt: at(1) });
  expect([pollBrief([open], 87), pollBrief([open], 40), pollBrief([line('b')], 87), pollBrief([], 87)]).toEqual([
    'Poll: 61 of 87',
    'Poll: 61 voted',
    'Poll: ready',
    'No poll',
  ]);
});
