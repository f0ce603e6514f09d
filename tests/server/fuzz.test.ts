import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import type { LightMyRequestResponse, RouteOptions } from 'fastify';
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ERROR_CODES } from '../../kernel/errors.ts';
import { eventFields, fiveDayFiles, OPERATOR } from '../agenda/room.ts';
import { eachEngine, type TestDatabase } from '../engines.ts';
import { type HostileRequest, hostileRequests, JOIN_LINK } from './hostile.ts';
import { type ServedApp, serveWithRoutes } from './serve.ts';

const REQUESTS = 1_000;
const SEED = 20_260_309;

eachEngine('whatever is sent', (open) => {
  let served: ServedApp;
  let database: TestDatabase;
  let routes: readonly RouteOptions[];
  let etag = '""';

  beforeAll(async () => {
    database = await open();
    ({ served, routes } = await serveWithRoutes(database));
  });
  afterAll(() => served.app.close());

  /** The two events that most requests are about, as they are at the beginning or still are. */
  async function restore(): Promise<void> {
    const { events, imports, versions } = served.services.agenda;
    const there = new Set((await events.list(OPERATOR)).map(({ slug }) => slug));
    for (const [slug, isPublic] of [
      ['meeting', true],
      ['hidden', false],
    ] as const) {
      if (there.has(slug)) continue;
      const { revision } = await events.create(OPERATOR, eventFields({ slug, isPublic }));
      await imports.replace({ actor: OPERATOR, slug, revision }, fiveDayFiles());
      await versions.publish({ actor: OPERATOR, slug, revision: revision + 1 }, '');
    }
  }

  /** Fills in what only the running app knows: ids, the revision, the key. */
  async function filledIn(request: HostileRequest): Promise<HostileRequest> {
    const slug = /^\/api\/events\/([a-z]+)/.exec(request.url)?.[1] ?? 'meeting';
    const draft = await served.services.agenda.drafts.view(OPERATOR, slug).catch(() => undefined);
    const sessions = draft?.days.flatMap((day) => day.sessions.map(({ id }) => id)) ?? [];
    const day = /\/days\/(\d+)/.exec(request.url)?.[1];
    const order = draft?.days.find(({ number }) => String(number) === day)?.sessions.map(({ id }) => id) ?? [];
    const fill = (text: string) =>
      text
        .replace(/\{session:(\d+)\}/g, (_, place) => sessions[Number(place) % sessions.length] ?? 'none')
        .replace('"{running order}"', JSON.stringify(order.toReversed()))
        .replaceAll('{revision}', String(draft?.revision ?? 1))
        .replaceAll('{operator}', served.authorization)
        .replaceAll('{etag}', etag);
    const { url, headers, payload } = request;
    return {
      ...request,
      url: fill(url).replace(/\{proposal:(\d)\}/, (_, place) => `proposal-${place}`),
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)])),
      payload: typeof payload === 'string' ? fill(payload) : payload,
    };
  }

  async function send({ method, url, headers, payload }: HostileRequest): Promise<LightMyRequestResponse> {
    const sent = { method: method as 'GET', url, headers, remoteAddress: '203.0.113.7' };
    return served.app.inject(payload === null ? sent : { ...sent, payload });
  }

  it('is answered, or refused with a problem that has a code, and never a fault of ours', async () => {
    const statuses = new Map<number, number>();
    const property = fc.asyncProperty(hostileRequests(routes), async (hostile) => {
      await restore();
      const request = await filledIn(hostile);
      const answer = await send(request);
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
      etag = String(answer.headers.etag ?? etag);
      expectSound(request, answer, served.authorization);
    });
    await fc.assert(property, { seed: SEED, numRuns: REQUESTS, endOnFailure: true });
    // Requests that all fail at the door would say nothing of what is behind it.
    for (const status of [200, 201, 304, 401, 404, 405, 412, 422]) {
      expect([status, statuses.get(status) ?? 0]).toEqual([status, expect.toSatisfy((count: number) => count > 0)]);
    }
  }, 60_000);

  it('leaves files that calendars and conference tools can read', async () => {
    for (const { slug } of await served.services.agenda.events.list(OPERATOR)) {
      const read = async (file: string) => {
        const answer = await served.app.inject({
          url: `/events/${slug}/${file}`,
          headers: { authorization: served.authorization },
        });
        expect([slug, file, answer.statusCode]).toEqual([slug, file, 200]);
        return answer.body;
      };
      expect(new ICAL.Component(ICAL.parse(await read('calendar.ics')) as unknown as string).name).toBe('vcalendar');
      expect(XMLValidator.validate(await read('schedule.xml'))).toBe(true);
      expect(JSON.parse(await read('schedule.json'))).toHaveProperty('schedule');
    }
  });

  it('leaves a database without holes: places that follow one another, versions that exist', async () => {
    const { db } = database;
    const ofDays = await db
      .selectFrom('agenda_session')
      .select((row) => ['day_id', row.fn.countAll().as('all'), row.fn.max('position').as('last')])
      .select((row) => row.fn.count('position').distinct().as('places'))
      .groupBy('day_id')
      .execute();
    expect(ofDays.length).toBeGreaterThan(0);
    expect(ofDays.filter(({ all, last, places }) => places !== all || last !== Number(all) - 1)).toEqual([]);
    const published = await db
      .selectFrom('agenda_event')
      .leftJoin('agenda_version', (on) =>
        on
          .onRef('agenda_version.event_id', '=', 'agenda_event.id')
          .onRef('agenda_version.number', '=', 'agenda_event.published_version'),
      )
      .select(['slug', 'published_version', 'agenda_version.number'])
      .execute();
    expect(published.filter(({ published_version, number }) => published_version !== number)).toEqual([]);
  });

  it('brings no key into the log', () => {
    const [, key] = served.authorization.split(' ');
    expect(served.lines.filter((line) => line.includes(String(key)))).toEqual([]);
  });
});

function expectSound(request: HostileRequest, answer: LightMyRequestResponse, authorization: string): void {
  const { statusCode: status, headers } = answer;
  const body = textOf(answer);
  expect(status, body).toBeLessThan(500);
  if (request.headers.authorization !== authorization) expect(body).not.toContain(JOIN_LINK);
  if (request.method === 'HEAD' || status === 304) expect(body).toBe('');
  else if (status >= 400 && request.url.startsWith('/api/')) {
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    const problem = JSON.parse(body) as { code: (typeof ERROR_CODES)[number]; status: number };
    expect(ERROR_CODES).toContain(problem.code);
    expect(problem.status).toBe(status);
  }
}

function textOf({ headers, rawPayload }: LightMyRequestResponse): string {
  const zipped = headers['content-encoding'] === 'gzip' && rawPayload.length > 0;
  return (zipped ? gunzipSync(rawPayload) : rawPayload).toString();
}
