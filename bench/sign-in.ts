/**
 * How many wishes to sign in a second are taken, beside a bare Fastify route that puts one row into SQLite
 * with the same pragmas. A wish is answered when its row is on the disk, so both wait for it.
 *
 * The limits are in force in the server that is measured. They do not refuse because each wish is for
 * another address and comes from another block of addresses: the load says so in `X-Forwarded-For`, and the
 * server is told to believe it. The addresses are unknown, as most are in a flood; the job that decides
 * about mails works at the same time.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchPart, type Measurement, median } from './measurement.ts';
import { outputOf, startPlenum, startServer } from './processes.ts';

const ROUNDS = 5;
const SECONDS = 3;
const WARMING_SECONDS = 3;
const TARGET = 0.5;

export const signIn: BenchPart = {
  names: ['sign-in'],
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plenum-bench-'));
    const bare = await startServer([join(import.meta.dirname, 'bare-insert.js'), join(folder, 'bare.sqlite')]);
    const plenum = await startPlenum({ TRUST_PROXY: 'true' }, 'quiet');
    try {
      return [await inTurn(bare.url, plenum.url)];
    } finally {
      await plenum.stop();
      await bare.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function inTurn(bare: string, plenum: string): Promise<Measurement> {
  for (const url of [bare, plenum]) await wishesPerSecond(url, WARMING_SECONDS);
  const references: number[] = [];
  const measured: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    references.push(await wishesPerSecond(bare, SECONDS));
    measured.push(await wishesPerSecond(plenum, SECONDS));
  }
  const ratios = measured.map((figure, round) => figure / (references[round] ?? Number.NaN));
  return {
    name: 'sign-in',
    value: median(ratios),
    unit: 'ratio',
    better: 'higher',
    target: TARGET,
    reference: median(references),
    measured: median(measured),
  };
}

async function wishesPerSecond(url: string, seconds: number): Promise<number> {
  const load = join(import.meta.dirname, 'sign-in-load.js');
  return Number(await outputOf([load, url, String(seconds)]));
}
