import { expect, test } from 'vitest';
import { instant } from '../../../kernel/time.ts';
import {
  closedText,
  countText,
  isMendable,
  refusalText,
  takesVotes,
} from '../../../web/participant/polls/poll-words.ts';
import { CLOSING, paper } from './papers.ts';

const ZONE = 'Europe/Zurich';

test('a vote can be in time until two seconds after the closing time, and not after', () => {
  const due = paper();
  expect([takesVotes(due, CLOSING + 1999), takesVotes(due, CLOSING + 2000)]).toEqual([true, false]);
  expect(takesVotes(paper({ closesAt: null }), CLOSING + 1e9)).toBe(true);
  expect((['closing', 'closed', 'ready', 'archived'] as const).map((state) => takesVotes(paper({ state }), 0))).toEqual(
    [false, false, false, false],
  );
});

test('a closed poll says when it closed, in the zone of the reader, and no time that is still to come', () => {
  const now = instant(CLOSING + 3000);
  expect([closedText(paper(), now, ZONE), closedText(paper(), now, 'Asia/Kolkata')]).toEqual([
    'The poll closed at 10:07:10.',
    'The poll closed at 14:37:10.',
  ]);
  expect([closedText(paper(), CLOSING - 1, ZONE), closedText(paper({ closesAt: null }), now, ZONE)]).toEqual([
    'The poll is closed.',
    'The poll is closed.',
  ]);
});

test.each([
  ['poll-not-open', 'The poll closed at 10:07:10. Your vote was not counted.'],
  [
    'other-round',
    'The poll was opened anew before your vote was confirmed. It does not count in this round; you can vote again.',
  ],
  ['already-voted', 'Your earlier vote is in, and the poll allows no change. This one was not counted.'],
  ['too-many-options', 'At most 2 can be chosen. Your vote was not counted; take one away and vote again.'],
  ['too-few-options', 'At least 1 have to be chosen. Your vote was not counted; choose more and vote again.'],
  [
    'unknown-option',
    'The options have changed since this page showed them. Your vote was not counted; load the page again.',
  ],
  ['unauthenticated', 'You are no longer signed in, so your vote was not counted. Sign in and vote again.'],
  ['forbidden', 'This poll is not open to you. Your vote was not counted.'],
  ['not-found', 'This poll is not open to you. Your vote was not counted.'],
  ['bad-input', 'The server could not read your vote, so it was not counted. Load the page again and vote once more.'],
] as const)('a vote refused with %s says what happened and what to do', (code, sentence) => {
  expect(refusalText(code, paper({ most: 2 }), CLOSING + 3000, ZONE)).toBe(sentence);
});

test('only what the voter can mend at once is said to be mendable', () => {
  expect((['too-many-options', 'other-round', 'poll-not-open', 'already-voted'] as const).map(isMendable)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('people and answers are told apart where they differ, and of a ranking never', () => {
  expect([
    countText(1, 1, 'opinion'),
    countText(61, 118, 'opinion'),
    countText(1, 2, 'opinion'),
    countText(61, 118, 'ranking'),
  ]).toEqual(['1 person', '61 people, 118 answers', '1 person, 2 answers', '61 people']);
});
