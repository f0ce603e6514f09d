import type { RouteOptions } from 'fastify';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { eachEngine, type TestDatabase } from '../engines.ts';
import { type Asker, type AskerKind, assemble, type Cast } from '../faults/cast.ts';
import type { EventSlug } from '../faults/cast-rows.ts';
import { type ServedApp, serveWithRoutes } from './serve.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What nobody may say of somebody along with other things. */
const SURPLUS = {
  state: 'registered',
  eventId: '00000000-0000-4000-8000-000000000000',
  personId: '00000000-0000-4000-8000-000000000000',
  erased: false,
  revision: 1,
};

const BAD_ADDRESSES = [
  'anna@example.org\r\nBcc: all@example.org',
  'anna@example.org\nall@example.org',
  'anna@example.org\u2028all@example.org',
  'anna@example.org, bert@example.org',
  'anna@example.org;bert@example.org',
  '"Organiser" <anna@example.org>',
  'Organiser <anna@example.org>',
  '<anna@example.org>',
  '"anna@example.org" <bert@example.net>',
  'anna@example.org (the organiser)',
  'anna@@example.org',
  'anna @example.org',
  'anna\u0000@example.org',
  // A Cyrillic letter, and one without width.
  '\u0430nna@example.org',
  'an\u200bna@example.org',
  'anna@ex\u0430mple.org',
];

/** Whether a person's address may register for an event is looked up where there is one. Only persons learn of it. */
const LOOKS_UP_THE_ADDRESS = ['/api/events/:event/registration', '/e/:event/register'];

