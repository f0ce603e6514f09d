/** The raw limit of the feed figures: Fastify with one route that returns a buffer, in a process of its own. */
import { readFileSync } from 'node:fs';
import fastify from 'fastify';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Expected the file whose bytes are to be returned.');

const bytes = readFileSync(file);
const app = fastify();
app.get('/calendar.ics', (_request, reply) => {
  reply.type('text/calendar; charset=utf-8').send(bytes);
});
const address = await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`ready ${address}\n`);
process.on('SIGTERM', () => process.exit(0));
