/** The command line: finds the verb, reads its options, and says no in one line for each fault. */
import { parseArgs } from 'node:util';
import { AppError } from '../../kernel/errors.ts';
import { ConfigError } from '../config.ts';
import { adminLink } from './admin-link.ts';
import { assign } from './assign.ts';
import { exportEvent } from './export.ts';
import { importPlan } from './import.ts';
import { importPeople } from './people-import.ts';
import { plan } from './plan.ts';
import { publish } from './publish.ts';
import { type OptionValues, RefusedError, shown, type Terminal, UsageError, type Verb } from './verb.ts';

/** By the one or two words that they are called with. */
const VERBS: Readonly<Record<string, Verb>> = {
  plan,
  import: importPlan,
  publish,
  export: exportEvent,
  'people import': importPeople,
  assign,
  'admin link': adminLink,
};

/** What is refused although the command was well said: exit status 1, not 2. */
const ANSWERS_NO: readonly string[] = ['nothing-to-publish', 'revision-stale'];

/**
 * Runs one command.
 * @returns the exit status: 0 done, 1 done and the answer is no, 2 bad usage or input
 */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const [first = ''] = args;
  if (['--help', '-h', 'help'].includes(first)) {
    terminal.out(listOfVerbs());
    return 0;
  }
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(' ');
    const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
    if (verb) return await runVerb(name, verb, args.slice(words), terminal);
  }
  terminal.err(
    `plenum: found ${first === '' ? 'no verb' : shown(JSON.stringify(wordsOf(args)))}, expected one of these\n`,
  );
  terminal.err(listOfVerbs());
  return 2;
}

/** What was probably meant as the verb. */
function wordsOf([first = '', second = '']: readonly string[]): string {
  const isGroup = Object.keys(VERBS).some((name) => name.startsWith(`${first} `));
  return isGroup && second !== '' && !second.startsWith('-') ? `${first} ${second}` : first;
}

async function runVerb(name: string, verb: Verb, args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  try {
    const { values, positionals } = parsed(verb, args);
    if (values.help) {
      terminal.out(`plenum ${name} ${verb.usage}\n`);
      return 0;
    }
    return await verb.run(values, terminal, operandsOf(verb, positionals));
  } catch (error) {
    for (const line of linesOf(error, name)) terminal.err(`${line}\n`);
    return error instanceof AppError && ANSWERS_NO.includes(error.code) ? 1 : 2;
  }
}

/** @throws UsageError for an option that the verb does not have, or one without its value. */
function parsed(verb: Verb, args: readonly string[]): { values: OptionValues; positionals: readonly string[] } {
  try {
    const options = { ...verb.options, help: { type: 'boolean', short: 'h' } as const };
    const allowPositionals = verb.operands !== undefined;
    const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals });
    return { values: values as OptionValues, positionals };
  } catch (error) {
    const known = Object.keys(verb.options).map((option) => `--${option}`);
    const [found] = (error as Error).message.split(/\.?(?:\n|\. |$)/);
    throw new UsageError(`${found}; expected ${known.join(', ')}`);
  }
}

/** @throws UsageError for too few or too many. */
function operandsOf({ operands = [] }: Verb, found: readonly string[]): readonly string[] {
  const missing = operands[found.length];
  if (missing !== undefined) throw new UsageError(`found no ${missing}, expected ${operands.join(' ')}`);
  const extra = found[operands.length];
  if (extra === undefined) return found;
  throw new UsageError(`found ${shown(JSON.stringify(extra))} beside ${operands.join(' ')}, expected nothing more`);
}

function linesOf(error: unknown, name: string): string[] {
  if (error instanceof UsageError) return error.lines.map((line) => `plenum ${name}: ${line}`);
  if (error instanceof RefusedError) return [...error.lines];
  if (error instanceof ConfigError) return [...error.faults];
  if (error instanceof AppError) {
    const faults = error.details.errors ?? [];
    return faults.length > 0 ? faults.map(({ path, message }) => shown(`${path}: ${message}`)) : [error.message];
  }
  return [`plenum ${name}: ${shown(error instanceof Error ? error.message : String(error))}`];
}

function listOfVerbs(): string {
  const lines = Object.entries(VERBS).map(([name, { summary }]) => `  ${name.padEnd(13)}  ${summary}`);
  return ['plenum VERB [OPTIONS]', '', ...lines, '', 'plenum VERB --help tells the options of one.', ''].join('\n');
}
