import { expect, test } from 'vitest';
import { isOver, mayEdit, mayRemove, pressesFor } from '../../../web/polls/run-words.ts';

const plain = { kind: 'opinion', isAnswerShown: false, imported: false, fault: null } as const;
const commands = (poll: Partial<Parameters<typeof pressesFor>[0]>) =>
  pressesFor({ ...plain, state: 'ready', ...poll }).map(({ command }) => command);

test.each([
  [{ state: 'draft' }, ['ready', 'archive']],
  [{ state: 'open' }, ['close']],
  [{ state: 'open', isOver: true }, []],
  [{ state: 'closing' }, []],
  [{ state: 'closing', fault: 'Its key is gone.' }, ['reopen', 'archive']],
  [{ state: 'closed' }, ['show', 'reopen', 'archive']],
  [{ state: 'shown' }, ['hide', 'reopen', 'archive']],
  [{ state: 'shown', kind: 'trivia' }, ['show-answer', 'hide', 'reopen', 'archive']],
  [{ state: 'shown', kind: 'trivia', isAnswerShown: true }, ['hide', 'reopen', 'archive']],
  [{ state: 'shown', imported: true }, ['hide', 'archive']],
] as const)('of %o there is %o to press', (poll, expected) => {
  expect(commands(poll)).toEqual(expected);
});

test('ballots are under way from the last second before the closing time on', () => {
  const closesAt = '2026-03-09T12:00:00.000Z';
  const at = Date.parse(closesAt);
  expect([isOver(closesAt, at - 1_000), isOver(closesAt, at - 999), isOver(null, at)]).toEqual([false, true, false]);
});

test('what is open or counted is neither changed nor removed', () => {
  expect([mayEdit('ready'), mayEdit('open'), mayEdit('shown')]).toEqual([true, false, false]);
  expect([mayRemove('open'), mayRemove('closing'), mayRemove('shown')]).toEqual([false, false, true]);
});
