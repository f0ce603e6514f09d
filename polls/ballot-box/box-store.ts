/** What the ballot box asks of an engine, each in few statements for a whole batch and in its transaction. */
import type { Kysely } from 'kysely';
import type { Tables } from '../../kernel/tables.ts';
import type { BallotToKeep, KeptBallot, RoundKey, RoundNow, VoterKey } from './batch.ts';

export interface BoxStore {
  /**
   * Those that are there, in whatever order. Until the end of the transaction nobody closes or changes them, and no
   * other box writes into them.
   */
  holdRounds(tx: Kysely<Tables>, rounds: readonly RoundKey[]): Promise<RoundNow[]>;
  /** The ballots that these people have, of which each is named once. */
  readKept(tx: Kysely<Tables>, voters: readonly VoterKey[]): Promise<KeptBallot[]>;
  /** In place of the ballots that these people had. */
  keep(tx: Kysely<Tables>, ballots: readonly BallotToKeep[]): Promise<void>;
}
