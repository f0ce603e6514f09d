import { expect, test } from 'vitest';
import { pollContent } from '../../../polls/schema.ts';
import { turnoutText } from '../../../web/polls/poll-words.ts';
import { percent } from '../../../web/polls/result-rows.ts';
import { barsOf, countsText, sharesText } from '../../../web/polls/result-words.ts';

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

test('people and answers are told apart, and of nobody there is no share', () => {
  const several = pollContent.parse({ kind: 'opinion', options, most: 2, question: 'Q?' });
  expect(countsText(several, { ...tally, options: [] })).toBe('3 people gave 4 answers.');
  expect(countsText({ ...several, kind: 'scale' }, { ...tally, mean: 2.5, options: [] })).toBe(
    '3 people answered; the mean is 2.50.',
  );
  const round = { turnout: 3, entitled: 4, present: 0 } as Parameters<typeof sharesText>[0];
  expect(sharesText(round)).toBe('3 voted: 75 % of 4 entitled.');
  expect(turnoutText({ round: 1, turnout: 3, entitled: null })).toBe('3 voted');
  expect(turnoutText({ round: 0, turnout: 0, entitled: null })).toBe('');
});
