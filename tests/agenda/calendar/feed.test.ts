import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import ICAL from 'ical.js';
import { beforeEach, expect, it, vi } from 'vitest';
import { feedRoutes } from '../../../agenda/calendar/feed-routes.ts';
import { type AgendaServices, createAgendaServices } from '../../../agenda/service.ts';
import { DAY } from '../../../kernel/time.ts';
import { auditRecorder } from '../../../people/audit/audit-service.ts';
import { calledIn } from '../../../people/roster/called-store.ts';
import { topicToucher } from '../../../server/live/topic-store.ts';
import { eachEngine } from '../../engines.ts';
import { serve } from '../../server/serve.ts';
import { eventFields, fiveDayFiles, OPERATOR, planFiles, StandingClock } from '../room.ts';

const DAYS = [
  'day,date,start,end,time_zone,break_minutes,break_slots,chair_organisation',
  '1,2026-03-09,12:00,15:00,Europe/Zurich,0,0,Office',
  '2,2026-03-10,12:00,15:00,Europe/Zurich,0,0,Office',
].join('\n');
const SESSIONS = [
  'day,order,kind,title,minutes,audience,join_link',
  '1,1,opening,Welcome,15,Risk management; Größe,https://meet.example.org/secret',
  '1,2,closure,Goodbye,15,,',
].join('\n');

