import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AgendaServices } from '../../../agenda/service.ts';
import { systemClock } from '../../../kernel/clock.ts';
import { formatDate, formatRfc3339 } from '../../../kernel/time.ts';
import { eachEngine } from '../../engines.ts';
import { serve } from '../../server/serve.ts';
import { eventFields, OPERATOR, planFiles } from '../room.ts';

eachEngine('the show over HTTP', (open) => {
  let app: FastifyInstance;
  let agenda: AgendaServices;
  let authorization: string;

  beforeAll(async () => {
    const served = await serve(await open());
    ({ app, authorization } = served);
    agenda = served.services.agenda;
    const today = formatDate(systemClock.now(), 'UTC');
    const days = `day,date,start,end,time_zone,break_minutes,break_slots,chair_organisation\n1,${today},00:00,23:59,UTC,0,0,Office`;
    const sessions = 'day,order,kind,title,minutes\n1,1,opening,Welcome,600\n1,2,keynote,Keynote,600';
    await agenda.events.create(OPERATOR, eventFields({ timeZone: 'UTC' }));
    const edit = async () => {
      const { revision } = await agenda.events.get(OPERATOR, 'meeting');
      return { actor: OPERATOR, slug: 'meeting', revision };
    };
    await agenda.imports.replace(await edit(), planFiles(days, sessions));
    await agenda.versions.publish(await edit(), '');
  });
  afterAll(() => app.close());

  async function call(method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object, ifMatch?: string) {
    const headers = { authorization, ...(ifMatch !== undefined && { 'if-match': ifMatch }) };
    const url = `/api/events/meeting${path}`;
    const response = await app.inject({ method, url, headers, ...(payload && { payload }) });
    const body = response.body === '' ? null : response.json();
    return { status: response.statusCode, etag: response.headers.etag as string, body };
  }

  it('answers a console with the version that the next command names', async () => {
    const seen = await call('GET', '/days/1/show');
    expect([seen.status, seen.etag, seen.body.version]).toEqual([200, '"0"', 0]);
    const unnamed = await call('POST', '/days/1/show/commands', { do: 'next' });
    expect([unnamed.status, unnamed.body.code]).toEqual([428, 'revision-required']);
    const done = await call('POST', '/days/1/show/commands', { do: 'next' }, seen.etag);
    expect([done.status, done.etag, done.body.undo]).toEqual([200, '"1"', 'Start what is next']);
    const stale = await call('POST', '/days/1/show/undo', undefined, seen.etag);
    expect([stale.body.code, stale.body.version]).toEqual(['revision-stale', 1]);
    const back = await call('POST', '/days/1/show/undo', undefined, done.etag);
    expect([back.status, back.etag, back.body.undo]).toEqual([200, '"2"', null]);
    const nothing = await call('POST', '/days/1/show/undo', undefined, back.etag);
    expect([nothing.status, nothing.body.code]).toEqual([409, 'nothing-to-undo']);
    const controls = await call('POST', '/days/1/show/controls', undefined, back.etag);
    expect([controls.status, controls.body.control.name]).toEqual([200, 'An operator']);
  });

  it('says what is on with a tag, and nothing to whoever has it', async () => {
    const first = await call('GET', '/now');
    expect([first.status, first.body.day.number, first.body.days]).toEqual([200, 1, [1]]);
    const headers = { authorization, 'if-none-match': first.etag };
    const again = await app.inject({ method: 'GET', url: '/api/events/meeting/now', headers });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const set = await call('POST', '/banners', { text: 'Soon', minutes: 5 });
    expect([set.status, set.body.audience]).toEqual([201, 'all']);
    expect((await app.inject({ method: 'GET', url: '/api/events/meeting/now', headers })).statusCode).toBe(200);
    expect((await call('DELETE', `/banners/${set.body.id}`)).status).toBe(204);
    expect((await call('DELETE', `/banners/${set.body.id}`)).status).toBe(404);
    expect((await call('GET', '/now')).etag).toBe(first.etag);
  });

  it('names what is wrong with a command, and what there is not', async () => {
    const { etag } = await call('GET', '/days/1/show');
    const wrong = await call('POST', '/days/1/show/commands', { do: 'adjust', entry: 'x', minutes: 0.5 }, etag);
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(['entry', 'minutes']);
    expect((await call('GET', '/days/2/show')).status).toBe(404);
    expect((await call('GET', '/days/1/hand-over')).body).toMatchObject({ day: 1, nextDay: null, openHelp: 0 });
    const ripple = await call('POST', '/days/1/show/preview', { do: 'next' });
    expect([ripple.status, ripple.body.version]).toEqual([200, Number(etag.slice(1, -1))]);
    expect(ripple.body.endsAt.endsWith(formatRfc3339(systemClock.now(), 'UTC').slice(-6))).toBe(true);
  });
});
