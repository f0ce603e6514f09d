/** Polls and ballots as they come from outside. */
import { z } from 'zod';
import { clientId, line, text } from '../kernel/text.ts';

export const POLL_KINDS = ['opinion', 'ranking', 'scale', 'text', 'trivia'] as const;
export type PollKind = (typeof POLL_KINDS)[number];

export const SECRECIES = ['named', 'unnamed', 'secret'] as const;
export type Secrecy = (typeof SECRECIES)[number];

export const MOST_OPTIONS = 20;
const optionId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'expected an id of small letters, digits and hyphens');

const option = z.strictObject({ id: optionId, text: line(140) });
export type Option = z.infer<typeof option>;

const closes = z.discriminatedUnion('how', [
  /** Minutes into what follows the entry. */
  z.strictObject({ how: z.literal('after-resumption'), minutes: z.int().min(0).max(60) }),
  /** Minutes before the entry is expected to end. */
  z.strictObject({ how: z.literal('before-end'), minutes: z.int().min(0).max(60) }),
  z.strictObject({ how: z.literal('by-hand') }),
]);
export type Closes = z.infer<typeof closes>;

/** A picture to a question, by its address on this server or elsewhere over https, and what it shows in words. */
const picture = z.strictObject({
  url: z.url({ protocol: /^https$/, error: 'expected an https address' }).max(500),
  alt: line(200),
});

const content = z.strictObject({
  kind: z.enum(POLL_KINDS),
  question: line(200),
  /** A sentence below the question; may be empty. */
  explanation: text(500).trim().default(''),
  options: z.array(option).max(MOST_OPTIONS).default([]),
  /** How many options a ballot holds. Of kinds that take one, both are 1. */
  least: z.int().min(1).max(MOST_OPTIONS).default(1),
  most: z.int().min(1).max(MOST_OPTIONS).default(1),
  /** Of trivia: the id of the correct option. */
  answer: optionId.nullable().default(null),
  picture: picture.nullable().default(null),
  secrecy: z.enum(SECRECIES).default('unnamed'),
  mayChange: z.boolean().default(true),
  resultsWhileOpen: z.boolean().default(false),
  breakdown: z.enum(['none', 'organisation', 'country']).default('none'),
  /** No group smaller than this is shown. */
  groupsOf: z.int().min(2).max(100).default(5),
  /** The id of the agenda's entry on which it hangs, with its day's id; null for none. */
  entry: z.strictObject({ id: z.uuid(), day: z.uuid() }).nullable().default(null),
  opens: z.enum(['agenda', 'chair']).default('agenda'),
  closes: closes.default({ how: 'after-resumption', minutes: 2 }),
  shows: z.enum(['agenda', 'chair']).default('agenda'),
  /** A time limit for each round. */
  seconds: z.int().min(5).max(3600).nullable().default(null),
  /** Trivia questions of the same quiz make a leaderboard. */
  quiz: line(60).nullable().default(null),
  board: z.enum(['people', 'organisations']).default('people'),
  /** Whether quick answers give more points. */
  speed: z.boolean().default(false),
});

/** What a poll asks and how, whole. */
export const pollContent = content.superRefine((poll, context) => {
  for (const { path, message } of contentFaults(poll)) context.addIssue({ code: 'custom', path: [...path], message });
});
export type PollContent = z.infer<typeof content>;

interface Fault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What is wrong with a poll as a whole, each fault with its place. */
function contentFaults(poll: PollContent): Fault[] {
  return [...optionFaults(poll), ...choiceFaults(poll), ...answerFaults(poll), ...secrecyFaults(poll)];
}

function optionFaults({ kind, options }: PollContent): Fault[] {
  const faults: Fault[] = options.flatMap(({ id }, place) =>
    options.findIndex((each) => each.id === id) < place
      ? [{ path: ['options', place, 'id'], message: `expected another id than "${id}", which an option before it has` }]
      : [],
  );
  if (kind === 'text' && options.length > 0) faults.push({ path: ['options'], message: 'expected none for a text' });
  if (kind === 'scale' && options.map(({ id }) => id).join() !== '1,2,3,4,5')
    faults.push({ path: ['options'], message: 'expected the five options 1 to 5 of a scale' });
  if (kind !== 'text' && options.length < 2)
    faults.push({ path: ['options'], message: 'expected at least two options' });
  return faults;
}

