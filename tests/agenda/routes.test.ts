import type { FastifyInstance, InjectOptions } from 'fastify';
import { beforeEach, expect, it } from 'vitest';
import { agendaRoutes } from '../../agenda/routes.ts';
import type { AgendaServices } from '../../agenda/service.ts';
import { eachEngine } from '../engines.ts';
import { serve } from '../server/serve.ts';
import { eventFields, fiveDayFiles } from './room.ts';

const EVENT = { slug: 'meeting', name: 'A meeting', timeZone: 'Europe/Zurich', isPublic: true };
const DAY = { number: 1, date: '2026-03-09', start: '12:00', end: '15:00' };
const SESSION = { day: 1, kind: 'presentation', title: 'A', minutes: 20 };

eachEngine('the agenda over HTTP', (open) => {
  let app: FastifyInstance;
  let services: AgendaServices;
  let authorization: string;

  beforeEach(async () => {
    const served = await serve(await open(), async (app, { agenda }) => {
      await app.register(agendaRoutes, { services: agenda });
    });
    ({ app, authorization } = served);
    services = served.services.agenda;
    return () => app.close();
  });

  /** As an operator who has seen `revision`; anonymous with `null`. */
  async function call(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
    revision?: number,
  ) {
    const headers = { authorization, ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }) };
    const response = await app.inject({ method, url: `/api/events${url}`, headers, ...(payload ? { payload } : {}) });
    return {
      status: response.statusCode,
      headers: response.headers,
      body: response.body === '' ? null : response.json(),
    };
  }

  async function get(url: string, headers: Record<string, string> = {}) {
    return await app.inject({ method: 'GET', url: `/api/events${url}`, headers });
  }

  function form(parts: Record<string, Uint8Array>): Pick<InjectOptions, 'payload' | 'headers'> {
    const head = (name: string) =>
      `--edge\r\ncontent-disposition: form-data; name="${name}"; filename="${name}.csv"\r\ncontent-type: text/csv\r\n\r\n`;
    const chunks = Object.entries(parts).flatMap(([name, bytes]) => [
      Buffer.from(head(name)),
      bytes,
      Buffer.from('\r\n'),
    ]);
    return {
      payload: Buffer.concat([...chunks, Buffer.from('--edge--\r\n')]),
      headers: { authorization, 'content-type': 'multipart/form-data; boundary=edge' },
    };
  }

  async function upload(query: string, parts: Record<string, Uint8Array>, revision?: number) {
    const { payload, headers } = form(parts);
    const ifMatch = revision === undefined ? {} : { 'if-match': `"${revision}"` };
    const options = {
      method: 'POST',
      url: `/api/events/meeting/import${query}`,
      headers: { ...headers, ...ifMatch },
    } as const;
    const response = await app.inject({ ...options, ...(payload ? { payload } : {}) });
    return { status: response.statusCode, headers: response.headers, body: response.json() };
  }

  const fiveDays = () => {
    const { days, sessions } = fiveDayFiles();
    return { days: days.bytes, sessions: sessions.bytes };
  };

  it('goes from nothing to a published agenda', async () => {
    const created = await call('POST', '', EVENT);
    expect([created.status, created.headers.location, created.headers.etag]).toEqual([
      201,
      '/api/events/meeting',
      '"1"',
    ]);
    expect(created.body).toMatchObject({ ...eventFields(), revision: 1, publishedVersion: null });
    const day = await call('POST', '/meeting/days', DAY, 1);
    expect([day.status, day.headers.etag, day.body.revision]).toEqual([201, '"2"', 2]);
    const session = await call('POST', '/meeting/sessions', SESSION, 2);
    const [{ id }] = session.body.days[0].sessions;
    expect([session.status, session.headers.etag]).toEqual([201, '"3"']);
    const patched = await call('PATCH', `/meeting/sessions/${id}`, { minutes: 30 }, 3);
    expect([patched.status, patched.body.days[0].timeline[0].minutes]).toEqual([200, 30]);
    expect((await call('PUT', '/meeting/days/1/order', { sessions: [id] }, 4)).headers.etag).toBe('"5"');
    expect((await call('GET', '/meeting/plan')).headers.etag).toBe('"5"');
    const published = await call('POST', '/meeting/versions', { note: 'Here it is' }, 5);
    expect([published.status, published.headers.location]).toEqual([201, '/api/events/meeting/versions/1']);
    expect(published.body).toMatchObject({ publishedVersion: 1, revision: 6 });

    const agenda = (await get('/meeting/agenda')).json();
    expect([agenda.version, agenda.days[0].entries[0].title]).toEqual([1, 'A']);
    expect((await get('/meeting/versions')).json().versions).toMatchObject([{ number: 1, note: 'Here it is' }]);
    expect((await get('/meeting/versions/1')).json()).toEqual(agenda);
    const changes = (await get('/meeting/versions/1/changes')).json();
    expect(changes).toMatchObject({ from: 0, to: 1, changes: [{ kind: 'added', id }] });
    expect((await call('DELETE', `/meeting/sessions/${id}`, undefined, 6)).body.days[0].sessions).toEqual([]);
    const draftChanges = (await call('GET', '/meeting/draft/changes')).body.changes;
    expect(draftChanges).toMatchObject([{ kind: 'removed', id }]);
    expect((await call('DELETE', '/meeting/days/1', undefined, 7)).body.days).toEqual([]);
    expect((await call('DELETE', '/meeting', undefined, 8)).status).toBe(204);
    expect((await get('/meeting')).statusCode).toBe(404);
  });

  it('publishes without a body too', async () => {
    await call('POST', '', EVENT);
    await call('POST', '/meeting/days', DAY, 1);
    expect((await call('POST', '/meeting/versions', undefined, 2)).status).toBe(201);
  });

  it('asks for the revision, refuses a stale one with the current one, and one that cannot be read', async () => {
    await call('POST', '', EVENT);
    const without = await call('PATCH', '/meeting', { name: 'Other' });
    expect([without.status, without.body.code]).toEqual([428, 'revision-required']);
    await call('PATCH', '/meeting', { name: 'Newer' }, 1);
    const stale = await call('PATCH', '/meeting', { name: 'Other' }, 1);
    expect([stale.status, stale.body.code, stale.body.revision]).toEqual([412, 'revision-stale', 2]);
    const headers = { authorization, 'if-match': '*' };
    const any = await app.inject({ method: 'PATCH', url: '/api/events/meeting', headers, payload: { name: 'Other' } });
    expect([any.statusCode, any.json().code]).toEqual([400, 'bad-request']);
    expect((await get('/meeting')).json().name).toBe('Newer');
  });

  it('asks for the revision on every edit', async () => {
    await call('POST', '', EVENT);
    await call('POST', '/meeting/days', DAY, 1);
    const edits = [
      ['PATCH', '/meeting', {}],
      ['DELETE', '/meeting', undefined],
      ['POST', '/meeting/days', { ...DAY, number: 2 }],
      ['PATCH', '/meeting/days/1', {}],
      ['DELETE', '/meeting/days/1', undefined],
      ['PUT', '/meeting/days/1/order', { sessions: [] }],
      ['POST', '/meeting/sessions', SESSION],
      ['PATCH', '/meeting/sessions/x', {}],
      ['DELETE', '/meeting/sessions/x', undefined],
      ['POST', '/meeting/days/1/proposals/shorten-breaks', undefined],
      ['POST', '/meeting/versions', undefined],
    ] as const;
    for (const [method, url, body] of edits) {
      expect([method, url, (await call(method, url, body)).status]).toEqual([method, url, 428]);
    }
  });

  it('lets nobody without a key edit or see a draft, whether or not there is such an event', async () => {
    await call('POST', '', EVENT);
    for (const slug of ['meeting', 'none']) {
      for (const url of ['/plan', '/draft/changes', '/days/1/proposals']) {
        expect([url, (await get(`/${slug}${url}`)).statusCode]).toEqual([url, 401]);
      }
      const edit = await app.inject({ method: 'DELETE', url: `/api/events/${slug}`, headers: { 'if-match': '"1"' } });
      expect(edit.statusCode).toBe(401);
    }
    expect((await get('')).json().events).toMatchObject([{ slug: 'meeting' }]);
    expect((await get('/meeting')).json()).not.toHaveProperty('revision');
    expect((await get('/meeting')).headers).not.toHaveProperty('etag');
  });

  it('answers for a private event exactly as for one that does not exist', async () => {
    await call('POST', '', { ...EVENT, isPublic: false });
    await call('POST', '/meeting/days', DAY, 1);
    await call('POST', '/meeting/versions', {}, 2);
    const wrong = { authorization: 'Bearer plenum_op_wrong' };
    for (const url of ['', '/agenda', '/versions', '/versions/1', '/versions/1/changes']) {
      for (const [headers, status] of [
        [{}, 404],
        [wrong, 401],
      ] as const) {
        const answers = await Promise.all(['meeting', 'nowhere'].map((slug) => get(`/${slug}${url}`, headers)));
        const [hidden, absent] = answers.map((answer) => {
          const { requestId, ...problem } = answer.json();
          const { 'x-request-id': id, ...headers } = answer.headers;
          return [answer.statusCode, { ...headers, date: '' }, problem];
        });
        expect([url, hidden]).toEqual([url, absent]);
        expect(hidden?.[0]).toBe(status);
      }
      expect([url, (await get(`/meeting${url}`, { authorization })).statusCode]).toEqual([url, 200]);
    }
    expect((await get('')).json()).toEqual({ events: [] });
  });

  it('refuses unknown names, wrong values and repeated slugs with their places', async () => {
    const unknown = await call('POST', '', { ...EVENT, colour: 'red', timeZone: 'Europe/Atlantis' });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'bad-input']);
    expect(unknown.body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual(['colour', 'timeZone']);
    await call('POST', '', EVENT);
    const taken = await call('POST', '', EVENT);
    expect([taken.status, taken.body.code]).toEqual([409, 'slug-taken']);
    await call('POST', '/meeting/days', DAY, 1);
    const { body } = await call('POST', '/meeting/sessions', SESSION, 2);
    const id = body.days[0].sessions[0].id;
    const strict = await call(
      'PATCH',
      `/meeting/sessions/${id}`,
      { minutes: 1.5, lenght: 3, speakers: [{ nam: 'x' }] },
      3,
    );
    expect(strict.status).toBe(422);
    expect(strict.body.errors.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['minutes', 'lenght', 'speakers.0.nam']),
    );
    const wall = await call('PATCH', '/meeting/days/1', { date: '2026-03-29', start: '02:30' }, 3);
    expect([wall.status, wall.body.code, wall.body.choices.length]).toEqual([422, 'wall-time-missing', 2]);
    expect((await call('GET', '/meeting/plan')).headers.etag).toBe('"3"');
  });

  it('makes a proposal once and not again', async () => {
    await call('POST', '', EVENT);
    const imported = await upload('', fiveDays());
    expect([imported.status, imported.headers.etag]).toEqual([200, '"2"']);
    const offered = await call('GET', '/meeting/days/1/proposals');
    expect([offered.headers.etag, offered.body.revision]).toEqual(['"2"', 2]);
    const { key, overMinutes } = offered.body.proposals[0];
    const made = await call('POST', `/meeting/days/1/proposals/${key}`, undefined, 2);
    expect([made.status, made.body.days[0].overMinutes]).toEqual([200, overMinutes]);
    const gone = await call('POST', `/meeting/days/1/proposals/${key}`, undefined, 3);
    expect([gone.status, gone.body.code]).toEqual([409, 'proposal-gone']);
  });

  it('imports two files, previews them, and wants to know the revision once there is a plan', async () => {
    await call('POST', '', EVENT);
    const preview = await upload('?dryRun=true', fiveDays());
    expect([preview.status, preview.body.revision, preview.body.changes.days.added.length]).toEqual([200, 1, 5]);
    expect((await call('GET', '/meeting/plan')).body.days).toEqual([]);
    expect((await upload('', fiveDays())).body.days.map((day: { overMinutes: number }) => day.overMinutes)).toEqual([
      10, 15, 10, 15, 25,
    ]);
    expect((await upload('', fiveDays())).status).toBe(428);
    expect((await upload('', fiveDays(), 1)).status).toBe(412);
    expect((await upload('', fiveDays(), 2)).status).toBe(200);
    expect((await upload('?dryrun=true', fiveDays(), 3)).status).toBe(422);
  });

  it('tells every fault of the files by file, line, column and name', async () => {
    await call('POST', '', EVENT);
    const { days, sessions } = fiveDays();
    const broken = Buffer.from(Buffer.from(sessions).toString().replace('hackathons,10', 'hackathons,ten'));
    const refused = await upload('', { days, sessions: broken });
    expect([refused.status, refused.body.code]).toEqual([422, 'bad-input']);
    expect(refused.body.errors).toEqual([
      { path: 'sessions.csv:9:5 minutes', message: expect.stringContaining('ten') },
    ]);
    const none = await upload('', { days });
    expect([none.status, none.body.errors]).toEqual([400, [{ path: 'sessions', message: 'expected a file' }]]);
  });

  it('refuses an upload that breaks off, is too large or is no form', async () => {
    await call('POST', '', EVENT);
    const url = '/api/events/meeting/import';
    const { payload, headers } = form(fiveDays());
    const half = (payload as Buffer).subarray(0, 700);
    const broken = await app.inject({ method: 'POST', url, headers: headers ?? {}, payload: half });
    expect([broken.statusCode, broken.json().code]).toEqual([400, 'bad-request']);
    const large = await upload('', { days: Buffer.alloc(25 * 1024 * 1024 + 1, 'a'), sessions: Buffer.from('') });
    expect([large.status, large.body.code]).toEqual([413, 'too-large']);
    const json = await app.inject({ method: 'POST', url, headers: { authorization }, payload: { days: '' } });
    expect([json.statusCode, json.json().code]).toEqual([415, 'unsupported-media-type']);
    expect((await call('GET', '/meeting/plan')).body.days).toEqual([]);
  });

  it('answers the agenda with a tag that changes with what is shown, and 304 to whoever has it', async () => {
    await call('POST', '', EVENT);
    const first = await get('/meeting/agenda');
    expect(first.json()).toMatchObject({ version: 0, days: [], event: { slug: 'meeting' } });
    const tag = String(first.headers.etag);
    for (const known of [tag, `W/${tag}`, `"x", ${tag}`]) {
      const again = await get('/meeting/agenda', { 'if-none-match': known });
      expect([known, again.statusCode, again.body, again.headers.etag]).toEqual([known, 304, '', tag]);
    }
    await call('POST', '/meeting/days', DAY, 1);
    expect((await get('/meeting/agenda', { 'if-none-match': tag })).statusCode).toBe(304);
    await call('POST', '/meeting/versions', {}, 2);
    const second = await get('/meeting/agenda', { 'if-none-match': tag });
    expect([second.statusCode, second.json().version]).toEqual([200, 1]);
    await services.events.change(
      { actor: { kind: 'operator', keyId: 'x' }, slug: 'meeting', revision: 3 },
      { name: 'B' },
    );
    const third = await get('/meeting/agenda', { 'if-none-match': String(second.headers.etag) });
    expect([third.statusCode, third.json().event.name]).toEqual([200, 'B']);
  });

  it('refuses numbers that are none and addresses that hold odd bytes, without a fault of its own', async () => {
    await call('POST', '', EVENT);
    const statuses = async (urls: string[]) =>
      await Promise.all(urls.map(async (url) => (await call('GET', url)).status));
    expect(await statuses(['/%00', '/%00/agenda', '/%00/plan', '/meeting/versions/7', '/Meeting'])).toEqual([
      404, 404, 404, 404, 404,
    ]);
    expect(
      await statuses(['/meeting/versions/99999999999', '/meeting/versions/x', '/meeting/days/x/proposals']),
    ).toEqual([422, 422, 422]);
  });
});
