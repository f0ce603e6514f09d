/**
 * `npm run bench [-- NAME…]`: measures, prints a table and writes `bench/results.json`. Without names
 * everything is measured. Exit status 1 says that a target was missed, 2 that a name is not known.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assigner } from './assigner.ts';
import { ballotsOverHttp, ballotsOverSockets } from './ballots.ts';
import { ballots10000 } from './ballots-10000.ts';
import { closeSecret } from './close-secret.ts';
import { dealingBeside } from './dealing-beside.ts';
import { feed } from './feed.ts';
import { lateArrivals } from './late-arrivals.ts';
import { layout } from './layout.ts';
import { liveConnect } from './live-connect.ts';
import { liveFanOut1000, liveFanOut5000 } from './live-fan-out.ts';
import { liveMemory } from './live-memory.ts';
import { liveReconnect } from './live-reconnect.ts';
import { liveSlowReaders } from './live-slow-readers.ts';
import type { BenchPart, Measurement } from './measurement.ts';
import { people } from './people.ts';
import { projectRoot } from './processes.ts';
import { signIn } from './sign-in.ts';
import { start } from './start.ts';

const LIVE = [liveFanOut1000, liveFanOut5000, liveMemory, liveConnect, liveReconnect, liveSlowReaders];
const POLLS = [ballotsOverSockets, ballotsOverHttp, ballots10000, closeSecret];
const ROOMS = [lateArrivals, dealingBeside, ...assigner];
const PARTS: readonly BenchPart[] = [layout, feed, people, signIn, start, ...LIVE, ...POLLS, ...ROOMS];

const names = process.argv.slice(2);
const known = PARTS.flatMap((part) => part.names);
const unknown = names.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`Expected ${known.join(', ')}; found ${unknown.join(', ')}.\n`);
  process.exitCode = 2;
} else {
  await run();
}

async function run(): Promise<void> {
  const asked = (name: string) => names.length === 0 || names.includes(name);
  const results: Measurement[] = [];
  for (const part of PARTS.filter((part) => part.names.some(asked))) {
    process.stderr.write(`Measuring ${part.names.filter(asked).join(', ')}.\n`);
    results.push(...(await part.measure()).filter(({ name }) => asked(name)).map(rounded));
  }
  process.stdout.write(`${table(results)}\n`);
  writeFileSync(
    join(projectRoot(import.meta.dirname), 'bench', 'results.json'),
    `${JSON.stringify(results, null, 2)}\n`,
  );
  if (results.some(isMissed)) process.exitCode = 1;
}

function beside({ measured, measuredIn }: Measurement, reference: number): string {
  const unit = measuredIn === undefined ? '/s' : ` ${measuredIn}`;
  return `${measured}${unit} beside ${reference}${unit}`;
}

function isMissed({ value, target, better }: Measurement): boolean {
  if (target === null) return false;
  return better === 'higher' ? value < target : value > target;
}

function rounded(result: Measurement): Measurement {
  const { value, reference, measured } = result;
  return { ...result, value: round(value), reference: reference && round(reference), measured: round(measured) };
}

/** Three decimals where they say something. */
function round(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toFixed(3));
}

function table(results: readonly Measurement[]): string {
  const rows = results.map((result) => [
    result.name,
    `${result.value} ${result.unit}`,
    result.target === null ? 'stated' : `${result.better === 'higher' ? 'at least' : 'at most'} ${result.target}`,
    result.target === null ? '' : isMissed(result) ? 'missed' : 'held',
    result.reference === null ? '' : beside(result, result.reference),
  ]);
  const header = ['name', 'value', 'target', '', 'measured'];
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [header, ...rows].map(line).join('\n');
}
