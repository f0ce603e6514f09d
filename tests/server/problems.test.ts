import multipart from '@fastify/multipart';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../kernel/errors.ts';
import { eachEngine } from '../engines.ts';
import { type ServedApp, serve } from './serve.ts';

const BOUNDARY = 'plenum-test';
const config = { policy: 'public' } as const;

eachEngine('an error over HTTP', (openTestDatabase) => {
  let served: ServedApp;

  beforeAll(async () => {
    served = await serve(await openTestDatabase(), async (app) => {
      const typed = app.withTypeProvider<ZodTypeProvider>();
      const body = z.strictObject({ title: z.string().max(5), sessions: z.array(z.object({ minutes: z.int() })) });
      const querystring = z.object({ day: z.coerce.number().int().optional() });
      typed.post('/api/things', { config, schema: { body, querystring } }, async () => ({ done: true }));
      typed.get('/api/broken', { config }, async () => {
        throw new Error('the secret ingredient is at /srv/plenum');
      });
      typed.get('/api/odd', { config }, async () => {
        throw 'a text, not an error';
      });
      const response = { 200: z.object({ number: z.number() }) };
      typed.get('/api/misshapen', { config, schema: { response } }, async () => ({ number: 'x' }) as never);
      typed.get('/api/stale', { config }, async () => {
        throw new AppError('revision-stale', 'Somebody changed it since.', { extra: { revision: 7 } });
      });
      typed.get('/api/cached', { config }, async (_request, reply) => {
        reply.header('etag', '"1"').header('cache-control', 'public, max-age=300');
        throw new AppError('unavailable', 'Not now.');
      });
      typed.get('/api/busy/:code', { config }, async (request) => {
        const { code } = request.params as { code: string };
        throw Object.assign(new Error('database is locked by /srv/plenum'), { code });
      });
      typed.get('/things/:name', { config }, async () => 'a page');
      typed.get('/files/*', { config }, async (_request, reply) => reply.callNotFound());
      await typed.register(async (room) => {
        await room.register(multipart, { limits: { fileSize: 1_000 } });
        room.post('/api/upload', { config }, async (request) => {
          const file = await request.file();
          return { bytes: (await file?.toBuffer())?.length };
        });
      });
    });
  });
  afterAll(() => served.app.close());

  const json = { 'content-type': 'application/json' };
  const formOf = (more: string) => ({ 'content-type': `multipart/form-data${more}` });
  const form = formOf(`; boundary=${BOUNDARY}`);
  const part = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="days"; filename="days.csv"\r\nContent-Type: text/csv\r\n\r\n`;

  async function post(url: string, payload: string, headers: Record<string, string> = json) {
    const answer = await served.app.inject({ method: 'POST', url, payload, headers });
    return { type: answer.headers['content-type'], problem: answer.json() as Record<string, unknown> };
  }

  async function get(url: string, headers: Record<string, string> = {}) {
    return served.app.inject({ url, headers });
  }

  it('is a problem document with a status, a code, a sentence and the id of its request', async () => {
    const answer = await get('/api/nothing');
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json()).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'There is nothing at this address.',
      code: 'not-found',
      requestId: answer.headers['x-request-id'],
    });
  });

  it.each(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', '40P01', '53300', '57P01', 'ECONNREFUSED'])(
    'asks to come back when the database cannot take it now (%s)',
    async (code) => {
      const answer = await get(`/api/busy/${code}`);
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
      expect(answer.json()).toMatchObject({
        code: 'unavailable',
        detail: 'The database is busy. Nothing was changed; try again in a moment.',
      });
    },
  );

  it('keeps a fault of the database that is none of being busy a fault of ours', async () => {
    expect((await get('/api/busy/SQLITE_CORRUPT')).statusCode).toBe(500);
  });

  it('names every fault of an input with its path', async () => {
    const payload = { title: 'too long', sessions: [{ minutes: 5 }, { minutes: 'ten' }], colour: 'red' };
    const { problem } = await post('/api/things', JSON.stringify(payload));
    expect([problem.status, problem.code]).toEqual([422, 'bad-input']);
    expect((problem.errors as { path: string }[]).map((fault) => fault.path).sort()).toEqual([
      'colour',
      'sessions.1.minutes',
      'title',
    ]);
    expect(problem.detail).toBe('3 things in the request are not as they should be.');
  });

  it('names a fault of the query with its place', async () => {
    const { problem } = await post('/api/things?day=x', '{"title":"a","sessions":[]}');
    expect((problem.errors as { path: string }[]).map((fault) => fault.path)).toEqual(['query.day']);
  });

  it.each([
    ['a body that is not JSON', '/api/things', '{"title":', json, 400, 'bad-request'],
    ['a body that would change prototypes', '/api/things', '{"__proto__":{"a":1}}', json, 400, 'bad-request'],
    ['an empty body', '/api/things', '', json, 400, 'bad-request'],
    ['a body of more than 64 kB', '/api/things', `"${'a'.repeat(64 * 1024)}"`, json, 413, 'too-large'],
    ['a body of another kind', '/api/things', '<a/>', { 'content-type': 'text/xml' }, 415, 'unsupported-media-type'],
    ['a body of no kind', '/api/things', 'a', {}, 415, 'unsupported-media-type'],
    ['JSON where a form was expected', '/api/upload', '{}', json, 415, 'unsupported-media-type'],
    ['a form without a boundary', '/api/upload', part, formOf(''), 415, 'unsupported-media-type'],
    [
      'a form with too long a boundary',
      '/api/upload',
      part,
      formOf(`; boundary=${'b'.repeat(300)}`),
      415,
      'unsupported-media-type',
    ],
    ['a form that breaks off in a file', '/api/upload', `${part}day,date`, form, 400, 'bad-request'],
    ['a form that breaks off in its head', '/api/upload', `--${BOUNDARY}\r\nContent-`, form, 400, 'bad-request'],
    [
      'a file that is too large',
      '/api/upload',
      `${part}${'a'.repeat(2_000)}\r\n--${BOUNDARY}--\r\n`,
      form,
      413,
      'too-large',
    ],
  ])('tells %s as a problem', async (_name, url, payload, headers: Record<string, string>, status, code) => {
    const { type, problem } = await post(url, payload, headers);
    expect([type, problem.status, problem.code]).toEqual(['application/problem+json; charset=utf-8', status, code]);
  });

  it('takes a body of just less than 64 kB', async () => {
    const payload = JSON.stringify({ title: 'a', sessions: [] }).padEnd(64 * 1024, ' ');
    expect((await served.app.inject({ method: 'POST', url: '/api/things', payload, headers: json })).statusCode).toBe(
      200,
    );
  });

  it.each(['/api/%', '/api/%ff', '/things/%E0%A4%A'])('tells an address that cannot be read: %s', async (url) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, 'bad-request']);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.body).not.toContain('%');
  });

  it.each(['/things/%', `/things/${'a'.repeat(600)}`])('tells a browser on a page: %s', async (url) => {
    const answer = await get(url, { accept: 'text/html' });
    expect([answer.statusCode >= 400, answer.headers['content-type']]).toEqual([true, 'text/html; charset=utf-8']);
    const nonce = /<style nonce="([^"]+)">/.exec(answer.body)?.[1];
    expect(answer.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'; `);
  });

  it('tells an address that is too long', async () => {
    expect((await get(`/things/${'a'.repeat(600)}`)).statusCode).toBe(414);
  });

  it('tells which methods an address takes', async () => {
    const answer = await served.app.inject({ method: 'DELETE', url: '/api/things?x=1' });
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'POST']);
    expect(answer.json()).toMatchObject({
      code: 'method-not-allowed',
      detail: 'This address takes POST and nothing else.',
    });
    const page = await served.app.inject({ method: 'PUT', url: '/things/a' });
    expect(page.headers.allow).toBe('GET, HEAD');
  });

  it('tells no methods where the address takes this one and has nothing', async () => {
    const answer = await get('/files/gone.css');
    expect([answer.statusCode, answer.headers.allow]).toEqual([404, undefined]);
  });

  it('keeps what a code promises beside the rest', async () => {
    const answer = await get('/api/stale');
    expect([answer.statusCode, answer.json()]).toMatchObject([412, { code: 'revision-stale', revision: 7 }]);
  });

  it('is not kept by caches, and has no tag of the answer that failed', async () => {
    const answer = await get('/api/cached');
    expect([answer.statusCode, answer.headers['cache-control'], answer.headers.etag]).toEqual([
      503,
      'no-store',
      undefined,
    ]);
    expect(answer.headers['retry-after']).toBe('5');
  });

  it.each(['/api/broken', '/api/odd', '/api/misshapen'])('tells nothing of a fault of ours: %s', async (url) => {
    const answer = await get(url);
    expect(answer.json()).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      detail: 'Something went wrong on the server. It has been noted under the request id.',
      code: 'internal',
      requestId: answer.headers['x-request-id'],
    });
  });

  it('logs a fault of ours with its inside under the same id', async () => {
    const answer = await get('/api/broken');
    const line = served.lines.find((text) => text.includes(String(answer.headers['x-request-id'])));
    expect(JSON.parse(line ?? '')).toMatchObject({
      level: 'error',
      status: 500,
      err: { message: 'the secret ingredient is at /srv/plenum' },
    });
  });

  it('is a page for somebody who asked for one, without a script and with its own style alone', async () => {
    const answer = await get('/things', { accept: 'text/html,application/xhtml+xml' });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    const nonce = /<style nonce="([^"]+)">/.exec(answer.body)?.[1];
    expect(answer.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}';`);
    expect(answer.body).not.toContain('<script');
  });

  it('is no page under /api, whatever is accepted', async () => {
    const answer = await get('/api/nothing', { accept: 'text/html' });
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });
});
