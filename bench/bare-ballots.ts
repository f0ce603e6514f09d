/**
 * The raw limit of the ballot figures, in a process of its own: a `ws` server, or with `http` a Fastify route, that
 * gathers ballots for 5 ms or 500 of them, puts them into SQLite in one transaction with the pragmas of ours, and
 * acknowledges them. Whoever subscribes is sent the turnout at most ten times a second, written once for all.
 */
import type { AddressInfo } from 'node:net';
import SQLite from 'better-sqlite3';
import fastify from 'fastify';
import { type WebSocket, WebSocketServer } from 'ws';

const [file, kind] = process.argv.slice(2);
if (file === undefined) throw new Error('Expected the file of the database.');

/** In milliseconds. */
const LONGEST_GATHERED = 5;
const MOST_GATHERED = 500;
const LEAST_GAP = 100;

interface Ballot {
  readonly poll: string;
  readonly voter: string;
  readonly id: string;
  readonly choice: string;
}

const database = new SQLite(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('create table ballot (poll text, voter text, id text, choice text, primary key (poll, voter))');
const insert = database.prepare('insert into ballot values (?, ?, ?, ?) on conflict do nothing');
const insertAll = database.transaction((ballots: readonly Ballot[]) => {
  for (const { poll, voter, id, choice } of ballots) insert.run(poll, voter, id, choice);
});

let waiting: { readonly ballot: Ballot; readonly stored: () => void }[] = [];
let timer: NodeJS.Timeout | undefined;

function keep(ballot: Ballot, stored: () => void): void {
  const gathered = waiting.push({ ballot, stored });
  if (gathered === MOST_GATHERED) write();
  else timer ??= setTimeout(write, LONGEST_GATHERED);
}

function write(): void {
  clearTimeout(timer);
  timer = undefined;
  const batch = waiting;
  waiting = [];
  insertAll(batch.map(({ ballot }) => ballot));
  for (const { stored } of batch) stored();
  for (const { ballot } of batch) turnouts.set(ballot.poll, (turnouts.get(ballot.poll) ?? 0) + 1);
  for (const poll of new Set(batch.map(({ ballot }) => ballot.poll))) changed(poll);
}

const turnouts = new Map<string, number>();
const listeners = new Map<string, Set<WebSocket>>();
const pushing = new Set<string>();

/** Pushed at once, and what changes within the gap at its end. */
function changed(poll: string): void {
  if (pushing.has(poll) || !listeners.has(poll)) return;
  pushing.add(poll);
  const told = push(poll);
  setTimeout(() => {
    pushing.delete(poll);
    if (turnouts.get(poll) !== told) changed(poll);
  }, LEAST_GAP);
}

function push(poll: string): number | undefined {
  const turnout = turnouts.get(poll);
  const frame = Buffer.from(JSON.stringify({ op: 'state', topic: `poll:${poll}`, state: { turnout } }));
  for (const socket of listeners.get(poll) ?? []) socket.send(frame, { binary: false });
  return turnout;
}

function listen(socket: WebSocket, topic: string): void {
  const poll = topic.replace('poll:', '');
  const known = listeners.get(poll) ?? new Set<WebSocket>();
  listeners.set(poll, known.add(socket));
}

let voters = 0;

if (kind === 'http') {
  const app = fastify();
  app.post<{ Params: { id: string }; Body: { clientId: string; options: string[] } }>(
    '/api/polls/:id/ballot',
    ({ params, body, headers }, reply) => {
      const ballot = { poll: params.id, voter: headers.cookie ?? '', id: body.clientId };
      keep({ ...ballot, choice: JSON.stringify(body.options) }, () => reply.send({}));
    },
  );
  process.stdout.write(`ready ${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);
} else {
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  sockets.on('connection', (socket) => {
    voters += 1;
    const voter = String(voters);
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as {
        op: string;
        id: string;
        poll: string;
        options: string[];
        topic: string;
      };
      if (frame.op === 'subscribe') listen(socket, frame.topic);
      if (frame.op !== 'ballot') return;
      const ballot = { poll: frame.poll, voter, id: frame.id, choice: JSON.stringify(frame.options) };
      keep(ballot, () => socket.send(JSON.stringify({ op: 'ack', id: frame.id })));
    });
  });
  sockets.on('listening', () => {
    process.stdout.write(`ready http://127.0.0.1:${(sockets.address() as AddressInfo).port}\n`);
  });
}
process.on('SIGTERM', () => process.exit(0));
