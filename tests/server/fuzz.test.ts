import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import type { RouteOptions } from 'fastify';
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { OPERATOR } from '../agenda/room.ts';
import { eachEngine, type TestDatabase } from '../engines.ts';
import { hostileRequests } from '../faults/hostile.ts';
import { Siege } from '../faults/siege.ts';
import { type ServedApp, serveWithRoutes } from './serve.ts';

const REQUESTS = 2_000;
const SEED = 20_261_123;

eachEngine('whatever is sent', (open) => {
  let served: ServedApp;
  let database: TestDatabase;
  let routes: readonly RouteOptions[];
  let siege: Siege;

  beforeAll(async () => {
    database = await open();
    ({ served, routes } = await serveWithRoutes(database));
    siege = await Siege.lay(served, database);
  });
  afterAll(() => served.app.close());

  it('is answered, or refused with a problem that has a code, and never a fault of ours', async () => {
    const statuses = new Map<number, number>();
    const property = fc.asyncProperty(hostileRequests(routes), async (hostile) => {
      const { request, asker, status, unsound, again } = await siege.send(hostile);
      for (const each of [status, again ?? []].flat()) statuses.set(each, (statuses.get(each) ?? 0) + 1);
      expect([null, 200, 304]).toContain(again);
      expect(unsound, `${request.method} ${request.url} by ${asker.kind} of ${asker.home}`).toBeNull();
    });
    await fc.assert(property, { seed: SEED, numRuns: REQUESTS, endOnFailure: true });
    // Requests that all fail at the door would say nothing of what is behind it.
    for (const status of [200, 201, 204, 304, 401, 403, 404, 405, 409, 412, 422]) {
      expect([status, statuses.get(status) ?? 0]).toEqual([status, expect.toSatisfy((count: number) => count > 0)]);
    }
  }, 180_000);

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
