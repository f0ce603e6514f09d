import type { FastifyInstance } from 'fastify';
import { beforeEach, expect, it } from 'vitest';
import { hashSecret } from '../../../kernel/random.ts';
import { instant, MINUTE } from '../../../kernel/time.ts';
import type { EventRef } from '../../../people/event-directory.ts';
import { createApiKeyService } from '../../../people/keys/api-key-service.ts';
import { eventFields, OPERATOR, StandingClock } from '../../agenda/room.ts';
import { eachEngine, type TestDatabase } from '../../engines.ts';
import type { ServedApp } from '../../server/serve.ts';
import { serve } from '../../server/serve.ts';
import { addSomebody } from '../somebody.ts';

const KEYS = '/api/events/meeting/keys';

eachEngine('API keys', (open) => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let served: ServedApp;
  let headers: { authorization: string };

  beforeEach(async () => {
    database = await open();
    served = await serve(database);
    app = served.app;
    headers = { authorization: served.authorization };
    await served.services.agenda.events.create(OPERATOR, eventFields({ isPublic: false }));
    await served.services.agenda.events.create(OPERATOR, eventFields({ slug: 'other', isPublic: false }));
    return () => app.close();
  });

  const make = (scopes: string[], name = 'Badge printer') =>
    app.inject({ method: 'POST', url: KEYS, headers, payload: { name, scopes } });
  const withKey = (key: string) => ({ authorization: `Bearer ${key}` });
  const refOf = async (slug: string) => (await served.services.agenda.directory.find(slug)) as EventRef;

  it('are shown once, when they are made, and stored as a hash', async () => {
    const made = await make(['agenda:read', 'agenda:read', 'people']);
    const { key, id, createdAt, ...rest } = made.json();
    expect([made.statusCode, made.headers['cache-control'], rest]).toEqual([
      201,
      'no-store',
      { name: 'Badge printer', scopes: ['agenda:read', 'people'], usedAt: null },
    ]);
    expect(key).toMatch(/^plenum_key_[\w-]{32}$/);
    const listed = await app.inject({ url: KEYS, headers });
    expect(listed.json()).toEqual({ keys: [{ id, createdAt, ...rest }] });
    const rows = await database.db.selectFrom('people_api_key').selectAll().execute();
    expect(rows.map(({ hash }) => hash)).toEqual([hashSecret(key)]);
    expect(JSON.stringify(rows) + served.lines.join('')).not.toContain(key);
  });

  it('open what their scopes say in their own event, and nothing in another', async () => {
    const { key } = (await make(['agenda:read'])).json();
    const status = async (url: string, method: 'GET' | 'POST' = 'GET') =>
      (await app.inject({ url, method, headers: withKey(key) })).statusCode;
    expect(await status('/api/events/meeting/plan')).toBe(200);
    expect(await status('/api/events/meeting/versions', 'POST')).toBe(403);
    expect(await status('/api/events/meeting/keys')).toBe(403);
    expect(await status('/api/events/other/plan')).toBe(404);
  });

  it('end at once when they are revoked, and cannot be revoked again', async () => {
    const { key, id } = (await make(['agenda:read'])).json();
    const revoke = () => app.inject({ method: 'DELETE', url: `${KEYS}/${id}`, headers });
    expect((await revoke()).statusCode).toBe(204);
    expect((await app.inject({ url: '/api/events/meeting/plan', headers: withKey(key) })).statusCode).toBe(401);
    expect((await app.inject({ url: KEYS, headers })).json()).toEqual({ keys: [] });
    expect((await revoke()).json().code).toBe('not-found');
  });

  it.each(['%00', 'x', '00000000-0000-4000-8000-000000000000'])('answer 404 for the id %s', async (id) => {
    expect((await app.inject({ method: 'DELETE', url: `${KEYS}/${id}`, headers })).statusCode).toBe(404);
  });

  it('are revoked only by the event they are of', async () => {
    const { id } = (await make(['people'])).json();
    const revoked = await app.inject({ method: 'DELETE', url: `/api/events/other/keys/${id}`, headers });
    expect([revoked.statusCode, (await app.inject({ url: KEYS, headers })).json().keys.length]).toEqual([404, 1]);
  });

  it.each([
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x', scopes: ['organiser'] }, 'scopes.0'],
    [{ name: '', scopes: ['people'] }, 'name'],
    [{ name: 'x', scopes: ['people'], key: 'mine' }, 'key'],
  ])('are refused as %j', async (payload, path) => {
    const { statusCode, json } = await app.inject({ method: 'POST', url: KEYS, headers, payload });
    expect([statusCode, json().errors[0].path]).toEqual([422, path]);
  });

  it('are made by organisers alone, whatever door they come by', async () => {
    const event = await refOf('meeting');
    const { apiKeys } = served.services.people;
    const organiser = await addSomebody(database.db, event.id, { roles: ['organiser'] });
    const helpdesk = await addSomebody(database.db, event.id, { roles: ['helpdesk'] });
    const fields = { name: 'Export', scopes: ['export' as const] };
    await expect(apiKeys.make(helpdesk.actor, event, fields)).rejects.toMatchObject({ code: 'forbidden' });
    const { key } = await apiKeys.make(organiser.actor, event, fields);
    const program = await apiKeys.findActor(key);
    expect(program).toMatchObject({ kind: 'api-key', eventId: event.id, scopes: ['export'] });
    await expect(apiKeys.list(program as never, event)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(apiKeys.make(organiser.actor, await refOf('other'), fields)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('note their last use, to within five minutes', async () => {
    const clock = new StandingClock('2026-03-02T09:00:00Z');
    const nothing = async () => {};
    const unheard = {
      enqueue: nothing,
      forgetMail: nothing,
      record: nothing,
      touch: nothing,
      announce: () => {},
      attendanceOf: async () => [],
      votesOf: async () => ({
        ...{ questions: [], votedFor: [], ballots: [] },
        breakouts: { rounds: [], topics: [], summaries: [] },
      }),
      leaveElsewhere: async () => [],
      forgetElsewhere: async () => [],
    };
    const publicUrl = () => new URL('http://127.0.0.1:3000');
    const events = served.services.agenda.directory;
    const keys = createApiKeyService({ db: database.db, clock, events, publicUrl, ...unheard });
    const event = await refOf('meeting');
    const { key } = await keys.make(OPERATOR, event, { name: 'x', scopes: ['people'] });
    const used = async () => (await keys.list(OPERATOR, event)).map(({ usedAt }) => usedAt);
    expect(await used()).toEqual([null]);
    await keys.findActor(key);
    expect(await used()).toEqual(['2026-03-02T09:00:00+00:00']);
    clock.advance(instant(5 * MINUTE - 1));
    await keys.findActor(key);
    expect(await used()).toEqual(['2026-03-02T09:00:00+00:00']);
    clock.advance(1);
    await keys.findActor(key);
    expect(await used()).toEqual(['2026-03-02T09:05:00+00:00']);
  });

  it('are written down when they are made and revoked, by id alone', async () => {
    const { id } = (await make(['export'])).json();
    await app.inject({ method: 'DELETE', url: `${KEYS}/${id}`, headers });
    const rows = await database.db
      .selectFrom('people_audit_entry')
      .select(['action', 'subject', 'details'])
      .where('action', 'in', ['api-key-made', 'api-key-revoked'])
      .orderBy('action')
      .execute();
    expect(rows).toEqual([
      { action: 'api-key-made', subject: `api-key:${id}`, details: '{"scopes":["export"]}' },
      { action: 'api-key-revoked', subject: `api-key:${id}`, details: '{}' },
    ]);
  });
});
