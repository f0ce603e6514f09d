/**
 * How long it takes after a kill -9 until 1,000 clients are back and have been told that what they have is
 * current. The server is started again on the same data and port as soon as it is gone; the clients come back by
 * the rule of the pages, `web/shell/reconnect.ts`, each with the version that it has. None has been seen for an
 * hour, so that the server writes down that it was.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientProcesses } from './client-process.ts';
import { forgetLastSeen, LiveEvent, signInPeople } from './live-event.ts';
import { clockMs } from './live-order.ts';
import { type BenchPart, median } from './measurement.ts';
import { startPlenumOn } from './processes.ts';

const ROUNDS = 3;
const PEOPLE = 1_000;
const AT_ONCE = 100;
const SESSIONS = 12;
/** In seconds. */
const TARGET = 10;

export const liveReconnect: BenchPart = {
  names: ['live-reconnect-1000'],
  measure: async () => {
    const seconds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) seconds.push((await reconnectOnce()) / 1_000);
    const value = median(seconds);
    const stated = { unit: 's', better: 'lower', target: TARGET, reference: null } as const;
    return [{ name: 'live-reconnect-1000', value, measured: value, ...stated }];
  },
};

/** In milliseconds, from the kill on. */
async function reconnectOnce(): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-bench-'));
  const clients = new ClientProcesses(1);
  let server = await startPlenumOn(dataDir, {}, 'quiet');
  try {
    const event = new LiveEvent(server);
    await event.publish(SESSIONS);
    const cookies = await signInPeople(dataDir, PEOPLE);
    await clients.connect({ name: 'ours', address: event.address, cookies, topics: ['now'], atOnce: AT_ONCE });
    await forgetLastSeen(dataDir);
    await clients.ask({ do: 'return', group: 'ours' });
    const begunAt = clockMs();
    await server.kill();
    server = await startPlenumOn(dataDir, { PORT: new URL(server.url).port }, 'quiet');
    return (await clients.lastAt({ do: 'returned', group: 'ours' })) - begunAt;
  } finally {
    await clients.stop();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
