import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/random.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { OrganisationView, PeoplePage, RegistrationSettings } from '../../people/view.ts';
import { makeEvent } from '../server/signed-in.ts';
import { type AppSite, drawLate, openOwnAppSite, takenOver } from './app-site.ts';
import { buildPages } from './built-pages.ts';
import { launchChromium } from './chromium.ts';
import { scanForGrave } from './scan.ts';

const ORGANISER = { email: 'organiser@example.org', roles: [{ role: 'organiser' }] } as const;
const PEOPLE = '/e/event/organise/people';
const REGISTRATION = '/e/event/organise/registration';
const ACCESS = '/e/event/organise/access';
const fixture = readFileSync(new URL('../fixtures/people-120.csv', import.meta.url));

let built: Awaited<ReturnType<typeof buildPages>>;
let site: AppSite;
let browser: Browser;
let event: EventRef;
/** Far from the event, which is in Zurich. */
let organiser: BrowserContext;

beforeAll(async () => {
  built = await buildPages('production');
  site = await openOwnAppSite(built.folder);
  browser = await launchChromium();
  event = await makeEvent(site.served, 'event');
  const permissions = ['clipboard-read', 'clipboard-write'];
  organiser = await site.enter(browser, event, ORGANISER, { timezoneId: 'Asia/Tokyo', permissions });
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

afterEach(async () => {
  for (const page of organiser.pages()) await page.close();
});

async function open(path: string): Promise<Page> {
  const page = await organiser.newPage();
  await page.goto(site.address + path);
  if (path.startsWith('/e/')) await takenOver(page);
  return page;
}

/** What the API answers to this organiser. */
async function ask<Answer>(path: string): Promise<Answer> {
  return (await (await organiser.request.get(`${site.address}/api/events/event${path}`)).json()) as Answer;
}

const settings = () => ask<RegistrationSettings>('/registration/settings');

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.', { exact: true }).waitFor();
}

/** A phone in the light and a wide screen in the dark. */
async function examine(page: Page): Promise<void> {
  for (const [width, colorScheme] of [[390, 'light'] as const, [1280, 'dark'] as const]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const grave = await scanForGrave(page);
    const told = grave.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
    expect([width, over > 0, told]).toEqual([width, false, []]);
  }
}

describe('people', () => {
  test('of an event with nobody else in it come in by a file of 120, from choosing it to the stored list', async () => {
    const page = await open(PEOPLE);
    await page.getByText('Nobody else is here yet.').waitFor();
    expect(await page.locator('.people-name').allTextContents()).toEqual(['The one at organiser@example.org']);
    const way = await page.getByRole('link', { name: 'Import a file' }).getAttribute('href');
    await page.goto(site.address + way);
    await takenOver(page);
    const header = fixture.toString('utf8').replace('name,email', 'name,laptop,email').split('\n', 1);
    const rows = fixture.toString('utf8').split('\n').slice(1).filter(Boolean);
    const withMore = [...header, ...rows.map((row) => row.replace(/^("[^"]*"),/, '$1,9,'))].join('\n');
    const buffer = Buffer.from(withMore);
    await page.locator('#people-file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
    await page.getByText('Header: The column "laptop" is not known, and nothing is read from it.').waitFor();
    await page.getByRole('button', { name: 'Store exactly this' }).click();
    await page.getByText('120 people were added.').waitFor();
    await page.getByRole('button', { name: 'Choose whom to invite' }).click();
    await page.getByText('120 people match, 100 shown.').waitFor();
    expect((await ask<PeoplePage>('/people?state=invited')).matching).toBe(120);
  });

  test('are found by the key /, and ? shows the keys', async () => {
    const page = await open(PEOPLE);
    await page.getByLabel('Name or address').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys on this page' }).getByText('Search by name or address').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.keyboard.type('participant-7@');
    await page.getByText('1 person matches.').waitFor();
    expect(await page.getByLabel('Name or address').inputValue()).toBe('participant-7@');
  });

  test('may come from an organisation that is added, and a fault in it is told at its field', async () => {
    const page = await open(`${PEOPLE}?part=organisations`);
    await page.getByRole('button', { name: 'Add an organisation' }).click();
    const form = page.getByRole('dialog', { name: 'Add an organisation' });
    await form.getByLabel('Name').fill('Advisory board');
    await form.getByLabel('Mail domains').fill('board.example.org, advice.example.org');
    await form.getByLabel('Places').fill('a dozen');
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await form.locator('[aria-invalid="true"]').waitFor();
    await form.getByLabel('Places').fill('12');
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Advisory board was added.').waitFor();
    const { organisations } = await ask<{ organisations: OrganisationView[] }>('/organisations');
    const added = organisations.find(({ name }) => name === 'Advisory board');
    expect([added?.domains, added?.quota]).toEqual([['board.example.org', 'advice.example.org'], 12]);
  });
});

describe('registration', () => {
  test('is opened and closed at once, and the page says what a visitor sees', async () => {
    const page = await open(REGISTRATION);
    await page.getByRole('button', { name: 'Open now' }).click();
    await page.getByText('Registration is open, until you close it.').waitFor();
    expect((await settings()).opensAt).not.toBeNull();
    await page.getByRole('button', { name: 'Close now' }).click();
    await page.getByRole('button', { name: 'Open now' }).waitFor();
    // Within the minute of its opening it was never open: there is no time between the two.
    const { opensAt, closesAt } = await settings();
    expect(opensAt === null || Date.parse(closesAt ?? '') > Date.parse(opensAt)).toBe(true);
  });

  test('opens by the event’s clocks, and a time that comes twice is chosen before it can be saved', async () => {
    const page = await open(REGISTRATION);
    const opens = page.getByRole('group', { name: 'Opens' });
    await opens.getByLabel('Date').fill('2030-10-27');
    await opens.getByLabel('Time').fill('02:30');
    await page.getByText(/02:30 comes twice\. Choose which one is meant\.$/).waitFor();
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    expect(await opens.getByRole('button').allTextContents()).toEqual([
      '02:30, the first time (UTC+2)',
      '02:30, the second time (UTC+1)',
    ]);
    await examine(page);
    await opens.getByRole('button', { name: /second/ }).click();
    const closes = page.getByRole('group', { name: 'Closes' });
    await closes.getByLabel('Date').fill('2030-12-01');
    await closes.getByLabel('Time').fill('18:00');
    await save(page);
    const { opensAt, closesAt } = await settings();
    expect([opensAt, closesAt].map((at) => at && new Date(at).toISOString())).toEqual([
      '2030-10-27T01:30:00.000Z',
      '2030-12-01T17:00:00.000Z',
    ]);
  });

  test('that somebody else changed meanwhile is not saved over before one has chosen', async () => {
    const mine = await open(REGISTRATION);
    const theirs = await open(REGISTRATION);
    await mine.getByLabel('Places').fill('20');
    await theirs.getByLabel('Places').fill('10');
    await save(theirs);
    await mine.getByRole('button', { name: 'Save', exact: true }).click();
    await mine.getByText('Somebody else changed this meanwhile. Nothing was saved.').waitFor();
    expect((await settings()).places).toBe(10);
    await mine.getByRole('button', { name: 'Save mine over it' }).click();
    await mine.getByText('Saved.', { exact: true }).waitFor();
    expect((await settings()).places).toBe(20);
  });

  test('asks again for agreement to words that changed, under a new version', async () => {
    const page = await open(REGISTRATION);
    await page.getByRole('button', { name: 'Add a text' }).click();
    await page.getByLabel('Title').fill('Photographs');
    await page.getByLabel('Words').fill('You may be seen in pictures.');
    await save(page);
    await page.getByRole('group', { name: 'Text 1, version 1' }).waitFor();
    await page.getByLabel('Words').fill('You may be seen in pictures and films.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('group', { name: 'Text 1, version 2' }).waitFor();
    expect((await settings()).consents.map(({ key, version }) => [key, version])).toEqual([['photographs', 2]]);
  });
});

describe('a key of a program', () => {
  const status = async (key: string) => {
    const headers = { authorization: `Bearer ${key}` };
    return (await site.served.app.inject({ url: '/api/events/event/people', headers })).statusCode;
  };

  test('is shown once, copied, opens what it was given for, and is refused once it is revoked', async () => {
    const page = await open(ACCESS);
    await page.getByLabel('Name').fill('Display');
    await page.getByRole('checkbox', { name: 'People' }).check();
    await page.getByRole('button', { name: 'Make the key' }).click();
    await page.getByRole('heading', { name: 'The key of Display' }).waitFor();
    const key = await page.getByRole('textbox', { name: 'Key of Display' }).inputValue();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('Copied', { exact: true }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
    expect([key.slice(0, 11), await status(key)]).toEqual(['plenum_key_', 200]);
    await examine(page);
    await page.reload();
    await page.getByRole('button', { name: 'Revoke the key Display' }).waitFor();
    expect((await page.content()).includes(key)).toBe(false);
    await page.getByRole('button', { name: 'Revoke the key Display' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByText('No program has a key.').waitFor();
    expect(await status(key)).toBe(401);
    await page.getByText('revoked API key Display').waitFor();
    await page.getByText('made API key Display').waitFor();
  });
});

test('the log is read on by keys, from the first of the older entries', async () => {
  const entry = { event_id: event.id, actor: 'system', action: 'invited', subject: null, details: '{"new":3}' };
  const rows = Array.from({ length: 70 }, (_, place) => ({ id: newId(), at: place + 1, ...entry }));
  await site.database.db.insertInto('people_audit_entry').values(rows).execute();
  const page = await open(ACCESS);
  const entries = page.locator('.log li');
  await entries.nth(49).waitFor();
  expect(await entries.count()).toBe(50);
  await drawLate(page);
  await page.getByRole('button', { name: 'Show older entries' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id.startsWith('entry-'));
  expect(await entries.nth(50).evaluate((item) => item === document.activeElement)).toBe(true);
  expect(await entries.last().textContent()).toContain('Plenum itself invited several people.3 new');
});

test('a mail that is shown instead of sent can be read, its code seen and its link followed', async () => {
  const data = { email: 'organiser@example.org', event: 'event' };
  await organiser.request.post(`${site.address}/api/sign-in`, { data });
  const mail = await site.mailTo('organiser@example.org');
  const page = await open('/dev/mail');
  await examine(page);
  await page.getByRole('link', { name: 'Your sign-in link and code' }).first().click();
  await page.getByText(`${mail?.code.slice(0, 3)} ${mail?.code.slice(3)}`).waitFor();
  await examine(page);
  await page.getByRole('link', { name: '/sign-in/' }).click();
  await page.getByRole('button', { name: /sign in/i }).waitFor();
});
