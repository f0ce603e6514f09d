import { expect, test } from 'vitest';
import { pollContent } from '../../../polls/schema.ts';
import type { RoundView } from '../../../polls/view.ts';
import { turnoutText } from '../../../web/polls/poll-words.ts';
import { percent } from '../../../web/polls/result-rows.ts';
import { barsOf, roundTitle } from '../../../web/polls/result-words.ts';

const options = ['a', 'b'].map((id) => ({ id, text: id.toUpperCase() }));
const tally = { people: 3, answers: 4, texts: [], mean: null, breakdown: null };

test.each([
  [1, 3, '33 %'],
  [0, 0, '0 %'],
  [1, 1_000, '1 %'],
  [999, 1_000, '99 %'],
  [5, 5, '100 %'],
])('%i of %i is %s: only all are 100 and only none are 0', (part, whole, text) => {
  expect(percent(part, whole)).toBe(text);
});

test('bars tell people with their share, of a ranking points, and which option is correct', () => {
  const counts = [
    { id: 'a', people: 1, points: 2 },
    { id: 'b', people: 3, points: 1 },
  ];
  const of = (given: object) =>
    barsOf(pollContent.parse({ options, question: 'Q?', ...given }), { ...tally, options: counts });
  expect(
    of({ kind: 'trivia', answer: 'b' }).map(({ text, value, figure, isCorrect }) => [text, value, figure, isCorrect]),
  ).toEqual([
    ['A', 1, '1 (33 %)', false],
    ['B', 3, '3 (100 %)', true],
  ]);
  expect(of({ kind: 'ranking', most: 2 }).map(({ figure }) => figure)).toEqual([
    '2 points, by 1 person',
    '1 point, by 3 people',
  ]);
});

test('a round is named by when it was open, as clocks show it where the event is', () => {
  const round = { number: 2, openedAt: '2021-01-11T23:20:00Z', closedAt: '2021-01-11T23:37:00Z' } as RoundView;
  expect(roundTitle(round, 'Europe/Zurich')).toBe('Round 2, 12 January 2021, 00:20 to 00:37, Zurich');
  expect(roundTitle({ ...round, openedAt: '2021-01-11T22:20:00Z' }, 'Europe/Zurich')).toBe(
    'Round 2, 11 January 2021, 23:20 to 12 January 2021, 00:37, Zurich',
  );
  expect(roundTitle({ ...round, closedAt: null }, 'UTC')).toBe('Round 2, 11 January 2021, 23:20, UTC');
});

test('who voted is told of as many as were entitled, and of nobody there is no share', () => {
  expect(turnoutText({ round: 1, turnout: 3, entitled: null })).toBe('3 voted');
  expect(turnoutText({ round: 0, turnout: 0, entitled: null })).toBe('');
});
