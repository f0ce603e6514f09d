import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import ICAL from 'ical.js';
import { beforeEach, expect, it, vi } from 'vitest';
import type { EventRef } from '../../../people/event-directory.ts';
import { eachEngine, type TestDatabase } from '../../engines.ts';
import { addSomebody, type Somebody, type SomebodyFields } from '../../people/somebody.ts';
import { type ServedApp, serve } from '../../server/serve.ts';
import { eventFields, OPERATOR, planFiles } from '../room.ts';

const DAYS = [
  'day,date,start,end,time_zone,break_minutes,break_slots,chair_organisation',
  '1,2026-03-09,12:00,15:00,Europe/Zurich,0,0,Chair of the day',
].join('\n');
const SESSIONS = [
  'day,order,kind,title,minutes,audience,speaker,join_link',
  '1,1,opening,Welcome,15,,Speaker of the day (Office),"https://meet.example.org/a,b;c?x=1"',
  '1,2,presentation,Risks,15,Risk management,,https://meet.example.org/risks',
  '1,3,presentation,Data,15,Data analysis,,https://meet.example.org/data',
  '1,4,closure,Goodbye,15,,,',
].join('\n');

eachEngine('a personal calendar', (open) => {
  let database: TestDatabase;
  let served: ServedApp;
  let app: FastifyInstance;
  let event: EventRef;

  beforeEach(async () => {
    database = await open();
    served = await serve(database);
    app = served.app;
    await served.services.agenda.events.create(OPERATOR, eventFields({ name: 'Customs; risk, data', isPublic: false }));
    event = (await served.services.agenda.directory.find('meeting')) as EventRef;
    return () => app.close();
  });

  const publish = async (sessions = SESSIONS) => {
    const { events, imports, versions } = served.services.agenda;
    const edit = async () => ({
      actor: OPERATOR,
      slug: 'meeting',
      revision: (await events.get(OPERATOR, 'meeting')).revision,
    });
    await imports.replace(await edit(), planFiles(DAYS, sessions));
    await versions.publish(await edit(), '');
  };

  const add = (fields?: SomebodyFields) => addSomebody(database.db, event.id, fields);
  const addressOf = async ({ actor }: Somebody) =>
    new URL((await served.services.people.calendarTokens.make(actor, event)).https).pathname;
  const get = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
    app.inject({ method, url, headers });
  const parsed = (file: string) => new ICAL.Component(ICAL.parse(file) as unknown as string);
  const eventsIn = (file: string) => parsed(file).getAllSubcomponents('vevent');
  const told = (file: string, ...names: string[]) =>
    eventsIn(file).map((entry) => names.map((name) => String(entry.getFirstPropertyValue(name))).join(' | '));
  const setState = (somebody: Somebody, state: string) =>
    database.db.updateTable('people_participant').set({ state }).where('id', '=', somebody.participantId).execute();

  it('holds the sessions of everybody, and those that a tag of theirs names, in whatever case', async () => {
    await publish();
    const tagged = await get(await addressOf(await add({ tags: ['RISK  management', 'Law'] })));
    expect(told(tagged.body, 'summary')).toEqual(['Welcome', 'Risks', 'Goodbye']);
    const untagged = await get(await addressOf(await add()));
    expect(told(untagged.body, 'summary')).toEqual(['Welcome', 'Risks', 'Data', 'Goodbye']);
    const other = await get(await addressOf(await add({ tags: ['Law'] })));
    expect(told(other.body, 'summary')).toEqual(['Welcome', 'Goodbye']);
  });

  it('has the join link in place, address and text, and without one the page', async () => {
    await publish();
    const { body } = await get(await addressOf(await add({ tags: ['Law'] })));
    const { sessionId } = (await served.services.agenda.published.get('meeting'))?.entries.at(-1) ?? {};
    const page = `http://127.0.0.1:3000/e/meeting/session/${sessionId}`;
    expect(told(body, 'location', 'url').map((each) => each.replace(/session\/[\w-]+/, 'session/ID'))).toEqual([
      'https://meet.example.org/a,b;c?x=1 | https://meet.example.org/a%2Cb%3Bc?x=1',
      `null | ${page.replace(sessionId ?? '', 'ID')}`,
    ]);
    expect(told(body, 'description')[0]).toMatch(/^Join: https:\/\/meet\.example\.org\/a,b;c\?x=1\n\nhttp:/);
    // ical.js does not take the escapes out of properties that it does not know.
    expect(parsed(body).getFirstPropertyValue('x-wr-calname')).toBe('Customs\\; risk\\, data: my sessions');
  });

  it('names nobody, neither speakers nor chairs nor the reader', async () => {
    await publish();
    const { body } = await get(await addressOf(await add({ name: 'Rapporteur, Estonia' })));
    expect(body).not.toMatch(/of the day|Rapporteur|attendee|organizer/i);
    const feed = await get('/events/meeting/calendar.ics', { authorization: served.authorization });
    expect(feed.body).toContain('Speaker of the day');
  });

  it('has UIDs of its own, the same as long as the person is the same', async () => {
    await publish();
    const one = await add();
    const uids = async (url: string, headers = {}) => told((await get(url, headers)).body, 'uid');
    const first = await uids(await addressOf(one));
    expect(await uids(await addressOf(one))).toEqual(first);
    const others = [
      ...(await uids(await addressOf(await add()))),
      ...(await uids('/events/meeting/calendar.ics', { authorization: served.authorization })),
    ];
    expect(new Set([...first, ...others]).size).toBe(12);
    expect(first.join()).not.toContain(one.participantId);
  });

  it('raises the sequence when the link changes, which public feeds do not show', async () => {
    await publish();
    const address = await addressOf(await add({ tags: ['risk management'] }));
    const feed = async () => (await get('/events/meeting/calendar.ics', { authorization: served.authorization })).body;
    const before = await feed();
    expect(told((await get(address)).body, 'summary', 'sequence')).toEqual(['Welcome | 0', 'Risks | 0', 'Goodbye | 0']);
    await publish(
      SESSIONS.replace('/risks', '/new-place').replace('Goodbye,15,,,', 'Goodbye,15,,,https://meet.example.org/end'),
    );
    expect(told((await get(address)).body, 'sequence', 'location')).toEqual([
      '0 | https://meet.example.org/a,b;c?x=1',
      '1 | https://meet.example.org/new-place',
      '1 | https://meet.example.org/end',
    ]);
    expect(await feed()).toBe(before);
  });

  it('tells of a cancelled session without its link', async () => {
    await publish();
    const address = await addressOf(await add());
    await publish(
      SESSIONS.split('\n')
        .filter((line) => !line.includes('Risks'))
        .join('\n'),
    );
    const { body } = await get(address);
    expect(told(body, 'summary', 'status', 'sequence').at(-1)).toBe('Risks | CANCELLED | 1');
    expect(body).not.toContain('meet.example.org/risks');
  });

  it('is a valid empty calendar before anything is published', async () => {
    const { statusCode, body } = await get(await addressOf(await add()));
    expect([statusCode, eventsIn(body)]).toEqual([200, []]);
  });

  it('is private, not indexed, tells no referrer, and HEAD says the same', async () => {
    await publish();
    const address = await addressOf(await add());
    const answers = [await get(address), await get(address, {}, 'HEAD')];
    const [whole, head] = answers.map(({ headers: { date: _d, connection: _c, 'x-request-id': _i, ...rest } }) => rest);
    const { etag, 'last-modified': modified, 'content-length': _l, ...rest } = whole ?? {};
    expect([etag, Date.parse(String(modified)) % 1000]).toEqual([expect.stringMatching(/^"[\w-]{27}"$/), 0]);
    expect(rest).toEqual({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="my-sessions.ics"',
      'cache-control': 'private, max-age=300',
      vary: 'Accept-Encoding',
      'x-robots-tag': 'noindex',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect([head, answers[1]?.rawPayload.length]).toEqual([whole, 0]);
  });

  it('answers 304 to whoever has it, also by a weak tag or the time, and the whole after a change', async () => {
    await publish();
    const somebody = await add();
    const address = await addressOf(somebody);
    const { headers } = await get(address);
    const status = async (sent: Record<string, string>) => (await get(address, sent)).statusCode;
    expect(await status({ 'if-none-match': `W/${headers.etag}` })).toBe(304);
    expect(await status({ 'if-modified-since': String(headers['last-modified']) })).toBe(304);
    await database.db.updateTable('people_participant').set({ tags: '["Law"]' }).execute();
    expect(await status({ 'if-none-match': String(headers.etag) })).toBe(200);
    expect(await status({ 'if-modified-since': String(headers['last-modified']) })).toBe(200);
  });

  it('is compressed on request alone', async () => {
    await publish();
    const address = await addressOf(await add());
    const plain = await get(address);
    const zipped = await get(address, { 'accept-encoding': 'gzip' });
    expect([plain.headers['content-encoding'], zipped.headers['content-encoding']]).toEqual([undefined, 'gzip']);
    expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain.body);
    expect(
      (await get(address, { 'accept-encoding': 'gzip', 'if-none-match': `${zipped.headers.etag}` })).statusCode,
    ).toBe(304);
  });

  it('ends at once with a new address, a removal, a withdrawal or its end, and then looks as if it never was', async () => {
    await publish();
    const problemOf = async (url: string) => {
      const { requestId: _id, ...problem } = (await get(url)).json();
      return problem;
    };
    const never = await problemOf(`/calendars/plenum_cal_${'x'.repeat(32)}.ics`);
    expect(never).toEqual(expect.objectContaining({ status: 404, detail: 'There is no such calendar.' }));
    const somebody = await add();
    const [old, now] = [await addressOf(somebody), await addressOf(somebody)];
    expect([(await get(old)).statusCode, (await get(now)).statusCode]).toEqual([404, 200]);
    expect(await problemOf(old)).toEqual(never);
    for (const state of ['removed', 'declined', 'waiting', 'invited']) {
      await setState(somebody, state);
      expect([state, await problemOf(now)]).toEqual([state, never]);
    }
    await setState(somebody, 'registered');
    expect((await get(now)).statusCode).toBe(200);
    await served.services.people.calendarTokens.revoke(somebody.actor, event);
    expect(await problemOf(now)).toEqual(never);
    expect(await problemOf('/calendars/%00.ics')).toEqual(never);
  });

  it('is given to those who are in, and to nobody else', async () => {
    const { calendarTokens } = served.services.people;
    const invited = await add({ state: 'invited' });
    await expect(calendarTokens.make(invited.actor, event)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(calendarTokens.make(OPERATOR, event)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(calendarTokens.make({ kind: 'anonymous' }, event)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('opens no other address, and is not in the log', async () => {
    await publish();
    const address = await addressOf(await add({ roles: ['organiser'] }));
    const token = address.slice('/calendars/'.length, -'.ics'.length);
    for (const headers of [{ authorization: `Bearer ${token}` }, { cookie: `plenum_session=${token}` }]) {
      expect((await get('/api/events/meeting/keys', headers)).statusCode).toBe(401);
    }
    await get(address);
    await vi.waitFor(() => expect(served.lines.join('')).toContain('/calendars/[redacted]'));
    expect(served.lines.join('')).not.toContain(token);
    const stored = JSON.stringify(await database.db.selectFrom('people_calendar_token').selectAll().execute());
    expect(stored).not.toContain(token);
  });
});
