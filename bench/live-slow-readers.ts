/**
 * What 10 of 200 do to the server and to the others when they stop reading while 2,500 states of 25 kB go out.
 *
 * All are organisers and follow `now` and the console of the day, so that each banner makes two states. The same
 * traffic goes out twice, first while everybody reads: what the process holds at the end of that is the memory
 * from before. Then ten stop reading, and the most that it holds from then on counts, looked at ten times a
 * second. How long a state takes is counted from the moment in which the banner was sent over HTTP.
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
const TOPICS = ['now', 'console:1'];
/** So many make a state of 25 kB. */
const SESSIONS = 50;
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
      await event.publish(SESSIONS);
      const cookies = await signInPeople(dataDir, PEOPLE, 'organiser');
      await clients.connect({ name: 'ours', address: event.address, cookies, topics: TOPICS, atOnce: PEOPLE });
      return await measure({ event, clients, pid: plenum.pid });
    } finally {
      await clients.stop();
      await plenum.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

interface Show {
  readonly event: LiveEvent;
  readonly clients: ClientProcesses;
  readonly pid: number;
}

async function measure(show: Show): Promise<Measurement[]> {
  const usual = await traffic(show);
  const before = residentMemory(show.pid);
  await show.clients.ask({ do: 'pause', group: 'ours', count: SLOW });
  const slow = await traffic(show);
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

async function traffic({ event, clients, pid }: Show): Promise<Traffic> {
  let mostMemory = 0;
  const watch = setInterval(() => {
    mostMemory = Math.max(mostMemory, residentMemory(pid));
  }, 100);
  let takeAway = async () => {};
  for (let state = 0; state < STATES; state += TOPICS.length * 2) {
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
