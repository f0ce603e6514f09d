import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Agenda } from '../../agenda/view.ts';
import { buildPages } from '../browser/built-pages.ts';
import { pagesApp } from '../browser/site.ts';
import { entryId, fiveDayAgenda } from '../fixtures/agenda.ts';

const hidden: Agenda = { ...fiveDayAgenda, event: { ...fiveDayAgenda.event, isPublic: false } };

let built: Awaited<ReturnType<typeof buildPages>>;
let app: FastifyInstance;

beforeAll(async () => {
  built = await buildPages('production');
  app = await pagesApp({ 'annual-event': fiveDayAgenda, hidden }, built.folder);
});

afterAll(async () => {
  await app.close();
});

describe('the first page', () => {
  test('leads to the only public event', async () => {
    const answer = await app.inject('/');
    expect([answer.statusCode, answer.headers.location]).toEqual([302, '/e/annual-event']);
  });

  test('lists the public events where there are several', async () => {
    const several = await pagesApp({ one: fiveDayAgenda, two: fiveDayAgenda, hidden }, built.folder);
    const { statusCode, body } = await several.inject('/');
    await several.close();
    expect(statusCode).toBe(200);
    expect([...body.matchAll(/href="(\/e\/[^"]+)"/g)].map(([, href]) => href)).toEqual(['/e/one', '/e/two']);
  });

  test('says so where there is none', async () => {
    const empty = await pagesApp({}, built.folder);
    const { statusCode, body } = await empty.inject('/');
    await empty.close();
    expect(statusCode).toBe(200);
    expect(body).toContain('No event is public yet.');
  });
});

describe('an event page', () => {
  test('is HTML that browsers ask for again', async () => {
    const { statusCode, headers } = await app.inject('/e/annual-event');
    expect([statusCode, headers['content-type'], headers['cache-control'], headers.vary]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
      'accept-encoding',
    ]);
  });

  test('is answered with 304 to those who have it, and with itself to those who have another', async () => {
    const { headers } = await app.inject('/e/annual-event?day=2');
    const ask = (tag: string) => app.inject({ url: '/e/annual-event?day=2', headers: { 'if-none-match': tag } });
    const known = await ask(`"other", ${headers.etag}`);
    expect([known.statusCode, known.body]).toEqual([304, '']);
    const { headers: whole } = await app.inject('/e/annual-event');
    expect((await ask(String(whole.etag))).statusCode).toBe(200);
  });

  test('is packed for those who can unpack it', async () => {
    const plain = await app.inject('/e/annual-event');
    const packed = await app.inject({ url: '/e/annual-event', headers: { 'accept-encoding': 'gzip, br' } });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
  });

  test('ignores what the agenda does not have', async () => {
    const [plain, strange] = await Promise.all(
      ['', '?day=99&tag=none&x=<script>'].map((q) => app.inject(`/e/annual-event${q}`)),
    );
    expect(strange?.headers.etag).toBe(plain?.headers.etag);
  });

  test('answers HEAD like GET, without a body', async () => {
    const head = await app.inject({ method: 'HEAD', url: '/e/annual-event' });
    expect([head.statusCode, head.body, head.headers.etag]).toEqual([
      200,
      '',
      (await app.inject('/e/annual-event')).headers.etag,
    ]);
  });
});

describe('what does not exist', () => {
  test('an unknown event and a hidden one get the same page', async () => {
    const [unknown, private_] = await Promise.all(['/e/unknown', '/e/hidden'].map((url) => app.inject(url)));
    expect(unknown?.statusCode).toBe(404);
    expect(unknown?.body).toContain('This page does not exist.');
    expect([private_?.statusCode, private_?.body]).toEqual([404, unknown?.body]);
  });

  test('an unknown session leads back to its event', async () => {
    const { statusCode, body } = await app.inject(`/e/annual-event/session/${entryId(7, 7)}`);
    expect(statusCode).toBe(404);
    expect(body).toContain('href="/e/annual-event/agenda"');
  });

  test('a session of a hidden event names nothing of it', async () => {
    const { statusCode, body } = await app.inject(`/e/hidden/session/${entryId(1, 0)}`);
    expect(statusCode).toBe(404);
    expect(body).not.toContain('annual event');
  });
});

describe('the files pages load', () => {
  const addresses = (body: string) => [...body.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, address = '']) => address);

  test('are all there, for good, and packed where that is asked for', async () => {
    const { body } = await app.inject('/e/annual-event');
    const answers = await Promise.all(
      addresses(body).map((url) => app.inject({ url, headers: { 'accept-encoding': 'gzip' } })),
    );
    expect(answers.length).toBeGreaterThan(3);
    for (const { statusCode, headers } of answers) {
      expect([statusCode, headers['cache-control'], headers['content-encoding']]).toEqual([
        200,
        'public, max-age=31536000, immutable',
        'gzip',
      ]);
    }
  });

  test('are the only ones that are served', async () => {
    const urls = ['/assets/manifest.json', '/assets/../manifest.json', '/assets/%2e%2e/package.json', '/assets/'];
    const codes = await Promise.all(urls.map(async (url) => (await app.inject(url)).statusCode));
    expect(codes).toEqual([404, 404, 404, 404]);
  });
});

test('where the pages were not built, the answer says so', async () => {
  const unbuilt = await pagesApp({ 'annual-event': fiveDayAgenda }, `${built.folder}/none`);
  const { statusCode, body } = await unbuilt.inject('/e/annual-event');
  await unbuilt.close();
  expect(statusCode).toBe(500);
  expect(body).toContain('The pages of this server have not been built yet.');
});
