/** What the live figures are measured on: our server with an event, a plain `ws` server, and processes of clients. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientProcesses } from './client-process.ts';
import { LiveEvent, signInPeople } from './live-event.ts';
import { type ServerProcess, startPlenumOn, startServer } from './processes.ts';

/** Of the day that is on: a view of some kilobytes. */
const SESSIONS = 12;

export interface LiveSides {
  readonly event: LiveEvent;
  readonly plenum: ServerProcess;
  /** The plain server. */
  readonly bare: ServerProcess;
  readonly bareAddress: string;
  readonly clients: ClientProcesses;
  /** Of so many people, who are signed in. */
  readonly cookies: readonly string[];
}

interface Size {
  readonly people: number;
  /** Of clients. */
  readonly processes: number;
}

/** @param options of Node.js itself, for both servers. */
export async function withLiveSides<T>(
  { people, processes }: Size,
  measure: (sides: LiveSides) => Promise<T>,
  options: readonly string[] = [],
): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-bench-'));
  const clients = new ClientProcesses(processes);
  const bare = await startServer([...options, join(import.meta.dirname, 'bare-live-server.js')]);
  const plenum = await startPlenumOn(dataDir, {}, 'quiet', options);
  try {
    const event = new LiveEvent(plenum);
    await event.publish(SESSIONS);
    const cookies = await signInPeople(dataDir, people);
    return await measure({ event, plenum, bare, bareAddress: bare.url.replace('http', 'ws'), clients, cookies });
  } finally {
    await clients.stop();
    await plenum.stop();
    await bare.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Gives the plain server the very frame that ours sent last. */
export async function giveState({ clients, bare }: Pick<LiveSides, 'clients' | 'bare'>): Promise<void> {
  const [answer] = await clients.ask({ do: 'frame', group: 'ours' });
  await sent(`${bare.url}/state`, { method: 'PUT', body: answer?.frame ?? '' });
}

export async function broadcast(url: string): Promise<void> {
  await sent(`${url}/broadcast`, { method: 'POST' });
}

async function sent(url: string, request: RequestInit): Promise<void> {
  const response = await fetch(url, request);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}
