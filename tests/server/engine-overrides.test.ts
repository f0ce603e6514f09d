import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import Fastify from 'fastify';
import { afterAll, expect, it } from 'vitest';

// Two packages are held at their last versions for Node.js 20 by `overrides` in package.json, each below
// what its user asks for. These are the two uses that would break.

const folder = mkdtempSync(join(tmpdir(), 'plenum-static-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('injects cookies with the cookie package held back', async () => {
  const app = Fastify();
  app.get('/', async (request) => request.headers.cookie);
  const answer = await app.inject({ url: '/', cookies: { session: 'a b;c', theme: 'dark' } });
  expect(answer.body).toBe('session=a%20b%3Bc; theme=dark');
});

it('reads set cookies with the cookie package held back', async () => {
  const app = Fastify();
  app.get('/', async (_request, reply) => reply.header('set-cookie', 'session=x; Path=/; HttpOnly').send());
  expect((await app.inject('/')).cookies).toEqual([{ name: 'session', value: 'x', path: '/', httpOnly: true }]);
});

it('names a downloaded file beyond ASCII with the content-disposition package held back', async () => {
  const app = Fastify();
  writeFileSync(join(folder, 'plan.txt'), 'the plan');
  await app.register(fastifyStatic, { root: folder });
  app.get('/get', (_request, reply) => reply.download('plan.txt', 'Plänchen “1”.txt'));
  const answer = await app.inject('/get');
  expect(answer.body).toBe('the plan');
  expect(answer.headers['content-disposition']).toBe(
    `attachment; filename="Pl?nchen ?1?.txt"; filename*=UTF-8''Pl%C3%A4nchen%20%E2%80%9C1%E2%80%9D.txt`,
  );
});
