import type { InjectOptions, LightMyRequestResponse, RouteOptions } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pollContent } from '../../polls/schema.ts';
import { TOPICS } from '../../server/live/topics.ts';
import { OPERATOR } from '../agenda/room.ts';
import { eachEngine, type TestDatabase } from '../engines.ts';
import { type Asker, type AskerKind, assemble, type Cast } from '../faults/cast.ts';
import { EVENTS, type EventSlug } from '../faults/cast-rows.ts';
import { type Answer, EXPECTED, EXPECTED_TOPICS, type Row } from './access-expected.ts';
import { listen, open as openSocket } from './live/sockets.ts';
import { type ServedApp, serveWithRoutes } from './serve.ts';

/** Of the documentation's package: public, and not ours. */
const OF_PACKAGES = '/api/docs';
const NOT_THERE = '00000000-0000-4000-8000-00000000dead';
/** HEAD goes through the same door as GET; a few of those who knock show it. */
const ASKED_TWICE: readonly AskerKind[] = ['anonymous', 'stranger', 'participant', 'organiser', 'key people'];
const SOCKET = '/api/live';
const OURS = 'http://127.0.0.1:3000';
const NO_SUCH_EVENT = 'There is no such event.';

interface Cell {
  readonly route: string;
  readonly asker: Asker;
  readonly event: EventSlug | 'nowhere';
  readonly day: 1 | 2;
}

