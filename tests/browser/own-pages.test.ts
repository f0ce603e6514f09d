/** Signing in, registering, and the page of what is one's own, as people use them. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { EventRef } from '../../people/event-directory.ts';
import { OPERATOR } from '../agenda/room.ts';
import { addParticipant, makeEvent } from '../server/signed-in.ts';
import { type AppSite, openOwnAppSite, takenOver } from './app-site.ts';
import { buildPages } from './built-pages.ts';
import { launchChromium } from './chromium.ts';
import { scanForGrave } from './scan.ts';

const DAY = 86_400_000;
/** Several scans of whole pages. */
const PATIENCE = 60_000;
const CONSENTS = [
  { key: 'recording', title: 'Recording', text: 'Plenary sessions are recorded.', required: true },
  { key: 'list', title: 'List of participants', text: 'Others may see my name.', required: false },
];
const LONG = `${'Kommissionsangelegenheiten'.repeat(6)} of a delegation whose name does not end`;

let built: Awaited<ReturnType<typeof buildPages>>;
let site: AppSite;
let browser: Browser;
let event: EventRef;
/** What went wrong in the pages of the running test: console errors, exceptions, refused content. */
let complaints: string[] = [];

beforeAll(async () => {
  // In development React says in the console where the browser would have drawn something else.
  built = await buildPages('development');
  site = await openOwnAppSite(built.folder);
  browser = await launchChromium();
  event = await makeEvent(site.served, 'annual');
  await setRegistration(event, { opensAt: Date.now() - DAY });
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  const heard = complaints;
  complaints = [];
  expect(heard).toEqual([]);
});

interface Times {
  readonly opensAt: number | null;
  readonly closesAt?: number;
  readonly places?: number;
}

async function setRegistration(of: EventRef, { opensAt, closesAt, places }: Times): Promise<void> {
  const { registration } = site.served.services.people;
  const { revision } = await registration.settings(OPERATOR, of);
  await registration.set(OPERATOR, of, revision, {
    opensAt,
    closesAt: closesAt ?? null,
    places: places ?? null,
    waitingList: true,
    consents: CONSENTS,
  } as Parameters<typeof registration.set>[3]);
}

