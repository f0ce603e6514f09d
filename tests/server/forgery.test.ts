import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventRef } from '../../people/event-directory.ts';
import { eachEngine, type TestDatabase } from '../engines.ts';
import { type ServedApp, serve, serveWithRoutes } from './serve.ts';
import { makeEvent, type SignedInBrowser, signIn, signInAs } from './signed-in.ts';

/** The address of `serve`, and what is as good as it outside production. */
const OURS = ['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'];
const FOREIGN = [
  'https://evil.example.net',
  'null',
  'http://127.0.0.1:3001',
  'https://127.0.0.1:3000',
  'http://127.0.0.1:3000.evil.example.net',
  'http://localhost.evil.example.net:3000',
  'http://192.0.2.7:3000',
  'file://',
  '',
];

eachEngine('what another site makes a browser send', (open) => {
  let served: ServedApp;
  let database: TestDatabase;
  let event: EventRef;
  let browser: SignedInBrowser;
  let changes: { readonly method: 'POST'; readonly url: string; readonly policy: string }[];

  beforeAll(async () => {
    database = await open();
    const { served: app, routes } = await serveWithRoutes(database);
    served = app;
    event = await makeEvent(served, 'meeting');
    browser = await signInAs(served, database, event, { roles: [{ role: 'organiser' }] });
    changes = routes.flatMap(({ method, url, config }) =>
      [method]
        .flat()
        .filter((each) => !['GET', 'HEAD', 'OPTIONS'].includes(each))
        .map((each) => ({
          method: each as 'POST',
          url: url.replace(':event', 'meeting').replace(/:\w+/g, '00000000-0000-4000-8000-000000000000'),
          policy: String(config?.policy),
        })),
    );
  });
  afterAll(() => served.app.close());

  const ask = (headers: Record<string, string>, app = served.app) =>
    app.inject({ method: 'POST', url: '/api/sign-in', headers, payload: { email: 'anybody@example.org' } });

  it.each(FOREIGN)('refuses a wish to sign in from the origin "%s"', async (origin) => {
    const answer = await ask({ origin });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'forged-request']);
  });

  it('takes no authorization that a browser may send by itself for that of a program', async () => {
    const answer = await ask({ origin: 'https://evil.example.net', authorization: 'Basic cGxlbnVtOm9w' });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'forged-request']);
  });

  it.each(OURS)('takes a wish to sign in from %s', async (origin) => {
    expect((await ask({ origin, 'sec-fetch-site': 'same-origin' })).statusCode).toBe(202);
  });

  it.each([
    ['cross-site', 403],
    ['same-site', 403],
    ['same-origin', 202],
    ['none', 202],
  ])('goes by Sec-Fetch-Site where no origin is sent: %s', async (site, status) => {
    expect((await ask({ 'sec-fetch-site': site })).statusCode).toBe(status);
  });

  it('takes the public address alone in production', async () => {
    const inProduction = await serve(await open(), undefined, { production: true });
    const statuses = OURS.map(async (origin) => (await ask({ origin }, inProduction.app)).statusCode);
    expect(await Promise.all(statuses)).toEqual([202, 403, 403]);
    await inProduction.app.close();
  });

  it('refuses every change of the app from a foreign origin, signed in or not', async () => {
    expect(changes.length).toBeGreaterThan(20);
    for (const headers of [{}, browser.headers]) {
      for (const { method, url } of changes) {
        const foreign = { ...headers, origin: 'https://evil.example.net' };
        const answer = await served.app.inject({ method, url, headers: foreign });
        expect([method, url, answer.statusCode, answer.json().code]).toEqual([method, url, 403, 'forged-request']);
      }
    }
  });

  it('refuses every change of the app that a cookie alone is sent with', async () => {
    const { cookie } = browser.headers;
    const guarded = changes.filter(({ policy }) => policy !== 'public');
    for (const { method, url } of guarded) {
      const answer = await served.app.inject({ method, url, headers: { cookie } });
      expect([method, url, answer.statusCode, answer.json().code]).toEqual([method, url, 403, 'forged-request']);
    }
    const open = changes.filter(({ policy }) => policy === 'public').map(({ method, url }) => `${method} ${url}`);
    expect(open).toEqual([
      'POST /api/sign-in',
      'POST /api/sign-in/code',
      'POST /sign-in/00000000-0000-4000-8000-000000000000',
    ]);
  });

  it('refuses a change with the token of another sign-in, also of the same person', async () => {
    const other = await signIn(served, 'somebody@example.org', event);
    const signOut = (token: string) =>
      served.app.inject({
        method: 'POST',
        url: '/api/sign-out',
        headers: { cookie: browser.headers.cookie, 'x-csrf-token': token },
      });
    for (const token of [other.headers['x-csrf-token'], '', 'x', '-', `${browser.headers['x-csrf-token']}x`]) {
      expect((await signOut(token)).json()).toMatchObject({ code: 'forged-request', status: 403 });
    }
    expect((await served.app.inject({ url: '/api/me', headers: browser.headers })).statusCode).toBe(200);
  });

  it('does what our own page asks, with the token and our origin', async () => {
    const own = await signIn(served, 'somebody@example.org', event);
    const answer = await served.app.inject({ method: 'POST', url: '/api/sign-out', headers: own.headers });
    expect(answer.statusCode).toBe(204);
  });

  it('demands no token of a program with a key, wherever it runs', async () => {
    const headers = { authorization: served.authorization, origin: 'https://tools.example.net' };
    const answer = await served.app.inject({ method: 'POST', url: '/api/events', headers, payload: {} });
    expect(answer.json()).toMatchObject({ code: 'bad-input' });
  });
});
