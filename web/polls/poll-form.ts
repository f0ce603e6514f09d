/**
 * A poll as form fields show it, and back. What makes no sense for a kind is kept in the form, so that another kind can
 * be tried and taken back, and is not sent.
 */

import type { PlaceDay } from '../../polls/places.ts';
import type { Closes, PollContent, PollKind, Secrecy } from '../../polls/schema.ts';
import { number, numberOrNull, orNull, shown } from '../organise/written.ts';
import { optionIds } from './option-ids.ts';

export interface OptionValues {
  /** Tells it apart in the form: its id where it is stored, else one of the form's own. */
  readonly key: string;
  /** Null until it is stored. */
  readonly id: string | null;
  readonly text: string;
}

export interface PollValues {
  readonly kind: PollKind;
  readonly question: string;
  readonly explanation: string;
  readonly options: readonly OptionValues[];
  /** The texts of a scale, from 1 to 5. */
  readonly steps: readonly string[];
  readonly least: string;
  readonly most: string;
  /** The key of the correct option; empty for none. */
  readonly answer: string;
  readonly pictureUrl: string;
  readonly pictureAlt: string;
  readonly secrecy: Secrecy;
  readonly mayChange: boolean;
  readonly resultsWhileOpen: boolean;
  readonly breakdown: PollContent['breakdown'];
  readonly groupsOf: string;
  /** The id of an entry; empty for none. */
  readonly entry: string;
  /** The day's id as it is stored: an entry may be published no more. */
  readonly entryDay: string;
  readonly opens: PollContent['opens'];
  readonly closes: Closes['how'];
  readonly closesMinutes: string;
  readonly shows: PollContent['shows'];
  readonly seconds: string;
  readonly quiz: string;
  readonly board: PollContent['board'];
  readonly speed: boolean;
}

export const SCALE_STEPS = ['Not at all', 'A little', 'Partly', 'Mostly', 'Entirely'] as const;
/** What a form may send, on top of what the API takes: numbers as they were typed where they are none. */
export type PollSent = Record<string, unknown>;

export const takesSeveral = (kind: PollKind): boolean => kind === 'opinion' || kind === 'ranking';
export const hasOptions = (kind: PollKind): boolean => kind !== 'text' && kind !== 'scale';

export function newPollValues(entry: string | null): PollValues {
  return {
    kind: 'opinion',
    question: '',
    explanation: '',
    options: [newOption('new-1'), newOption('new-2')],
    steps: SCALE_STEPS,
    least: '1',
    most: '1',
    answer: '',
    pictureUrl: '',
    pictureAlt: '',
    secrecy: 'unnamed',
    mayChange: true,
    resultsWhileOpen: false,
    breakdown: 'none',
    groupsOf: '5',
    entry: entry ?? '',
    entryDay: '',
    opens: 'agenda',
    closes: 'after-resumption',
    closesMinutes: '2',
    shows: 'agenda',
    seconds: '',
    quiz: '',
    board: 'people',
    speed: false,
  };
}

export const newOption = (key: string, text = ''): OptionValues => ({ key, id: null, text });

/** A key that no option of these has. */
export function newKey(options: readonly OptionValues[]): string {
  let count = options.length + 1;
  while (options.some(({ key }) => key === `new-${count}`)) count += 1;
  return `new-${count}`;
}

export function pollValues(content: PollContent): PollValues {
  const { kind, options, closes, picture, entry } = content;
  const stored = options.map(({ id, text }) => ({ key: id, id, text }));
  return {
    ...content,
    options: hasOptions(kind) ? stored : newPollValues(null).options,
    steps: kind === 'scale' ? options.map(({ text }) => text) : SCALE_STEPS,
    least: String(content.least),
    most: String(content.most),
    answer: shown(content.answer),
    pictureUrl: picture?.url ?? '',
    pictureAlt: picture?.alt ?? '',
    groupsOf: String(content.groupsOf),
    entry: entry?.id ?? '',
    entryDay: entry?.day ?? '',
    closes: closes.how,
    closesMinutes: closes.how === 'by-hand' ? '2' : String(closes.minutes),
    seconds: shown(content.seconds),
    quiz: shown(content.quiz),
  };
}

/** The body of `POST` and `PUT`. @param days where the day of the entry is found. */
export function pollSent(values: PollValues, days: readonly PlaceDay[]): PollSent {
  const { kind, secrecy, question, explanation } = values;
  const isSecret = secrecy === 'secret';
  const quiz = kind === 'trivia' && !isSecret ? orNull(values.quiz) : null;
  const several = takesSeveral(kind);
  return {
    ...{ kind, question, explanation, secrecy, quiz },
    ...optionsSent(values),
    least: several ? number(values.least) : 1,
    most: several ? number(values.most) : 1,
    picture: pictureSent(values),
    mayChange: values.mayChange && !scoresSpeed(values),
    resultsWhileOpen: values.resultsWhileOpen && !isSecret,
    breakdown: isSecret ? 'none' : values.breakdown,
    groupsOf: isSecret || values.breakdown === 'none' ? 5 : number(values.groupsOf),
    seconds: numberOrNull(values.seconds),
    board: values.board,
    speed: scoresSpeed(values),
    ...agendaSent(values, days),
  };
}

/** Whether quick answers give more points: only questions of a quiz give any. */
export const scoresSpeed = ({ kind, secrecy, quiz, speed }: PollValues): boolean =>
  speed && kind === 'trivia' && secrecy !== 'secret' && quiz.trim() !== '';

function optionsSent({ kind, options, steps, answer }: PollValues) {
  if (kind === 'text') return { options: [], answer: null };
  if (kind === 'scale') return { options: steps.map((text, place) => ({ id: String(place + 1), text })), answer: null };
  const ids = optionIds(options.map(({ id, text }) => ({ kept: id, text })));
  const correct = options.findIndex(({ key }) => key === answer);
  return {
    options: options.map(({ text }, place) => ({ id: ids[place], text })),
    answer: kind === 'trivia' ? (ids[correct] ?? null) : null,
  };
}

function pictureSent({ pictureUrl, pictureAlt }: PollValues) {
  if (pictureUrl.trim() === '' && pictureAlt.trim() === '') return null;
  return { url: pictureUrl.trim(), alt: pictureAlt };
}

/** What hangs on nothing is opened, closed and shown by hand. */
function agendaSent(values: PollValues, days: readonly PlaceDay[]) {
  const { entry, opens, closes, closesMinutes, shows } = values;
  if (entry === '') return { entry: null, opens: 'chair', closes: { how: 'by-hand' }, shows: 'chair' };
  const day = days.find(({ places }) => places.some(({ id }) => id === entry))?.id ?? values.entryDay;
  const closing = closes === 'by-hand' ? { how: closes } : { how: closes, minutes: number(closesMinutes) };
  return { entry: { id: entry, day }, opens, closes: closing, shows };
}
