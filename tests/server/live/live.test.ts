import { request } from 'node:http';
import type { Kysely } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import type { EventId } from '../../../kernel/ids.ts';
import { EVERY_EVENT } from '../../../kernel/live.ts';
import type { Tables } from '../../../kernel/tables.ts';
import { inTransaction } from '../../../kernel/transaction.ts';
import type { EventRef } from '../../../people/event-directory.ts';
import { STANDINGS_TOPIC } from '../../../people/presence/topics.ts';
import { topicToucher } from '../../../server/live/topic-store.ts';
import { eventFields, OPERATOR } from '../../agenda/room.ts';
import { eachEngine, type TestDatabase } from '../../engines.ts';
import { addSomebody, type Somebody, type SomebodyFields } from '../../people/somebody.ts';
import { type ServedApp, serve } from '../serve.ts';
import { listen, mustOpen, open as openSocket } from './sockets.ts';

eachEngine('the socket', (openTestDatabase) => {
  let database: TestDatabase;
  let served: ServedApp;
  let event: EventRef;
  let port: number;
  let origin: string;

  beforeEach(async () => {
    database = await openTestDatabase();
    served = await serve(database);
    await served.services.agenda.events.create(OPERATOR, eventFields({ isPublic: false }));
    await served.services.agenda.events.create(OPERATOR, eventFields({ slug: 'other', isPublic: true }));
    event = (await served.services.agenda.directory.find('meeting')) as EventRef;
    port = await listen(served.app);
    origin = `http://127.0.0.1:${port}`;
    return () => served.app.close();
  });

  const add = (fields?: SomebodyFields) => addSomebody(database.db, event.id, fields);
  const connect = async (somebody?: Somebody) => mustOpen(port, { origin, cookie: (somebody ?? (await add())).cookie });
  /** As another process does it: the versions are raised, and nobody here is told. */
  const behindItsBack = (eventId: EventId, act: (tx: Kysely<Tables>) => Promise<unknown>) =>
    inTransaction(database.db, async (tx) => {
      await act(tx);
      await topicToucher(database.engine)(tx, eventId, STANDINGS_TOPIC);
    });
  const change = (
    somebody: Somebody,
    set: { state?: string; name?: string; revision?: number; person_id?: string | null },
  ) =>
    behindItsBack(event.id, (tx) =>
      tx.updateTable('people_participant').set(set).where('id', '=', somebody.participantId).execute(),
    );
  const makeKey = () =>
    served.services.people.apiKeys.make(OPERATOR, event, { name: 'Display', scopes: ['agenda:read'] });

  it('is refused over HTTP without a sign-in, from a foreign page, and from one that does not say which it is', async () => {
    const { cookie } = await add();
    const statuses = [
      await openSocket(port, { origin }),
      await openSocket(port, { origin, cookie: 'plenum_session=plenum_si_wrong' }),
      await openSocket(port, { origin: 'https://evil.example', cookie }),
      await openSocket(port, { origin: 'null', cookie }),
      await openSocket(port, { cookie }),
      await openSocket(port, { authorization: 'Bearer plenum_key_wrong' }),
    ];
    expect(statuses).toEqual([401, 401, 403, 403, 403, 401]);
  });

  it('is for the event that one belongs to: another that is public is forbidden, a hidden one is none', async () => {
    const { cookie } = await add();
    const stranger = await addSomebody(
      database.db,
      ((await served.services.agenda.directory.find('other')) as EventRef).id,
    );
    expect([
      await openSocket(port, { origin, cookie }, '/api/live?event=other'),
      await openSocket(port, { origin, cookie: stranger.cookie }),
      await openSocket(port, { origin, cookie }, '/api/live?event=none'),
      await openSocket(port, { origin, cookie }, '/api/live'),
      await openSocket(port, { origin, cookie: (await add({ state: 'removed' })).cookie }),
      await openSocket(port, { authorization: `Bearer ${(await makeKey()).key}` }, '/api/live?event=other'),
    ]).toEqual([403, 404, 404, 404, 404, 403]);
  });

  it('tells how one stands, and again with each change', async () => {
    const somebody = await add({ name: 'Rapporteur, Estonia', state: 'waiting', roles: ['helpdesk'] });
    const { send, next } = await connect(somebody);
    send({ op: 'subscribe', topic: 'me' });
    const state = {
      name: 'Rapporteur, Estonia',
      state: 'waiting',
      roles: [{ role: 'helpdesk', dayId: null, room: null }],
    };
    expect(await next()).toEqual({ op: 'state', topic: 'me', version: 1, state });
    await change(somebody, { state: 'registered', revision: 2 });
    expect(await next()).toEqual({ op: 'state', topic: 'me', version: 2, state: { ...state, state: 'registered' } });
    send({ op: 'unsubscribe', topic: 'me' });
    await change(somebody, { name: 'Somebody', revision: 3 });
    send({ op: 'ping', id: 'p1' });
    expect(await next()).toEqual({ op: 'pong', id: 'p1', now: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/) });
  });

  it('sends nothing again to whoever has the version, and the whole to whoever has another', async () => {
    const somebody = await add();
    const first = await connect(somebody);
    first.send({ op: 'subscribe', topic: 'me' });
    await first.next();
    first.send({ op: 'subscribe', topic: 'me', version: 1 });
    expect(await first.next()).toEqual({ op: 'current', topic: 'me', version: 1 });
    first.send({ op: 'subscribe', topic: 'me', version: 7 });
    expect(await first.next()).toMatchObject({ op: 'state', version: 1 });
    // Also where it is asked before it was ever looked up.
    const back = await connect();
    back.send({ op: 'subscribe', topic: 'me', version: 1 });
    expect(await back.next()).toEqual({ op: 'current', topic: 'me', version: 1 });
  });

  it.each([
    ['garbage', '{"op":', { op: 'error', code: 'bad-request' }],
    ['an unknown word', { op: 'shout' }, { op: 'error', code: 'bad-request' }],
    ['more than a frame holds', { op: 'ping', id: 'x', more: 1 }, { op: 'error', code: 'bad-request' }],
    ['an unknown topic', { op: 'subscribe', topic: 'x' }, { op: 'error', topic: 'x', code: 'not-found' }],
    [
      'a topic named like a part of the language',
      { op: 'subscribe', topic: 'constructor' },
      { op: 'error', topic: 'constructor', code: 'not-found' },
    ],
  ])('answers %s with an error and goes on', async (_case, sent, answer) => {
    const { send, next } = await connect();
    send(sent);
    expect(await next()).toEqual(answer);
    send({ op: 'ping', id: 'after' });
    expect(await next()).toMatchObject({ op: 'pong', id: 'after' });
  });

  it('refuses what is not text', async () => {
    const { socket, next } = await connect();
    socket.send(Buffer.from('{"op":"ping","id":"x"}'), { binary: true });
    expect(await next()).toEqual({ op: 'error', code: 'bad-request' });
  });

  it('lets a program in by its key, which has no self to follow, and out when it is revoked', async () => {
    const { key, id } = await makeKey();
    const { send, next, closed } = await mustOpen(port, { authorization: `Bearer ${key}` });
    send({ op: 'subscribe', topic: 'me' });
    expect(await next()).toEqual({ op: 'error', topic: 'me', code: 'forbidden' });
    await served.services.people.apiKeys.revoke(OPERATOR, event, id);
    expect(await closed).toBe(4401);
  });

  it('closes with 1009 for a frame of more than 16 kB, one of 1 MB too, and goes on with the others', async () => {
    const { send, next, closed } = await connect();
    send({ op: 'ping', id: 'x'.repeat(16 * 1024 - 30) });
    expect(await next()).toEqual({ op: 'error', code: 'bad-request' });
    send('x'.repeat(16 * 1024 + 1));
    expect(await closed).toBe(1009);
    const large = await connect();
    large.send('x'.repeat(1024 * 1024));
    expect(await large.closed).toBe(1009);
    const other = await connect();
    other.send({ op: 'ping', id: 'still there' });
    expect(await other.next()).toMatchObject({ op: 'pong', id: 'still there' });
  });

  it('closes with 4429 for more than 20 messages in a second, and for a sixth socket of the same person', async () => {
    const somebody = await add();
    const five = await Promise.all([1, 2, 3, 4, 5].map(() => connect(somebody)));
    expect(await (await connect(somebody)).closed).toBe(4429);
    const [first] = five;
    for (let count = 1; count <= 21; count += 1) first?.send({ op: 'ping', id: String(count) });
    expect([await first?.closed, first?.frames.length]).toEqual([4429, 20]);
    const again = await connect(somebody);
    again.send({ op: 'ping', id: 'x' });
    expect(await again.next()).toMatchObject({ op: 'pong' });
  });

  it('closes with 1001 when the server closes', async () => {
    const { closed } = await connect();
    await served.app.close();
    expect(await closed).toBe(1001);
  });

  it('closes with 4401 at once when one signs out here', async () => {
    const somebody = await add();
    const { closed } = await connect(somebody);
    const before = Date.now();
    await served.services.people.signIns.endEverywhere(somebody.actor);
    expect(await closed).toBe(4401);
    expect(Date.now() - before).toBeLessThan(400);
  });

  it.each([
    ['removed', (of: Somebody) => change(of, { state: 'removed' })],
    [
      'signed out',
      (of: Somebody) =>
        behindItsBack(EVERY_EVENT, (tx) => tx.deleteFrom('people_sign_in').where('id', '=', of.signInId).execute()),
    ],
    ['erased', (of: Somebody) => change(of, { person_id: null, state: 'removed' })],
  ])('closes with 4401 within a second when somebody was %s behind its back', async (_case, act) => {
    const [gone, stays] = [await add(), await add()];
    const [ofGone, ofStays] = [await connect(gone), await connect(stays)];
    const before = Date.now();
    await act(gone);
    expect(await ofGone.closed).toBe(4401);
    expect(Date.now() - before).toBeLessThan(1000);
    ofStays.send({ op: 'ping', id: 'x' });
    expect(await ofStays.next()).toMatchObject({ op: 'pong' });
  });

  it('closes with 4401 within a second of when a sign-in ends by itself', async () => {
    const somebody = await add();
    const endsAt = Date.now() + 900;
    await database.db
      .updateTable('people_sign_in')
      .set({ expires_at: endsAt })
      .where('id', '=', somebody.signInId)
      .execute();
    const { closed } = await connect(somebody);
    expect(await closed).toBe(4401);
    expect(Date.now()).toBeGreaterThanOrEqual(endsAt);
    expect(Date.now() - endsAt).toBeLessThan(1000);
  });

  it('ends within a second of a removal by another process', async () => {
    const other = await serve(database);
    const somebody = await add();
    const organiser = await add({ roles: ['organiser'] });
    const { closed } = await connect(somebody);
    const before = Date.now();
    await other.services.people.roster.remove({ actor: organiser.actor, event, id: somebody.participantId });
    expect(await closed).toBe(4401);
    expect(Date.now() - before).toBeLessThan(1000);
    await other.app.close();
  });

  it('leaves other addresses to HTTP, though a request asks for another protocol there', async () => {
    const ask = (path: string, headers: Record<string, string>, method = 'GET') =>
      new Promise<unknown[]>((resolve, reject) => {
        const sent = request({ port, host: '127.0.0.1', path, method, headers: { connection: 'Upgrade', ...headers } });
        sent.on('response', (response) => {
          response.resume().once('end', () => resolve([response.statusCode, response.headers.connection]));
        });
        sent.on('error', reject);
        sent.end();
      });
    expect(await ask('/healthz', { upgrade: 'h2c' })).toEqual([200, 'close']);
    expect(await ask('/events/none/calendar.ics', { upgrade: 'websocket' })).toEqual([404, 'close']);
    expect(await ask('/api/events', { upgrade: 'h2c' }, 'POST')).toEqual([400, 'close']);
    expect((await served.app.inject('/api/live')).statusCode).toBe(403);
  });
});