eachEngine('attacks', (open) => {
  let database: TestDatabase;
  let served: ServedApp;
  let routes: readonly RouteOptions[];
  let cast: Cast;
  let statements = 0;

  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };

  beforeAll(async () => {
    database = await open();
    ({ served, routes } = await serveWithRoutes({ ...database, db: database.db.withPlugin(counting) }));
    cast = await assemble(database.db, served.services, served.authorization);
  });
  afterAll(() => served.app.close());

  const asker = (kind: AskerKind, home: EventSlug | null = 'public'): Asker => {
    const found = cast.askers.find((each) => each.kind === kind && each.home === home);
    if (!found) throw new Error(`nobody is ${kind} of ${home}`);
    return found;
  };

  async function call(
    by: Asker,
    method: Method,
    url: string,
    payload?: object | string,
    more: Record<string, string> = {},
  ) {
    const me =
      method === 'GET' || !by.headers.cookie
        ? undefined
        : await served.app.inject({ url: '/api/me', headers: by.headers });
    const csrf = me ? { 'x-csrf-token': me.json<{ csrfToken: string }>().csrfToken } : {};
    const headers = { ...by.headers, ...csrf, ...more };
    const answer = await served.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    const isJson = /json/.test(String(answer.headers['content-type']));
    return { status: answer.statusCode, body: isJson ? answer.json() : answer.body };
  }

  /** Everything that is stored of one event's people. */
  async function held(home: EventSlug): Promise<unknown> {
    const { db } = database;
    const { id } = await db.selectFrom('agenda_event').select('id').where('slug', '=', home).executeTakeFirstOrThrow();
    const rows = <T extends 'people_participant' | 'people_organisation' | 'people_role' | 'people_api_key'>(
      table: T,
    ) =>
      db
        .selectFrom(table as 'people_role')
        .selectAll()
        .where('event_id', '=', id)
        .execute();
    const all = [
      await rows('people_participant'),
      await rows('people_organisation'),
      await rows('people_role'),
      await rows('people_api_key'),
    ];
    return all.map((each) => each.map((row) => JSON.stringify(row)).sort());
  }

  const ifMatch = { 'if-match': '"1"' };

  it('reach nothing of another event through one of their own, by any id', async () => {
    const [organiser, of] = [asker('organiser'), '/api/events/public'];
    const half = cast.ids.participant.length / 2;
    const [own = ''] = cast.ids.participant;
    const stranger = cast.ids.participant[half] ?? '';
    const [, organisation = ''] = cast.ids.organisation;
    const key = cast.ids.apiKey[cast.ids.apiKey.length / 2] ?? '';
    const before = await held('private');
    const answers = [
      await call(organiser, 'GET', `${of}/people/${stranger}`),
      await call(organiser, 'PATCH', `${of}/people/${stranger}`, { name: 'Mine' }, ifMatch),
      await call(organiser, 'POST', `${of}/people/${stranger}/removal`),
      await call(organiser, 'POST', `${of}/people/${stranger}/approval`),
      await call(organiser, 'POST', `${of}/people/${stranger}/erasure`, { confirm: true }),
      await call(organiser, 'POST', `${of}/people/${stranger}/link`),
      await call(organiser, 'PUT', `${of}/people/${stranger}/roles`, { roles: [] }, ifMatch),
      await call(organiser, 'PATCH', `${of}/organisations/${organisation}`, { name: 'Mine' }, ifMatch),
      await call(organiser, 'DELETE', `${of}/organisations/${organisation}`, undefined, ifMatch),
      await call(organiser, 'DELETE', `${of}/keys/${key}`),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [404, 'not-found']));
    // Where ids are in the body, nobody is touched, or each is named with why not.
    const roles = { ids: [own, stranger], add: [{ role: 'organiser' }], remove: [] };
    expect((await call(organiser, 'POST', `${of}/people/roles`, roles)).status).toBeGreaterThanOrEqual(400);
    const invited = await call(organiser, 'POST', `${of}/people/invitations`, { ids: [stranger] });
    expect([invited.body.invited ?? 0, JSON.stringify(invited.body)]).toEqual([
      0,
      expect.not.stringContaining('@private'),
    ]);
    const into = { name: 'X', email: 'x@example.org', organisationId: organisation };
    expect((await call(organiser, 'POST', `${of}/people`, into)).status).toBe(422);
    expect(
      (await call(organiser, 'PATCH', `${of}/people/${own}`, { organisationId: organisation }, ifMatch)).status,
    ).toBe(422);
    const listed = await call(organiser, 'GET', `${of}/people?organisation=${organisation}`);
    expect(listed.body.people ?? []).toEqual([]);
    const after = await call(organiser, 'GET', `${of}/people?after=${stranger}`);
    expect(JSON.stringify(after.body)).not.toContain('@private');
    expect(await held('private')).toEqual(before);
    await cast.restore();
  });

  it('find nothing of another event in any list of their own', async () => {
    const lists = ['people', 'organisations', 'keys', 'audit', 'people/export.csv'];
    const strange = Object.values(cast.ids).flatMap((ids) => ids.slice(Math.ceil(ids.length / 2)));
    for (const list of lists) {
      const answer = await call(asker('organiser'), 'GET', `/api/events/public/${list}`);
      const text = JSON.stringify(answer.body);
      expect([list, answer.status, strange.filter((id) => text.includes(id))]).toEqual([list, 200, []]);
      expect([list, text.includes('@private')]).toEqual([list, false]);
    }
    const keys = await call(asker('organiser'), 'GET', '/api/events/public/keys');
    expect(keys.body.keys).toHaveLength(4);
  });

  it('end nobody else’s sign-in', async () => {
    const [mine, other] = [asker('participant'), cast.ids.signIn.at(-1)];
    expect((await call(mine, 'DELETE', `/api/me/sign-ins/${other}`)).status).toBe(404);
    const there = await database.db.selectFrom('people_sign_in').select('id').where('id', '=', String(other)).execute();
    expect(there).toHaveLength(1);
  });

  it('bring no surplus name into any body that the app takes', () => {
    const open = routes.flatMap(({ method, url, schema }) => {
      const { body } = (schema ?? {}) as { body?: z.ZodType };
      if (!body) return [];
      const shape = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' });
      const objects = [shape, ...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].filter((each) => each.type === 'object');
      const isClosed = objects.length > 0 && objects.every((each) => each.additionalProperties === false);
      return isClosed ? [] : [`${method} ${url}`];
    });
    expect(open).toEqual([]);
  });

  it('give nobody a state, an event or a person along with other fields', async () => {
    const before = await held('public');
    const organiser = asker('organiser');
    const one = `/api/events/public/people/${cast.ids.participant[0]}`;
    const answers = [
      await call(organiser, 'POST', '/api/events/public/people', {
        name: 'X',
        email: 'x@example.org',
        ...SURPLUS,
        roles: [],
      }),
      await call(organiser, 'PATCH', one, { name: 'X', ...SURPLUS, roles: [] }, ifMatch),
      await call(organiser, 'PUT', `${one}/roles`, { roles: [], ...SURPLUS }, ifMatch),
      await call(asker('participant'), 'PATCH', '/api/events/public/me', { name: 'X', ...SURPLUS, roles: [] }, ifMatch),
      await call(asker('invited'), 'POST', '/api/events/public/registration', {
        ...{ name: 'X', consents: [{ key: 'terms', version: 1, given: true }], roles: [{ role: 'organiser' }] },
        ...SURPLUS,
      }),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [422, 'bad-input']));
    expect(await held('public')).toEqual(before);
  });

  it('change no prototype, and are refused for trying', async () => {
    const organiser = asker('organiser');
    for (const name of ['__proto__', 'constructor']) {
      const payload = `{"name":"X","${name}":{"prototype":{"isPolluted":true},"isPolluted":true}}`;
      const answer = await call(organiser, 'POST', '/api/events/public/organisations', payload, {
        'content-type': 'application/json',
      });
      expect([name, answer.status]).toEqual([
        name,
        expect.toSatisfy((status: number) => status === 400 || status === 422),
      ]);
      expect(({} as { isPolluted?: boolean }).isPolluted).toBeUndefined();
    }
  });

  it.each(BAD_ADDRESSES)('are no address, wherever one is taken: %j', async (email) => {
    const organiser = asker('organiser');
    const mails = () => database.db.selectFrom('server_mail').select('recipient').execute();
    const before = await held('public');
    const csv = `name,email,organisation\nX,"${email.replaceAll('"', '""')}",Customs\n`;
    const form = `--edge\r\ncontent-disposition: form-data; name="people"; filename="p.csv"\r\n\r\n${csv}\r\n--edge--\r\n`;
    const answers = [
      await call(asker('anonymous', null), 'POST', '/api/sign-in', { email }),
      await call(organiser, 'POST', '/api/events/public/people', { name: 'X', email, invite: true }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
    const preview = await call(organiser, 'POST', '/api/events/public/people/import?dryRun=true', form, {
      'content-type': 'multipart/form-data; boundary=edge',
    });
    expect(preview.status === 422 || preview.body.counts?.error === 1).toBe(true);
    expect(await held('public')).toEqual(before);
    expect(await mails()).toEqual([]);
  });

  it('are refused at the door before anything of a huge body is read, and by its size behind it', async () => {
    const huge = { name: 'x'.repeat(1024 * 1024) };
    const unsafe = routes.filter(
      ({ method, url, schema }) => (schema as { body?: unknown })?.body && url.includes(':event') && method !== 'GET',
    );
    expect(unsafe.length).toBeGreaterThan(10);
    for (const { method, url } of unsafe) {
      const address = url
        .replace(':event', 'public')
        .replace(/:day/, '1')
        .replace(/:\w+/g, cast.ids.participant[0] ?? '');
      const nobody = await call(asker('anonymous', null), method as Method, address, huge);
      expect([url, nobody.status]).toEqual([url, 401]);
    }
    const answer = await call(asker('organiser'), 'POST', '/api/events/public/people', huge);
    expect([answer.status, answer.body.code]).toEqual([413, 'too-large']);
  });

  it('learn nothing by OPTIONS', async () => {
    for (const { url } of routes.filter(({ url }) => url.includes('/:event/'))) {
      const ask = (event: string) =>
        served.app.inject({
          method: 'OPTIONS',
          url: url
            .replace(/\(.*?\)(?=\.|\/|$)/, '')
            .replace(':event', event)
            .replace(/:\w+/g, '1'),
        });
      const [hidden, absent] = [await ask('private'), await ask('nowhere')];
      expect([url, hidden.statusCode, hidden.headers.allow]).toEqual([url, 405, absent.headers.allow]);
    }
  });

  it('learn nothing by the time it takes: a hidden event asks as much of the database as none', async () => {
    const different: string[] = [];
    for (const by of [asker('anonymous', null), asker('stranger', null), asker('organiser'), asker('key people')]) {
      for (const { url } of routes.filter(({ method, url }) => method === 'GET' && url.includes(':event'))) {
        if (LOOKS_UP_THE_ADDRESS.includes(url) && by.headers.cookie) continue;
        const count = async (event: string) => {
          const path = url
            .replace(/\(.*?\)(?=\.|\/|$)/, '')
            .replace(':event', event)
            .replace(/:\w+/g, '1');
          await served.app.inject({ url: path, headers: by.headers });
          statements = 0;
          await served.app.inject({ url: path, headers: by.headers });
          return statements;
        };
        const [hidden, absent] = [await count('private'), await count('nowhere')];
        if (hidden !== absent) different.push(`${url} by ${by.kind}: ${hidden} of a hidden event, ${absent} of none`);
      }
    }
    expect(different).toEqual([]);
  });
});
