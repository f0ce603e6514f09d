/** A poll with a round, written into the tables by hand. */
import type { Kysely } from 'kysely';
import { newId } from '../../kernel/random.ts';
import type { PollRoundRow, Tables } from '../../kernel/tables.ts';
import type { PollState } from '../../polls/poll.ts';
import { type PollContent, pollContent } from '../../polls/schema.ts';

export interface PollGiven {
  readonly content?: Partial<PollContent>;
  readonly state?: PollState;
  readonly round?: number;
  readonly closesAt?: number | null;
  readonly publicKey?: string | null;
}

export const WHERE_TO_FOCUS: PollContent = pollContent.parse({
  kind: 'opinion',
  question: 'Where to focus next?',
  options: ['a', 'b', 'c'].map((id) => ({ id, text: `Option ${id}` })),
});

/** @returns the id of a poll that is open in its first round, unless told otherwise. Without a round before that. */
export async function writePoll(db: Kysely<Tables>, eventId: string, given: PollGiven = {}): Promise<string> {
  const { state = 'open', round = 1 } = given;
  const id = newId<string>();
  const content = JSON.stringify({ ...WHERE_TO_FOCUS, ...given.content });
  const now = Date.now();
  await db
    .insertInto('poll_poll')
    .values({
      ...{ id, event_id: eventId, content, entry: null, day: null, quiz: null, position: 0, state, round },
      ...{ state_before: null, opened_by_agenda: 0, imported: 0, due_at: null, revision: 1 },
      ...{ created_at: now, updated_at: now },
    })
    .execute();
  for (let number = 1; number <= round; number += 1) await writeRound(db, eventId, id, number, given);
  return id;
}

export async function writeRound(
  db: Kysely<Tables>,
  eventId: string,
  pollId: string,
  number: number,
  { content, closesAt = null, publicKey = null }: PollGiven,
): Promise<void> {
  const none = {
    ...{ closed_at: null, shown_at: null, answer_shown_at: null, turnout: null, entitled: null, present: null },
    ...{ tally: null, standings: null, fault: null },
  };
  const row: PollRoundRow = {
    ...none,
    ...{ poll_id: pollId, number, event_id: eventId, content: JSON.stringify({ ...WHERE_TO_FOCUS, ...content }) },
    ...{ opened_at: Date.now(), closes_at: closesAt, closed_by_hand: 0, public_key: publicKey, key_gone: 0 },
  };
  await db.insertInto('poll_round').values(row).execute();
}
