import { expect, test } from 'vitest';
import { pollContent } from '../../../polls/schema.ts';
import type { RoundView } from '../../../polls/view.ts';
import { barsOf, roundTitle } from '../../../web/polls/result-words.ts';

const options = ['a', 'b'].map((id) => ({ id, text: id.toUpperCase() }));
const tally = { people: 3, answers: 4, texts: [], mean: null, breakdown: null };

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
