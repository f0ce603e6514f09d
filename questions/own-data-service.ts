/** What somebody asked and voted for, for what they take along. */
import type { Kysely } from 'kysely';
import type { EventId, ParticipantId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';
import { formatRfc3339 } from '../kernel/time.ts';
import type { OwnQuestions } from './question-service.ts';
import { listAskedBy, listVotedBy } from './question-store.ts';
import { isSeenByAll } from './seen.ts';
import { findSettings } from './setting-store.ts';

export async function ownQuestionsOf(
  db: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<OwnQuestions> {
  const asked = await listAskedBy(db, eventId, participantId);
  const { moderated } = await findSettings(db, eventId);
  // A vote may have gone into a question that nobody but the chair sees yet, and what was seen may be seen no more.
  const voted = (await listVotedBy(db, eventId, participantId)).filter((each) => isSeenByAll(each, moderated));
  return {
    questions: asked.map(({ text, place, named, state, reason, createdAt }) => ({
      ...{ text, place, named, state, reason },
      askedAt: formatRfc3339(createdAt, 'UTC'),
    })),
    votedFor: voted.filter(({ author }) => author !== participantId).map(({ text, place }) => ({ text, place })),
  };
}
