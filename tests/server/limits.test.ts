import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { blockOf } from '../../server/limits.ts';
import { eachEngine, type TestDatabase } from '../engines.ts';
import { mailTo } from './mailbox.ts';
import { type ServedApp, serve } from './serve.ts';
import { addParticipant, makeEvent, signInAs } from './signed-in.ts';

eachEngine('asking too often', (open) => {
  let served: ServedApp;
  let database: TestDatabase;
  let event: EventRef;

  beforeAll(async () => {
    database = await open();
    served = await serve(database);
    event = await makeEvent(served, 'meeting');
  });
  afterAll(() => served.app.close());

  const ask = (email: string, remoteAddress: string) =>
    served.app.inject({ method: 'POST', url: '/api/sign-in', payload: { email, event: 'meeting' }, remoteAddress });

  it('serves an office of 120 behind one address that sign in within a minute', async () => {
    const begun = Date.now();
    const officers = Array.from({ length: 120 }, (_, place) => `officer-${place}@example.org`);
    for (const email of officers) await addParticipant(database, event, { email });
    const asked = await Promise.all(officers.map((email) => ask(email, '203.0.113.7')));
    expect(asked.map(({ statusCode }) => statusCode)).toEqual(officers.map(() => 202));
    await served.services.people.signIns.mailDue(systemClock.now());
    const tokens = await Promise.all(officers.map(async (email) => (await mailTo(database.db, email)).token));
    const pressed = await Promise.all(
      tokens.map((token) =>
        served.app.inject({ method: 'POST', url: `/sign-in/${token}`, remoteAddress: '203.0.113.7' }),
      ),
    );
    expect(pressed.map(({ statusCode }) => statusCode)).toEqual(officers.map(() => 303));
    expect(Date.now() - begun).toBeLessThan(60_000);
  });

  it.each(['hammered@example.org', 'nobody-known@example.org'])(
    'refuses the sixth wish for %s, wherever it comes from, and says when to come back',
    async (email) => {
      if (email.startsWith('hammered')) await addParticipant(database, event, { email });
      for (let time = 0; time < 5; time += 1) {
        expect((await ask(email, `192.0.${time}.1`)).statusCode).toBe(202);
      }
      const refused = await ask(email.toUpperCase(), '198.51.100.1');
      expect(refused.statusCode).toBe(429);
      expect(refused.json()).toMatchObject({
        code: 'too-many-requests',
        detail: 'These are too many requests. Wait 15 minutes and try again.',
      });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(14 * 60);
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(15 * 60);
      expect((await ask(`not-${email}`, '198.51.100.1')).statusCode).toBe(202);
    },
  );

  it('refuses a block of addresses that asks for hundreds, and no other block', async () => {
    const statuses = new Map<number, number>();
    for (let place = 0; place < 320; place += 1) {
      const { statusCode } = await ask(`made-up-${place}@example.org`, `198.18.0.${place % 250}`);
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 202: 300, 429: 20 });
    expect((await ask('made-up@example.org', '198.18.1.1')).statusCode).toBe(202);
  });

  it('refuses whoever tries hundreds of codes and links from one block', async () => {
    const statuses = new Map<number, number>();
    for (let place = 0; place < 320; place += 1) {
      const { statusCode } = await served.app.inject({
        method: 'POST',
        url: `/sign-in/plenum_in_${String(place).padStart(32, 'A')}`,
        remoteAddress: '198.18.2.1',
      });
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 410: 300, 429: 20 });
  });

  it('refuses a person who changes something more than 300 times a minute, and nobody beside them', async () => {
    const hasty = await signInAs(served, database, event, { email: 'hasty@example.org' });
    const calm = await signInAs(served, database, event, { email: 'calm@example.org' });
    const change = ({ headers }: typeof hasty) =>
      served.app.inject({ method: 'DELETE', url: '/api/me/sign-ins/none', headers });
    const statuses: number[] = [];
    for (let time = 0; time < 301; time += 1) statuses.push((await change(hasty)).statusCode);
    expect(statuses).toEqual([...Array(300).fill(404), 429]);
    expect((await change(calm)).statusCode).toBe(404);
    expect((await served.app.inject({ url: '/api/me', headers: hasty.headers })).statusCode).toBe(200);
  });
});

describe('a block of addresses', () => {
  it.each([
    ['203.0.113.7', '203.0.113.0'],
    ['::ffff:203.0.113.7', '203.0.113.0'],
    ['2001:db8:0:1ff:1:2:3:4', '2001:db8:0:100::'],
    ['2001:db8:0:200::1', '2001:db8:0:200::'],
    ['::1', '::'],
  ])('of %s is %s', (address, block) => {
    expect(blockOf(address)).toBe(block);
  });
});
