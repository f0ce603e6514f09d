/**
 * What each audience sees of questions.
 *
 * - **Everybody who is in** (`questions:PLACE`): what is accepted, asked or answered, and unless the event is moderated
 *   what is new; with the votes, and the name of those who gave it.
 * - **Chairs and deputies of whatever day, and organisers** (`questions:PLACE:staff`): the queue, with what is new and what
 *   was set aside and why. Nobody's name who did not give it.
 * - **Each person about themselves** (`my-questions`): what they asked, with what became of it, and what they
 *   voted for.
 *
 * Most votes first, then the oldest. Times are RFC 3339 in UTC. Zod shapes, because they leave over the socket too.
 */
import { z } from 'zod';
import { QUESTION_STATES } from './schema.ts';

const time = z.string();

const questionView = z.strictObject({
  id: z.string(),
  text: z.string(),
  /** `Name, Organisation`; null where it was asked without a name. */
  by: z.string().nullable(),
  state: z.enum(QUESTION_STATES),
  votes: z.int(),
  askedAt: time,
  /** The place that it was carried from. */
  carriedFrom: z.string().nullable(),
});
export type QuestionView = z.infer<typeof questionView>;

/** The topic `questions:PLACE`, and `GET /api/events/:event/questions?place=PLACE`. */
export const questionsView = z.strictObject({
  place: z.string(),
  moderated: z.boolean(),
  questions: z.array(questionView),
});
export type QuestionsView = z.infer<typeof questionsView>;

const queuedQuestion = questionView.extend({
  reason: z.string(),
  mergedInto: z.string().nullable(),
  revision: z.int(),
});
export type QueuedQuestion = z.infer<typeof queuedQuestion>;

/** The topic `questions:PLACE:staff`, and `GET /api/events/:event/questions/queue?place=PLACE`. */
export const queueView = z.strictObject({
  place: z.string(),
  moderated: z.boolean(),
  questions: z.array(queuedQuestion),
});
export type QueueView = z.infer<typeof queueView>;

/** The topic `my-questions`, and `GET /api/events/:event/me/questions`. */
export const ownQuestionsView = z.strictObject({
  asked: z.array(questionView.extend({ place: z.string(), reason: z.string() })),
  /** Ids of questions. */
  voted: z.array(z.string()),
});
export type OwnQuestionsView = z.infer<typeof ownQuestionsView>;

/** `GET /api/events/:event/questions/overview`: for organisers and chairs. */
export const questionOverview = z.strictObject({
  moderated: z.boolean(),
  places: z.array(
    z.strictObject({ place: z.string(), new: z.int(), accepted: z.int(), asked: z.int(), answered: z.int() }),
  ),
});
export type QuestionOverview = z.infer<typeof questionOverview>;
