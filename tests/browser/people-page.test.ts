import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { EventRef } from '../../people/event-directory.ts';
import type { OrganisationView, ParticipantView, PeoplePage } from '../../people/view.ts';
import { addParticipant, makeEvent } from '../server/signed-in.ts';
import { type AppSite, drawLate, openOwnAppSite, takenOver } from './app-site.ts';
import { buildPages } from './built-pages.ts';
import { launchChromium } from './chromium.ts';
import { peopleFile } from './people-file.ts';
import { scanForGrave } from './scan.ts';

const ORGANISER = { email: 'organiser@example.org', roles: [{ role: 'organiser' }] } as const;
const FULL = '/e/full/organise/people';
const EMPTY = '/e/empty/organise/people';

let built: Awaited<ReturnType<typeof buildPages>>;
let site: AppSite;
let browser: Browser;
let full: EventRef;
let empty: EventRef;
/** An organiser of both events. */
let organiser: BrowserContext;
/** What went wrong in the pages of the running test. */
let complaints: string[] = [];

beforeAll(async () => {
  built = await buildPages('production');
  site = await openOwnAppSite(built.folder);
  browser = await launchChromium();
  full = await makeEvent(site.served, 'full');
  empty = await makeEvent(site.served, 'empty');
  organiser = await site.enter(browser, full, ORGANISER);
  await addParticipant(site.database, empty, { email: 'organiser@example.org', roles: [{ role: 'organiser' }] });
  await storeFile(peopleFile(120));
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

afterEach(async () => {
  for (const page of organiser.pages()) await page.close();
  const heard = complaints;
  complaints = [];
  expect(heard).toEqual([]);
});

async function open(path: string, context = organiser, size = { width: 1280, height: 900 }): Promise<Page> {
  const page = await context.newPage();
  page.on('console', (message) => {
    // A refusal that the page shows stands in the console too.
    const told = message.text().startsWith('Failed to load resource');
    if (!told && (message.type() === 'error' || message.type() === 'warning')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.setViewportSize(size);
  await page.goto(site.address + path);
  await takenOver(page);
  return page;
}

async function storeFile(text: string): Promise<void> {
  const page = await open(`${FULL}?part=import`);
  await chooseFile(page, text);
  await page.getByRole('button', { name: 'Store exactly this' }).click();
  await page.getByRole('button', { name: 'Import another file' }).waitFor();
  await page.close();
}

const chooseFile = (page: Page, text: string) =>
  page.locator('#people-file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

const names = (page: Page) => page.locator('.people-name').allTextContents();
const matching = (page: Page) => page.locator('.people-matching');

/** What the API answers to this organiser. */
async function ask<Answer>(path: string): Promise<Answer> {
  return (await (await organiser.request.get(`${site.address}/api/events/full${path}`)).json()) as Answer;
}

async function idOf(search: string): Promise<string> {
  const { people } = await ask<PeoplePage>(`/people?search=${encodeURIComponent(search)}`);
  return people[0]?.id ?? '';
}

describe('the list', () => {
  test('finds by a part of an address, counts, and the address of the page says what is looked at', async () => {
    const page = await open(FULL);
    await page.getByLabel('Name or address').fill('estonia.example');
    await page.getByText('9 people match.').waitFor();
    expect(new URL(page.url()).search).toBe('?search=estonia.example');
    await page.reload();
    await page.getByText('9 people match.').waitFor();
    expect(await page.getByLabel('Name or address').inputValue()).toBe('estonia.example');
  });

  test('is narrowed by organisation and state, and the back button widens it again', async () => {
    const page = await open(FULL);
    await page.getByLabel('Organisation').selectOption({ label: 'Estonia, 0 registered' });
    await page.getByText('9 people match.').waitFor();
    await page.getByRole('link', { name: /^Registered/ }).click();
    await page.getByText('Nobody matches.').waitFor();
    await page.goBack();
    await page.getByText('9 people match.').waitFor();
    await page.goBack();
    await page.getByText('121 people, 100 shown.').waitFor();
  });

  test('goes on by keys at the first of those who came', async () => {
    const page = await open(FULL);
    await drawLate(page);
    await page.getByRole('button', { name: 'Show 21 more of 21' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.classList.contains('people-name'));
    const reached = await page.evaluate(() => document.activeElement?.textContent);
    expect([(await names(page)).length, (await names(page))[100]]).toEqual([121, reached]);
  });

  test('says how full an organisation is', async () => {
    const page = await open(`${FULL}?part=organisations`);
    await page.getByRole('button', { name: 'Latvia' }).click();
    await page.getByLabel('Places').fill('8');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Latvia was saved.').waitFor();
    await page
      .getByRole('row', { name: /Latvia/ })
      .getByText('0 of 8')
      .waitFor();
  });
});

describe('for many at once', () => {
  test('all who match are given a role, also those whom the list does not show', async () => {
    const page = await open(FULL);
    await page.getByRole('checkbox', { name: 'Select all that are shown' }).check();
    await page.getByText('100 selected').waitFor();
    await page.getByRole('button', { name: 'Select all 121' }).click();
    await page
      .getByRole('checkbox', { name: 'Select The one at organiser@example.org' })
      .waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Give or take a role' }).click();
    await page.getByLabel('Role', { exact: true }).last().selectOption('rapporteur');
    await page.getByLabel('Room').fill('Laboratories');
    await page.getByRole('button', { name: 'Give the role' }).click();
    await page.getByText('121 people are now Rapporteur of Laboratories.').waitFor();
    expect((await ask<PeoplePage>('/people?role=rapporteur')).matching).toBe(121);
  });

  test('who is ticked is invited once that is confirmed, and nobody else', async () => {
    const page = await open(`${FULL}?search=norway.example`);
    await page.getByText('9 people match.').waitFor();
    for (const box of [1, 2]) await page.getByRole('checkbox').nth(box).check();
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByRole('button', { name: 'Send the invitations' }).click();
    await page.getByText('2 people were invited.').waitFor();
    const { people } = await ask<PeoplePage>('/people?search=norway.example');
    expect(people.filter(({ invitedAt }) => invitedAt !== null)).toHaveLength(2);
  });
});

describe('one person', () => {
  test('is opened by a shared address, changed, and the focus goes back to the list', async () => {
    const page = await open(FULL);
    const link = page.locator('.people-name').nth(3);
    const before = await link.textContent();
    await link.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog');
    await panel.getByLabel('Name').fill('Renamed officer');
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('Saved.').waitFor();
    const shared = new URL(page.url());
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Renamed officer');
    expect(before).not.toBe('Renamed officer');
    const again = await open(shared.pathname + shared.search);
    await again.getByRole('dialog', { name: 'Renamed officer' }).waitFor();
  });

  test('whom somebody else changed meanwhile is not saved over before one has chosen', async () => {
    const id = await idOf('person-1@');
    const mine = await open(`${FULL}?person=${id}`);
    const theirs = await open(`${FULL}?person=${id}`);
    await theirs.getByRole('dialog').getByLabel('Expertise').fill('Parcels');
    await mine.getByRole('dialog').getByLabel('Name').fill('Mine');
    await theirs.getByRole('button', { name: 'Save' }).click();
    await theirs.getByText('Saved.').waitFor();
    await mine.getByRole('button', { name: 'Save' }).click();
    await mine.getByText('Somebody else changed this meanwhile. Nothing was saved.').waitFor();
    expect((await ask<ParticipantView>(`/people/${id}`)).name).not.toBe('Mine');
    await mine.getByRole('button', { name: 'Save mine over it' }).click();
    // In these letters: "Nothing was saved." stands there before.
    await mine.getByText(/Saved\./).waitFor();
    const { name, tags } = await ask<ParticipantView>(`/people/${id}`);
    expect([name, tags]).toEqual(['Mine', ['Parcels']]);
  });

  test('who waits is approved from the list', async () => {
    await addParticipant(site.database, full, { email: 'waiting@example.org', state: 'waiting' });
    const page = await open(`${FULL}?state=waiting`);
    await page.getByRole('button', { name: 'Approve The one at waiting@example.org' }).click();
    await page.locator('.people-state', { hasText: 'Registered' }).waitFor();
    expect((await ask<PeoplePage>('/people?search=waiting@example.org')).people[0]?.state).toBe('registered');
  });

  test('is erased only after a second step', async () => {
    const id = await idOf('person-120@');
    const page = await open(`${FULL}?person=${id}`);
    await page.getByRole('button', { name: 'Erase', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel' }).last().click();
    expect((await ask<ParticipantView>(`/people/${id}`)).erased).toBe(false);
    await page.getByRole('button', { name: 'Erase', exact: true }).click();
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await page.getByRole('dialog').getByText('Erased', { exact: true }).waitFor();
    expect((await ask<ParticipantView>(`/people/${id}`)).email).toBeNull();
  });

  test('the last organiser stays, and the page says why', async () => {
    const page = await open(`${FULL}?person=${await idOf('organiser@example.org')}`);
    await page.getByRole('button', { name: 'Remove from the event' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect((await ask<PeoplePage>('/people?search=organiser@example.org')).people[0]?.state).toBe('registered');
  });
});

describe('an import', () => {
  test('with a fault says its line and column, stores nothing and cannot be confirmed', async () => {
    const page = await open(`${EMPTY}?part=import`);
    await chooseFile(page, peopleFile(3, ['Somebody,not an address,Estonia,']));
    await page.getByText(/^Line 5, email: /).waitFor();
    expect(await page.getByRole('button', { name: 'Store exactly this' }).count()).toBe(0);
    const { total } = (await (
      await organiser.request.get(`${site.address}/api/events/empty/people`)
    ).json()) as PeoplePage;
    expect(total).toBe(1);
  });

  test('whose people changed since the preview is not stored, and the page says what to do', async () => {
    const page = await open(`${FULL}?part=import`);
    await chooseFile(page, 'name,email,organisation\nNew name,person-2@belgium.example.org,Belgium');
    await page.getByText('1 changed. Nothing is stored yet.').waitFor();
    const other = await open(`${FULL}?person=${await idOf('person-2@')}`);
    await other.getByRole('dialog').getByLabel('Name').fill('Changed meanwhile');
    await other.getByRole('button', { name: 'Save' }).click();
    await other.getByText('Saved.').waitFor();
    await page.getByRole('button', { name: 'Store exactly this' }).click();
    await page.getByText('What is stored has changed since this preview was made. Nothing was stored.').waitFor();
    await page.getByRole('button', { name: 'Make the preview again' }).click();
    await page.getByRole('button', { name: 'Store exactly this' }).click();
    await page.getByRole('button', { name: 'Import another file' }).waitFor();
    expect((await ask<PeoplePage>('/people?search=person-2@')).people[0]?.name).toBe('New name');
  });
});

test('an organisation that people belong to is not removed, and the page says so', async () => {
  const page = await open(`${FULL}?part=organisations`);
  await page.getByRole('button', { name: 'Austria' }).click();
  await page.getByRole('button', { name: 'Remove the organisation' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('alert').waitFor();
  const { organisations } = await ask<{ organisations: OrganisationView[] }>('/organisations');
  expect(organisations.some(({ name }) => name === 'Austria')).toBe(true);
});

test('the helpdesk finds people and sends a link, and is offered nothing else', async () => {
  const part = { email: 'helpdesk@example.org', roles: [{ role: 'helpdesk' }] } as const;
  const helpdesk = await site.enter(browser, full, part);
  const page = await open(`${FULL}?person=${await idOf('person-5@')}`, helpdesk);
  await page.getByRole('button', { name: /^Send the/ }).click();
  await page.getByText(/^A link is on its way to person-5@/).waitFor();
  expect(await page.getByRole('dialog').getByRole('button').allTextContents()).toEqual([
    'Close',
    expect.stringMatching(/^Send the/),
  ]);
  await page.keyboard.press('Escape');
  expect(await page.getByRole('checkbox').count()).toBe(0);
  expect(await page.getByText('Import').count()).toBe(0);
  await helpdesk.close();
});

test('whoever is removed loses the page at once', async () => {
  const part = { email: 'second@example.org', roles: [{ role: 'organiser' }] } as const;
  const second = await site.enter(browser, full, part);
  const page = await open(FULL, second);
  await page.locator('.people-name').first().waitFor();
  const other = await open(`${FULL}?person=${await idOf('second@example.org')}`);
  await other.getByRole('button', { name: 'Remove from the event' }).click();
  await other.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.locator('.people-name').first().waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.querySelector('.people-table') === null);
  await second.close();
});

/** The states in which the page is looked at, each with what shows that it is there. */
const STATES = [
  ['the list', FULL, '.people-table tbody tr'],
  ['nobody found', `${FULL}?search=nobody-of-this-name`, '.empty'],
  ['organisations', `${FULL}?part=organisations`, '.people-table tbody tr'],
  ['import', `${FULL}?part=import`, '#people-file'],
] as const;

/** A scan of a long list takes its time, most of all on a machine that does other things too. */
const SCAN_MILLISECONDS = 90_000;

describe.each([390, 1280])('at a width of %i, in the light and in the dark', (width) => {
  async function examine(page: Page, state: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      // Colours are all that differs in the dark.
      const grave = await scanForGrave(page, colorScheme === 'dark' ? ['color-contrast'] : undefined);
      const told = grave.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
      expect([state, colorScheme, over, told]).toEqual([state, colorScheme, 0, []]);
    }
  }

  test.each(STATES)(
    'of %s nothing runs over the edge, and a scan finds nothing serious',
    async (state, path, sign) => {
      const page = await open(path, organiser, { width, height: 900 });
      await page.locator(sign).first().waitFor();
      await examine(page, state);
    },
    SCAN_MILLISECONDS,
  );

  test(
    'nor with somebody selected or a panel open',
    async () => {
      const page = await open(`${FULL}?search=estonia`, organiser, { width, height: 900 });
      await page.getByRole('checkbox').nth(1).check();
      await examine(page, 'selected');
      await page.locator('.people-name').first().click();
      await page.getByRole('button', { name: 'Erase' }).waitFor();
      await examine(page, 'panel');
    },
    SCAN_MILLISECONDS,
  );

  test(
    'nor with faults in a file',
    async () => {
      const page = await open(`${EMPTY}?part=import`, organiser, { width, height: 900 });
      await chooseFile(page, peopleFile(120, ['Somebody,not an address,Estonia,']));
      await page.getByText(/^Line 122, email: /).waitFor();
      await examine(page, 'faults');
    },
    SCAN_MILLISECONDS,
  );
});

test('what was looked for is found again in what the page says', async () => {
  const page = await open(`${FULL}?search=nobody-of-this-name`);
  await page.getByRole('button', { name: 'Show everybody' }).click();
  await expect.poll(() => matching(page).textContent()).toMatch(/^\d+ people, 100 shown\.$/);
});
