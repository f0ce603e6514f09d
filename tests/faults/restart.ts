/**
 * Kills a real server while 300 clients follow `now` and banners are put up, and starts it again: all must be back
 * within ten seconds and show what was acknowledged or newer; none may ever be told of an older state than it had.
 * The clients are a process of their own and come back by the rule of the pages, `web/shell/reconnect.ts`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { NowView } from '../../agenda/show/show-view.ts';
import { ClientProcesses } from '../../bench/client-process.ts';
import { LiveEvent, signInPeople } from '../../bench/live-event.ts';
import { clockMs } from '../../bench/live-order.ts';
import { type ServerProcess, startPlenumOn } from '../../bench/processes.ts';
import { Dice } from './dice.ts';
import type { FaultOptions, FaultResult, FaultRun } from './fault-run.ts';

const KILLS = 10;
const CLIENTS = 300;
const AT_ONCE = 100;
const SESSIONS = 12;
/** The longest that banners are put up before the cut, in milliseconds. */
const LONGEST_WORK = 1_500;
/** Until all must be back, in milliseconds. */
const LONGEST_AWAY = 10_000;

export const restart: FaultRun = {
  name: 'restart',
  about: `${KILLS} kills while ${CLIENTS} clients follow what is on`,
  run: async (options) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'plenum-restart-'));
    const clients = new ClientProcesses(1);
    try {
      return [await killOften(dataDir, clients, options)];
    } finally {
      await clients.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

interface Frame {
  readonly version: number;
  readonly state: NowView;
}

async function killOften(dataDir: string, clients: ClientProcesses, options: FaultOptions): Promise<FaultResult> {
  const { tries = KILLS, seed } = options;
  const dice = new Dice(seed);
  const losses = { 'back too late': 0, 'not told alike': 0, 'acknowledged not shown': 0, 'shown an older state': 0 };
  let server = await startPlenumOn(dataDir, {}, 'quiet');
  const event = new LiveEvent(server);
  await event.publish(SESSIONS);
  const cookies = await signInPeople(dataDir, CLIENTS);
  await clients.connect({ name: 'ours', address: event.address, cookies, topics: ['now'], atOnce: AT_ONCE });
  let longest = 0;
  let longestStart = 0;
  for (let kill = 1; kill <= tries; kill += 1) {
    const showing = showUntilCutOff(event, kill);
    await setTimeout(dice.throw(LONGEST_WORK));
    await clients.ask({ do: 'return', group: 'ours' });
    const begunAt = clockMs();
    server = await killAndStart(server, dataDir);
    const acknowledged = await showing;
    const away = (await clients.lastAt({ do: 'returned', group: 'ours' })) - begunAt;
    longest = Math.max(longest, away);
    longestStart = Math.max(longestStart, server.startedInMs);
    if (away > LONGEST_AWAY) losses['back too late'] += 1;
    const { versions, frame } = await whatTheyShow(clients);
    if (new Set([...versions, frame.version]).size > 1) losses['not told alike'] += 1;
    if (acknowledged > newestOf(frame.state)) losses['acknowledged not shown'] += 1;
  }
  const [{ backwards = 0 } = {}] = await clients.ask({ do: 'versions', group: 'ours' });
  losses['shown an older state'] = backwards;
  await clients.ask({ do: 'close', group: 'ours' });
  await server.stop();
  return {
    run: 'restart',
    tries,
    losses,
    remark: `all were back after ${inSeconds(longest)} at the latest, the server itself after ${inSeconds(longestStart)}`,
  };
}

function inSeconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

async function killAndStart(server: ServerProcess, dataDir: string): Promise<ServerProcess> {
  await server.kill();
  return await startPlenumOn(dataDir, { PORT: new URL(server.url).port }, 'quiet');
}

/** So many banners a kill, at most: they are numbered through. */
const BANNERS = 1_000;

/** Puts up banners and takes them away again, all but the newest. @returns the number of the last acknowledged. */
async function showUntilCutOff(event: LiveEvent, kill: number): Promise<number> {
  let acknowledged = 0;
  let takeAway = async () => {};
  for (let number = kill * BANNERS; number < (kill + 1) * BANNERS; number += 1) {
    try {
      const former = takeAway;
      takeAway = await event.showBanner(String(number));
      acknowledged = number;
      await former();
    } catch {
      break;
    }
  }
  return acknowledged;
}

async function whatTheyShow(clients: ClientProcesses): Promise<{ versions: readonly number[]; frame: Frame }> {
  const [{ versions = [] } = {}] = await clients.ask({ do: 'versions', group: 'ours' });
  const [{ frame = '' } = {}] = await clients.ask({ do: 'frame', group: 'ours' });
  return { versions, frame: JSON.parse(frame) as Frame };
}

function newestOf({ banners }: NowView): number {
  return Math.max(0, ...banners.map(({ text }) => Number(text)));
}
