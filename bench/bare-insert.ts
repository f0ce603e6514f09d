/** The raw limit of the sign-in figure: Fastify with one route that puts a row into SQLite, in a process of its own. */
import { randomUUID } from 'node:crypto';
import SQLite from 'better-sqlite3';
import fastify from 'fastify';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Expected the file of the database.');

const database = new SQLite(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('create table wish (id text primary key, email text not null, at integer not null)');
const insert = database.prepare('insert into wish (id, email, at) values (?, ?, ?)');

const app = fastify();
app.post<{ Body: { email: string } }>('/api/sign-in', (request, reply) => {
  const id = randomUUID();
  insert.run(id, request.body.email, Date.now());
  reply.code(202).send({ request: id });
});
const address = await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`ready ${address}\n`);
process.on('SIGTERM', () => process.exit(0));
