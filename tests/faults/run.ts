/**
 * `npm run faults [-- NAME…] [--seed N] [--tries N] [--acknowledge-first]`: the long fault runs, a table of tries and
 * losses; `--help` names them. Without names everything is run. With `--acknowledge-first` ballots are, as they must not
 * be, and lost. Exit status 1 says that something was lost, 2 that the command was not understood.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { assigning } from './assigning.ts';
import { ballots } from './ballots.ts';
import type { FaultOptions, FaultResult, FaultRun } from './fault-run.ts';
import { fuzz } from './fuzz.ts';
import { restart } from './restart.ts';
import { ripple } from './ripple.ts';
import { rounds } from './rounds.ts';

const RUNS: readonly FaultRun[] = [fuzz, ripple, restart, ballots, assigning, rounds];

interface Command extends FaultOptions {
  readonly runs: readonly FaultRun[];
  readonly help: boolean;
}

const USAGE = `npm run faults -- [NAME…] [--seed N] [--tries N] [--acknowledge-first]

${RUNS.map(({ name, about }) => `  ${name.padEnd(11)}${about}`).join('\n')}

  --seed N             makes the same tries again
  --tries N            how many of each, instead of its own number
  --acknowledge-first  ballots are acknowledged before they are stored, as they must not be: they are lost

Without names all of them are run, which takes long. Exit status 1 says that something was lost.
`;

/** @throws Error in words for whoever typed. */
function readCommand(args: readonly string[]): Command {
  const first = { 'acknowledge-first': { type: 'boolean', default: false } } as const;
  const help = { help: { type: 'boolean', default: false } } as const;
  const options = { seed: { type: 'string' }, tries: { type: 'string' }, ...first, ...help } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const unknown = positionals.find((name) => !RUNS.some((run) => run.name === name));
  if (unknown !== undefined) throw new Error(`Expected ${RUNS.map(({ name }) => name).join(', ')}; found ${unknown}.`);
  return {
    runs: positionals.length === 0 ? RUNS : RUNS.filter(({ name }) => positionals.includes(name)),
    seed: wholeNumber('--seed', values.seed) ?? randomInt(2 ** 31),
    tries: wholeNumber('--tries', values.tries),
    acknowledgeFirst: values['acknowledge-first'],
    help: values.help,
  };
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`Expected a whole number after ${name}, found ${text}.`);
  return Number(text);
}

async function run({ runs, ...options }: Command): Promise<void> {
  process.stderr.write(`The seed is ${options.seed}; --seed ${options.seed} makes the same tries again.\n`);
  const results: FaultResult[] = [];
  for (const each of runs) {
    process.stderr.write(`Running ${each.name}: ${each.about}.\n`);
    results.push(...(await each.run(options)));
  }
  process.stdout.write(`${table(results)}\n`);
  if (results.some(({ losses }) => Object.values(losses).some((count) => count > 0))) process.exitCode = 1;
}

function table(results: readonly FaultResult[]): string {
  const rows = results.map(({ run, tries, losses, remark }) => [
    run,
    String(tries),
    Object.entries(losses)
      .map(([name, count]) => `${name} ${count}`)
      .join(', '),
    remark,
  ]);
  const lines = [['run', 'tries', 'losses', ''], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const padded = lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return padded.map((line) => line.trimEnd()).join('\n');
}

let command: Command | undefined;
try {
  command = readCommand(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
if (command?.help) process.stdout.write(USAGE);
else if (command) await run(command);