async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ timezoneId: 'Europe/Tallinn', ...options });
  const page = await context.newPage();
  page.on('console', (message) => {
    // What the browser says of a refusal that a test asks for is no complaint of the page.
    const refusal = /status of 4\d\d/.test(message.text());
    if (!refusal && ['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return page;
}

/** Opens a page and waits until it is taken over. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(site.address + path);
  await takenOver(page);
}

/** Signs the browser in by a link, as people use it. */
async function signIn(page: Page, email: string, to: EventRef = event): Promise<void> {
  await page.goto(await site.linkFor(email, to));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/e\//);
}

/** When the page, not opened yet, will have heard over its socket how its person stands. */
function heard(page: Page): Promise<void> {
  return new Promise((resolve) => page.on('websocket', (socket) => socket.on('framereceived', () => resolve())));
}

/** The code of the mail that was just asked for. */
async function codeFor(email: string): Promise<string> {
  const mail = await site.mailTo(email);
  if (!mail) throw new Error(`no mail went to ${email}`);
  return mail.code;
}

describe('signing in and registering', () => {
  test('works by keys alone, from the address to the place', async () => {
    await addParticipant(site.database, event, { email: 'keys@example.org', state: 'invited' });
    const page = await newPage();
    await open(page, '/e/annual/register');
    await tabTo(page, 'email');
    await page.keyboard.type('keys@example.org');
    await page.keyboard.press('Enter');
    await page.getByText('If this address is known here, a mail with a link and a code is on its way.').waitFor();
    // The field of the code has the focus already.
    await page.keyboard.type(await codeFor('keys@example.org'));
    await page.keyboard.press('Enter');
    await page.getByText('You are invited.').waitFor();
    await tabTo(page, 'name');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Rapporteur, Estonia');
    await page.keyboard.press('Enter');
    await page.getByText('To register you have to agree to “Recording”.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('checkbox');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.getByText('You are registered.').waitFor();
  });

  test('a code that is not right says so and how many tries are left', async () => {
    await addParticipant(site.database, event, { email: 'mistyped@example.org' });
    const page = await newPage();
    await open(page, '/sign-in');
    await page.getByLabel('Your mail address').fill('mistyped@example.org');
    await page.getByRole('button', { name: 'Send me a link and a code' }).click();
    const field = page.getByLabel('The six digits of the mail');
    await field.waitFor();
    const code = await codeFor('mistyped@example.org');
    await field.fill(code === '111111' ? '222222' : '111111');
    await page.keyboard.press('Enter');
    await page.getByText('This is not the code of the mail. 4 tries are left.').waitFor();
    // Pasted as mail programs group it.
    await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    expect(await field.inputValue()).toBe(code);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/e\/annual\/me$/);
  });

  test('a stranger reads the same words as everybody, and gets no mail', async () => {
    const page = await newPage();
    await open(page, '/sign-in');
    await page.getByLabel('Your mail address').fill('stranger@example.org');
    await page.keyboard.press('Enter');
    await page.getByText('If this address is known here, a mail with a link and a code is on its way.').waitFor();
    expect(await site.mailTo('stranger@example.org')).toBeNull();
  });

  test('what was asked for is still there when the page comes back from the mail', async () => {
    const page = await newPage();
    await open(page, '/sign-in');
    await page.getByLabel('Your mail address').fill('back@example.org');
    await page.keyboard.press('Enter');
    await page.getByLabel('The six digits of the mail').waitFor();
    await open(page, '/sign-in');
    await page.getByLabel('The six digits of the mail').waitFor();
    await page.getByRole('button', { name: 'Use another address' }).click();
    await page.getByLabel('Your mail address').waitFor();
  });

  test('an address that is none is told of at its field, before anything is sent', async () => {
    const page = await newPage();
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.url());
    });
    await open(page, '/sign-in');
    await page.getByLabel('Your mail address').fill('nobody');
    await page.keyboard.press('Enter');
    await page.getByText('A mail address looks like name@example.org.').waitFor();
    expect(await page.getByLabel('Your mail address').getAttribute('aria-invalid')).toBe('true');
    expect(sent).toEqual([]);
  });

  test('by a link works without scripts', async () => {
    await addParticipant(site.database, event, { email: 'plain@example.org' });
    const page = await newPage({ javaScriptEnabled: false });
    await page.goto(await site.linkFor('plain@example.org', event));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'My sessions' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/e/annual/me');
  });
});

