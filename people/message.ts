/**
 * The way mail leaves this room. A message is handed over inside the transaction of the change that
 * caused it, so that it goes out exactly when that change stands. Who takes it is handed in by
 * `server/wiring.ts`.
 */
import type { Kysely } from 'kysely';
import type { Tables } from '../kernel/tables.ts';

export interface Message {
  /** One bare address, read by `readEmail`. */
  readonly to: string;
  /** One line. */
  readonly subject: string;
  /** Plain text, lines of up to 78 characters but for addresses of pages. */
  readonly text: string;
}

export type Enqueue = (tx: Kysely<Tables>, ...messages: readonly Message[]) => Promise<void>;