eachEngine('the access table', (open) => {
  let database: TestDatabase;
  let served: ServedApp;
  let routes: readonly RouteOptions[];
  let cast: Cast;
  let sessionIds: Readonly<Record<EventSlug, string>>;
  const csrf = new Map<Asker, string>();

  beforeAll(async () => {
    database = await open();
    ({ served, routes } = await serveWithRoutes(database));
    cast = await assemble(database.db, served.services, served.authorization);
    const sessionOf = async (slug: EventSlug) => {
      const [first] = await database.db
        .selectFrom('agenda_session')
        .innerJoin('agenda_event', 'agenda_event.id', 'event_id')
        .select('agenda_session.id')
        .where('slug', '=', slug)
        .execute();
      return first?.id ?? '';
    };
    sessionIds = { public: await sessionOf('public'), private: await sessionOf('private') };
    for (const asker of cast.askers) {
      if (!asker.headers.cookie) continue;
      const me = await served.app.inject({ url: '/api/me', headers: asker.headers });
      if (me.statusCode === 200) csrf.set(asker, me.json<{ csrfToken: string }>().csrfToken);
    }
  }, 120_000);
  afterAll(() => served.app.close());

  const writtenRoutes = () =>
    routes
      .filter(({ url }) => url !== OF_PACKAGES && !url.startsWith(`${OF_PACKAGES}/`))
      .flatMap(({ method, url }) => [method].flat().map((each) => `${each} ${url}`));
  const withoutHead = () => [...new Set(writtenRoutes().filter((route) => !route.startsWith('HEAD ')))];

  function addressOf(route: string, { event, day }: Cell): string {
    const [, pattern = ''] = route.split(' ');
    const { id = 'none' } = rowOf(route);
    const slug = event === 'nowhere' ? 'private' : event;
    const ids = { none: NOT_THERE, participant: cast.participantId(slug, 'participant'), session: sessionIds[slug] };
    return pattern
      .replace(/\(.*?\)(?=\.|\/|$)/, '')
      .replace(':event', event)
      .replace(':day', String(day))
      .replace(':n', String(day))
      .replace(':version', '1')
      .replace(':tag', 'risk-management')
      .replace(':key', 'proposal')
      .replace(':session', NOT_THERE)
      .replace(':question', NOT_THERE)
      .replace(':poll', NOT_THERE)
      .replace(/:(round|roomId|set|dealing)\b/g, NOT_THERE)
      .replace(':id', ids[id])
      .replace(':token', 'plenum_in_of-nobody')
      .replace('*', 'nothing.js')
      .replace(SOCKET, `${SOCKET}?event=${event}`)
      .replace(/\/questions(\/queue)?$/, '$&?place=room:Tallinn')
      .replace(/\/explanation$/, `$&?participant=${NOT_THERE}`);
  }

  function requestFor(method: string, cell: Cell): InjectOptions {
    const { asker, route } = cell;
    const token = csrf.get(asker);
    const bare = {
      method: method as 'GET',
      url: addressOf(route, cell),
      headers: { origin: OURS, ...asker.headers, ...(token === undefined ? {} : { 'x-csrf-token': token }) },
      remoteAddress: '203.0.113.7',
    };
    if (method === 'GET' || method === 'HEAD') return bare;
    // Nothing takes this: whoever gets past the guard is told so, and nothing is changed.
    const body = rowOf(route).body ?? (rowOf(route).changes ? undefined : { surplus: true });
    return body === undefined ? bare : { ...bare, payload: body as object };
  }

  async function ask(cell: Cell, method = cell.route.split(' ')[0] ?? ''): Promise<LightMyRequestResponse> {
    return served.app.inject(requestFor(method, cell));
  }

  function* cells(): Generator<Cell> {
    for (const route of withoutHead()) {
      for (const event of isOfEvent(route) ? EVENTS : EVENTS.slice(0, 1)) {
        for (const day of route.includes(':day') ? ([1, 2] as const) : ([1] as const)) {
          for (const asker of cast.askers) yield { route, asker, event, day };
        }
      }
    }
  }

  it('has a row for every address, and an address for every row', () => {
    expect(withoutHead().sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it('is what everybody is answered at every address, in their own event and the other, on their own day and another', async () => {
    const wrong: string[] = [];
    let walked = 0;
    const begun = performance.now();
    for (const cell of cells()) {
      const row = rowOf(cell.route);
      const { asker, event, day } = cell;
      const expected = row.answer({
        kind: asker.kind,
        own: asker.home === event,
        event: event as EventSlug,
        ownDay: day === 1,
      });
      const answer = await ask(cell);
      const found = readAnswer(cell, row, answer);
      walked += 1;
      if (found !== expected) wrong.push(`${told(cell)}: expected ${expected}, found ${found}`);
      if (row.changes && (expected === 'in' || found === 'in')) await cast.restore();
    }
    const seconds = (performance.now() - begun) / 1000;
    process.stdout.write(
      `access table: ${walked} cells in ${seconds.toFixed(1)} s, ${Math.round(walked / seconds)} cells/s (${database.engine})\n`,
    );
    expect(wrong).toEqual([]);
    expect(walked).toBeGreaterThan(3_000);
  }, 240_000);

  it('is what everybody is told of every topic of the socket, in their own event and the other', async () => {
    expect(Object.keys(TOPICS).sort()).toEqual(Object.keys(EXPECTED_TOPICS).sort());
    const port = await listen(served.app);
    const wrong: string[] = [];
    const polls = { public: await openPoll(served, 'public'), private: await openPoll(served, 'private') };
    for (const [event, asker] of EVENTS.flatMap((each) => cast.askers.map((asker) => [each, asker] as const))) {
      const asked = { kind: asker.kind, own: asker.home === event, event };
      if (rowOf(`GET ${SOCKET}`).answer({ ...asked, ownDay: true }) !== 'in') continue;
      const headers = { ...asker.headers, origin: `http://127.0.0.1:${port}` };
      const named = namedTopics(polls[event]);
      for (let from = 0; from < named.length; from += TOPICS_OF_SOCKET) {
        const socket = await openSocket(port, headers, `${SOCKET}?event=${event}`);
        if (typeof socket === 'number') throw new Error(`${asker.kind} of ${asker.home} got no socket: ${socket}`);
        for (const { topic, row, day } of named.slice(from, from + TOPICS_OF_SOCKET)) {
          socket.send({ op: 'subscribe', topic });
          let answer = await socket.next();
          // How many are here may change meanwhile.
          while (answer.topic !== topic) answer = await socket.next();
          const { op, code } = answer;
          // There are no breakouts: who may follow such topics is told that there is none.
          const state = row.status?.includes(404) ? 'error not-found' : 'state';
          const expected = row.answer({ ...asked, ownDay: day === 1 }) === 'in' ? state : 'error forbidden';
          const found = [op, code].filter((each) => each !== undefined).join(' ');
          if (found !== expected) wrong.push(`${topic} (${event}) by ${asker.kind} of ${asker.home}: ${found}`);
        }
        socket.socket.close();
        await socket.closed;
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('is the same for HEAD as for GET', async () => {
    const wrong: string[] = [];
    for (const cell of cells()) {
      if (!cell.route.startsWith('GET ') || !ASKED_TWICE.includes(cell.asker.kind)) continue;
      const [get, head] = [await ask(cell), await ask(cell, 'HEAD')];
      if (get.statusCode !== head.statusCode) wrong.push(`${told(cell)}: ${get.statusCode}, HEAD ${head.statusCode}`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('tells a private event from one that does not exist to nobody who may not know of it', async () => {
    const different: string[] = [];
    for (const route of withoutHead().filter(isOfEvent)) {
      for (const asker of cast.askers) {
        const question = { kind: asker.kind, own: asker.home === 'private', event: 'private', ownDay: true } as const;
        const expected = rowOf(route).answer(question);
        if (expected !== 404 && expected !== 401) continue;
        const cell = { route, asker, day: 1 } as const;
        const [hidden, absent] = [await ask({ ...cell, event: 'private' }), await ask({ ...cell, event: 'nowhere' })];
        const [here, there] = [comparable(hidden), comparable(absent)];
        if (here !== there) different.push(`${told({ ...cell, event: 'private' })}: ${here}, but of none ${there}`);
      }
    }
    expect(different).toEqual([]);
  }, 120_000);
});

/** Fewer than a socket may send in a second. */
const TOPICS_OF_SOCKET = 15;

function namedTopics(poll: string) {
  return Object.entries(EXPECTED_TOPICS).flatMap(([name, row]) =>
    (name.includes('N') ? [1, 2] : [1]).map((day) => {
      const topic = name.replace('N', String(day)).replace('PLACE', 'room:A').replaceAll('ID', poll);
      return { topic, row, day };
    }),
  );
}

/** @returns its id. */
async function openPoll({ services }: ServedApp, slug: EventSlug): Promise<string> {
  const event = await services.agenda.directory.find(slug);
  if (!event) throw new Error(`there is no event ${slug}`);
  const { polls } = services.polls;
  const options = [
    { id: 'a', text: 'One' },
    { id: 'b', text: 'Other' },
  ];
  const content = pollContent.parse({ kind: 'opinion', question: 'Which?', options });
  const { id } = await polls.create(OPERATOR, event, content);
  const of = { actor: OPERATOR, event, poll: id, revision: null };
  await polls.command(of, { do: 'ready' });
  await polls.command(of, { do: 'open' });
  return id;
}

function isOfEvent(route: string): boolean {
  return route.includes(':event') || route === `GET ${SOCKET}`;
}

function rowOf(route: string): Row {
  return EXPECTED[route] ?? { answer: () => 'in', status: [] };
}

function told({ route, asker, event, day }: Cell): string {
  const who = asker.home === null ? asker.kind : `${asker.kind} of ${asker.home}`;
  return `${route} (${event}, day ${day}) by ${who}`;
}

/** What the answer says, or the whole of it where it says nothing that a table knows. */
function readAnswer({ route }: Cell, row: Row, answer: LightMyRequestResponse): Answer | string {
  const { statusCode: status } = answer;
  const problem = /problem\+json/.test(String(answer.headers['content-type']))
    ? answer.json<{ code: string; detail: string }>()
    : undefined;
  if (status === 401 || (status === 403 && problem?.code !== 'forged-request')) return status;
  if (status === 303 && String(answer.headers.location).startsWith('/sign-in?')) return 401;
  if (status === 404 && (route.startsWith('GET /e/') || problem?.detail === NO_SUCH_EVENT)) return 404;
  const usual = row.status ?? (route.startsWith('GET ') ? [200] : PAST_THE_GUARD);
  return usual.includes(status) ? 'in' : `${status} ${problem?.code ?? ''} ${problem?.detail ?? ''}`;
}

/** What is wrong with the request is told only after the door. */
const PAST_THE_GUARD = [400, 404, 409, 410, 415, 422, 428];

/** The answer in words, without what differs from one request to the next. */
function comparable({ statusCode, headers, body }: LightMyRequestResponse): string {
  const { 'x-request-id': id, date: _date, ...others } = headers;
  const nonce = /nonce-([^']+)/.exec(String(headers['content-security-policy']))?.[1] ?? id;
  return JSON.stringify([statusCode, others, body])
    .replaceAll(String(id), '')
    .replaceAll(String(nonce), '')
    .replaceAll('nowhere', 'private');
}
