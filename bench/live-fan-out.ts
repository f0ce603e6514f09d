/**
 * How long one change takes until the last of 1,000 (5,000) subscribers has it, beside a plain `ws` server that
 * broadcasts the very same bytes to the same processes.
 *
 * Ours is measured the whole way: from the moment in which a chair's banner is sent over HTTP, through rights,
 * transaction, commit to the disk, audit log, and the view of `now` made anew, until the last socket has read
 * the new state. The plain server is told over HTTP as well, has the bytes already, stores nothing and sends at
 * once. Both sets of sockets are open all the time, and the two are asked in turn.
 */
import { setTimeout } from 'node:timers/promises';
import type { ClientProcesses } from './client-process.ts';
import { clockMs } from './live-order.ts';
import { broadcast, giveState, type LiveSides, withLiveSides } from './live-sides.ts';
import { type BenchPart, type Measurement, median } from './measurement.ts';

const ROUNDS = 25;
/** Rounds that do not count, in which the compilers see what is asked for most: ours does more than send. */
const WARMING = 40;
/** In milliseconds: longer than a topic rests after it was sent. */
const REST = 250;
const OPEN_AT_ONCE = 100;

export const liveFanOut1000: BenchPart = {
  names: ['fan-out-1000'],
  measure: async () => [await fanOut({ name: 'fan-out-1000', people: 1_000, processes: 1, target: 1.3 })],
};

export const liveFanOut5000: BenchPart = {
  names: ['fan-out-5000'],
  measure: async () => [await fanOut({ name: 'fan-out-5000', people: 5_000, processes: 2, target: 1.5 })],
};

interface FanOut {
  readonly name: string;
  readonly people: number;
  /** Of clients. */
  readonly processes: number;
  readonly target: number;
}

async function fanOut(size: FanOut): Promise<Measurement> {
  return await withLiveSides(size, async (sides) => {
    const { clients, cookies } = sides;
    const groups = { cookies, topics: ['now'], atOnce: OPEN_AT_ONCE };
    await clients.connect({ ...groups, name: 'ours', address: sides.event.address });
    await giveState(sides);
    await clients.connect({ ...groups, name: 'bare', address: sides.bareAddress });
    return await inTurn(size, sides);
  });
}

async function inTurn({ name, target }: FanOut, sides: LiveSides): Promise<Measurement> {
  const references: number[] = [];
  const measured: number[] = [];
  for (let round = -WARMING; round < ROUNDS; round += 1) {
    const { ours, bare } = await oneRound(sides, `Round ${round + WARMING} begins`);
    if (round < 0) continue;
    measured.push(ours);
    references.push(bare);
  }
  const [reference, own] = [median(references), median(measured)];
  return {
    name,
    value: own / reference,
    unit: 'ratio',
    better: 'lower',
    target,
    reference,
    measured: own,
    measuredIn: 'ms',
  };
}

async function oneRound(sides: LiveSides, text: string): Promise<{ ours: number; bare: number }> {
  const { event, bare, clients } = sides;
  let takeAway = async () => {};
  const ours = await timeUntilLast(clients, 'ours', text, async () => {
    takeAway = await event.showBanner(text);
  });
  await giveState(sides);
  await setTimeout(REST);
  const other = await timeUntilLast(clients, 'bare', text, () => broadcast(bare.url));
  await clients.ask({ do: 'expect', group: 'ours', text: '"banners":[]' });
  await takeAway();
  await clients.ask({ do: 'arrived', group: 'ours', begunAt: 0 });
  await setTimeout(REST);
  return { ours, bare: other };
}

async function timeUntilLast(
  clients: ClientProcesses,
  group: string,
  text: string,
  change: () => Promise<void>,
): Promise<number> {
  await clients.ask({ do: 'expect', group, text });
  const begunAt = clockMs();
  const changed = change();
  const lastAt = await clients.lastAt({ do: 'arrived', group, begunAt });
  await changed;
  return lastAt - begunAt;
}
