/** A question as it is stored, and the law of its life. Pure. What is allowed in which state is said in `README.md`. */
import { AppError } from '../kernel/errors.ts';
import type { EventId, ParticipantId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { NewQuestion, QuestionCommand, QuestionState } from './schema.ts';

export interface Question {
  readonly id: string;
  readonly eventId: EventId;
  readonly place: string;
  readonly text: string;
  /** Null for somebody of whom nothing is left. */
  readonly author: ParticipantId | null;
  /** Whether the name is shown. */
  readonly named: boolean;
  readonly state: QuestionState;
  /** Why it was set aside; else empty. */
  readonly reason: string;
  /** The question that its votes went to; null for none. */
  readonly mergedInto: string | null;
  /** The place that it was carried from last; null for none. */
  readonly carriedFrom: string | null;
  readonly clientId: string;
  /** Rises with each change but those of the votes. */
  readonly revision: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** A question with how many people want it answered. */
export interface CountedQuestion extends Question {
  readonly votes: number;
}

/** So many of one person's questions wait as `new` in one place. */
export const MOST_WAITING = 10;
/** And so many in all places: whoever makes up rooms does not fill the disk. */
export const MOST_WAITING_ANYWHERE = 100;

/** What is neither answered nor done with in another way. */
export const OPEN_STATES: readonly QuestionState[] = ['new', 'accepted', 'asked'];

export function newQuestionOf(
  { clientId, place, text, named }: NewQuestion,
  of: { readonly id: string; readonly eventId: EventId; readonly author: ParticipantId; readonly now: Instant },
): Question {
  const { now, ...whose } = of;
  return {
    ...{ ...whose, place, text, named, clientId },
    ...{ state: 'new', reason: '', mergedInto: null, carriedFrom: null },
    ...{ revision: 1, createdAt: now, updatedAt: now },
  };
}

/** From which states each command leads. What was asked by mistake is accepted again. */
const FROM: Readonly<Record<QuestionCommand['do'], readonly QuestionState[]>> = {
  accept: ['new', 'set-aside', 'asked'],
  ask: ['new', 'accepted'],
  answer: OPEN_STATES,
  'set-aside': OPEN_STATES,
  merge: OPEN_STATES,
  carry: OPEN_STATES,
};

/**
 * What becomes of a question by a command of the chair. Where its votes go, `merge` does not say: see `refuseMerging`.
 * @throws AppError `state-not-right` where it makes no sense in its state, or would carry it to where it is.
 */
export function obey(question: Question, command: QuestionCommand, now: Instant): Question {
  if (!FROM[command.do].includes(question.state)) throw notNow(question);
  const changed = { ...question, reason: '', revision: question.revision + 1, updatedAt: now };
  switch (command.do) {
    case 'accept':
      return { ...changed, state: 'accepted' };
    case 'ask':
      return { ...changed, state: 'asked' };
    case 'answer':
      return { ...changed, state: 'answered' };
    case 'set-aside':
      return { ...changed, state: 'set-aside', reason: command.reason };
    case 'merge':
      return { ...changed, state: 'merged', mergedInto: command.into };
    case 'carry':
      return carried(changed, command.place);
  }
}

/** What was asked and not answered has to be asked anew there. */
function carried(question: Question, place: string): Question {
  if (place === question.place) throw new AppError('state-not-right', 'The question is there already.');
  const state = question.state === 'asked' ? 'accepted' : question.state;
  return { ...question, state, place, carriedFrom: question.place };
}

/** @throws AppError `state-not-right` unless its votes can go into the other. */
export function refuseMerging(question: Question, into: Question): void {
  if (into.id === question.id) throw new AppError('state-not-right', 'A question cannot be merged into itself.');
  if (into.place !== question.place) {
    throw new AppError('state-not-right', 'The two questions belong to different places. Nothing was merged.');
  }
  if (!OPEN_STATES.includes(into.state) && into.state !== 'answered') throw notNow(into);
}

/**
 * What becomes of a question when who asked takes it back; the same when they did before.
 * @throws AppError `state-not-right` for what was put to a speaker, or went into another.
 */
export function withdrawn(question: Question, now: Instant): Question {
  if (question.state === 'withdrawn') return question;
  if (question.state === 'asked' || question.state === 'answered' || question.state === 'merged') {
    throw notNow(question);
  }
  return { ...question, state: 'withdrawn', revision: question.revision + 1, updatedAt: now };
}

const IN_WORDS: Readonly<Record<QuestionState, string>> = {
  new: 'has not been accepted yet',
  accepted: 'is accepted already',
  asked: 'was put to the speaker already',
  answered: 'was answered already',
  'set-aside': 'was set aside',
  merged: 'was merged into another',
  withdrawn: 'was withdrawn by who asked',
};

function notNow({ state }: Question): AppError {
  return new AppError('state-not-right', `This question ${IN_WORDS[state]}. Nothing was changed.`);
}
