/**
 * How a secret poll is kept: what its keys and its closing promise to the rest of the room.
 *
 * At opening a key pair is made. The public key is stored with the round and seals every ballot into a box; the
 * private key is a file of the key folder, and nowhere else. At closing one transaction opens all boxes, writes what
 * they come to and who voted, and deletes them; then the key is destroyed, and no copy of a box that was made
 * meanwhile (a backup, the database's log) can be opened by anybody any more.
 */
import type { Kysely } from 'kysely';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { PollContent } from '../schema.ts';
import type { Tally } from '../tally.ts';

/** Which private key. */
export interface RoundKey {
  readonly pollId: string;
  /** 32 bytes, base64. */
  readonly publicKey: string;
}

/** The private keys of secret polls, one file each. */
export interface KeyFolder {
  /**
   * Makes a key pair; when it resolves the private key is durable. To be called before the transaction that opens the
   * round. Each call makes another pair, so a call whose round was not opened after all harms no other; its key is
   * then to be destroyed, and opens nothing if that is forgotten.
   * @returns the public key, base64.
   * @throws AppError `unavailable` where the folder takes no key.
   */
  create(pollId: string): Promise<string>;
  /** Undefined where there is none, or where what is there is not the private half of the public key. */
  read(key: RoundKey): Promise<Buffer | undefined>;
  /** Overwrites and removes it, durably. Does nothing more where there is none. */
  destroy(key: RoundKey): Promise<void>;
}

/** A round whose poll is in the state `closing`. */
export interface ClosingRound extends RoundKey {
  readonly number: number;
  readonly content: PollContent;
}

/** What its boxes hold together, or in a sentence for organisers why that cannot be said. */
export type Opened = { readonly tally: Tally } | { readonly fault: string };

export interface SecretClosing {
  /**
   * Opens and counts the boxes, a few at a time so that others are answered meanwhile. Then, in one transaction that
   * holds the poll's row: writes the turnout, deletes the ballots, and calls `conclude`; with a fault it writes and
   * deletes nothing before that. At last ends the key. Does nothing where the poll is not `closing` in that round any
   * more. May be called again after whatever error, and by several processes at once.
   * @param conclude stores the tally with its figures and the state, or the fault; records and touches. Begun again
   * where the transaction is.
   */
  close(round: ClosingRound, conclude: (tx: Kysely<Tables>, opened: Opened) => Promise<void>): Promise<void>;
  /** Now or earlier where a round that was counted or removed still has its key, as after a death; else null. */
  nextDue(): Promise<Instant | null>;
  /** Ends the keys of all rounds that were counted or removed. */
  endKeys(): Promise<void>;
}
