import { expect, test } from 'vitest';
import { QUESTION_STATES } from '../../../questions/schema.ts';
import {
  keptOrder,
  mayWithdraw,
  type OwnQuestion,
  ownStateText,
  storedText,
  votesText,
} from '../../../web/questions/question-words.ts';

const own = (state: OwnQuestion['state'], reason = ''): OwnQuestion => ({
  ...{ id: 'q', text: 'How many?', by: null, votes: 1, askedAt: '2026-03-09T09:00:00.000Z', carriedFrom: null },
  ...{ place: 'session:s', state, reason },
});

test('of one’s own question each state is told in a sentence', () => {
  expect(QUESTION_STATES.map((state) => [state, ownStateText(own(state), true)])).toEqual([
    ['new', 'The chair looks at it before others see it.'],
    ['accepted', 'The chair has accepted it. Everybody sees it.'],
    ['asked', 'It has been put to the speaker.'],
    ['answered', 'It was answered.'],
    ['set-aside', 'The chair has set it aside.'],
    ['merged', 'It was put together with another question, with its votes.'],
    ['withdrawn', 'You have withdrawn it.'],
  ]);
  expect(ownStateText(own('new'), false)).toBe('Everybody sees it.');
  expect(ownStateText(own('set-aside', 'Asked before.'), true)).toBe('The chair has set it aside: Asked before.');
});

test('a question can be withdrawn until it is put to the speaker', () => {
  expect(QUESTION_STATES.filter((state) => mayWithdraw({ state }))).toEqual(['new', 'accepted']);
});

test('what is stored is said whichever way one asks', () => {
  expect([storedText(true), storedText(false)]).toEqual([
    'Your name and organisation are shown with the question.',
    'Your name is shown to nobody. It is stored who asked, so that you can withdraw the question.',
  ]);
  expect([votesText(0), votesText(1), votesText(2)]).toEqual(['0 votes', '1 vote', '2 votes']);
});

test('questions stand as they stood, what is new at the end and what is gone left out', () => {
  const questions = ['new', 'b', 'a'].map((id) => ({ id }));
  expect(keptOrder(questions, ['a', 'gone', 'b']).map(({ id }) => id)).toEqual(['a', 'b', 'new']);
  expect(keptOrder(questions, []).map(({ id }) => id)).toEqual(['new', 'b', 'a']);
});
