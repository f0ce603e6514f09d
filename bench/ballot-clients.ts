/**
 * People who vote, in a process of their own: each has one socket, the first of them follow the polls. Told a poll, all
 * vote once in it, one third for each of its three options, and the parent is told how long that took, the 99th
 * percentile of the acknowledgements, and how many states the first of them was sent meanwhile.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { percentile } from './measurement.ts';

export interface VotersGiven {
  readonly kind: 'socket' | 'http';
  /** Of the socket or of the server. */
  readonly address: string;
  readonly cookies: readonly string[];
  /** What goes with the changes of each, in the order of the cookies. Empty over a socket. */
  readonly tokens: readonly string[];
  /** So many of them follow the polls. */
  readonly listeners: number;
  readonly polls: readonly string[];
  /** How many ballots are under way at once. */
  readonly atOnce: number;
}

export interface VoteWanted {
  readonly poll: string;
  /** Of ballots, evenly, however many are under way; without it the next follows each that is acknowledged. */
  readonly perSecond?: number;
}

export interface Voted {
  /** In milliseconds. */
  readonly took: number;
  readonly p99: number;
  /** Of the poll, to the first who follows it. */
  readonly states: number;
}

/** Which option is chosen by whom. */
const OPTIONS = ['a', 'b', 'c'];

type Cast = (poll: string) => Promise<void>;

let voters: readonly Cast[] = [];
let atOnce = 1;
let states = 0;

process.on('message', (message: { readonly open: VotersGiven } | { readonly vote: VoteWanted }) => {
  const answering = 'open' in message ? open(message.open) : vote(message.vote);
  void answering.then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit(0));

async function open(given: VotersGiven): Promise<string> {
  atOnce = given.atOnce;
  const opened: Cast[] = [];
  for (let from = 0; from < given.cookies.length; from += 100) {
    const some = given.cookies.slice(from, from + 100).map((_, place) => openOne(given, from + place));
    opened.push(...(await Promise.all(some)));
  }
  voters = opened;
  return 'open';
}

function openOne(given: VotersGiven, place: number): Promise<Cast> {
  return given.kind === 'socket' ? socketOf(given, place) : Promise.resolve(sender(given, place));
}

async function socketOf({ address, cookies, listeners, polls }: VotersGiven, place: number): Promise<Cast> {
  const headers = { cookie: cookies[place] ?? '', origin: new URL(address).origin.replace('ws', 'http') };
  const socket = new WebSocket(address, { headers, perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map<string, { resolve(): void; reject(error: Error): void }>();
  socket.on('message', (data) => {
    const text = String(data);
    if (text.startsWith('{"op":"state"')) {
      if (place === 0) states += 1;
      return;
    }
    const { op, id = '' } = JSON.parse(text) as { op: string; id?: string };
    const waited = waiting.get(id);
    waiting.delete(id);
    if (op === 'ack') waited?.resolve();
    else if (waited) waited.reject(new Error(text));
  });
  if (place < listeners)
    for (const poll of polls) socket.send(JSON.stringify({ op: 'subscribe', topic: `poll:${poll}` }));
  const options = [OPTIONS[place % OPTIONS.length]];
  return (poll) =>
    new Promise<void>((resolve, reject) => {
      const id = randomUUID();
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ op: 'ballot', id, poll, options }));
    });
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

function sender({ address, cookies, tokens }: VotersGiven, place: number): Cast {
  const { hostname, port, origin } = new URL(address);
  const headers = {
    ...{ cookie: cookies[place] ?? '', origin, 'x-csrf-token': tokens[place] ?? '' },
    'content-type': 'application/json',
  };
  return (poll) =>
    new Promise<void>((resolve, reject) => {
      const path = `/api/polls/${poll}/ballot`;
      const sent = request({ method: 'POST', hostname, port, path, agent, headers }, (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode === 200) resolve();
          else reject(new Error(`answered ${response.statusCode}`));
        });
      });
      sent.on('error', reject);
      sent.end(JSON.stringify({ clientId: randomUUID(), options: ['a'] }));
    });
}

async function vote({ poll, perSecond }: VoteWanted): Promise<Voted> {
  const latencies: number[] = [];
  const begun = performance.now();
  const statesBefore = states;
  const castOne = async (cast: Cast): Promise<void> => {
    const from = performance.now();
    await cast(poll);
    latencies.push(performance.now() - from);
  };
  await (perSecond === undefined ? inTurn(castOne) : evenly(castOne, perSecond));
  return { took: performance.now() - begun, p99: percentile(latencies, 0.99), states: states - statesBefore };
}

async function inTurn(castOne: (cast: Cast) => Promise<void>): Promise<void> {
  let next = 0;
  const some = async (): Promise<void> => {
    for (let cast = voters[next++]; cast; cast = voters[next++]) await castOne(cast);
  };
  await Promise.all(Array.from({ length: atOnce }, some));
}

/** Whatever is due is sent each millisecond. */
async function evenly(castOne: (cast: Cast) => Promise<void>, perSecond: number): Promise<void> {
  const casting: Promise<void>[] = [];
  const begun = performance.now();
  while (casting.length < voters.length) {
    const due = Math.min(voters.length, ((performance.now() - begun) / 1_000) * perSecond);
    while (casting.length < due) casting.push(castOne(voters[casting.length] as Cast));
    await setTimeout(1);
  }
  await Promise.all(casting);
}
