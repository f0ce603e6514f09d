import type { OutgoingHttpHeaders } from 'node:http';
import type { CompiledQuery, KyselyPlugin, RootOperationNode } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { Me, SignInView } from '../../people/view.ts';
import { openDatabase } from '../../server/database.ts';
import { wire } from '../../server/wiring.ts';
import { eachEngine, type TestDatabase } from '../engines.ts';
import { newKeyDir } from '../key-folders.ts';
import { mailsTo, mailTo } from './mailbox.ts';
import { type ServedApp, serve } from './serve.ts';
import { addParticipant, makeEvent, type SignedInBrowser, signIn, signInAs } from './signed-in.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

eachEngine('signing in', (open) => {
  let served: ServedApp;
  let database: TestDatabase;
  let event: EventRef;
  let hidden: EventRef;

  beforeAll(async () => {
    database = await open();
    served = await serve(database);
    event = await makeEvent(served, 'meeting');
    hidden = await makeEvent(served, 'hidden', false);
  });
  afterAll(() => served.app.close());

  const post = (url: string, payload?: object, headers: Record<string, string> = {}) =>
    served.app.inject({ method: 'POST', url, headers, ...(payload && { payload }) });

  /** Asks for a link as a browser does, and lets the job decide about it. */
  async function ask(email: string, slug: string | null = 'meeting'): Promise<string> {
    const answer = await post('/api/sign-in', { email, event: slug });
    expect(answer.statusCode).toBe(202);
    await served.services.people.signIns.mailDue(systemClock.now());
    return answer.json<{ request: string }>().request;
  }
  const press = (token: string, headers: Record<string, string> = {}) =>
    post(`/sign-in/${token}`, undefined, { accept: 'text/html', ...headers });
  const typeCode = (request: string, code: string) => post('/api/sign-in/code', { request, code });
  const me = (headers: Record<string, string>) => served.app.inject({ url: '/api/me', headers });

  /** Somebody with a mail that holds a link and a code. */
  async function mailed(email: string): Promise<{ token: string; code: string; request: string }> {
    await addParticipant(database, event, { email });
    const request = await ask(email);
    return { ...(await mailTo(database.db, email)), request };
  }

  it('lets an organiser in by the link of the mail, and leads to their work', async () => {
    await addParticipant(database, event, { email: 'organiser@example.org', roles: [{ role: 'organiser' }] });
    await ask('organiser@example.org');
    const mail = await mailTo(database.db, 'organiser@example.org');
    expect(mail.subject).toBe('Your sign-in link and code: The meeting');
    const answer = await press(mail.token, { 'user-agent': FIREFOX });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/e/meeting/organise']);
    const [, secret] = /^plenum_session=(plenum_si_[\w-]{32});/.exec(String(answer.headers['set-cookie'])) ?? [];
    expect(answer.headers['set-cookie']).toBe(
      `plenum_session=${secret}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax`,
    );
    const known = (await me({ cookie: `other=1; plenum_session=${secret}` })).json<Me>();
    expect(known).toEqual({
      email: 'organiser@example.org',
      csrfToken: expect.stringMatching(/^[\w-]{20,}$/),
      events: [
        {
          slug: 'meeting',
          name: 'The meeting',
          myName: 'The one at organiser@example.org',
          state: 'registered',
          roles: [{ role: 'organiser', day: null, room: null }],
        },
      ],
    });
  });

  it.each([
    ['registered', '/e/meeting/me'],
    ['invited', '/e/meeting/register'],
    ['waiting', '/e/meeting/register'],
    ['declined', '/e/meeting/register'],
  ] as const)('leads whoever is %s to %s', async (state, next) => {
    const email = `${state}@example.org`;
    await addParticipant(database, event, { email, state });
    await ask(email);
    expect((await press((await mailTo(database.db, email)).token)).headers.location).toBe(next);
  });

  it('leads whoever named no event to the only one that knows them, else to the list of theirs', async () => {
    await addParticipant(database, event, { email: 'one@example.org' });
    await ask('one@example.org', null);
    expect((await press((await mailTo(database.db, 'one@example.org')).token)).headers.location).toBe('/e/meeting/me');
    for (const each of [event, hidden]) await addParticipant(database, each, { email: 'two@example.org' });
    await ask('two@example.org', null);
    expect((await press((await mailTo(database.db, 'two@example.org')).token)).headers.location).toBe('/sign-in');
  });

  it('lets in by the code, typed with a space, in the browser that asked', async () => {
    const { code, request } = await mailed('code@example.org');
    const answer = await typeCode(request, `${code.slice(0, 3)} ${code.slice(3)}`);
    expect([answer.statusCode, answer.json()]).toEqual([200, { next: '/e/meeting/me' }]);
    expect(String(answer.headers['set-cookie'])).toMatch(/^plenum_session=plenum_si_[\w-]{32}; /);
  });

  it('does not let the code in by another browser', async () => {
    const { code, token } = await mailed('elsewhere@example.org');
    const other = await ask('nobody-there@example.org');
    expect((await typeCode(other, code)).json()).toMatchObject({ code: 'code-not-right' });
    expect((await typeCode('plenum_rq_made-up', code)).json()).toMatchObject({ code: 'link-not-valid', status: 410 });
    expect((await press(token)).statusCode).toBe(303);
  });

  it('uses a link once, however often scanners open it before', async () => {
    const { token, code, request } = await mailed('scanned@example.org');
    for (let time = 0; time < 10; time += 1) {
      for (const method of ['GET', 'HEAD'] as const) {
        const opened = await served.app.inject({ method, url: `/sign-in/${token}` });
        expect(opened.headers['set-cookie']).toBeUndefined();
      }
    }
    expect((await press(token)).statusCode).toBe(303);
    const replayed = await press(token);
    expect([replayed.statusCode, replayed.headers['content-type']]).toEqual([410, 'text/html; charset=utf-8']);
    expect(replayed.headers['set-cookie']).toBeUndefined();
    expect((await typeCode(request, code)).json()).toMatchObject({ code: 'link-not-valid' });
  });

  it('lets one in of ten that use a link at the same time', async () => {
    const { token } = await mailed('race@example.org');
    const answers = await Promise.all(Array.from({ length: 10 }, () => press(token)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, ...Array(9).fill(410)]);
  });

  it('refuses a link and a code whose time is over', async () => {
    const { token, code, request } = await mailed('late@example.org');
    await database.db
      .updateTable('people_link')
      .set({ expires_at: systemClock.now() })
      .where('email_key', '=', 'late@example.org')
      .execute();
    expect((await press(token)).statusCode).toBe(410);
    expect((await typeCode(request, code)).statusCode).toBe(410);
  });

  it('ends a code after five wrong tries, and the link of the mail still works', async () => {
    const { token, code, request } = await mailed('guessed@example.org');
    const wrong = code === '000000' ? '000001' : '000000';
    for (const triesLeft of [4, 3, 2, 1, 0]) {
      expect((await typeCode(request, wrong)).json()).toMatchObject({ code: 'code-not-right', status: 422, triesLeft });
    }
    expect((await typeCode(request, code)).json()).toMatchObject({ code: 'link-not-valid', status: 410 });
    expect((await press(token)).statusCode).toBe(303);
  });

  it('lets no more than five guesses through of many at the same time', async () => {
    const { code, request } = await mailed('guessed-at-once@example.org');
    const wrong = code === '000000' ? '000001' : '000000';
    const answers = await Promise.all(Array.from({ length: 12 }, () => typeCode(request, wrong)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([...Array(7).fill(410), ...Array(5).fill(422)]);
  });

  it('answers guesses for an address without a mail as those for one with', async () => {
    const { request: known, code } = await mailed('mailed@example.org');
    const unknown = await ask('never-heard-of@example.org');
    expect(await mailsTo(database.db, 'never-heard-of@example.org')).toEqual([]);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let time = 0; time < 6; time += 1) {
      const [first, second] = [await typeCode(known, wrong), await typeCode(unknown, wrong)];
      expect(alike(first)).toEqual(alike(second));
    }
  });

  it('asks nothing of the database about an address, and answers alike whoever it belongs to', async () => {
    await addParticipant(database, event, { email: 'known@example.org' });
    await addParticipant(database, event, { email: 'thrown-out@example.org', state: 'removed' });
    const spy = new Statements();
    const db = database.db.withPlugin(spy);
    const spied = await serve({ ...database, db });
    const asked = async (email: string) => {
      const before = spy.seen.length;
      const payload = { email, event: 'meeting' };
      const answer = await spied.app.inject({ method: 'POST', url: '/api/sign-in', payload });
      const statements = spy.seen.slice(before).map((node) => db.getExecutor().compileQuery(node, ID).sql);
      const row = await database.db
        .selectFrom('people_link')
        .select(['purpose', 'event_id', 'link_hash', 'code_hash', 'tries', 'mailed_at', 'used_at'])
        .where('email_key', '=', email)
        .execute();
      return { answer: alike(answer), statements, row };
    };
    const unknown = await asked('unknown@example.org');
    expect(unknown.answer.status).toBe(202);
    expect(unknown.answer.body).toEqual({ request: 'SECRET', expiresAt: 'TIME' });
    expect(unknown.statements.map((sql) => /\b(?:from|into) "(\w+)"/.exec(sql)?.[1])).toEqual([
      'agenda_event',
      'people_link',
    ]);
    expect(await asked('known@example.org')).toEqual(unknown);
    expect(await asked('thrown-out@example.org')).toEqual(unknown);
    await spied.app.close();
    await served.services.people.signIns.mailDue(systemClock.now());
    expect((await mailsTo(database.db, 'known@example.org')).length).toBe(1);
    expect(await mailsTo(database.db, 'unknown@example.org')).toEqual([]);
    expect(await mailsTo(database.db, 'thrown-out@example.org')).toEqual([]);
  });

  it('mails each link once, though two processes look at the same time', async () => {
    const second = await openDatabase(database.location);
    const other = wire({
      database: second,
      keyDir: newKeyDir(),
      clock: systemClock,
      publicUrl: served.services.publicUrl,
    });
    const emails = Array.from({ length: 12 }, (_, place) => `crowd-${place}@example.org`);
    for (const email of emails) {
      await addParticipant(database, event, { email });
      expect((await post('/api/sign-in', { email, event: 'meeting' })).statusCode).toBe(202);
    }
    const now = systemClock.now();
    await Promise.all([served.services, other].map(({ people }) => people.signIns.mailDue(now)));
    for (const email of emails) {
      const { token } = await mailTo(database.db, email);
      expect((await press(token)).statusCode).toBe(303);
    }
    await second.close();
  });

  it('lets in whoever has an address that may register for the event, and makes no participant of them', async () => {
    await database.db
      .insertInto('people_organisation')
      .values({
        id: '00000000-0000-4000-8000-000000000001',
        event_id: hidden.id,
        name: 'Customs, Estonia',
        name_key: 'customs, estonia',
        country: 'EE',
        kind: 'partner',
        domains: '["customs.example.net"]',
        needs_approval: 1,
        quota: null,
        revision: 1,
      })
      .execute();
    await ask('officer@customs.example.net', 'meeting');
    expect(await mailsTo(database.db, 'officer@customs.example.net')).toEqual([]);
    await ask('officer@customs.example.net', 'hidden');
    const { token, subject } = await mailTo(database.db, 'officer@customs.example.net');
    expect(subject).toBe('Your sign-in link and code: The hidden');
    const answer = await press(token);
    expect(answer.headers.location).toBe('/e/hidden/register');
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    expect((await me({ cookie })).json()).toMatchObject({ email: 'officer@customs.example.net', events: [] });
  });

  it('does not tell somebody the name of an event that is hidden from them', async () => {
    await addParticipant(database, event, { email: 'curious@example.org' });
    await ask('curious@example.org', 'hidden');
    const { subject, text, token } = await mailTo(database.db, 'curious@example.org');
    expect([subject, text.includes('hidden')]).toEqual(['Your sign-in link and code', false]);
    expect((await press(token)).headers.location).toBe('/e/meeting/me');
  });

  it('answers alike for an event that does not exist', async () => {
    const answer = await post('/api/sign-in', { email: 'anybody@example.org', event: 'no-such-event' });
    expect(answer.statusCode).toBe(202);
  });

  it('lets nobody in by a mail from before they were removed', async () => {
    const { token, code, request } = await mailed('removed-since@example.org');
    const { db } = database;
    await db
      .updateTable('people_participant')
      .set({ state: 'removed' })
      .where('name', '=', 'The one at removed-since@example.org')
      .execute();
    expect((await press(token)).statusCode).toBe(410);
    expect((await typeCode(request, code)).statusCode).toBe(410);
  });

  it('leaves an event out at once of what a removed person is', async () => {
    const { headers, participantId } = await signInAs(served, database, event, { email: 'removed-now@example.org' });
    expect((await me(headers)).json<Me>().events.map(({ slug }) => slug)).toEqual(['meeting']);
    await database.db
      .updateTable('people_participant')
      .set({ state: 'removed' })
      .where('id', '=', participantId)
      .execute();
    expect((await me(headers)).json<Me>().events).toEqual([]);
  });

  it.each([
    'victim@example.org\r\nBcc: other@example.org',
    'victim@example.org\nother@example.org',
    'Victim <victim@example.org>',
    'victim@example.org, other@example.org',
    'victim@example.org\u0000',
  ])('refuses %j as an address, and stores nothing', async (email) => {
    const count = () => database.db.selectFrom('people_link').select('id').execute();
    const before = (await count()).length;
    const answer = await post('/api/sign-in', { email });
    expect([answer.statusCode, answer.json().code, answer.json().errors[0].path]).toEqual([422, 'bad-input', 'email']);
    expect((await count()).length).toBe(before);
  });

  it('forgets a browser that signs out, whatever it sends later', async () => {
    const { headers } = await signInAs(served, database, event, { email: 'leaving@example.org' });
    const out = await post('/api/sign-out', undefined, headers);
    expect(out.statusCode).toBe(204);
    expect(out.headers['set-cookie']).toBe(
      'plenum_session=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax',
    );
    expect((await me(headers)).statusCode).toBe(401);
    expect((await post('/api/sign-out', undefined, headers)).statusCode).toBe(401);
  });

  it('signs every browser of a person out, and of nobody else', async () => {
    const { headers } = await signInAs(served, database, event, { email: 'everywhere@example.org' });
    const second = await signIn(served, 'everywhere@example.org', event);
    const stranger = await signInAs(served, database, event, { email: 'stays@example.org' });
    expect((await post('/api/sign-out-everywhere', undefined, headers)).statusCode).toBe(204);
    expect((await me(headers)).statusCode).toBe(401);
    expect((await me(second.headers)).statusCode).toBe(401);
    expect((await me(stranger.headers)).statusCode).toBe(200);
  });

  it('lists the browsers of a person, who may end each, and nobody else may', async () => {
    const first = await signInAs(served, database, event, { email: 'lists@example.org' });
    const second = await signIn(served, 'lists@example.org', event);
    const stranger = await signInAs(served, database, event, { email: 'lists-not@example.org' });
    const list = async ({ headers }: SignedInBrowser) =>
      (await served.app.inject({ url: '/api/me/sign-ins', headers })).json<{ signIns: SignInView[] }>().signIns;
    const both = await list(second);
    expect(both.map(({ device }) => device)).toEqual(['Firefox on Linux', 'Firefox on Linux']);
    const current = both.find((each) => each.current);
    const other = both.find((each) => !each.current);
    const end = (id: string | undefined, { headers }: SignedInBrowser) =>
      served.app.inject({ method: 'DELETE', url: `/api/me/sign-ins/${id}`, headers });
    expect((await end(current?.id, stranger)).statusCode).toBe(404);
    expect((await end('%00', stranger)).statusCode).toBe(404);
    expect((await end(other?.id, second)).statusCode).toBe(204);
    expect((await me(first.headers)).statusCode).toBe(401);
    const ended = await end(current?.id, second);
    expect([ended.statusCode, String(ended.headers['set-cookie']).slice(0, 27)]).toEqual([
      204,
      'plenum_session=; Max-Age=0;',
    ]);
    expect((await me(second.headers)).statusCode).toBe(401);
  });

  it('ends the sign-in that a browser had when it signs in anew', async () => {
    const before = await signInAs(served, database, event, { email: 'anew@example.org' });
    await ask('anew@example.org');
    const { token } = await mailTo(database.db, 'anew@example.org');
    expect((await press(token, { cookie: before.headers.cookie })).statusCode).toBe(303);
    expect((await me(before.headers)).statusCode).toBe(401);
  });

  it('takes a browser for nobody whose sign-in is over, or whose cookie is none of ours', async () => {
    const { headers } = await signInAs(served, database, event, { email: 'expired@example.org' });
    await database.db
      .updateTable('people_sign_in')
      .set({ expires_at: systemClock.now() })
      .where('person_id', 'in', (row) =>
        row.selectFrom('people_person').select('id').where('email_key', '=', 'expired@example.org'),
      )
      .execute();
    const cookies = [headers.cookie, `plenum_session=plenum_si_${'A'.repeat(32)}`, 'plenum_session=', '=;;=', '%00'];
    for (const cookie of cookies) {
      expect((await me({ cookie })).statusCode).toBe(401);
      expect((await served.app.inject({ url: '/api/events', headers: { cookie } })).statusCode).toBe(200);
    }
  });

  it('takes the cookie under the name that https demands, and under no other there', async () => {
    const publicUrl = () => new URL('https://plenum.example.org');
    const secure = wire({ database, keyDir: newKeyDir(), clock: systemClock, publicUrl });
    const { secret } = await signInAs(served, database, event, { email: 'secure@example.org' });
    const { findByCookie } = secure.doorkeeper;
    expect((await findByCookie({ cookie: `__Host-plenum_session=${secret}` })).kind).toBe('person');
    expect((await findByCookie({ cookie: `plenum_session=${secret}` })).kind).toBe('anonymous');
  });

  it('writes down who signed in and out, by ids alone', async () => {
    const { headers, participantId, personId } = await signInAs(served, database, event, { email: 'seen@example.org' });
    await post('/api/sign-out', undefined, headers);
    const byThem = { event_id: event.id, actor: `participant:${participantId}`, subject: null, details: '{}' };
    const entries = await database.db
      .selectFrom('people_audit_entry')
      .select(['event_id', 'actor', 'action', 'subject', 'details'])
      .where('actor', 'in', [`participant:${participantId}`, `person:${personId}`])
      .orderBy('at')
      .orderBy('action')
      .execute();
    expect(entries).toEqual([
      { ...byThem, action: 'signed-in' },
      { ...byThem, action: 'signed-out' },
    ]);
  });

  it('wrote no secret and no address to the log in all of this', () => {
    const log = served.lines.join('');
    expect(served.lines.length).toBeGreaterThan(100);
    expect(log).toContain('/sign-in/[redacted]');
    expect(log.match(/plenum_(?:in|rq|si|op|key|cal)_[\w-]{20,}|\b\d{6}\b|@example\.(?:org|net)/g)).toBeNull();
  });
});

const ID = { queryId: 'test' } as const satisfies CompiledQuery['queryId'];

/** Every statement that is run, before it is compiled. */
class Statements implements KyselyPlugin {
  readonly seen: RootOperationNode[] = [];

  transformQuery({ node }: { readonly node: RootOperationNode }): RootOperationNode {
    this.seen.push(node);
    return node;
  }

  async transformResult<Result>({ result }: { readonly result: Result }): Promise<Result> {
    return result;
  }
}

/** An answer without what is new in each. */
function alike(answer: { statusCode: number; headers: OutgoingHttpHeaders; body: string }) {
  const { date: _date, 'x-request-id': _id, ...headers } = answer.headers;
  const body = answer.body
    .replace(/plenum_rq_[\w-]{32}/, 'SECRET')
    .replace(/"\d{4}-\d\d-\d\dT[^"]*"/, '"TIME"')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'ID');
  return { status: answer.statusCode, headers, body: JSON.parse(body) as unknown };
}
