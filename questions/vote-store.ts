/** The SQL of votes for questions: one for each person and question, by their key. */
import type { Kysely } from 'kysely';
import type { ParticipantId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';

/** @returns whether it was not there before. */
export async function insertVote(tx: Kysely<Tables>, questionId: string, voter: ParticipantId): Promise<boolean> {
  const rows = await tx
    .insertInto('question_vote')
    .values({ question_id: questionId, participant_id: voter })
    .onConflict((conflict) => conflict.columns(['question_id', 'participant_id']).doNothing())
    .returning('participant_id')
    .execute();
  return rows.length > 0;
}

/** @returns whether there was one. */
export async function deleteVote(tx: Kysely<Tables>, questionId: string, voter: ParticipantId): Promise<boolean> {
  const rows = await tx
    .deleteFrom('question_vote')
    .where('question_id', '=', questionId)
    .where('participant_id', '=', voter)
    .returning('participant_id')
    .execute();
  return rows.length > 0;
}

/** The votes of one question go to another; of who voted for both, one is left. @returns whose they were. */
export async function moveVotes(tx: Kysely<Tables>, from: string, into: string): Promise<readonly ParticipantId[]> {
  await tx
    .insertInto('question_vote')
    .columns(['question_id', 'participant_id'])
    .expression((votes) =>
      votes
        .selectFrom('question_vote')
        .select((vote) => [vote.val(into).as('question_id'), 'participant_id'])
        .where('question_id', '=', from),
    )
    .onConflict((conflict) => conflict.columns(['question_id', 'participant_id']).doNothing())
    .execute();
  const rows = await tx
    .deleteFrom('question_vote')
    .where('question_id', '=', from)
    .returning('participant_id')
    .execute();
  return rows.map((row) => row.participant_id as ParticipantId);
}