/** Presses Tab until a field of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.getAttribute('name'))) === name) return;
  }
  throw new Error(`no key leads to ${name}`);
}

describe('the registration page says plainly', () => {
  test('when it opens, on the event’s clock and on the reader’s', async () => {
    const coming = await makeEvent(site.served, 'coming');
    await setRegistration(coming, { opensAt: Date.parse('2029-12-29T07:00:00Z') });
    const page = await newPage();
    await open(page, '/e/coming/register');
    await page.getByText('Registration opens on 29 December at 08:00 (Zurich).').waitFor();
    await page.getByText('On your clock that is 29 December at 09:00 (Tallinn).').waitFor();
  });

  test('that it is closed', async () => {
    const past = await makeEvent(site.served, 'past');
    await setRegistration(past, {
      opensAt: Date.parse('2020-12-01T07:00:00Z'),
      closesAt: Date.parse('2021-01-03T17:00:00Z'),
    });
    const page = await newPage();
    await open(page, '/e/past/register');
    await page.getByText('Registration closed on 3 January at 18:00 (Zurich).').waitFor();
    expect(await page.getByRole('heading', { name: 'Invited or registered already?' }).isVisible()).toBe(true);
  });

  test('which place in line one has, and who withdraws leaves it', async () => {
    const full = await makeEvent(site.served, 'full');
    await setRegistration(full, { opensAt: Date.now() - DAY, places: 0 });
    await addParticipant(site.database, full, { email: 'late@example.org', state: 'invited' });
    const page = await newPage();
    await signIn(page, 'late@example.org', full);
    await open(page, '/e/full/register');
    await page.getByText('All places are taken. Who registers now waits in line').waitFor();
    await page.getByLabel('Your name').fill('Adviser, Latvia');
    await page.getByRole('checkbox', { name: /I agree to Recording/ }).check();
    await page.getByRole('button', { name: 'Register for the waiting list' }).click();
    await page.getByText('You are number 1 on the waiting list.').waitFor();
    await page.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('You do not take part.').waitFor();
  });
});

describe('the page of what is one’s own', () => {
  test('shows times on one’s own clock, the event’s beside it', async () => {
    await addParticipant(site.database, event, { email: 'clock@example.org' });
    const page = await newPage();
    await signIn(page, 'clock@example.org');
    await open(page, '/e/annual/me');
    const first = page.locator('.own-session-time').first();
    await first.getByText('Zurich 12:00').waitFor();
    expect(await first.locator('time').innerText()).toBe('13:00');
  });

  test('changes what one gave', async () => {
    await addParticipant(site.database, event, { email: 'change@example.org' });
    const page = await newPage();
    await signIn(page, 'change@example.org');
    await open(page, '/e/annual/me');
    await page.getByRole('button', { name: 'Change my data' }).click();
    await page.getByLabel('Your name').fill('Adviser, Latvia');
    await page.getByRole('button', { name: 'Keep these changes' }).click();
    await page.getByText('Your data is changed.').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Adviser, Latvia' }).waitFor();
  });

  test('makes a calendar address that works, once shown, and ends it', async () => {
    await addParticipant(site.database, event, { email: 'calendar@example.org' });
    const page = await newPage();
    await signIn(page, 'calendar@example.org');
    await open(page, '/e/annual/me');
    await page.getByRole('button', { name: 'Make my calendar address' }).click();
    const address = await page.getByLabel('Your calendar address').inputValue();
    const { pathname } = new URL(address);
    expect((await site.served.app.inject(pathname)).statusCode).toBe(200);
    await page.getByRole('button', { name: 'Remove the address' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the address' }).click();
    await page.getByText('Your calendar address is removed.').waitFor();
    expect((await site.served.app.inject(pathname)).statusCode).toBe(404);
  });

  test('ends another browser’s sign-in, and then every one', async () => {
    await addParticipant(site.database, event, { email: 'two@example.org' });
    const [here, there] = [await newPage(), await newPage()];
    await signIn(there, 'two@example.org');
    await signIn(here, 'two@example.org');
    await open(here, '/e/annual/me');
    await here.locator('.sign-ins').getByRole('button', { name: 'Sign out' }).click();
    await here.locator('.sign-ins li').nth(1).waitFor({ state: 'detached' });
    await there.reload();
    expect(new URL(there.url()).pathname).toBe('/sign-in');
    await here.getByRole('button', { name: 'Sign out everywhere' }).click();
    await here.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await here.waitForURL(/\/sign-in$/);
    await here.getByLabel('Your mail address').waitFor();
  });

  test('shows nothing within a second of being signed out in another browser', async () => {
    await addParticipant(site.database, event, { email: 'ended@example.org' });
    const [here, there] = [await newPage(), await newPage()];
    for (const page of [here, there]) await signIn(page, 'ended@example.org');
    const socket = heard(there);
    await open(there, '/e/annual/me');
    await socket;
    await open(here, '/e/annual/me');
    await here.getByRole('button', { name: 'Sign out everywhere' }).click();
    await here.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await here.waitForURL(/\/sign-in$/);
    await there.getByRole('heading', { name: 'You are signed out.' }).waitFor({ timeout: 1_000 });
    expect(await there.content()).not.toContain('ended@example.org');
    expect(await there.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    const again = await there.getByRole('link', { name: 'Sign in again' }).getAttribute('href');
    expect(again).toBe('/sign-in?next=%2Fe%2Fannual%2Fme');
  });

  test('says since when the server is lost, and moves nothing for it', async () => {
    await addParticipant(site.database, event, { email: 'lost@example.org' });
    const page = await newPage();
    await signIn(page, 'lost@example.org');
    const socket = heard(page);
    await open(page, '/e/annual/me');
    await socket;
    const height = () => page.evaluate(() => document.documentElement.scrollHeight);
    const before = await height();
    await page.context().setOffline(true);
    await page.getByText(/^The server cannot be reached\. This is as of \d\d:\d\d:\d\d\.$/).waitFor();
    expect(await height()).toBe(before);
    await page.context().setOffline(false);
    await page.locator('.out-of-reach').waitFor({ state: 'detached' });
  });

  test('erases what is held, in two steps', async () => {
    await addParticipant(site.database, event, { email: 'erased@example.org' });
    const page = await newPage();
    await signIn(page, 'erased@example.org');
    await open(page, '/e/annual/me');
    await page.getByRole('button', { name: 'Have my data erased' }).click();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Have my data erased');
    await page.getByRole('button', { name: 'Have my data erased' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Erase my data' }).click();
    await page.getByRole('heading', { name: 'Your data is erased.' }).waitFor();
    expect(await page.locator('main').innerText()).toMatch(/You are signed out\./);
    expect(await page.context().cookies()).toEqual([]);
    expect(await site.mailTo('erased@example.org')).toBeNull();
    expect((await page.request.get(`${site.address}/api/me`)).status()).toBe(401);
  });

  test('says so where somebody else’s change came first', async () => {
    const { participantId } = await addParticipant(site.database, event, { email: 'stale@example.org' });
    const page = await newPage();
    await signIn(page, 'stale@example.org');
    await open(page, '/e/annual/me');
    await page.getByRole('button', { name: 'Change my data' }).click();
    await site.database.db
      .updateTable('people_participant')
      .set({ revision: 9 })
      .where('id', '=', participantId)
      .execute();
    await page.getByLabel('Your name').fill('Adviser, Latvia');
    await page.getByRole('button', { name: 'Keep these changes' }).click();
    await page.getByRole('button', { name: 'Load the page again' }).waitFor();
  });
});

describe.each([
  ['light', 390],
  ['dark', 1280],
] as const)('in the %s, at a width of %i', (colorScheme, width) => {
  const shown = { colorScheme, viewport: { width, height: 844 } };

  /** Neither anything over the edge nor anything grave in a scan. */
  async function look(page: Page, state: string): Promise<void> {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect([state, over]).toEqual([state, 0]);
    const grave = await scanForGrave(page);
    expect([state, grave.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])]).toEqual([state, []]);
  }

  test(
    'the pages of whoever is not signed in are sound',
    async () => {
      const page = await newPage(shown);
      await open(page, '/e/annual/register');
      await look(page, 'registration, stranger');
      await open(page, '/sign-in/plenum_in_none');
      await look(page, 'link');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'This link can no longer be used.' }).waitFor();
      await look(page, 'used link');
      await open(page, '/sign-in');
      await page.keyboard.press('Tab');
      await page.getByLabel('Your mail address').press('Enter');
      await page.locator('[aria-invalid=true]').waitFor();
      await look(page, 'address, with a fault');
      await page.getByLabel('Your mail address').fill('somebody@example.org');
      await page.keyboard.press('Enter');
      await page.getByLabel('The six digits of the mail').fill('000000');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
      await look(page, 'code, not right');
    },
    PATIENCE,
  );

  test(
    'the registration of whoever is signed in is sound, with long names too',
    async () => {
      const page = await newPage(shown);
      await signIn(page, await longNamed(`long.${colorScheme}`, 'invited'));
      await open(page, '/e/annual/register');
      await page.getByRole('button', { name: 'Register' }).click();
      await page.locator('[aria-invalid=true]').first().waitFor();
      await look(page, 'form, with a fault');
      await page.getByRole('checkbox', { name: /I agree to Recording/ }).check();
      await page.getByRole('button', { name: 'Register' }).click();
      await page.getByText('You are registered.').waitFor();
      await look(page, 'registered');
    },
    PATIENCE,
  );

  test(
    'the page of what is one’s own is sound, with long names too',
    async () => {
      const page = await newPage(shown);
      await signIn(page, await longNamed(`own.${colorScheme}`, 'registered'));
      await open(page, '/e/annual/me');
      await page.getByRole('button', { name: 'Make my calendar address' }).click();
      await page.getByLabel('Your calendar address').waitFor();
      await look(page, 'own page');
      await page.getByRole('button', { name: 'Change my data' }).click();
      await page.getByRole('button', { name: 'Sign out everywhere' }).click();
      await page.getByRole('dialog').waitFor();
      await look(page, 'own page, editing, with a question');
      await page.keyboard.press('Escape');
      await open(page, '/sign-in');
      await look(page, 'own events');
      await open(page, '/e/annual/organise/people');
      await look(page, 'a page for others');
    },
    PATIENCE,
  );
});

/** Somebody whose name and address are as long as they may be. */
async function longNamed(name: string, state: 'invited' | 'registered'): Promise<string> {
  const email = `${name}@a-domain-with-a-name-that-does-not-fit.example.org`;
  const { participantId } = await addParticipant(site.database, event, { email, state });
  const long = { name: LONG.slice(0, 200) };
  await site.database.db.updateTable('people_participant').set(long).where('id', '=', participantId).execute();
  return email;
}