function choiceFaults({ kind, options, least, most }: PollContent): Fault[] {
  const severalAllowed = kind === 'opinion' || kind === 'ranking';
  if (!severalAllowed && (least !== 1 || most !== 1))
    return [{ path: ['most'], message: `expected 1 to 1 for the kind ${kind}` }];
  if (least > most) return [{ path: ['least'], message: `expected at most ${most}, as "most" says` }];
  if (severalAllowed && most > options.length)
    return [{ path: ['most'], message: `expected at most ${options.length}, the number of options` }];
  return [];
}

function answerFaults({ kind, options, answer, quiz, speed, seconds }: PollContent): Fault[] {
  const faults: Fault[] = [];
  if (kind === 'trivia' && !options.some(({ id }) => id === answer))
    faults.push({ path: ['answer'], message: 'expected the id of the correct option' });
  if (kind !== 'trivia' && answer !== null)
    faults.push({ path: ['answer'], message: 'expected null: only trivia has a correct answer' });
  if (kind !== 'trivia' && quiz !== null)
    faults.push({ path: ['quiz'], message: 'expected null: a quiz is made of trivia' });
  if (speed && seconds === null)
    faults.push({ path: ['speed'], message: 'expected a time limit in "seconds", by which speed is measured' });
  return faults;
}

function secrecyFaults({ secrecy, resultsWhileOpen, breakdown, quiz, board, mayChange, speed }: PollContent): Fault[] {
  const faults: Fault[] = [];
  if (secrecy === 'secret' && resultsWhileOpen)
    faults.push({ path: ['resultsWhileOpen'], message: 'expected false: a secret poll has no interim results' });
  if (secrecy === 'secret' && breakdown !== 'none')
    faults.push({ path: ['breakdown'], message: 'expected none: a secret poll has no breakdown' });
  if (secrecy === 'secret' && quiz !== null)
    faults.push({ path: ['quiz'], message: 'expected null: a secret poll gives no points' });
  if (quiz !== null && board === 'people' && secrecy !== 'named')
    faults.push({ path: ['secrecy'], message: 'expected named: a leaderboard of people shows who was right' });
  if (secrecy === 'unnamed' && quiz !== null && board === 'organisations' && breakdown === 'country')
    faults.push({
      path: ['breakdown'],
      message: 'expected another: of countries less a board of organisations a few answers would be left',
    });
  if (speed && mayChange)
    faults.push({ path: ['mayChange'], message: 'expected false: where speed counts the first answer does' });
  return faults;
}

export const pollCommand = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('ready') }),
  z.strictObject({ do: z.literal('draft') }),
  z.strictObject({ do: z.literal('open') }),
  z.strictObject({ do: z.literal('close') }),
  z.strictObject({ do: z.literal('show') }),
  z.strictObject({ do: z.literal('show-answer') }),
  /** Takes the counts from everybody's pages again. */
  z.strictObject({ do: z.literal('hide') }),
  /** Opens a new round of what was closed. */
  z.strictObject({ do: z.literal('reopen') }),
  z.strictObject({ do: z.literal('archive') }),
  z.strictObject({ do: z.literal('restore') }),
]);
export type PollCommand = z.infer<typeof pollCommand>;

/** `POST /api/polls/:id/ballot`. Exactly one of `options` and `text`. */
export const ballotPaper = z.strictObject({
  clientId,
  /** The round that the voter saw: in another one it is not counted. Without it, whichever is open. */
  round: z.int().min(1).optional(),
  options: z.array(z.string().min(1).max(40)).max(100).optional(),
  text: z.string().max(1_000).optional(),
});
export type BallotPaper = z.infer<typeof ballotPaper>;
