/** What rounds come to, as the views of those who run them are made of it. */
import type { ParticipantId } from '../../kernel/ids.ts';
import type { BreakoutSet } from '../round.ts';

export interface Seat {
  readonly roundId: string;
  readonly roomId: string;
  readonly participantId: ParticipantId;
  readonly joined: boolean;
}

export interface Absence {
  readonly roundId: string;
  readonly participantId: ParticipantId;
}

export interface CountedSet extends Omit<BreakoutSet, 'dealingId'> {
  /** How many have a place in it. */
  readonly places: number;
}
