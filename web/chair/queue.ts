/** The queue of questions as the chair works through it. Pure. */
import type { SessionKind } from '../../agenda/schema.ts';
import type { StepView } from '../../agenda/show/show-view.ts';
import type { QueuedQuestion, QueueView } from '../../questions/view.ts';

export interface Queue {
  /** Put to the speaker, and not yet answered. */
  readonly asked: readonly QueuedQuestion[];
  /** What may be put to the speaker: new and accepted, most votes first. */
  readonly waiting: readonly QueuedQuestion[];
  /** Answered, set aside, merged. */
  readonly done: readonly QueuedQuestion[];
}

export function queueOf({ questions }: QueueView): Queue {
  const of = (...states: readonly QueuedQuestion['state'][]) => questions.filter(({ state }) => states.includes(state));
  return { asked: of('asked'), waiting: of('new', 'accepted'), done: of('answered', 'set-aside', 'merged') };
}

export const countNew = (queues: readonly (QueueView | null)[]): number =>
  queues.flatMap((queue) => queue?.questions ?? []).filter(({ state }) => state === 'new').length;

export interface QuestionPlace {
  /** `session:ID`, or `room:NAME`. */
  readonly place: string;
  readonly title: string;
}

/** Nobody is asked anything in these. */
const WITHOUT: readonly SessionKind[] = ['break', 'test'];

/** The sessions of a day, in running order; what is skipped keeps its questions, to be carried. */
export function placesOf(steps: readonly StepView[]): QuestionPlace[] {
  return steps.flatMap(({ parts }) => parts.filter(({ kind }) => !WITHOUT.includes(kind)).map(placeOf));
}

const placeOf = ({ id, title }: { readonly id: string; readonly title: string }): QuestionPlace => ({
  place: `session:${id}`,
  title,
});

/** What is on and what comes next, of each all that runs side by side. */
export function nearPlaces(steps: readonly StepView[]): QuestionPlace[] {
  const on = steps.filter(({ status }) => status === 'running');
  const next = steps.find((step) => step.status === 'ahead' && placesOf([step]).length > 0);
  return placesOf(next ? [...on, next] : on);
}

/** Where a question can be carried: what is still ahead, but not where it is. */
export function laterPlaces(steps: readonly StepView[], from: string): QuestionPlace[] {
  return placesOf(steps.filter(({ status }) => status === 'ahead')).filter(({ place }) => place !== from);
}

/** As they stood, those that are new at the end: nothing jumps under a finger. */
export function inHeldOrder<Each extends { readonly id: string }>(
  held: readonly string[],
  sorted: readonly Each[],
): readonly Each[] {
  const place = (id: string) => {
    const at = held.indexOf(id);
    return at === -1 ? held.length : at;
  };
  return [...sorted].sort((one, other) => place(one.id) - place(other.id));
}

export function isSameOrder(one: readonly { readonly id: string }[], other: readonly { readonly id: string }[]) {
  return one.length === other.length && one.every(({ id }, at) => other[at]?.id === id);
}

/** Beside each question, and never by colour alone. */
export const QUESTION_STATES: Readonly<Record<QueuedQuestion['state'], string>> = {
  new: 'New',
  accepted: 'Accepted',
  asked: 'Put to the speaker',
  answered: 'Answered',
  'set-aside': 'Set aside',
  merged: 'Same as another',
  withdrawn: 'Withdrawn',
};

/** `1 vote`, `12 votes` */
export const votesText = (votes: number): string => `${votes} ${votes === 1 ? 'vote' : 'votes'}`;
