import { describe, expect, test } from 'vitest';
import { draftFault, EMPTY_DRAFT, limitsText, moved, toggled } from '../../../web/participant/polls/draft.ts';

const limits = (kind: 'opinion' | 'ranking' | 'scale' | 'text' | 'trivia', least = 1, most = 1) => ({
  kind,
  least,
  most,
});
const of = (...options: string[]) => ({ options, text: '' });
const words = (text: string) => ({ options: [], text });

test('of one answer the other is let go, and the one that is chosen stays', () => {
  const one = limits('opinion');
  expect([toggled(EMPTY_DRAFT, 'a', one), toggled(of('a'), 'b', one), toggled(of('a'), 'a', one)]).toEqual([
    ['a'],
    ['b'],
    ['a'],
  ]);
});

test('of several answers one more than may be is not taken, and one can be taken away', () => {
  const two = limits('opinion', 1, 2);
  expect([toggled(of('b'), 'a', two), toggled(of('b', 'a'), 'c', two), toggled(of('b', 'a'), 'b', two)]).toEqual([
    ['b', 'a'],
    ['b', 'a'],
    ['a'],
  ]);
});

test.each([
  ['b', -1, ['b', 'a', 'c']],
  ['b', 1, ['a', 'c', 'b']],
  ['a', -1, ['a', 'b', 'c']],
  ['c', 1, ['a', 'b', 'c']],
  ['d', 1, ['a', 'b', 'c']],
] as const)('moved, %s by %i, the order is what it says', (id, by, order) => {
  expect(moved(['a', 'b', 'c'], id, by)).toEqual(order);
});

describe('what is missing', () => {
  test.each([
    [of(), limits('opinion'), 'Choose an answer first.'],
    [of(), limits('ranking', 1, 3), 'Rank at least one.'],
    [of(), limits('opinion', 2, 3), 'Choose at least 2; you have 0.'],
    [of('a'), limits('ranking', 3, 3), 'Rank at least 3; you have 1.'],
    [of('a', 'b', 'c'), limits('opinion', 1, 2), 'Choose at most 2; you have 3.'],
    [words('  '), limits('text'), 'Write a few words first.'],
    [words('x'.repeat(101)), limits('text'), 'Write at most 100 characters; these are 101.'],
  ] as const)('%j is said in a sentence', (draft, within, sentence) => {
    expect(draftFault(draft, within)).toBe(sentence);
  });

  test.each([
    [of('a'), limits('trivia')],
    [of('a', 'b'), limits('opinion', 2, 2)],
    [words(` ${'x'.repeat(100)} `), limits('text')],
  ] as const)('is nothing of %j', (draft, within) => {
    expect(draftFault(draft, within)).toBeNull();
  });
});

test.each([
  [limits('text'), 'At most 100 characters'],
  [limits('scale'), 'Choose one, from 1 to 5'],
  [limits('trivia'), 'Choose one'],
  [limits('opinion', 2, 2), 'Choose 2'],
  [limits('opinion', 1, 3), 'Choose up to 3'],
  [limits('opinion', 2, 3), 'Choose 2 to 3'],
  [limits('ranking', 4, 4), 'Put all 4 in your order, best first'],
  [limits('ranking', 2, 2), 'Rank 2, best first'],
  [limits('ranking', 1, 2), 'Rank up to 2, best first'],
  [limits('ranking', 2, 3), 'Rank 2 to 3, best first'],
])('%j of four options is told as "%s"', (within, sentence) => {
  expect(limitsText(within, 4)).toBe(sentence);
});
