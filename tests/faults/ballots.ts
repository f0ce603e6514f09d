/**
 * Kills a process while ballots stream into it, as a power cut would, and starts it again on the same data: no ballot
 * that was acknowledged may be missing, none may be there twice, and what the poll comes to must be its turnout. On
 * SQLite, whose file the killed process had open.
 *
 * Most tries are with a process that holds the database and the ballot box alone, because it starts quickly; one of
 * fifty, and at least one, with the whole server, whose ballots come over real sockets and whose poll is closed at
 * last. Both kinds run at the same time, because each waits much.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dice } from './dice.ts';
import type { FaultOptions, FaultResult, FaultRun } from './fault-run.ts';
import { KilledKeepers } from './killed-keepers.ts';
import { KilledServers } from './killed-servers.ts';

const KILLS = 50;
const WHOLE_OF = 50;

export const ballots: FaultRun = {
  name: 'ballots',
  about: `${KILLS} kills while ballots stream in`,
  run: async (options) => {
    const running = options.acknowledgeFirst ? [runKeepers(options)] : [runKeepers(options), runServers(options)];
    await Promise.allSettled(running);
    return await Promise.all(running);
  },
};

async function runKeepers({ seed, tries = KILLS, acknowledgeFirst = false }: FaultOptions): Promise<FaultResult> {
  return await inFolder(async (dataDir) => {
    const killed = await KilledKeepers.open(dataDir, new Dice(seed), acknowledgeFirst);
    const kills = tries - wholeOf(tries);
    try {
      for (let kill = 1; kill <= kills; kill += 1) await killed.oneTry();
    } finally {
      await killed.close();
    }
    const { losses, acknowledged, sentAgain } = killed;
    const remark = `${acknowledged} ballots acknowledged, ${sentAgain} sent again`;
    return { run: 'ballots into the box', tries: kills, losses, remark };
  });
}

async function runServers({ seed, tries = KILLS }: FaultOptions): Promise<FaultResult> {
  return await inFolder(async (dataDir) => {
    const killed = await KilledServers.open(dataDir, new Dice(seed + 1));
    const kills = wholeOf(tries);
    try {
      for (let kill = 1; kill <= kills; kill += 1) await killed.oneTry();
    } finally {
      await killed.close();
    }
    const { losses, acknowledged, sentAgain } = killed;
    const remark = `${acknowledged} ballots acknowledged, ${sentAgain} sent again`;
    return { run: 'ballots over sockets', tries: kills, losses, remark };
  });
}

function wholeOf(tries: number): number {
  return Math.ceil(tries / WHOLE_OF);
}

async function inFolder<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-ballots-'));
  try {
    return await work(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
