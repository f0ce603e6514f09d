import { describe, expect, test } from 'vitest';
import { addMinutes, instant } from '../../kernel/time.ts';
import { type Alive, obey } from '../../polls/life.ts';
import { POLL_STATES, type PollState, type Round } from '../../polls/poll.ts';
import type { PollCommand, PollContent } from '../../polls/schema.ts';
import { NOON, openPoll, opinion, pollOf, trivia } from './contents.ts';

const LATER = addMinutes(NOON, 10);
const COMMANDS: readonly PollCommand['do'][] = [
  ...(['ready', 'draft', 'open', 'close', 'show', 'show-answer', 'hide', 'reopen', 'archive', 'restore'] as const),
];

function inState(state: PollState, content: PollContent = trivia(), given: Partial<Round> = {}): Alive {
  if (state === 'draft' || state === 'ready') return { poll: pollOf(content, { state }), round: undefined };
  const { poll, round } = openPoll(content, given);
  return { poll: { ...poll, state, stateBefore: state === 'archived' ? 'shown' : null }, round };
}

function pressed({ poll, round }: Alive, command: PollCommand['do']): Alive {
  return obey(poll, round, { do: command }, LATER);
}

/** The state after each command that is obeyed. */
function obeyedIn(state: PollState, content?: PollContent, given?: Partial<Round>): Record<string, PollState> {
  return Object.fromEntries(
    COMMANDS.flatMap((command) => {
      try {
        return [[command, pressed(inState(state, content, given), command).poll.state]];
      } catch {
        return [];
      }
    }),
  );
}

describe('a command', () => {
  test('is obeyed in these states, and in no others', () => {
    expect(Object.fromEntries(POLL_STATES.map((state) => [state, obeyedIn(state)]))).toEqual({
      draft: { ready: 'ready', archive: 'archived' },
      ready: { draft: 'draft', open: 'open', archive: 'archived' },
      open: { close: 'open' },
      closing: {},
      closed: { show: 'shown', reopen: 'open', archive: 'archived' },
      shown: { 'show-answer': 'shown', hide: 'closed', reopen: 'open', archive: 'archived' },
      archived: { restore: 'shown' },
    });
  });

  test('gets a poll on whose round cannot be counted', () => {
    expect(obeyedIn('closing', trivia(), { fault: 'The key is lost.' })).toEqual({
      reopen: 'open',
      archive: 'archived',
    });
  });

  test('raises the revision, and says when', () => {
    const { poll } = pressed(inState('draft'), 'ready');
    expect([poll.revision, poll.updatedAt]).toEqual([4, LATER]);
  });

  test.each([
    ['open', 'draft', 'This poll is a draft: make it ready, then open it.'],
    ['open', 'open', 'This poll is open already.'],
    ['open', 'shown', 'This poll was open before: open it again, as a new round.'],
    ['close', 'closing', 'Only a poll that is open can be closed.'],
    ['show', 'closing', 'The results can be shown once the poll is closed and counted.'],
    ['show-answer', 'closed', 'The correct answer can be shown after the counts.'],
    ['archive', 'open', 'Close this poll before you archive it.'],
  ] as const)('that makes no sense says why: %s of what is %s', (command, state, message) => {
    const refused = expect.objectContaining({ code: 'state-not-right', message, details: { extra: { state } } });
    expect(() => pressed(inState(state), command)).toThrow(refused);
  });
});

describe('opening', () => {
  test('begins a round with the content as it is', () => {
    const content = opinion({ seconds: 30 });
    const { poll, round } = pressed(inState('ready', content), 'open');
    expect([poll.round, poll.openedByAgenda]).toEqual([1, false]);
    expect(round).toEqual({
      ...{ pollId: poll.id, number: 1, content, openedAt: LATER, closesAt: instant(LATER + 30_000) },
      ...{ closedByHand: false, closedAt: null, shownAt: null, answerShownAt: null, entitled: null, present: null },
      ...{ tally: null, standings: null, publicKey: null, keyGone: false, fault: null },
    });
  });

  test('again begins a round of its own, with nothing of the earlier in it', () => {
    const earlier = { closedByHand: true, closedAt: NOON, shownAt: NOON, entitled: 3, keyGone: true, publicKey: 'k' };
    const { round } = pressed(inState('shown', opinion(), earlier), 'reopen');
    expect(round).toEqual({ ...pressed(inState('ready', opinion()), 'open').round, number: 2 });
  });
});

describe('closing by hand', () => {
  test('sets the closing time to now, and takes no second press', () => {
    const closed = pressed(inState('open', opinion()), 'close');
    expect([closed.round?.closesAt, closed.round?.closedByHand]).toEqual([LATER, true]);
    expect(() => pressed(closed, 'close')).toThrow('This poll is being closed already.');
  });

  test('does not give more time to what was due already', () => {
    const closed = pressed(inState('open', opinion(), { closesAt: NOON }), 'close');
    expect(closed.round?.closesAt).toBe(NOON);
  });
});

describe('showing', () => {
  test('shows the counts first, and the answer of trivia on a second press', () => {
    const counts = pressed(inState('closed'), 'show');
    expect([counts.round?.shownAt, counts.round?.answerShownAt]).toEqual([LATER, null]);
    const answer = pressed(counts, 'show-answer');
    expect(answer.round?.answerShownAt).toBe(LATER);
    expect(() => pressed(answer, 'show-answer')).toThrow('The correct answer is shown already.');
  });

  test('has no answer but of trivia', () => {
    expect(() => pressed(inState('shown', opinion()), 'show-answer')).toThrow(
      'Only a question of trivia has a correct answer.',
    );
  });

  test('after hiding begins with the counts, and remembers when they were shown first', () => {
    const hidden = pressed(inState('shown', trivia(), { shownAt: NOON, answerShownAt: NOON }), 'hide');
    expect([hidden.round?.shownAt, hidden.round?.answerShownAt]).toEqual([NOON, null]);
    expect(pressed(hidden, 'show').round).toEqual(hidden.round);
  });
});

describe('the archive', () => {
  test('gives a poll back as it was', () => {
    for (const state of ['draft', 'ready', 'closed', 'shown'] as const) {
      const archived = pressed(inState(state), 'archive');
      expect([archived.poll.state, archived.poll.stateBefore]).toEqual(['archived', state]);
      const { poll } = pressed(archived, 'restore');
      expect([poll.state, poll.stateBefore]).toEqual([state, null]);
    }
  });
});

test('a draft with something wrong in it is not made ready, and what is wrong is named', () => {
  const broken = { ...trivia(), answer: 'z' };
  const refused = expect.objectContaining({
    code: 'state-not-right',
    details: {
      errors: [{ path: 'answer', message: 'expected the id of the correct option' }],
      extra: { state: 'draft' },
    },
  });
  expect(() => pressed(inState('draft', broken), 'ready')).toThrow(refused);
});
