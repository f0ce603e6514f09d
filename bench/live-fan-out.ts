/**
 * How long one change takes until the last of 1,000 (5,000) subscribers has it, beside a plain `ws` server that
 * broadcasts the very same bytes to the same processes.
 *
 * Ours is measured the whole way: from the moment in which a chair's banner is sent over HTTP, through rights,
 * transaction, commit to the disk, audit log, and the view of `now` made anew, until the last socket has read
 * the new state. The plain server is told over HTTP as well, has the bytes already, stores nothing and sends at
 * once. Both sets of sockets are open all the time, and the two are asked in turn.
 *
 * Servers and clients are kept on cores of their own, as on machines of their own: left to the kernel, the figure moved
 * by a fifth from run to run. They are started anew several times all the same, and the medians are those of all rounds.
 */
import { setTimeout } from 'node:timers/promises';
import type { ClientProcesses } from './client-process.ts';
import { keepApart } from './cores.ts';
import { clockMs } from './live-order.ts';
import { broadcast, giveState, type LiveSides, withLiveSides } from './live-sides.ts';
import { type BenchPart, type Measurement, median } from './measurement.ts';

/** Rounds that do not count, in which the compilers see what is asked for most: ours does more than send. */
const WARMING = 40;
/** In milliseconds: longer than a topic rests after it was sent. */
const REST = 250;
const OPEN_AT_ONCE = 100;
const OF_1000 = { target: 1.3, starts: 5, rounds: 15 };
const OF_5000 = { target: 1.5, starts: 2, rounds: 15 };

export const liveFanOut1000: BenchPart = {
  names: ['fan-out-1000'],
  measure: async () => [await fanOut({ name: 'fan-out-1000', people: 1_000, processes: 1, ...OF_1000 })],
};

export const liveFanOut5000: BenchPart = {
  names: ['fan-out-5000'],
  measure: async () => [await fanOut({ name: 'fan-out-5000', people: 5_000, processes: 2, ...OF_5000 })],
};

interface FanOut {
  readonly name: string;
  readonly people: number;
  /** Of clients. */
  readonly processes: number;
  readonly target: number;
  /** How often all processes are started. */
  readonly starts: number;
  /** That count, of each start. */
  readonly rounds: number;
}

/** In milliseconds, of one round. */
interface Round {
  readonly ours: number;
  readonly bare: number;
}

async function fanOut(size: FanOut): Promise<Measurement> {
  const rounds: Round[] = [];
  for (let start = 0; start < size.starts; start += 1) rounds.push(...(await roundsOfStart(size)));
  const [own, reference] = [median(rounds.map(({ ours }) => ours)), median(rounds.map(({ bare }) => bare))];
  return {
    ...{ name: size.name, value: own / reference, unit: 'ratio', better: 'lower', target: size.target },
    ...{ reference, measured: own, measuredIn: 'ms' },
  };
}

async function roundsOfStart(size: FanOut): Promise<Round[]> {
  return await withLiveSides(size, async (sides) => {
    const { clients, cookies, plenum, bare } = sides;
    keepApart({ servers: [plenum.pid, bare.pid], clients: clients.pids });
    const groups = { cookies, topics: ['now'], atOnce: OPEN_AT_ONCE };
    await clients.connect({ ...groups, name: 'ours', address: sides.event.address });
    await giveState(sides);
    await clients.connect({ ...groups, name: 'bare', address: sides.bareAddress });
    return await inTurn(size, sides);
  });
}

async function inTurn({ rounds }: FanOut, sides: LiveSides): Promise<Round[]> {
  const done: Round[] = [];
  for (let round = 0; round < WARMING + rounds; round += 1) done.push(await oneRound(sides, `Round ${round} begins`));
  return done.slice(WARMING);
}

async function oneRound(sides: LiveSides, text: string): Promise<Round> {
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
