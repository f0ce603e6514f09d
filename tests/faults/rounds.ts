/**
 * Kills a real server while a round opens and while it closes, by the agenda, by hand and by the clock, while its
 * summary is typed, people come late and pages follow, and starts it again on the same data: it has opened and closed
 * once, and everybody finds what was acknowledged. On both engines.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dice } from './dice.ts';
import type { FaultOptions, FaultResult, FaultRun } from './fault-run.ts';
import { KilledRounds, MOST_KILLS } from './killed-rounds.ts';
import { onPostgres } from './postgres-database.ts';

const KILLS = 50;

export const rounds: FaultRun = {
  name: 'rounds',
  about: `${KILLS} kills while breakout rounds open and close, half of them on each engine`,
  run: async ({ seed, tries = KILLS }) => {
    const onSqlite = Math.ceil(tries / 2);
    return [
      await killOften('rounds on SQLite', { seed, tries: onSqlite }, null),
      await killOften('rounds on PostgreSQL', { seed, tries: tries - onSqlite }, onPostgres),
    ];
  },
};

/** @param on where else than in the data folder the database is. */
async function killOften(
  run: string,
  { seed, tries = KILLS }: FaultOptions,
  on: typeof onPostgres | null,
): Promise<FaultResult> {
  const dice = new Dice(seed);
  let longest = 0;
  let losses: Record<string, number> = {};
  // A day has only so many sessions.
  for (let left = tries; left > 0; left -= MOST_KILLS) {
    const work = (databaseUrl?: string) => killed(dice, Math.min(left, MOST_KILLS), databaseUrl);
    const each = await (on ? on(work) : work());
    longest = Math.max(longest, each.longestLost);
    losses = Object.fromEntries(Object.entries(each.losses).map(([name, n]) => [name, n + (losses[name] ?? 0)]));
  }
  return { run, tries, losses, remark: `at most ${(longest / 1_000).toFixed(1)} s of typing were lost with a page` };
}

async function killed(dice: Dice, tries: number, databaseUrl: string | undefined): Promise<KilledRounds> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-rounds-'));
  try {
    const each = await KilledRounds.open(dataDir, databaseUrl, dice);
    try {
      for (let kill = 1; kill <= tries; kill += 1) await each.oneTry();
      await each.endOfDay();
    } finally {
      await each.close();
    }
    return each;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
