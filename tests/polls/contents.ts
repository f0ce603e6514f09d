/** Polls and ballots made up for tests. */
import type { z } from 'zod';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import { type Instant, parseRfc3339 } from '../../kernel/time.ts';
import { opened } from '../../polls/life.ts';
import type { Choice, CountedBallot, Poll, Round, Voter } from '../../polls/poll.ts';
import { type PollContent, pollContent } from '../../polls/schema.ts';

export type Given = z.input<typeof pollContent>;

export const ENTRY = { id: '00000000-0000-4000-8000-00000000000e', day: '00000000-0000-4000-8000-00000000000d' };
export const NOON = parseRfc3339('2026-03-02T12:00:00Z');

/** An opinion on `a`, `b` and `c`, of which one is chosen. */
export function opinion(given: Partial<Given> = {}): PollContent {
  const options = ['a', 'b', 'c'].map((id) => ({ id, text: `Option ${id}` }));
  return pollContent.parse({ kind: 'opinion', question: 'Where to focus next?', options, ...given });
}

/** `b` is correct. */
export function trivia(given: Partial<Given> = {}): PollContent {
  return opinion({ kind: 'trivia', question: 'Which came first?', answer: 'b', ...given });
}

export function scale(given: Partial<Given> = {}): PollContent {
  const options = ['1', '2', '3', '4', '5'].map((id) => ({ id, text: `Grade ${id}` }));
  return opinion({ kind: 'scale', options, ...given });
}

export function shortText(given: Partial<Given> = {}): PollContent {
  return opinion({ kind: 'text', options: [], ...given });
}

export function ballotOf(participant: string | null, choice: Choice, castAt: Instant | null = NOON): CountedBallot {
  return { participantId: participant as ParticipantId | null, choice, castAt };
}

export function choosing(participant: string | null, ...options: string[]): CountedBallot {
  return ballotOf(participant, { options });
}

export function voterOf(organisation: string | null, country: string | null = null, name = 'Somebody'): Voter {
  return { name, organisation, country };
}

export function pollOf(content: PollContent, given: Partial<Poll> = {}): Poll {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    eventId: '00000000-0000-4000-8000-000000000002' as EventId,
    content,
    state: 'ready',
    stateBefore: null,
    round: 0,
    openedByAgenda: false,
    imported: false,
    report: null,
    position: 0,
    dueAt: null,
    revision: 3,
    createdAt: NOON,
    updatedAt: NOON,
    ...given,
  };
}

/** A poll in its first round, as after a press at noon. */
export function openPoll(content: PollContent, given: Partial<Round> = {}): { poll: Poll; round: Round } {
  const { poll, round } = opened({ poll: pollOf(content), round: undefined }, NOON, 'hand');
  if (!round) throw new Error('a poll that is open has a round');
  return { poll, round: { ...round, ...given } };
}
