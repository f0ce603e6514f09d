/**
 * Resident memory of an idle connection, beside a plain `ws` server's: by how much each process grows from 1,000
 * connections to 2,000, after it let go of what nothing holds any more. The first thousand is not counted, because
 * a process that has just started has pages to spare, and one of which many sockets have gone has theirs: both
 * made a connection look smaller than it is. Each round has new processes.
 */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Group } from './live-order.ts';
import { giveState, type LiveSides, withLiveSides } from './live-sides.ts';
import { type BenchPart, type Measurement, median } from './measurement.ts';
import { residentMemory, type ServerProcess } from './processes.ts';

const ROUNDS = 3;
const PEOPLE = 1_000;
const AT_ONCE = 100;
const TARGET = 2;
/** How often garbage is collected before memory is read, and how long a process then rests, in milliseconds. */
const COLLECTIONS = 4;
const REST = 500;

export const liveMemory: BenchPart = {
  names: ['live-memory'],
  measure: async () => {
    const measured: number[] = [];
    const references: number[] = [];
    const options = ['--import', join(import.meta.dirname, 'collect-garbage.js')];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { ours, bare } = await withLiveSides({ people: PEOPLE, processes: 1 }, oneRound, options);
      measured.push(ours);
      references.push(bare);
    }
    return [figure(measured, references)];
  },
};

function figure(measured: readonly number[], references: readonly number[]): Measurement {
  return {
    name: 'live-memory',
    value: median(measured) / median(references),
    unit: 'ratio',
    better: 'lower',
    target: TARGET,
    reference: median(references),
    measured: median(measured),
    measuredIn: 'kB',
  };
}

async function oneRound(sides: LiveSides): Promise<{ readonly ours: number; readonly bare: number }> {
  const groups = { cookies: sides.cookies, topics: ['now'], atOnce: AT_ONCE };
  const ours = { ...groups, name: 'ours', address: sides.event.address };
  const own = await memoryOfEach(sides, sides.plenum, ours, () => giveState(sides));
  const bare = { ...groups, name: 'bare', address: sides.bareAddress };
  return { ours: own, bare: await memoryOfEach(sides, sides.bare, bare) };
}

/** In kilobytes. @param show makes a state, which those who have connected are sent. */
async function memoryOfEach(
  { clients }: LiveSides,
  server: ServerProcess,
  group: Group,
  show = async () => {},
): Promise<number> {
  const more: Group = { ...group, name: `${group.name}, the second thousand` };
  await clients.connect(group);
  await show();
  const before = await settledMemory(server);
  await clients.connect(more);
  const after = await settledMemory(server);
  await clients.ask({ do: 'close', group: more.name });
  await clients.ask({ do: 'close', group: group.name });
  return (after - before) / group.cookies.length / 1024;
}

async function settledMemory({ pid }: ServerProcess): Promise<number> {
  for (let collection = 0; collection < COLLECTIONS; collection += 1) {
    process.kill(pid, 'SIGCONT');
    await setTimeout(REST);
  }
  return residentMemory(pid);
}
