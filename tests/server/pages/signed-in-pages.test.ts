import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventRef } from '../../../people/event-directory.ts';
import { type AppSite, openOwnAppSite } from '../../browser/app-site.ts';
import { buildPages } from '../../browser/built-pages.ts';
import { addParticipant, makeEvent, type SignedInBrowser, signIn } from '../signed-in.ts';

const ORGANISER = 'organiser@example.org';
const PARTICIPANT = 'rapporteur.estonia@example.org';
const INVITED = 'invited@example.org';

let built: Awaited<ReturnType<typeof buildPages>>;
let site: AppSite;
let open: EventRef;
let hidden: EventRef;
const browsers = new Map<string, SignedInBrowser>();

beforeAll(async () => {
  built = await buildPages('production');
  site = await openOwnAppSite(built.folder);
  open = await makeEvent(site.served, 'open');
  hidden = await makeEvent(site.served, 'hidden', false);
  await addParticipant(site.database, open, { email: ORGANISER, roles: [{ role: 'organiser' }] });
  await addParticipant(site.database, open, { email: PARTICIPANT });
  await addParticipant(site.database, hidden, { email: INVITED, state: 'invited' });
  await addParticipant(site.database, hidden, { email: ORGANISER });
  for (const email of [ORGANISER, PARTICIPANT, INVITED]) browsers.set(email, await signIn(site.served, email, null));
});

afterAll(async () => {
  await site?.close();
});

const get = (url: string, email?: string) =>
  site.served.app.inject({ url, headers: email === undefined ? {} : { cookie: browsers.get(email)?.headers.cookie } });

/** What the page's script starts from. */
function stateOf(body: string) {
  return JSON.parse(/id="page-state">([\s\S]*?)<\/script>/.exec(body)?.[1] ?? 'null');
}

describe('a page for people who are signed in', () => {
  test.each([
    '/e/open/me',
    '/e/hidden/me',
    '/e/none/me',
    '/e/hidden/organise/people',
    '/e/none/organise/people',
    '/e/hidden/register',
    '/e/none/register',
  ])('leads whoever is not to the sign-in page and back: %s', async (page) => {
    const answer = await get(page);
    expect([answer.statusCode, answer.headers.location, answer.headers['cache-control']]).toEqual([
      303,
      `/sign-in?next=${encodeURIComponent(page)}`,
      'no-store',
    ]);
  });

  test('is kept by no cache and no search engine', async () => {
    const { statusCode, headers, body } = await get('/e/open/me', PARTICIPANT);
    expect([statusCode, headers['cache-control'], headers.etag]).toEqual([200, 'no-store', undefined]);
    expect(body).toContain('<meta name="robots" content="noindex">');
  });

  test('says who is signed in, and links the pages that they may open', async () => {
    const pages = async (email: string) => stateOf((await get('/e/open/me', email)).body).session.event.pages;
    expect((await pages(PARTICIPANT)).map(({ name }: { name: string }) => name)).toEqual([
      'Now',
      'Agenda',
      'Ask',
      'Me',
    ]);
    expect((await pages(ORGANISER)).map(({ href }: { href: string }) => href)).toEqual([
      '/e/open',
      '/e/open/agenda',
      '/e/open/ask',
      '/e/open/me',
      '/e/open/chair',
      '/e/open/stage',
      '/e/open/helpdesk',
      '/e/open/organise',
      '/e/open/organise/plan',
      '/e/open/organise/attendance',
      '/e/open/organise/polls',
      '/e/open/organise/breakouts',
      '/e/open/organise/people',
      '/e/open/organise/registration',
      '/e/open/organise/access',
    ]);
  });

  test('tells whoever may know of the event, but not open it, for whom it is', async () => {
    const { statusCode, headers, body } = await get('/e/open/organise/registration', PARTICIPANT);
    expect([statusCode, headers['cache-control']]).toEqual([403, 'no-store']);
    expect(body).toContain(`You are signed in as ${PARTICIPANT}; this page is for organisers of The open.`);
  });

  test('of an event that is hidden from somebody is as one that does not exist', async () => {
    const [secret, none] = await Promise.all(['/e/hidden/me', '/e/none/me'].map((url) => get(url, PARTICIPANT)));
    expect([secret?.statusCode, none?.statusCode]).toEqual([404, 404]);
    expect(secret?.body).toBe(none?.body);
  });

  test('shows somebody who is invited to a private event what is held about them', async () => {
    const { statusCode, body } = await get('/e/hidden/me', INVITED);
    expect(statusCode).toBe(200);
    expect(stateOf(body)).toMatchObject({ own: { email: INVITED, state: 'invited' }, days: null });
  });
});

