/** The command line: finds the verb, reads its options, and says no in one line for each fault. */
import { parseArgs } from 'node:util';
import { AppError } from '../../kernel/errors.ts';
import { ConfigError } from '../config.ts';
import { exportEvent } from './export.ts';
import { importPlan } from './import.ts';
import { plan } from './plan.ts';
import { publish } from './publish.ts';
import { type OptionValues, RefusedError, shown, type Terminal, UsageError, type Verb } from './verb.ts';

const VERBS: Readonly<Record<string, Verb>> = { plan, import: importPlan, publish, export: exportEvent };

/** What is refused although the command was well said: exit status 1, not 2. */
const ANSWERS_NO: readonly string[] = ['nothing-to-publish', 'revision-stale'];

/**
 * Runs one command.
 * @returns the exit status: 0 done, 1 done and the answer is no, 2 bad usage or input
 */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const [name = '', ...rest] = args;
  if (['--help', '-h', 'help'].includes(name)) {
    terminal.out(listOfVerbs());
    return 0;
  }
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (!verb) {
    terminal.err(`plenum: found ${name === '' ? 'no verb' : shown(JSON.stringify(name))}, expected one of these\n`);
    terminal.err(listOfVerbs());
    return 2;
  }
  return await runVerb(name, verb, rest, terminal);
}

async function runVerb(name: string, verb: Verb, args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  try {
    const values = optionsOf(verb, args);
    if (values.help) {
      terminal.out(`plenum ${name} ${verb.usage}\n`);
      return 0;
    }
    return await verb.run(values, terminal);
  } catch (error) {
    for (const line of linesOf(error, name)) terminal.err(`${line}\n`);
    return error instanceof AppError && ANSWERS_NO.includes(error.code) ? 1 : 2;
  }
}

/** @throws UsageError for an option that the verb does not have, or one without its value. */
function optionsOf(verb: Verb, args: readonly string[]): OptionValues {
  try {
    const options = { ...verb.options, help: { type: 'boolean', short: 'h' } as const };
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values as OptionValues;
  } catch (error) {
    const known = Object.keys(verb.options).map((option) => `--${option}`);
    const [found] = (error as Error).message.split(/\.?(?:\n|\. |$)/);
    throw new UsageError(`${found}; expected ${known.join(', ')}`);
  }
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
  const lines = Object.entries(VERBS).map(([name, { summary }]) => `  ${name.padEnd(8)}  ${summary}`);
  return ['plenum VERB [OPTIONS]', '', ...lines, '', 'plenum VERB --help tells the options of one.', ''].join('\n');
}
