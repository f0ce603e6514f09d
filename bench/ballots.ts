/**
 * How many ballots a second are acknowledged, each on the disk, and how long the slowest of a hundred waits: over the
 * socket while 1,000 follow the poll, and over HTTP, where nobody does.
 *
 * The bare server beside it, `ws` or a Fastify route, has the same setting: the same sockets and listeners, who are
 * pushed the turnout at most ten times a second, and ballots of 5 ms or 500 put into better-sqlite3 in one transaction
 * with `synchronous = FULL`. It knows nobody, checks nothing, and stores no versions.
 *
 * In each round everybody votes once in a poll of its own, at ours and at the bare server in turn. How many a second is
 * measured at saturation, with a given number of ballots under way. How long the slowest wait is measured below it, with
 * the same load offered to both: half as many ballots a second as ours took, sent evenly. The voters are one process
 * for each side, alike.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../server/database.ts';
import { writePoll } from '../tests/faults/open-poll.ts';
import type { Voted, VotersGiven } from './ballot-clients.ts';
import { LiveEvent, SLUG, signInPeople } from './live-event.ts';
import { type BenchPart, type Measurement, median } from './measurement.ts';
import { startPlenumOn, startServer } from './processes.ts';
import { Voters } from './voters.ts';

const LISTENERS = 1_000;
const SIZES = { socket: { voters: 3_000, atOnce: 500 }, http: { voters: 1_000, atOnce: 100 } } as const;
const WARMING = 4;
const ROUNDS = 9;
/** Below saturation. */
const EVEN_ROUNDS = 7;
const SHARE_OF_OURS = 0.5;

type Kind = VotersGiven['kind'];

export const ballotsOverSockets: BenchPart = {
  names: ['ballots-socket', 'ballots-socket-p99'],
  measure: async () => {
    const { full, even } = await inTurn('socket', EVEN_ROUNDS);
    return [rate('ballots-socket', 'socket', 0.6, full), slowest('ballots-socket-p99', even)];
  },
};

export const ballotsOverHttp: BenchPart = {
  names: ['ballots-http'],
  measure: async () => {
    const { full } = await inTurn('http', 0);
    return [rate('ballots-http', 'http', 0.5, full)];
  },
};

interface Sides {
  readonly ours: readonly Voted[];
  readonly bare: readonly Voted[];
}

interface Rounds {
  /** At saturation. */
  readonly full: Sides;
  /** Below it. */
  readonly even: Sides;
}

async function inTurn(kind: Kind, evenRounds: number): Promise<Rounds> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-bench-'));
  const plenum = await startPlenumOn(dataDir, {}, 'quiet');
  const bare = await startServer([join(import.meta.dirname, 'bare-ballots.js'), join(dataDir, 'bare.sqlite'), kind]);
  const [atOurs, atBare] = [new Voters(), new Voters()];
  try {
    const event = new LiveEvent(plenum);
    await event.publish(2);
    const { voters, atOnce } = SIZES[kind];
    const cookies = await signInPeople(dataDir, voters);
    const polls = await writePolls(dataDir, WARMING + ROUNDS + evenRounds);
    const tokens = kind === 'http' ? await tokensOf(plenum.url, cookies) : [];
    const given = { kind, cookies, tokens, polls, atOnce, listeners: LISTENERS };
    await atOurs.open({ ...given, address: kind === 'socket' ? event.address : plenum.url });
    await atBare.open({ ...given, address: kind === 'socket' ? bare.url.replace('http', 'ws') : bare.url });
    const full = await rounds(atOurs, atBare, polls.slice(0, WARMING + ROUNDS));
    const perSecond = perSecondOf(kind, full.ours.slice(WARMING)) * SHARE_OF_OURS;
    const even = await rounds(atOurs, atBare, polls.slice(WARMING + ROUNDS), perSecond);
    return { full: { ours: full.ours.slice(WARMING), bare: full.bare.slice(WARMING) }, even };
  } finally {
    for (const voters of [atOurs, atBare]) voters.stop();
    await plenum.stop();
    await bare.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function rounds(atOurs: Voters, atBare: Voters, polls: readonly string[], perSecond?: number): Promise<Sides> {
  const ours: Voted[] = [];
  const bare: Voted[] = [];
  for (const poll of polls) {
    const wanted = { poll, ...(perSecond !== undefined && { perSecond }) };
    bare.push(await atBare.vote(wanted));
    ours.push(await atOurs.vote(wanted));
  }
  return { ours, bare };
}

export async function writePolls(dataDir: string, count: number): Promise<string[]> {
  const { db, close } = await openDatabase({ dataDir });
  const { id } = await db.selectFrom('agenda_event').select('id').where('slug', '=', SLUG).executeTakeFirstOrThrow();
  const polls: string[] = [];
  for (let poll = 0; poll < count; poll += 1) polls.push(await writePoll(db, id));
  await close();
  return polls;
}

export async function tokensOf(url: string, cookies: readonly string[]): Promise<string[]> {
  const tokens: string[] = [];
  for (const cookie of cookies) {
    const me = (await (await fetch(`${url}/api/me`, { headers: { cookie } })).json()) as { readonly csrfToken: string };
    tokens.push(me.csrfToken);
  }
  return tokens;
}

function perSecondOf(kind: Kind, voted: readonly Voted[]): number {
  return (SIZES[kind].voters / median(voted.map(({ took }) => took))) * 1_000;
}

function rate(name: string, kind: Kind, target: number, { ours, bare }: Sides): Measurement {
  const [measured, reference] = [perSecondOf(kind, ours), perSecondOf(kind, bare)];
  return { name, value: measured / reference, unit: 'ratio', better: 'higher', target, reference, measured };
}

function slowest(name: string, { ours, bare }: Sides): Measurement {
  const [measured, reference] = [ours, bare].map((voted) => median(voted.map(({ p99 }) => p99))) as [number, number];
  const rest = { unit: 'ratio', better: 'lower', target: 2, measuredIn: 'ms' } as const;
  return { name, value: measured / reference, ...rest, reference, measured };
}
