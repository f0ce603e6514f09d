/** Questions and ideas: asked and voted for by everybody, queued by chairs. */
import type { Kysely } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import type { EventId, ParticipantId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';
import type { EventRef } from '../people/event-directory.ts';
import type { NewQuestion, QuestionCommand, QuestionSettings, QuestionState } from './schema.ts';
import type { OwnQuestionsView, QuestionOverview, QuestionsView, QueueView } from './view.ts';

/** Which question, by whom, and the revision that they saw; null where it may be any. */
export interface QuestionOf {
  readonly actor: Actor;
  readonly event: EventRef;
  readonly question: string;
  readonly revision: number | null;
}

/** All throw AppError `not-found` for a question or place that is not there, and as `demand` for those who may not. */
export interface QuestionService {
  /** For the topics, which have their own rules; rights are not asked here. Undefined for a place that is not there. */
  at(event: EventRef, place: string): Promise<QuestionsView | undefined>;
  queue(event: EventRef, place: string): Promise<QueueView | undefined>;
  own(event: EventRef, participantId: ParticipantId): Promise<OwnQuestionsView>;

  readAt(actor: Actor, event: EventRef, place: string): Promise<QuestionsView>;
  readQueue(actor: Actor, event: EventRef, place: string): Promise<QueueView>;
  readOwn(actor: Actor, event: EventRef): Promise<OwnQuestionsView>;
  readOverview(actor: Actor, event: EventRef): Promise<QuestionOverview>;
  /** Sent again with the same client id it is the same question. @throws AppError `state-not-right` for too many. */
  ask(actor: Actor, event: EventRef, question: NewQuestion): Promise<OwnQuestionsView>;
  /** One's own. @throws AppError `state-not-right` for what was asked or answered. */
  withdraw(actor: Actor, event: EventRef, question: string): Promise<OwnQuestionsView>;
  /** Once or many times, it is one vote. */
  vote(actor: Actor, event: EventRef, question: string): Promise<OwnQuestionsView>;
  unvote(actor: Actor, event: EventRef, question: string): Promise<OwnQuestionsView>;
  /** @throws AppError `revision-stale`; `state-not-right` where it makes no sense now. */
  command(of: QuestionOf, command: QuestionCommand): Promise<QueueView>;
  set(actor: Actor, event: EventRef, settings: QuestionSettings): Promise<QuestionOverview>;
  /** How many of the sessions' questions nobody has answered or set aside, for the hand-over of a day. */
  countOpen(db: Kysely<Tables>, eventId: EventId, sessions: readonly string[]): Promise<number>;
  /** What somebody asked and voted for, for what they take along. */
  ownOf(db: Kysely<Tables>, eventId: EventId, participantId: ParticipantId): Promise<OwnQuestions>;
  /**
   * Takes the name of somebody who is erased off what they asked, in the transaction of their erasure.
   * @returns the topics in which it showed, for the caller to touch.
   */
  forget(tx: Kysely<Tables>, event: Pick<EventRef, 'id'>, participantId: ParticipantId): Promise<readonly string[]>;
}

/** Times are RFC 3339 in UTC. */
export interface OwnQuestions {
  /** Oldest first. */
  readonly questions: readonly {
    readonly text: string;
    readonly place: string;
    readonly named: boolean;
    readonly state: QuestionState;
    readonly reason: string;
    readonly askedAt: string;
  }[];
  /** Questions of others. */
  readonly votedFor: readonly { readonly text: string; readonly place: string }[];
}
