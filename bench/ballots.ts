/**
 * How many ballots a second are acknowledged, each on the disk, and how long the slowest of a hundred waits: over the
 * socket while 1,000 follow the poll, and over HTTP. Beside a bare `ws` server and a bare Fastify route with the same
 * group commit, which know nobody, check nothing and push nothing.
 *
 * In each round everybody votes once in a poll of its own, at ours and at the bare server in turn, with a given
 * number of ballots under way. The voters are one process, the same for both.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../server/database.ts';
import { writePoll } from '../tests/faults/open-poll.ts';
import type { Voted, VotersGiven } from './ballot-clients.ts';
import { LiveEvent, SLUG, signInPeople } from './live-event.ts';
import { type BenchPart, type Measurement, median } from './measurement.ts';
import { startPlenumOn, startServer } from './processes.ts';

const LISTENERS = 1_000;
const SIZES = { socket: { voters: 3_000, atOnce: 500 }, http: { voters: 1_000, atOnce: 100 } } as const;
const WARMING = 4;
const ROUNDS = 9;

type Kind = VotersGiven['kind'];

export const ballotsOverSockets: BenchPart = {
  names: ['ballots-socket', 'ballots-socket-p99'],
  measure: async () => {
    const { ours, bare } = await inTurn('socket');
    return [rate('ballots-socket', 'socket', 0.6, ours, bare), slowest('ballots-socket-p99', ours, bare)];
  },
};

export const ballotsOverHttp: BenchPart = {
  names: ['ballots-http'],
  measure: async () => {
    const { ours, bare } = await inTurn('http');
    return [rate('ballots-http', 'http', 0.5, ours, bare)];
  },
};

interface Sides {
  readonly ours: readonly Voted[];
  readonly bare: readonly Voted[];
}

async function inTurn(kind: Kind): Promise<Sides> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-bench-'));
  const plenum = await startPlenumOn(dataDir, {}, 'quiet');
  const bare = await startServer([join(import.meta.dirname, 'bare-ballots.js'), join(dataDir, 'bare.sqlite'), kind]);
  const [atOurs, atBare] = [startVoters(), startVoters()];
  try {
    const event = new LiveEvent(plenum);
    await event.publish(2);
    const { voters, atOnce } = SIZES[kind];
    const cookies = await signInPeople(dataDir, voters);
    const polls = await writePolls(dataDir, WARMING + ROUNDS);
    const tokens = kind === 'http' ? await tokensOf(plenum.url, cookies) : [];
    const given = { kind, cookies, tokens, polls, atOnce };
    const address = kind === 'socket' ? event.address : plenum.url;
    const bareAddress = kind === 'socket' ? bare.url.replace('http', 'ws') : bare.url;
    await ask(atOurs, { open: { ...given, address, listeners: LISTENERS } });
    await ask(atBare, { open: { ...given, address: bareAddress, listeners: 0 } });
    return await rounds(atOurs, atBare, polls);
  } finally {
    for (const voters of [atOurs, atBare]) voters.disconnect();
    await plenum.stop();
    await bare.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function rounds(atOurs: ChildProcess, atBare: ChildProcess, polls: readonly string[]): Promise<Sides> {
  const ours: Voted[] = [];
  const bare: Voted[] = [];
  for (const poll of polls) {
    bare.push((await ask(atBare, { vote: poll })) as Voted);
    ours.push((await ask(atOurs, { vote: poll })) as Voted);
  }
  return { ours: ours.slice(WARMING), bare: bare.slice(WARMING) };
}

function startVoters(): ChildProcess {
  return fork(join(import.meta.dirname, 'ballot-clients.js'), { execArgv: [] });
}

async function ask(
  voters: ChildProcess,
  message: { readonly open: VotersGiven } | { readonly vote: string },
): Promise<Voted | 'open'> {
  voters.send(message);
  const over = new AbortController();
  const { signal } = over;
  const ended = once(voters, 'exit', { signal }).then(() => Promise.reject(new Error('the voters ended')));
  try {
    const [answer] = await Promise.race([once(voters, 'message', { signal }), ended]);
    return answer as Voted | 'open';
  } finally {
    ended.catch(() => {});
    over.abort();
  }
}

async function writePolls(dataDir: string, count: number): Promise<string[]> {
  const { db, close } = await openDatabase({ dataDir });
  const { id } = await db.selectFrom('agenda_event').select('id').where('slug', '=', SLUG).executeTakeFirstOrThrow();
  const polls: string[] = [];
  for (let poll = 0; poll < count; poll += 1) polls.push(await writePoll(db, id));
  await close();
  return polls;
}

async function tokensOf(url: string, cookies: readonly string[]): Promise<string[]> {
  const tokens: string[] = [];
  for (const cookie of cookies) {
    const me = (await (await fetch(`${url}/api/me`, { headers: { cookie } })).json()) as { readonly csrfToken: string };
    tokens.push(me.csrfToken);
  }
  return tokens;
}

function rate(name: string, kind: Kind, target: number, ours: readonly Voted[], bare: readonly Voted[]): Measurement {
  const inSecond = (voted: readonly Voted[]) => (SIZES[kind].voters / median(voted.map(({ took }) => took))) * 1_000;
  const [measured, reference] = [inSecond(ours), inSecond(bare)];
  return { name, value: measured / reference, unit: 'ratio', better: 'higher', target, reference, measured };
}

function slowest(name: string, ours: readonly Voted[], bare: readonly Voted[]): Measurement {
  const [measured, reference] = [ours, bare].map((voted) => median(voted.map(({ p99 }) => p99))) as [number, number];
  const rest = { unit: 'ratio', better: 'lower', target: 2, measuredIn: 'ms' } as const;
  return { name, value: measured / reference, ...rest, reference, measured };
}
