/** How every change of questions runs: one transaction, and what it touched told after its commit. */
import type { Kysely } from 'kysely';
import { type Actor, standingOf } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { ParticipantId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';
import type { Instant } from '../kernel/time.ts';
import { inTransaction } from '../kernel/transaction.ts';
import { demandRule } from '../people/demand.ts';
import { type EventRef, placeOf } from '../people/event-directory.ts';
import type { QuestionNeeds } from './needs.ts';
import { questionRules } from './policy.ts';
import type { Question } from './question.ts';
import { isSeenByAll } from './seen.ts';
import { myQuestionsTopic, questionQueueTopic, questionsTopic } from './topics.ts';

export interface Change {
  readonly tx: Kysely<Tables>;
  readonly event: EventRef;
  readonly now: Instant;
  /** Marks topics as shown anew: their versions rise at the end of the transaction, once each. */
  touch(...topics: readonly string[]): void;
}

export async function changeQuestions<Answer>(
  needs: QuestionNeeds,
  event: EventRef,
  work: (change: Change) => Promise<Answer>,
): Promise<Answer> {
  const topics = new Set<string>();
  const answer = await inTransaction(needs.db, async (tx) => {
    topics.clear();
    const touch = (...touched: readonly string[]) => {
      for (const topic of touched) topics.add(topic);
    };
    const worked = await work({ tx, event, now: needs.clock.now(), touch });
    // Last, because the rows of topics are what all changes of a place wait for.
    await needs.touch(tx, event.id, ...topics);
    return worked;
  });
  if (topics.size > 0) needs.announce({ kind: 'topics-changed', eventId: event.id, topics: [...topics] });
  return answer;
}

/** The topics in which a change shows. What only the chair and who asked see is told to them alone. */
export function topicsOf(
  moderated: boolean,
  ...versions: readonly Pick<Question, 'place' | 'state' | 'author'>[]
): string[] {
  return versions.flatMap((each) => [
    questionQueueTopic(each.place),
    ...(each.author === null ? [] : [myQuestionsTopic(each.author)]),
    ...(isSeenByAll(each, moderated) ? [questionsTopic(each.place)] : []),
  ]);
}

/** Who asks or votes. @throws AppError as `demand`; `forbidden` for who does not take part. */
export function askerIn(actor: Actor, event: EventRef): ParticipantId {
  demandRule(actor, questionRules['ask-question'], placeOf(event));
  const standing = standingOf(actor, { eventId: event.id });
  if (standing) return standing.participantId;
  throw new AppError('forbidden', 'Questions are asked by people who take part.');
}

export function noSuchQuestion(): AppError {
  return new AppError('not-found', 'There is no such question.');
}

export function noSuchPlace(): AppError {
  return new AppError('not-found', 'There is no such session or room to ask questions in.');
}
