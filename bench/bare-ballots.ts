/**
 * The raw limit of the ballot figures, in a process of its own: a `ws` server, or with `http` a Fastify route, that
 * gathers ballots for 5 ms, puts them into SQLite in one transaction with the pragmas of ours, and acknowledges them.
 */
import type { AddressInfo } from 'node:net';
import SQLite from 'better-sqlite3';
import fastify from 'fastify';
import { WebSocketServer } from 'ws';

const [file, kind] = process.argv.slice(2);
if (file === undefined) throw new Error('Expected the file of the database.');

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

function keep(ballot: Ballot, stored: () => void): void {
  if (waiting.push({ ballot, stored }) === 1) setTimeout(write, 5);
}

function write(): void {
  const batch = waiting;
  waiting = [];
  insertAll(batch.map(({ ballot }) => ballot));
  for (const { stored } of batch) stored();
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
      const frame = JSON.parse(String(data)) as { op: string; id: string; poll: string; options: string[] };
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
