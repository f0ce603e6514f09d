import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { eachEngine } from '../engines.ts';
import { type ServedApp, serve } from './serve.ts';

eachEngine('access', (openTestDatabase) => {
  let served: ServedApp;

  beforeAll(async () => {
    served = await serve(await openTestDatabase(), (app) => {
      app.get('/open', { config: { policy: 'public' } }, async (request) => ({ actor: request.actor }));
      app.get('/who', { config: { policy: 'public' } }, async (request) => request.readActor());
      app.get('/staff', { config: { policy: 'operator' } }, async (request) => request.actor);
      app.get('/near', { config: { policy: 'operator-or-loopback' } }, async (request) => request.actor);
      app.get('/kept', { config: { policy: 'operator' } }, async (_request, reply) => {
        reply.header('cache-control', 'private, no-cache');
        return 'kept';
      });
    });
  });
  afterAll(() => served.app.close());

  async function ask(url: string, headers: Record<string, string> = {}, remoteAddress = '203.0.113.7') {
    const answer = await served.app.inject({ url, headers, remoteAddress });
    return { status: answer.statusCode, body: answer.json() as unknown, challenge: answer.headers['www-authenticate'] };
  }

  it('lets an operator in with the key, and knows who it is', async () => {
    const answer = await ask('/staff', { authorization: served.authorization });
    expect([answer.status, answer.body]).toEqual([200, { kind: 'operator', keyId: 'first' }]);
  });

  it.each([
    ['no key', {}],
    ['another key', { authorization: `Bearer plenum_op_${'A'.repeat(32)}` }],
    ['a key of another kind', { authorization: `Bearer plenum_cal_${'A'.repeat(32)}` }],
    ['no scheme', { authorization: 'plenum_op_x' }],
    ['basic', { authorization: 'Basic cGxlbnVtOm9w' }],
    ['nothing after Bearer', { authorization: 'Bearer ' }],
  ])('refuses with a challenge: %s', async (_name, headers) => {
    const answer = await ask('/staff', headers);
    expect([answer.status, answer.challenge]).toEqual([401, 'Bearer realm="plenum"']);
    expect(answer.body).toMatchObject({ code: 'unauthenticated', status: 401 });
  });

  it('takes no key from the query string', async () => {
    const key = served.authorization.slice('Bearer '.length);
    expect((await ask(`/staff?token=${key}&access_token=${key}&authorization=${key}`)).status).toBe(401);
  });

  it('refuses on HEAD too', async () => {
    expect((await served.app.inject({ method: 'HEAD', url: '/staff' })).statusCode).toBe(401);
  });

  it('sends the security headers with a refusal', async () => {
    const answer = await served.app.inject('/staff');
    expect(answer.headers['content-security-policy']).toContain("default-src 'self'");
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('asks nobody on a public route, whatever key is sent', async () => {
    expect((await ask('/open', { authorization: 'Bearer wrong' })).body).toEqual({ actor: { kind: 'anonymous' } });
  });

  it('tells a public route who asks when it wants to know', async () => {
    expect((await ask('/who')).body).toEqual({ kind: 'anonymous' });
    const operator = await ask('/who', { authorization: served.authorization });
    expect(operator.body).toEqual({ kind: 'operator', keyId: 'first' });
  });

  it('does not take a wrong key for nobody when a public route wants to know', async () => {
    expect((await ask('/who', { authorization: 'Bearer wrong' })).status).toBe(401);
  });

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('lets the machine itself near: %s', async (address) => {
    expect((await ask('/near', {}, address)).status).toBe(200);
  });

  it('lets nobody else near without a key', async () => {
    expect((await ask('/near')).status).toBe(401);
    expect((await ask('/near', { authorization: served.authorization })).status).toBe(200);
  });

  it.each(['forwarded', 'x-forwarded-for', 'x-real-ip', 'x-forwarded-proto', 'via'])(
    'does not take a proxy on this machine for the machine itself: %s',
    async (header) => {
      expect((await ask('/near', { [header]: '127.0.0.1' }, '127.0.0.1')).status).toBe(401);
    },
  );

  it.each(['evil.example.net', '127.0.0.1.evil.example.net:3000', 'localhost.evil.example.net', 'user@'])(
    'does not take a site whose name leads here for the machine itself: "%s"',
    async (host) => {
      expect((await ask('/near', { host }, '127.0.0.1')).status).toBe(401);
    },
  );

  it.each(['127.0.0.1', 'localhost:3000', '[::1]:3000'])('is near under the name %s', async (host) => {
    expect((await ask('/near', { host }, '127.0.0.1')).status).toBe(200);
  });

  it('lets no cache keep what somebody in particular was answered, unless the route says how', async () => {
    const cacheControl = async (url: string, headers: Record<string, string>) =>
      (await served.app.inject({ url, headers })).headers['cache-control'];
    const { authorization } = served;
    expect(await cacheControl('/staff', { authorization })).toBe('private, no-store');
    expect(await cacheControl('/who', { authorization })).toBe('private, no-store');
    expect(await cacheControl('/kept', { authorization })).toBe('private, no-cache');
    expect(await cacheControl('/who', {})).toBeUndefined();
    expect(await cacheControl('/open', { authorization })).toBeUndefined();
  });

  it('is not near by a forwarded address, even when the proxy is trusted', async () => {
    const trusting = await serve(
      await openTestDatabase(),
      (app) => {
        app.get('/near', { config: { policy: 'operator-or-loopback' } }, async () => 'in');
      },
      { trustProxy: true },
    );
    const headers = { 'x-forwarded-for': '127.0.0.1' };
    const answer = await trusting.app.inject({ url: '/near', headers, remoteAddress: '203.0.113.7' });
    await trusting.app.close();
    expect(answer.statusCode).toBe(401);
  });

  it('does not boot with a route that declares no policy, and names it', async () => {
    const booting = serve(await openTestDatabase(), (app) => {
      app.put('/api/forgotten', async () => 'open to all');
    });
    await expect(booting).rejects.toThrow(/^PUT \/api\/forgotten declares no policy/);
  });

  it('does not boot with a policy that does not exist', async () => {
    const booting = serve(await openTestDatabase(), (app) => {
      app.get('/typo', { config: { policy: 'pubic' as 'public' } }, async () => 'open to all');
    });
    await expect(booting).rejects.toThrow(/^GET \/typo declares no policy/);
  });

  it('does not boot with a forgotten policy inside a plugin, or beside the routes of a package', async () => {
    const inside = serve(await openTestDatabase(), async (app) => {
      await app.register(async (room) => void room.get('/x', async () => ''), { prefix: '/api/docsy' });
    });
    await expect(inside).rejects.toThrow(/^GET \/api\/docsy\/x declares no policy/);
  });

  it('boots with the rooms as they are', async () => {
    const { services } = served;
    const config = { publicUrl: undefined, trustProxy: false };
    const app = await buildApp({ config, log: served.app.log, services });
    await app.close();
  });
});
