/** Who sees which questions, and in which order. Pure. Said in prose in `view.ts`. */
import { formatRfc3339 } from '../kernel/time.ts';
import type { CountedQuestion, Question } from './question.ts';
import type { OwnQuestionsView, QuestionsView, QuestionView, QueuedQuestion, QueueView } from './view.ts';

/** More than these are not shown to everybody at once: they are sent to thousands. The chair sees more of them. */
export const MOST_SHOWN = 200;
export const MOST_QUEUED = 500;

/** What participants are called, by id. */
export type Lines = ReadonlyMap<string, string>;

/** Whether everybody in the event sees it. */
export function isSeenByAll({ state }: Pick<Question, 'state'>, moderated: boolean): boolean {
  if (state === 'new') return !moderated;
  return state === 'accepted' || state === 'asked' || state === 'answered';
}

/** Whether the chair sees it. Of what somebody took back nothing is left to do. */
function isQueued({ state }: Question): boolean {
  return state !== 'withdrawn';
}

/** Most votes first, then the oldest. */
export function inOrder<Each extends CountedQuestion>(questions: readonly Each[]): readonly Each[] {
  return [...questions].sort(
    (one, other) => other.votes - one.votes || one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1),
  );
}

export function shownToAll(
  place: string,
  moderated: boolean,
  questions: readonly CountedQuestion[],
): readonly CountedQuestion[] {
  const there = questions.filter((each) => each.place === place && isSeenByAll(each, moderated));
  return inOrder(there).slice(0, MOST_SHOWN);
}

export function queued(place: string, questions: readonly CountedQuestion[]): readonly CountedQuestion[] {
  return inOrder(questions.filter((each) => each.place === place && isQueued(each))).slice(0, MOST_QUEUED);
}

/** @param questions as `shownToAll` has them. */
export function questionsViewOf(
  place: string,
  moderated: boolean,
  questions: readonly CountedQuestion[],
  lines: Lines,
): QuestionsView {
  return { place, moderated, questions: questions.map((each) => questionViewOf(each, lines)) };
}

/** @param questions as `queued` has them. */
export function queueViewOf(
  place: string,
  moderated: boolean,
  questions: readonly CountedQuestion[],
  lines: Lines,
): QueueView {
  return { place, moderated, questions: questions.map((each) => queuedViewOf(each, lines)) };
}

/** Oldest first. @param voted ids. */
export function ownViewOf(asked: readonly CountedQuestion[], voted: readonly string[], lines: Lines): OwnQuestionsView {
  const view = (each: CountedQuestion) => ({
    ...questionViewOf(each, lines),
    place: each.place,
    reason: each.reason,
  });
  return { asked: asked.map(view), voted: [...voted] };
}

/** The name of whoever did not give it leaves for nobody. */
function questionViewOf(question: CountedQuestion, lines: Lines): QuestionView {
  const { id, text, state, votes, createdAt, carriedFrom, named, author } = question;
  const by = named && author !== null ? (lines.get(author) ?? null) : null;
  return { id, text, by, state, votes, askedAt: formatRfc3339(createdAt, 'UTC'), carriedFrom };
}

function queuedViewOf(question: CountedQuestion, lines: Lines): QueuedQuestion {
  const { reason, mergedInto, revision } = question;
  return { ...questionViewOf(question, lines), reason, mergedInto, revision };
}
