/**
 * Kills a real server while it deals people into rooms, and while what it dealt is taken over, and starts it again on
 * the same data: a search that was cut off is found out and changed nothing, and of the rounds of a dealing all have
 * taken it over or none. On SQLite, whose file the killed process had open.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dice } from './dice.ts';
import type { FaultOptions, FaultResult, FaultRun } from './fault-run.ts';
import { KilledDealings } from './killed-dealings.ts';

const KILLS = 10;
/** The others are of what is taken over: a search takes long to be found out. */
const SEARCHES_OF = 5;

export const assigning: FaultRun = {
  name: 'assigning',
  about: `${KILLS} kills while people are dealt into rooms`,
  run: async (options) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'plenum-assigning-'));
    try {
      return [await killOften(dataDir, options)];
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

async function killOften(dataDir: string, { seed, tries = KILLS }: FaultOptions): Promise<FaultResult> {
  const killed = await KilledDealings.open(dataDir, new Dice(seed));
  const searches = Math.ceil(tries / SEARCHES_OF);
  try {
    for (let kill = 1; kill <= searches; kill += 1) await killed.killSearch();
    for (let kill = searches + 1; kill <= tries; kill += 1) await killed.killUse();
  } finally {
    await killed.close();
  }
  const { losses, usedBefore } = killed;
  const remark = `${searches} while it searched; of the others ${usedBefore} had been taken over before the kill`;
  return { run: 'assigning', tries, losses, remark };
}