eachEngine('the feeds over HTTP', (open) => {
  let app: FastifyInstance;
  let agenda: AgendaServices;
  let authorization: string;
  let lines: string[];
  const clock = new StandingClock('2026-03-02T09:00:00Z');

  beforeEach(async () => {
    clock.set('2026-03-02T09:00:00Z');
    const database = await open();
    agenda = createAgendaServices({
      db: database.db,
      clock,
      record: auditRecorder(clock),
      touch: topicToucher(database.engine),
      findAttendees: calledIn,
    });
    const needs = { published: agenda.published, clock, publicUrl: () => new URL('https://plenum.example.org') };
    ({ app, authorization, lines } = await serve(database, async (app) => {
      await app.register(feedRoutes, needs);
    }));
    await agenda.events.create(OPERATOR, eventFields());
    return () => app.close();
  });

  const edit = async () => {
    const { revision } = await agenda.events.get(OPERATOR, 'meeting');
    return { actor: OPERATOR, slug: 'meeting', revision };
  };

  const publish = async (sessions = SESSIONS, days = DAYS) => {
    await agenda.imports.replace(await edit(), planFiles(days, sessions));
    await agenda.versions.publish(await edit(), '');
  };

  const get = (path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
    app.inject({ method, url: `/events/meeting/${path}`, headers });

  const eventsIn = (file: string) =>
    new ICAL.Component(ICAL.parse(file) as unknown as string).getAllSubcomponents('vevent');

  const told = (file: string) =>
    eventsIn(file).map((event) =>
      ['summary', 'status', 'sequence'].map((name) => String(event.getFirstPropertyValue(name))).join(' '),
    );

  it('says of a calendar what calendars need to know', async () => {
    await publish();
    const { statusCode, headers, rawPayload } = await get('calendar.ics');
    const { etag, 'x-request-id': id, date: _date, connection: _connection, ...rest } = headers;
    expect(statusCode).toBe(200);
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    expect(id).toMatch(/^[\w-]{36}$/);
    expect(rest).toEqual({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="meeting.ics"',
      'content-length': String(rawPayload.length),
      'last-modified': 'Mon, 02 Mar 2026 09:00:00 GMT',
      'cache-control': 'private, max-age=300',
      vary: 'Accept-Encoding',
      'x-robots-tag': 'noindex',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });

  it('never holds a join link, in whichever file', async () => {
    await publish();
    const [session] = (await agenda.published.get('meeting'))?.entries ?? [];
    const paths = ['calendar.ics', 'day/1.ics', 'tag/risk-management.ics', `session/${session?.sessionId}.ics`];
    for (const path of [...paths, 'schedule.json', 'schedule.xml']) {
      const { statusCode, body } = await get(path);
      expect([path, statusCode]).toEqual([path, 200]);
      expect(body).toContain('Welcome');
      expect(body).not.toContain('meet.example.org');
    }
  });

  it('serves days, tags and sessions alone', async () => {
    await publish();
    const [session] = (await agenda.published.get('meeting'))?.entries ?? [];
    expect(told((await get('calendar.ics')).body)).toEqual(['Welcome CONFIRMED 0', 'Goodbye CONFIRMED 0']);
    expect(told((await get('day/1.ics')).body)).toEqual(['Welcome CONFIRMED 0', 'Goodbye CONFIRMED 0']);
    expect(told((await get('day/2.ics')).body)).toEqual([]);
    expect(told((await get('tag/RISK%20Management.ics')).body)).toEqual(['Welcome CONFIRMED 0']);
    expect(told((await get(`session/${session?.sessionId}.ics`)).body)).toEqual(['Welcome CONFIRMED 0']);
    const unicode = await get(`tag/${encodeURIComponent('größe')}.ics`);
    expect(told(unicode.body)).toEqual(['Welcome CONFIRMED 0']);
    expect(unicode.headers['content-disposition']).toBe(
      `inline; filename="meeting-tag-gr_e.ics"; filename*=UTF-8''meeting-tag-gr%C3%B6%C3%9Fe.ics`,
    );
  });

  it.each([
    'day/3.ics',
    'day/01.ics',
    'day/x.ics',
    'tag/nobody.ics',
    'tag/.ics',
    'session/00000000-0000-4000-8000-000000000000.ics',
    'calendar.txt',
  ])('answers 404 with a problem for %s', async (path) => {
    await publish();
    const { statusCode, headers, json } = await get(path);
    expect(statusCode).toBe(404);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(json().code).toBe('not-found');
  });

  it('hides a private event from all but operators, as if there were none', async () => {
    await publish();
    await agenda.events.change(await edit(), { isPublic: false });
    const hidden = await get('calendar.ics');
    const { requestId: _id, ...problem } = hidden.json();
    const { requestId: _other, ...ofNone } = (await app.inject('/events/none/calendar.ics')).json();
    expect([hidden.statusCode, problem]).toEqual([404, ofNone]);
    expect((await get('calendar.ics', { authorization })).statusCode).toBe(200);
    // Once more, now that the agenda is in memory and the file rendered.
    expect((await get('calendar.ics')).statusCode).toBe(404);
    // A key that is none of ours is refused whether there is something to hide or not.
    const wrong = { authorization: 'Bearer plenum_op_wrong' };
    const refused = [
      await get('calendar.ics', wrong),
      await app.inject({ url: '/events/none/calendar.ics', headers: wrong }),
    ];
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([401, 401]);
  });

  it('is a valid empty calendar before anything is published', async () => {
    const { statusCode, body } = await get('calendar.ics');
    expect([statusCode, eventsIn(body)]).toEqual([200, []]);
    expect((await get('schedule.json')).json().schedule.version).toBe('0');
  });

  it('answers HEAD like GET, without the bytes', async () => {
    await publish();
    const { date: _a, 'x-request-id': _b, ...whole } = (await get('calendar.ics')).headers;
    const head = await get('calendar.ics', {}, 'HEAD');
    const { date: _c, 'x-request-id': _d, ...headers } = head.headers;
    expect([head.statusCode, head.rawPayload.length, headers]).toEqual([200, 0, whole]);
  });

  it('answers 304 to whoever names the tag, also weakly and among others, and to nobody else', async () => {
    await publish();
    const { etag } = (await get('calendar.ics')).headers;
    const status = async (headers: Record<string, string>) => (await get('calendar.ics', headers)).statusCode;
    for (const tags of [`${etag}`, `W/${etag}`, `"a", W/${etag} ,"b"`, '*']) {
      expect([tags, await status({ 'if-none-match': tags })]).toEqual([tags, 304]);
    }
    for (const tags of ['"a"', `${etag}`.slice(1, -1), '']) {
      expect([tags, await status({ 'if-none-match': tags })]).toEqual([tags, 200]);
    }
    const { statusCode, headers, rawPayload } = await get('calendar.ics', { 'if-none-match': `${etag}` });
    expect([statusCode, rawPayload.length, headers.etag, headers['cache-control'], headers.vary]).toEqual([
      304,
      0,
      etag,
      'private, max-age=300',
      'Accept-Encoding',
    ]);
  });

  it('answers 304 by time only where no tag is named', async () => {
    await publish();
    const at = 'Mon, 02 Mar 2026 09:00:00 GMT';
    const status = async (headers: Record<string, string>) => (await get('calendar.ics', headers)).statusCode;
    expect(await status({ 'if-modified-since': at })).toBe(304);
    expect(await status({ 'if-modified-since': 'Mon, 02 Mar 2026 08:59:59 GMT' })).toBe(200);
    expect(await status({ 'if-modified-since': 'yesterday' })).toBe(200);
    expect(await status({ 'if-modified-since': '2099' })).toBe(200);
    expect(await status({ 'if-modified-since': at, 'if-none-match': '"a"' })).toBe(200);
  });

  it('compresses only where that is asked for, under a tag of its own', async () => {
    await publish();
    const plain = await get('calendar.ics');
    for (const accepted of ['gzip', 'br, GZIP;q=0.5', 'x-gzip, *;q=0']) {
      const { headers, rawPayload } = await get('calendar.ics', { 'accept-encoding': accepted });
      expect([accepted, headers['content-encoding']]).toEqual([accepted, 'gzip']);
      expect(gunzipSync(rawPayload).toString()).toBe(plain.body);
      expect(headers.etag).toBe(`"${String(plain.headers.etag).slice(1, -1)}-gzip"`);
      expect(headers['content-length']).toBe(String(rawPayload.length));
      const again = { 'accept-encoding': accepted, 'if-none-match': String(headers.etag) };
      expect((await get('calendar.ics', again)).statusCode).toBe(304);
    }
    for (const accepted of ['', 'br', 'gzip;q=0', 'gzip;q=0.000', 'nogzip', '*', 'identity']) {
      const { headers, body } = await get('calendar.ics', { 'accept-encoding': accepted });
      expect([accepted, headers['content-encoding'], headers.etag]).toEqual([accepted, undefined, plain.headers.etag]);
      expect(body).toBe(plain.body);
    }
  });

  it('keeps its tag when a version changes nothing that it shows, and else has another', async () => {
    await publish();
    const before = (await get('calendar.ics')).headers;
    clock.advance(60_000);
    await publish(SESSIONS, DAYS.replaceAll('Office', 'Bureau'));
    expect((await get('calendar.ics')).headers.etag).toBe(before.etag);
    await publish(SESSIONS.replace('Goodbye', 'Farewell'));
    const after = await get('calendar.ics', { 'if-none-match': String(before.etag) });
    expect([after.statusCode, told(after.body)]).toEqual([
      200,
      ['Welcome CONFIRMED 0', 'Farewell CONFIRMED 0', 'Goodbye CANCELLED 1'],
    ]);
  });

  it('is newer after a change within the same second', async () => {
    await publish();
    const since = String((await get('calendar.ics')).headers['last-modified']);
    await agenda.events.change(await edit(), { name: 'Another name' });
    expect((await get('calendar.ics', { 'if-modified-since': since })).statusCode).toBe(200);
  });

  it('does not show a draft before it is published', async () => {
    await publish();
    const { etag } = (await get('calendar.ics')).headers;
    await agenda.imports.replace(await edit(), fiveDayFiles());
    expect((await get('calendar.ics')).headers.etag).toBe(etag);
    expect((await get('schedule.json')).json().schedule.conference.daysCount).toBe(2);
  });

  it('raises the sequence of what moved, tells of a removed session for 30 days, and then forgets it', async () => {
    await publish();
    await publish(SESSIONS.replace('opening,Welcome,15', 'opening,Hello,20'));
    const moved = ['Hello CONFIRMED 0', 'Goodbye CONFIRMED 1'];
    expect(told((await get('calendar.ics')).body)).toEqual([...moved, 'Welcome CANCELLED 1']);
    clock.advance(30 * DAY - 1);
    expect(told((await get('calendar.ics')).body)).toEqual([...moved, 'Welcome CANCELLED 1']);
    clock.advance(1);
    expect(told((await get('calendar.ics')).body)).toEqual(moved);
  });

  it('is logged like any other answer', async () => {
    const { headers } = await get('calendar.ics');
    await vi.waitFor(() => {
      const line = lines.map((each) => JSON.parse(each)).find((each) => each.route === '/events/:event/calendar.ics');
      expect([line?.status, line?.requestId]).toEqual([200, headers['x-request-id']]);
    });
  });

  it('gives conference tools their types', async () => {
    await publish();
    const types = await Promise.all(
      ['schedule.json', 'schedule.xml'].map(async (path) => (await get(path)).headers['content-type']),
    );
    expect(types).toEqual(['application/json; charset=utf-8', 'application/xml; charset=utf-8']);
  });
});
