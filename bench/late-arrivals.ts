/**
 * 200 people come late, evenly within ten seconds, to a round of 1,000 in 50 rooms whose pages are all open: each of
 * those follows the rounds and their own room. How long the slowest of a hundred waits from asking for a place until
 * their page has the view of their room. Refused as a figure where anybody else is moved, anybody has no place, or
 * rooms are not within one of each other.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tokensOf } from './ballots.ts';
import { ClientProcesses } from './client-process.ts';
import type { Came, LateGiven } from './late-clients.ts';
import { LiveEvent, SLUG, signInPeople } from './live-event.ts';
import { type BenchPart, median, percentile } from './measurement.ts';
import { startPlenumOn } from './processes.ts';
import { makeRounds, participantsOf, placeAll, placesOf } from './room-round.ts';

const WATCHERS = 1_000;
const LATE = 200;
const ROOMS = 50;
const SECONDS = 10;
/** Sessions, in which the same people come late; the first does not count. */
const ROUNDS = 3;

export const lateArrivals: BenchPart = {
  names: ['late-arrivals', 'late-arrivals-median'],
  measure: async () => {
    const rounds = await arrivals();
    const waits = rounds.slice(1).flat();
    const stated = { unit: 'ms', better: 'lower', reference: null } as const;
    const [p99, middle] = [percentile(waits, 0.99), median(waits)];
    return [
      { name: 'late-arrivals', value: p99, measured: p99, target: 1_000, ...stated },
      { name: 'late-arrivals-median', value: middle, measured: middle, target: null, ...stated },
    ];
  },
};

/** @returns of each round, how long everybody who came late waited; in milliseconds. */
async function arrivals(): Promise<(readonly number[])[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-bench-'));
  const plenum = await startPlenumOn(dataDir, {}, 'quiet');
  const watchers = new ClientProcesses(1);
  try {
    const event = new LiveEvent(plenum);
    await event.publish(ROUNDS, 1, 'breakout');
    const cookies = await signInPeople(dataDir, WATCHERS + LATE);
    const late = cookies.slice(WATCHERS);
    const tokens = await tokensOf(plenum.url, late);
    const people = await participantsOf(dataDir);
    const waits: (readonly number[])[] = [];
    for (const round of await makeRounds(event, dataDir, ROOMS)) {
      const set = await placeAll(event, round, people.slice(0, WATCHERS));
      for (const [at, room] of round.rooms.entries()) {
        const own = cookies.slice(0, WATCHERS).filter((_, place) => place % ROOMS === at);
        const topics = ['rounds', `round:${round.id}:room:${room}`];
        await watchers.connect({ name: room, address: event.address, cookies: own, topics, atOnce: own.length });
      }
      const before = await placesOf(dataDir, set);
      const path = `/api/events/${SLUG}/me/breakouts/${round.id}`;
      const given = { url: plenum.url, address: event.address, cookies: late, tokens, path, round: round.id };
      const came = await comeLate({ ...given, seconds: SECONDS });
      demandRight(before, await placesOf(dataDir, set), people.slice(WATCHERS), came);
      waits.push(came.waits);
      for (const room of round.rooms) await watchers.ask({ do: 'close', group: room });
    }
    return waits;
  } finally {
    await watchers.stop();
    await plenum.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function comeLate(given: LateGiven): Promise<Came> {
  const clients = fork(join(import.meta.dirname, 'late-clients.js'), { execArgv: [] });
  try {
    await answerTo(clients, { open: given });
    return (await answerTo(clients, { come: true })) as Came;
  } finally {
    clients.disconnect();
  }
}

async function answerTo(clients: ChildProcess, message: object): Promise<unknown> {
  clients.send(message);
  const over = new AbortController();
  const { signal } = over;
  const ended = once(clients, 'exit', { signal }).then(() => Promise.reject(new Error('those who come late ended')));
  try {
    const [answer] = await Promise.race([once(clients, 'message', { signal }), ended]);
    return answer;
  } finally {
    ended.catch(() => {});
    over.abort();
  }
}

type Places = ReadonlyMap<string, string>;

/** @throws Error where it was not done as it has to be. */
function demandRight(before: Places, after: Places, late: readonly string[], { rooms }: Came): void {
  const moved = [...before].filter(([person, room]) => after.get(person) !== room).length;
  if (moved > 0) throw new Error(`${moved} people were moved`);
  const elsewhere = late.filter((person, at) => after.get(person) !== rooms[at]).length;
  if (elsewhere > 0) throw new Error(`${elsewhere} people were told another room than they have`);
  if (after.size !== WATCHERS + LATE) throw new Error(`${after.size} people have a place`);
  const sizes = new Map<string, number>();
  for (const room of after.values()) sizes.set(room, (sizes.get(room) ?? 0) + 1);
  const [most, least] = [Math.max(...sizes.values()), Math.min(...sizes.values())];
  if (most - least > 1) throw new Error(`rooms hold from ${least} to ${most} people`);
}
