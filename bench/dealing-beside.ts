/**
 * What others notice of a dealing of 1,000 people into 50 rooms in each of five rounds: how long the slowest of a
 * hundred requests waits while it runs, beside the same requests of the same run while nothing else is done; and how
 * long the organiser waits who begins it. Requests are sent at fixed times, whatever the earlier ones wait for.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { DealingView } from '../breakouts/view.ts';
import { LiveEvent, SLUG, signInPeople } from './live-event.ts';
import { type BenchPart, median, percentile } from './measurement.ts';
import { startPlenumOn } from './processes.ts';
import { asked, makeRounds } from './room-round.ts';
import { waitsOf } from './waits.ts';

const PEOPLE = 1_000;
const ROOMS = 50;
const ROUNDS = 5;
const TIMES = 3;
/** Of each dealing: about so many seconds of a core. */
const EFFORT = 5;
/** All in milliseconds. */
const IDLE = 5_000;
const BETWEEN_LOOKS = 100;
const OTHERS = ['/healthz', `/api/events/${SLUG}/breakouts`];

interface Waits {
  readonly idle: readonly number[];
  readonly beside: readonly number[];
  /** Of those who began a dealing. */
  readonly begun: readonly number[];
}

export const dealingBeside: BenchPart = {
  names: ['dealing-beside', 'dealing-begun'],
  measure: async () => {
    const { idle, beside, begun } = await waits();
    const [reference, p99, first] = [percentile(idle, 0.99), percentile(beside, 0.99), median(begun)];
    const stated = { unit: 'ms', better: 'lower', measuredIn: 'ms' } as const;
    return [
      { name: 'dealing-beside', value: p99, measured: p99, reference, target: 250, ...stated },
      { name: 'dealing-begun', value: first, measured: first, reference: null, target: 1_000, ...stated },
    ];
  },
};

async function waits(): Promise<Waits> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-bench-'));
  const plenum = await startPlenumOn(dataDir, {}, 'quiet');
  try {
    const event = new LiveEvent(plenum);
    await event.publish(ROUNDS, 1, 'breakout');
    const [cookie = ''] = await signInPeople(dataDir, PEOPLE);
    const rounds = (await makeRounds(event, dataDir, ROOMS)).map(({ id }) => id);
    const during = async <T>(work: () => Promise<T>): Promise<[T, readonly number[]]> => {
      const over = new AbortController();
      const others = OTHERS.map((path) => waitsOf(`${plenum.url}${path}`, cookie, over.signal));
      const done = await work().finally(() => over.abort());
      return [done, (await Promise.all(others)).flat()];
    };
    const all: { idle: number[]; beside: number[]; begun: number[] } = { idle: [], beside: [], begun: [] };
    for (let time = 0; time < TIMES; time += 1) {
      const [, idle] = await during(() => setTimeout(IDLE));
      const [begun, beside] = await during(() => dealOnce(event, rounds, time));
      all.idle.push(...idle);
      all.beside.push(...beside);
      all.begun.push(begun);
    }
    return all;
  } finally {
    await plenum.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** @returns in how many milliseconds it was answered that it has begun. */
async function dealOnce(event: LiveEvent, rounds: readonly string[], seed: number): Promise<number> {
  const begun = performance.now();
  const { id } = await asked<DealingView>(event, 'POST', 'breakouts/dealings', { rounds, seed, effort: EFFORT });
  const took = performance.now() - begun;
  for (;;) {
    const { state, fault } = await asked<DealingView>(event, 'GET', `breakouts/dealings/${id}`);
    if (state === 'done') return took;
    if (state !== 'running') throw new Error(`the dealing is ${state}: ${fault}`);
    await setTimeout(BETWEEN_LOOKS);
  }
}
