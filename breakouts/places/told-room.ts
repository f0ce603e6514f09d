import type { Instant } from '../../kernel/time.ts';

/** A room as somebody's own calendar shows it. */
export interface ToldRoom {
  /** Null after they had one and have none any more. */
  readonly room: { readonly name: string; readonly topic: string | null; readonly joinLink: string | null } | null;
  /** To be added to that of the session's entry. */
  readonly sequence: number;
  readonly revisedAt: Instant;
}
