/** What is said to rooms: messages, and nudges for summaries. */
import type { Instant } from '../../kernel/time.ts';

export interface RoomMessage {
  readonly id: string;
  readonly roundId: string;
  /** Null for all rooms of the round. */
  readonly roomId: string | null;
  readonly kind: 'message' | 'nudge';
  /** Empty of a nudge. */
  readonly text: string;
  readonly at: Instant;
}

/** When a room was nudged last; null for never. */
export function nudgedAt(messages: readonly RoomMessage[], roundId: string, roomId: string): Instant | null {
  const nudges = messages.filter((each) => each.kind === 'nudge' && each.roundId === roundId);
  return nudges.filter((each) => each.roomId === roomId).at(-1)?.at ?? null;
}
