/** How long the built server takes from nothing to ready, and how much memory it holds when nobody asks. */
import { setTimeout } from 'node:timers/promises';
import { type BenchPart, type Measurement, median } from './measurement.ts';
import { residentMemory, startPlenum } from './processes.ts';

const ROUNDS = 5;
/** After this long without a request a server is taken to be idle, in milliseconds. */
const IDLE_AFTER = 5_000;

export const start: BenchPart = {
  names: ['cold-start', 'idle-memory'],
  measure: async () => {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push(await startOnce());
    return [stated('cold-start', median(times), 'ms'), stated('idle-memory', await idleMemory(), 'MB')];
  },
};

/** On an empty data folder: migrations and the sample event are part of it. */
async function startOnce(): Promise<number> {
  const plenum = await startPlenum();
  await plenum.stop();
  return plenum.startedInMs;
}

/** In megabytes. */
async function idleMemory(): Promise<number> {
  const plenum = await startPlenum();
  try {
    await setTimeout(IDLE_AFTER);
    return residentMemory(plenum.pid) / 1024 ** 2;
  } finally {
    await plenum.stop();
  }
}

function stated(name: string, value: number, unit: string): Measurement {
  return { name, value, unit, better: 'lower', target: null, reference: null, measured: value };
}
