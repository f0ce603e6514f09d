/** Breakout rounds, sets, places and summaries as they are stored. What is allowed when is said in `README.md`. */
import type { EventId, ParticipantId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { RoundContent } from './schema.ts';
import type { SummaryField } from './summary-fields.ts';

export const ROUND_STATES = ['planned', 'assigned', 'open', 'closing', 'closed', 'reported'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

export interface BreakoutRound {
  readonly id: string;
  readonly eventId: EventId;
  readonly content: RoundContent;
  readonly state: RoundState;
  /** The set in use; null while it is planned. */
  readonly setId: string | null;
  /** Null before it was opened. */
  readonly openedAt: Instant | null;
  /** When the rooms close, as expected now; null before it was opened. */
  readonly closesAt: Instant | null;
  /** When the chair has them close, earlier than the agenda; null where the agenda says. */
  readonly closesByHand: Instant | null;
  readonly closedAt: Instant | null;
  /** Whether the agenda has opened it: it does so once. */
  readonly openedByAgenda: boolean;
  readonly report: Report;
  /** Rises whenever everybody has to look where they are: another set, or many moved at once. */
  readonly placesRevision: number;
  /** When the clock has to look at it; null when it has nothing to do. */
  readonly dueAt: Instant | null;
  /** Rises with each change but those of the clock's looks. */
  readonly revision: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** How far the rooms have been presented. Ids of rooms. */
export interface Report {
  /** The running order; rooms that it does not name follow in the round's order. */
  readonly order: readonly string[];
  readonly presenting: string | null;
  readonly presented: readonly string[];
  /** Rooms whose drafts may be presented. */
  readonly drafts: readonly string[];
}
export const NO_REPORT: Report = { order: [], presenting: null, presented: [], drafts: [] };

export const SET_SOURCES = ['dealt', 'as-last-time', 'copied', 'by-hand'] as const;
export type SetSource = (typeof SET_SOURCES)[number];

export interface BreakoutSet {
  readonly id: string;
  readonly roundId: string;
  readonly name: string;
  readonly source: SetSource;
  /** The dealing that made it; null for others. */
  readonly dealingId: string | null;
  /** Rises with each move. */
  readonly revision: number;
  readonly createdAt: Instant;
}

export interface Place {
  readonly participantId: ParticipantId;
  readonly roomId: string;
  /** Kept by every later dealing. */
  readonly locked: boolean;
  /** When they pressed to join their room; null before. */
  readonly joinedAt: Instant | null;
}

/** Of one room in one round. */
export interface Summary {
  readonly roundId: string;
  readonly roomId: string;
  readonly texts: Readonly<Record<SummaryField, string>>;
  /** How often each field was saved: whoever saves names the one they saw. */
  readonly versions: Readonly<Record<SummaryField, number>>;
  /** When its writer said that it is in; null while it is a draft. */
  readonly inAt: Instant | null;
  /** Whether that was after it was due. */
  readonly late: boolean;
  /** Who wrote last; null under the Chatham House rule. */
  readonly writer: ParticipantId | null;
  /** Rises with each change. */
  readonly revision: number;
  readonly updatedAt: Instant;
}

export const DEALING_STATES = ['running', 'done', 'stopped', 'used', 'failed', 'interrupted'] as const;
export type DealingState = (typeof DEALING_STATES)[number];