describe('the registration page', () => {
  test('of a public event is for anybody', async () => {
    const { statusCode, headers, body } = await get('/e/open/register');
    expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(stateOf(body)).toMatchObject({ session: null, registration: { phase: 'not-set', mine: null } });
  });

  test('of a private event is hidden from whoever has nothing to do with it', async () => {
    const [secret, none] = await Promise.all(
      ['/e/hidden/register', '/e/none/register'].map((url) => get(url, PARTICIPANT)),
    );
    expect([secret?.statusCode, secret?.body]).toEqual([404, none?.body]);
  });

  test('of a private event is open to whoever is invited', async () => {
    const { statusCode, body } = await get('/e/hidden/register', INVITED);
    expect(statusCode).toBe(200);
    expect(stateOf(body)).toMatchObject({ registration: { mine: { email: INVITED, state: 'invited' } } });
  });
});

describe('the agenda page', () => {
  test('of a private event is for those who are registered, and kept by no shared cache', async () => {
    const inside = await get('/e/hidden/agenda', ORGANISER);
    expect([inside.statusCode, inside.headers['cache-control']]).toEqual([200, 'private, no-cache']);
    const addresses = ['/e/hidden', '/e/hidden/agenda'];
    const outside = await Promise.all(
      addresses.flatMap((address) => [undefined, INVITED, PARTICIPANT].map((email) => get(address, email))),
    );
    expect(outside.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404, 404]);
  });

  test('of a public event is the same bytes for everybody, also at the address of the event', async () => {
    const [own, everybodys] = await Promise.all([get('/e/open/agenda', ORGANISER), get('/e/open/agenda')]);
    expect(own?.body).toBe(everybodys?.body);
    expect(everybodys?.headers['cache-control']).toBe('no-cache');
    const atEvent = await get('/e/open');
    expect(atEvent.body).toBe(everybodys?.body);
    expect([atEvent.headers['cache-control'], atEvent.headers.etag]).toEqual(['no-cache', everybodys?.headers.etag]);
  });
});

describe('the address of an event', () => {
  test('shows those who take part what is on, kept by no cache', async () => {
    const { statusCode, headers, body } = await get('/e/open', PARTICIPANT);
    expect([statusCode, headers['cache-control'], headers.etag]).toEqual([200, 'no-store', undefined]);
    const { now, help, session } = stateOf(body);
    expect([now.days, now.day.number, help]).toEqual([[1, 2, 3, 4, 5], 5, { request: null }]);
    expect(session.me).toEqual({ participantId: expect.stringMatching(/^[\da-f-]{36}$/), roles: [] });
  });

  test('leads those who take part on to the agenda where it names a day or tag', async () => {
    const { statusCode, headers } = await get('/e/open?day=2', PARTICIPANT);
    expect([statusCode, headers.location]).toEqual([303, '/e/open/agenda?day=2']);
  });
});

describe('the sign-in page', () => {
  test('leads on to pages of events here alone', async () => {
    const next = async (asked: string) =>
      stateOf((await get(`/sign-in?next=${encodeURIComponent(asked)}`)).body).next as unknown;
    expect(await next('/e/open/me')).toBe('/e/open/me');
    expect(await next('//example.org/e/open')).toBeNull();
    expect(await next('/e/..//example.org')).toBeNull();
  });

  test('shows whoever is signed in their events', async () => {
    const { session } = stateOf((await get('/sign-in', ORGANISER)).body);
    expect(session.email).toBe(ORGANISER);
    expect(session.events.map(({ slug }: { slug: string }) => slug).sort()).toEqual(['hidden', 'open']);
  });
});

describe('the page of a mailed link', () => {
  test('may be opened by whatever looks through mail, and signs in by its button alone', async () => {
    const { app } = site.served;
    const url = new URL(await site.linkFor(PARTICIPANT, open)).pathname;
    for (let times = 0; times < 10; times++) {
      const [opened, asked] = [await app.inject({ url }), await app.inject({ method: 'HEAD', url })];
      expect([opened.statusCode, asked.statusCode, opened.headers['set-cookie']]).toEqual([200, 200, undefined]);
      expect(opened.body).toMatch(/<form [^>]*method="post"/);
      expect(opened.body).not.toContain(url.split('/').at(-1));
    }
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
    const use = () => app.inject({ method: 'POST', url, headers, payload: '' });
    const first = await use();
    expect([first.statusCode, first.headers.location]).toEqual([303, '/e/open/me']);
    const second = await use();
    expect(second.statusCode).toBe(410);
    expect(second.body).toContain('<a href="/sign-in">Ask for a new link</a>');
  });
});
