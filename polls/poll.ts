/** A poll and its rounds as they are stored. What is allowed in which state is said in `README.md`. */
import type { EventId, ParticipantId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { PollContent } from './schema.ts';
import type { Tally } from './tally.ts';

export const POLL_STATES = ['draft', 'ready', 'open', 'closing', 'closed', 'shown', 'archived'] as const;
export type PollState = (typeof POLL_STATES)[number];

export interface Poll {
  readonly id: string;
  readonly eventId: EventId;
  readonly content: PollContent;
  readonly state: PollState;
  /** What was done last, newest first, where an archived poll is taken out again. Null for none. */
  readonly stateBefore: PollState | null;
  /** The newest round; 0 before the first. */
  readonly round: number;
  /** Whether the agenda has opened it: it does so once. */
  readonly openedByAgenda: boolean;
  /** Read from a report of another tool, with a tally and no ballots. */
  readonly imported: boolean;
  /** Of an imported one: the digest of its report; null for others. */
  readonly report: string | null;
  /** Orders the polls of one entry, or those that hang on none. */
  readonly position: number;
  /** When the clock has to look at it; null when it has nothing to do. */
  readonly dueAt: Instant | null;
  /** Rises with each change but those of the clock's looks. */
  readonly revision: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export interface Round {
  readonly pollId: string;
  readonly number: number;
  /** As it was asked. */
  readonly content: PollContent;
  readonly openedAt: Instant;
  /** When ballots are due; null while nothing says. Taken for `GRACE` longer. */
  readonly closesAt: Instant | null;
  /** Whether somebody closed it by hand, so that the agenda changes its closing no more. */
  readonly closedByHand: boolean;
  readonly closedAt: Instant | null;
  readonly shownAt: Instant | null;
  readonly answerShownAt: Instant | null;
  /** Registered when it closed, and those of them with a page open; null before. */
  readonly entitled: number | null;
  readonly present: number | null;
  /** Null until it is closed. */
  readonly tally: Tally | null;
  /** Of a question of a quiz: the points of organisations as people belonged to them when it closed. Else null. */
  readonly standings: readonly Standing[] | null;
  /** Of a secret poll: the public key, base64; null for others. The private one is a file of the key folder. */
  readonly publicKey: string | null;
  /** Of a secret poll: whether the private key was destroyed after closing. */
  readonly keyGone: boolean;
  /** Why it cannot be counted, in a sentence for organisers; null where nothing is wrong. */
  readonly fault: string | null;
}

/** On a leaderboard. */
export interface Standing {
  readonly name: string;
  readonly points: number;
}

/** For how long after the closing time ballots are taken that were under way, in milliseconds. */
export const GRACE = 2_000;

/** Of a short text, in characters. Here rather than in `schema.ts`, because pages load this file and not zod. */
export const LONGEST_TEXT = 100;

/** A ballot as it is counted. Never of a secret poll before its boxes were opened, and then without a voter. */
export interface CountedBallot {
  readonly participantId: ParticipantId | null;
  readonly choice: Choice;
  /** When it came in; null where that is not known any more. */
  readonly castAt: Instant | null;
}

/** Option ids in the order chosen (a ranking: best first), or a text. */
export type Choice = { readonly options: readonly string[] } | { readonly text: string };

/** Where a ballot comes from. */
export interface Voter {
  readonly name: string;
  readonly organisation: string | null;
  /** ISO 3166 code of two letters. */
  readonly country: string | null;
}
