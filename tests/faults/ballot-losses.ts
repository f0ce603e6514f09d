/** What may go wrong with ballots, counted over all tries. */
import type { Kysely } from 'kysely';
import type { Tables } from '../../kernel/tables.ts';
import type { StoredBallot } from './streaming-voters.ts';

export interface BallotLosses extends Record<string, number> {
  'acknowledged and lost': number;
  doubled: number;
  'not as sent': number;
  'tally is not turnout': number;
}

export const noLosses = (): BallotLosses => ({
  'acknowledged and lost': 0,
  doubled: 0,
  'not as sent': 0,
  'tally is not turnout': 0,
});

export async function readStoredBallots(db: Kysely<Tables>, pollId: string): Promise<StoredBallot[]> {
  return await db
    .selectFrom('poll_ballot')
    .select(['participant_id', 'client_id', 'choice'])
    .where('poll_id', '=', pollId)
    .execute();
}
