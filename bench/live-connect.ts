/**
 * How long 1,000 clients take, a hundred at a time, to open a socket and have their first state, beside a plain
 * `ws` server that sends the same bytes to whoever asks. Ours finds out who each of them is, and by which right
 * they follow `now`. The two are asked in turn, and all sockets are closed in between.
 */
import type { Group } from './live-order.ts';
import { giveState, type LiveSides, withLiveSides } from './live-sides.ts';
import { type BenchPart, type Measurement, median } from './measurement.ts';

const ROUNDS = 7;
const WARMING = 2;
const PEOPLE = 1_000;
const AT_ONCE = 100;
const TARGET = 4;

export const liveConnect: BenchPart = {
  names: ['live-connect-1000'],
  measure: async () => [await withLiveSides({ people: PEOPLE, processes: 1 }, inTurn)],
};

async function inTurn(sides: LiveSides): Promise<Measurement> {
  const groups = { cookies: sides.cookies, topics: ['now'], atOnce: AT_ONCE };
  const ours = { ...groups, name: 'ours', address: sides.event.address };
  const bare = { ...groups, name: 'bare', address: sides.bareAddress };
  const references: number[] = [];
  const measured: number[] = [];
  for (let round = -WARMING; round < ROUNDS; round += 1) {
    const own = await connectAll(sides, ours, () => giveState(sides));
    const reference = await connectAll(sides, bare);
    if (round < 0) continue;
    measured.push(own);
    references.push(reference);
  }
  return {
    name: 'live-connect-1000',
    value: median(measured) / median(references),
    unit: 'ratio',
    better: 'lower',
    target: TARGET,
    reference: median(references),
    measured: median(measured),
    measuredIn: 'ms',
  };
}

/** @param before they are closed again. */
async function connectAll({ clients }: LiveSides, group: Group, before = async () => {}): Promise<number> {
  const took = await clients.connect(group);
  await before();
  await clients.ask({ do: 'close', group: group.name });
  return took;
}
