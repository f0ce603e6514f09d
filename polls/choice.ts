/** What a ballot holds: read off the paper that came in, written to be kept, and read again to be counted. */
import { z } from 'zod';
import { AppError } from '../kernel/errors.ts';
import { line } from '../kernel/text.ts';
import { type Choice, LONGEST_TEXT } from './poll.ts';
import type { BallotPaper, PollContent } from './schema.ts';

/** The separators of Unicode break lines too, wherever a text is shown. */
const answer = line(LONGEST_TEXT).refine((text) => !/[\u0085\u2028\u2029]/.test(text), 'expected no line breaks');

/**
 * @returns the options in the order of the ballot paper, of a ranking in the order chosen; or the text, trimmed and
 * composed (NFC).
 * @throws AppError `bad-input` for both or neither of options and text, the one that this kind does not take, an
 * option twice, or a text that is none; `unknown-option`, `too-many-options`, `too-few-options`.
 */
export function choiceOf(content: PollContent, paper: Pick<BallotPaper, 'options' | 'text'>): Choice {
  const { options, text } = paper;
  if ((options === undefined) === (text === undefined)) throw badPaper('options', 'expected either options or a text');
  if (content.kind === 'text') return text === undefined ? refuseOptions() : { text: readAnswer(text) };
  if (options === undefined) throw badPaper('text', 'expected options: this poll takes no text');
  return { options: readOptions(content, options) };
}

function refuseOptions(): never {
  throw badPaper('options', 'expected a text: this poll has no options');
}

function readAnswer(text: string): string {
  const read = answer.safeParse(text);
  if (read.success) return read.data;
  throw badPaper('text', read.error.issues[0]?.message ?? 'expected a text');
}

function readOptions(content: PollContent, chosen: readonly string[]): readonly string[] {
  const { options, kind, least, most } = content;
  const known = options.map(({ id }) => id);
  for (const [place, id] of chosen.entries()) {
    if (!known.includes(id)) throw refused('unknown-option', 'This poll has no such option.', { option: id });
    if (chosen.indexOf(id) < place) throw badPaper(`options.${place}`, 'expected each option once');
  }
  const asked = { chosen: chosen.length, least, most };
  if (chosen.length > most) throw refused('too-many-options', `Choose at most ${counted(most)}.`, asked);
  if (chosen.length < least) throw refused('too-few-options', `Choose at least ${counted(least)}.`, asked);
  return kind === 'ranking' ? [...chosen] : known.filter((id) => chosen.includes(id));
}

function counted(options: number): string {
  return options === 1 ? 'one option' : `${options} options`;
}

function refused(
  code: 'unknown-option' | 'too-many-options' | 'too-few-options',
  message: string,
  extra: Readonly<Record<string, unknown>>,
): AppError {
  return new AppError(code, message, { extra });
}

function badPaper(path: string, message: string): AppError {
  return new AppError('bad-input', 'The ballot cannot be read.', { errors: [{ path, message }] });
}

/** JSON without spaces: the same choice is the same text. */
export function writeChoice(choice: Choice): string {
  return JSON.stringify('text' in choice ? { text: choice.text } : { options: choice.options });
}

const written = z.union([z.strictObject({ options: z.array(z.string()) }), z.strictObject({ text: z.string() })]);

/** What `writeChoice` wrote. @throws Error for anything else. */
export function readChoice(text: string): Choice {
  return written.parse(JSON.parse(text));
}

/** What was kept of a ballot; undefined where it cannot be read, or is none that this poll can have. */
export function keptChoice(content: PollContent, text: string): Choice | undefined {
  try {
    const choice = readChoice(text);
    return choiceOf(content, 'text' in choice ? choice : { options: [...choice.options] });
  } catch {
    return undefined;
  }
}

/**
 * How long what `writeChoice` writes of this poll can be at most, in bytes of UTF-8: sealed ballots are padded to it,
 * so that their length tells nothing.
 */
export function longestChoice(content: PollContent): number {
  return new TextEncoder().encode(writeChoice(widest(content))).length;
}

function widest({ kind, options, most }: PollContent): Choice {
  // Of what a text may hold nothing takes more than three bytes for each unit of its length.
  if (kind === 'text') return { text: '\uffe6'.repeat(LONGEST_TEXT) };
  const ids = options.map(({ id }) => id).sort((a, b) => b.length - a.length);
  return { options: ids.slice(0, most) };
}
