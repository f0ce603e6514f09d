/**
 * 10,000 people vote in one poll, each over a socket of their own, 1,000 of them following it: how long from the first
 * ballot to the last acknowledgement, and how much memory the server holds then. Refused as a figure where a ballot is
 * missing, the counts are not those that were sent, or the poll was pushed more than ten times a second.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countChoices } from '../polls/ballot-reading-store.ts';
import { openDatabase } from '../server/database.ts';
import type { Voted } from './ballot-clients.ts';
import { writePolls } from './ballots.ts';
import { LiveEvent, signInPeople } from './live-event.ts';
import type { BenchPart, Measurement } from './measurement.ts';
import { residentMemory, startPlenumOn } from './processes.ts';
import { Voters } from './voters.ts';

const PEOPLE = 10_000;
const LISTENERS = 1_000;
const PROCESSES = 2;
const OPTIONS = 3;
/** In each process. */
const UNDER_WAY = 500;

export const ballots10000: BenchPart = {
  names: ['ballots-10000', 'ballots-10000-memory'],
  measure: async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'plenum-bench-'));
    const plenum = await startPlenumOn(dataDir, {}, 'quiet');
    const voters = Array.from({ length: PROCESSES }, () => new Voters());
    try {
      const event = new LiveEvent(plenum);
      await event.publish(2);
      const cookies = await signInPeople(dataDir, PEOPLE);
      const polls = await writePolls(dataDir, 1);
      const share = PEOPLE / PROCESSES;
      const given = { kind: 'socket', address: event.address, tokens: [], polls, atOnce: UNDER_WAY } as const;
      const listeners = LISTENERS / PROCESSES;
      for (const [place, some] of voters.entries()) {
        await some.open({ ...given, listeners, cookies: cookies.slice(place * share, (place + 1) * share) });
      }
      const voted = await voteAll(voters, polls[0] ?? '');
      await demandTally(dataDir, polls[0] ?? '');
      return [figure('ballots-10000', voted / 1_000, 's', 10), memory(residentMemory(plenum.pid) / 1024 ** 2)];
    } finally {
      for (const some of voters) some.stop();
      await plenum.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

/** @returns milliseconds. */
async function voteAll(voters: readonly Voters[], poll: string): Promise<number> {
  const begun = performance.now();
  const all = await Promise.all(voters.map((some) => some.vote({ poll })));
  const took = performance.now() - begun;
  for (const voted of all) demandRarePushes(voted);
  return took;
}

/** One at the beginning and one at the end are within a second of others. */
function demandRarePushes({ took, states }: Voted): void {
  const most = took / 100 + 2;
  if (states < 1 || states > most) throw new Error(`the poll was pushed ${states} times in ${Math.round(took)} ms`);
}

async function demandTally(dataDir: string, poll: string): Promise<void> {
  const { db, close } = await openDatabase({ dataDir });
  const counts = new Map((await countChoices(db, poll, 1)).map(({ choice, count }) => [choice, count]));
  await close();
  const found = ['a', 'b', 'c'].map((option) => counts.get(JSON.stringify({ options: [option] })) ?? 0);
  const expected = Array.from({ length: OPTIONS }, (_, option) => PROCESSES * chosenBy(PEOPLE / PROCESSES, option));
  if (String(found) !== String(expected)) throw new Error(`the counts are ${found} and not ${expected}`);
}

/** Of so many voters each third one chooses the same. */
function chosenBy(voters: number, option: number): number {
  return Math.ceil((voters - option) / OPTIONS);
}

function memory(value: number): Measurement {
  return figure('ballots-10000-memory', value, 'MiB', null);
}

function figure(name: string, value: number, unit: string, target: number | null): Measurement {
  return { name, value, unit, better: 'lower', target, reference: null, measured: value };
}
