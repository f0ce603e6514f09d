/**
 * What 10 of 200 do to the server and to the others when they stop reading while 2,500 states of 25 kB go out.
 *
 * All are organisers and follow `now` and the consoles of five days, so that each banner makes six states: a topic
 * rests 100 ms after it was sent, and so all go out in a minute. Before that, some of the same traffic goes out
 * while everybody reads: what the process holds at the end of it is the memory from before. Then ten stop reading,
 * and the most that it holds from then on counts, looked at ten times a second. How long a state takes is counted
 * from the moment in which the banner was sent over HTTP.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ClientProcesses } from './client-process.ts';
import { LiveEvent, signInPeople } from './live-event.ts';
import { clockMs } from './live-order.ts';
import type { BenchPart, Measurement } from './measurement.ts';
import { residentMemory, startPlenumOn } from './processes.ts';

const PEOPLE = 200;
const SLOW = 10;
const STATES = 2_500;
/** While everybody reads: those that do not count, in which compilers see what is asked for most, and the others. */
const WARMING = 120;
const USUAL = 1_000;
const DAYS = 5;
const TOPICS = ['now', ...Array.from({ length: DAYS }, (_, day) => `console:${day + 1}`)];
/** In a day: so many make a state of 25 kB. */
const SESSIONS = 38;
/** In bytes. */
const STATE_SIZE = { least: 23_000, most: 27_000 };
/** Between two changes, in milliseconds: a little longer than a topic rests after it was sent. */
const REST = 105;
const MEBIBYTE = 1024 ** 2;

export const liveSlowReaders: BenchPart = {
  names: ['live-slow-memory', 'live-slow-p99'],
  measure: async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'plenum-bench-'));
    const clients = new ClientProcesses(1);
    const plenum = await startPlenumOn(dataDir, {}, 'quiet');
    try {
      const event = new LiveEvent(plenum);
      await event.publish(SESSIONS, DAYS);
      const cookies = await signInPeople(dataDir, PEOPLE, 'organiser');
      await clients.connect({ name: 'ours', address: event.address, cookies, topics: TOPICS, atOnce: PEOPLE });
      await refuseOtherSize(clients);
      return await measure({ event, clients, pid: plenum.pid });
    } finally {
      await clients.stop();
      await plenum.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

/** The figures are of states of that size. @throws Error for others. */
async function refuseOtherSize(clients: ClientProcesses): Promise<void> {
  const [{ frame = '' } = {}] = await clients.ask({ do: 'frame', group: 'ours' });
  const size = Buffer.byteLength(frame);
  if (size < STATE_SIZE.least || size > STATE_SIZE.most) throw new Error(`a state has ${size} bytes`);
}

interface Show {
  readonly event: LiveEvent;
  readonly clients: ClientProcesses;
  readonly pid: number;
}

async function measure(show: Show): Promise<Measurement[]> {
  await traffic(show, WARMING);
  const usual = await traffic(show, USUAL);
  const before = residentMemory(show.pid);
  await show.clients.ask({ do: 'pause', group: 'ours', count: SLOW });
  const slow = await traffic(show, STATES);
  const more = (slow.mostMemory - before) / MEBIBYTE;
  const [memory, latency] = [{ unit: 'MiB', target: 30 } as const, { unit: 'ratio', target: 2 } as const];
  return [
    { name: 'live-slow-memory', value: more, better: 'lower', ...memory, reference: null, measured: more },
    {
      name: 'live-slow-p99',
      value: slow.latency / usual.latency,
      better: 'lower',
      ...latency,
      reference: usual.latency,
      measured: slow.latency,
      measuredIn: 'ms',
    },
  ];
}

interface Traffic {
  /** The 99th percentile of those who read, in milliseconds. */
  readonly latency: number;
  /** In bytes. */
  readonly mostMemory: number;
}

/** @param states how many go out, at least. */
async function traffic({ event, clients, pid }: Show, states: number): Promise<Traffic> {
  let mostMemory = 0;
  const watch = setInterval(() => {
    mostMemory = Math.max(mostMemory, residentMemory(pid));
  }, 100);
  let takeAway = async () => {};
  for (let state = 0; state < states; state += TOPICS.length * 2) {
    takeAway = await change(clients, `Round ${state} of it`, () => event.showBanner(`Round ${state} of it`));
    await change(clients, '"banners":[]', takeAway);
  }
  clearInterval(watch);
  const [answer] = await clients.ask({ do: 'latency', group: 'ours' });
  return { latency: answer?.took ?? Number.NaN, mostMemory };
}

/** Makes a change, and waits until all who read have the states that it makes. */
async function change<T>(clients: ClientProcesses, text: string, make: () => Promise<T>): Promise<T> {
  await clients.ask({ do: 'expect', group: 'ours', text });
  const begunAt = clockMs();
  const [made] = await Promise.all([make(), setTimeout(REST)]);
  await clients.ask({ do: 'arrived', group: 'ours', begunAt });
  return made;
}
