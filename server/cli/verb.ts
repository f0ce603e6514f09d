/** What a verb of the command line is, and how it says no. */
import type { ParseArgsConfig } from 'node:util';
import type { Clock } from '../../kernel/time.ts';

/** What the command line is run in: the streams, and what the environment says. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

/** 0: done. 1: done, and the answer is no. */
export type Answer = 0 | 1;

export type OptionValues = Readonly<Record<string, string | boolean | undefined>>;

export interface Verb {
  /** One line for the list of verbs. */
  readonly summary: string;
  /** What follows the verb's name, and what each option means. */
  readonly usage: string;
  /** What is given without the name of an option, as `FILE`; none where it is left out. */
  readonly operands?: readonly string[];
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>> & ParseArgsConfig['options'];
  /** @param operands as many as `operands` names. */
  readonly run: (values: OptionValues, terminal: Terminal, operands: readonly string[]) => Promise<Answer>;
}

/** Bad usage or input: exit status 2, one line on stderr for each fault. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly lines: readonly string[];

  constructor(...lines: string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** The command itself is wrong, not what is in a file: its lines are told with the verb before them. */
export class UsageError extends RefusedError {}

/** A text option that must be given. @throws UsageError */
export function required(values: OptionValues, option: string, placeholder: string): string {
  const value = values[option];
  if (typeof value === 'string' && value !== '') return value;
  throw new UsageError(`found no --${option}, expected --${option} ${placeholder}`);
}

/** A text option that may be left out. */
export function optional(values: OptionValues, option: string): string | undefined {
  const value = values[option];
  return typeof value === 'string' ? value : undefined;
}

/** Text of others as a terminal may show it: nothing in it that changes colours, places or directions. */
export function shown(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' ');
}

/** One JSON document, for `--json`. */
export function asJson(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
