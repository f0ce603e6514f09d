import { afterAll, beforeAll, expect, it } from 'vitest';
import { eachEngine, type TestDatabase } from '../engines.ts';
import { type ServedApp, serve } from './serve.ts';

const config = { policy: 'public' } as const;

eachEngine('every answer', (openTestDatabase) => {
  let served: ServedApp;
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
    served = await serve(database, (app) => {
      app.get('/page', { config }, async () => 'page');
      app.get('/styled', { config }, async (_request, reply) => reply.styleNonce());
      app.get('/pictures', { config }, async (_request, reply) => {
        reply.allowPictures();
        return 'pictures';
      });
      app.get('/data.ics', { config: { policy: 'public', headers: 'data' } }, async () => 'data');
      app.get('/e/:event', { config }, async () => 'event');
    });
  });
  afterAll(() => served.app.close());

  it('forbids a page what pages need not do', async () => {
    const { headers } = await served.app.inject('/page');
    expect(headers['content-security-policy']).toBe(
      "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; " +
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; frame-src 'none'; " +
        "frame-ancestors 'none'; form-action 'self'",
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('lets pictures from elsewhere onto the pages that ask for it alone', async () => {
    const { headers } = await served.app.inject('/pictures');
    const plain = (await served.app.inject('/page')).headers['content-security-policy'];
    expect(headers['content-security-policy']).toBe(String(plain).replace("img-src 'self' data:", '$& https:'));
  });

  it('lets through the one style element that has its nonce, another one each time', async () => {
    const [first, second] = [await served.app.inject('/styled'), await served.app.inject('/styled')];
    expect(first.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${first.body}'; `);
    expect(first.headers['content-security-policy']).toContain("script-src 'self'; ");
    expect(first.body).not.toBe(second.body);
  });

  it('carries only what matters where no browser renders it', async () => {
    const { headers } = await served.app.inject('/data.ics');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers).not.toHaveProperty('content-security-policy');
  });

  it('holds browsers to https where people use it', async () => {
    const secure = await serve(
      await openTestDatabase(),
      (app) => {
        app.get('/data.ics', { config: { policy: 'public', headers: 'data' } }, async () => 'data');
      },
      { publicUrl: new URL('https://plenum.example.org') },
    );
    const { headers } = await secure.app.inject('/data.ics');
    const page = await secure.app.inject('/nowhere');
    await secure.app.close();
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    expect(page.headers['content-security-policy']).toContain('upgrade-insecure-requests');
  });

  it('has an id of its own, whatever the client sent', async () => {
    const answer = await served.app.inject({ url: '/page', headers: { 'x-request-id': 'given-by-the-client' } });
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });

  it('keeps the id that a trusted proxy gave, when it is a sane one', async () => {
    const behind = await serve(
      await openTestDatabase(),
      (app) => {
        app.get('/page', { config }, async () => 'page');
      },
      { trustProxy: true },
    );
    const idFor = async (given: string) =>
      (await behind.app.inject({ url: '/page', headers: { 'x-request-id': given } })).headers['x-request-id'];
    expect(await idFor('proxy-0001.a_b')).toBe('proxy-0001.a_b');
    expect(await idFor('x'.repeat(65))).not.toBe('x'.repeat(65));
    expect(await idFor('short')).not.toBe('short');
    expect(await idFor('a"b c<d>e"f')).not.toContain('"');
    await behind.app.close();
  });

  it('to HEAD is the same without a body', async () => {
    const head = await served.app.inject({ method: 'HEAD', url: '/page' });
    expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([200, '', '4']);
  });

  it('waits for no request longer than 30 s, be it the headers or the body that do not end', () => {
    const { requestTimeout, headersTimeout } = served.app.server;
    // Node.js swaps the two when the headers may take longer.
    expect([requestTimeout, headersTimeout]).toEqual([30_000, 30_000]);
  });

  it('says that the server is alive, and ready while the database answers', async () => {
    expect((await served.app.inject('/healthz')).json()).toEqual({ status: 'alive' });
    expect((await served.app.inject('/readyz')).json()).toEqual({ status: 'ready' });
  });

  it('says that the server is not ready while it closes, and still alive', async () => {
    served.services.health.closing = true;
    const answers = [await served.app.inject('/readyz'), await served.app.inject('/healthz')];
    served.services.health.closing = false;
    expect(answers.map((answer) => answer.statusCode)).toEqual([503, 200]);
    expect(answers[0]?.json()).toMatchObject({ code: 'unavailable' });
  });

  it('says that the server is not ready when the database does not answer', async () => {
    const lost = await openTestDatabase();
    const { app } = await serve(lost, () => undefined);
    await lost.close();
    const answer = await app.inject('/readyz');
    await app.close();
    expect([answer.statusCode, answer.json<{ detail: string }>().detail]).toEqual([
      503,
      'The database does not answer.',
    ]);
  });

  it('is counted by the pattern of its route and the class of its status', async () => {
    const { app } = served;
    for (const event of ['a', 'b', 'c']) await app.inject(`/e/${event}`);
    await app.inject('/made-up/by/a/stranger');
    const metrics = (await app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })).body;
    expect(metrics).toContain(
      'plenum_http_request_duration_seconds_count{method="GET",route="/e/:event",status="2xx"} 3\n',
    );
    expect(metrics).toContain(
      'plenum_http_request_duration_seconds_bucket{method="GET",route="/e/:event",status="2xx",le="+Inf"} 3\n',
    );
    expect(metrics).toMatch(/_count\{method="any",route="none",status="4xx"\} [1-9]/);
    expect(metrics).toContain('process_resident_memory_bytes');
    expect(metrics).not.toContain('stranger');
  });

  it('keeps its metrics from strangers', async () => {
    expect((await served.app.inject({ url: '/metrics', remoteAddress: '203.0.113.7' })).statusCode).toBe(401);
  });

  it("is described in a document of every route but the machine's own", async () => {
    const { paths } = (await served.app.inject('/api/openapi.json')).json<{ paths: Record<string, unknown> }>();
    expect(Object.keys(paths)).toEqual(['/page', '/styled', '/pictures', '/data.ics', '/e/{event}']);
  });

  it('shows that document on a page without a script of its own', async () => {
    const page = await served.app.inject('/api/docs');
    expect(page.statusCode).toBe(200);
    const scripts = [...page.body.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.every(([, attributes, text]) => attributes?.includes('src="') && text?.trim() === '')).toBe(true);
    expect(page.body).not.toContain('<style');
  });
});
