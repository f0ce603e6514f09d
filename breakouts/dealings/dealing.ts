/** Runs of the assigner as they are stored. */
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Baseline, Figures } from '../assigner/problem.ts';
import type { DealingState } from '../round.ts';
import type { NewDealing } from '../schema.ts';

export interface Dealing {
  readonly id: string;
  readonly eventId: EventId;
  readonly content: NewDealing;
  readonly state: DealingState;
  readonly progress: Progress;
  /** Null before it has ended. */
  readonly result: readonly DealtRound[] | null;
  /** Why it failed, in a sentence. */
  readonly fault: string | null;
  /** When its process said last that it goes on. */
  readonly aliveAt: Instant;
  readonly createdAt: Instant;
  readonly finishedAt: Instant | null;
}

/** How far it is. */
export interface Progress {
  /** From 0 to 1. */
  readonly done: number;
  /** Of the best so far; null before there is one. */
  readonly best: Best | null;
}
export const NOT_BEGUN: Progress = { done: 0, best: null };

export interface Best {
  readonly figures: Figures;
  /** What chance comes to. */
  readonly random: Baseline;
}

/** Who is in which room of a round. */
export interface DealtRound {
  readonly round: string;
  readonly rooms: readonly { readonly room: string; readonly people: readonly ParticipantId[] }[];
}

/** A process that has said nothing for so long has died, in milliseconds. */
export const SILENCE = 15_000;
/** How often it says that it goes on, at least; in milliseconds. */
export const HEARTBEAT = 2_000;
/** The shortest time between two things that are told or stored of how far it is, in milliseconds. */
export const TOLD_EVERY = 500;
