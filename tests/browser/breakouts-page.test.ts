import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventRef } from '../../people/event-directory.ts';
import { OPERATOR } from '../agenda/room.ts';
import { addSomebody } from '../people/somebody.ts';
import { makeEvent } from '../server/signed-in.ts';
import { type AppSite, openOwnAppSite, takenOver } from './app-site.ts';
import { buildPages } from './built-pages.ts';
import { launchChromium } from './chromium.ts';
import { scan } from './scan.ts';

let built: Awaited<ReturnType<typeof buildPages>>;
let browser: Browser;
let site: AppSite;
let event: EventRef;
let context: BrowserContext;
let page: Page;

/** The organiser is one more. */
const PEOPLE = 11;

beforeAll(async () => {
  built = await buildPages('production');
  browser = await launchChromium();
  site = await openOwnAppSite(built.folder);
  event = await makeEvent(site.served, 'room-event');
  for (let number = 1; number <= PEOPLE; number += 1) {
    await addSomebody(site.database.db, event.id, { name: `Delegate ${number}` });
  }
  const part = { email: 'organiser@example.org', roles: [{ role: 'organiser' }] } as const;
  context = await site.enter(browser, event, part, { viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(10_000);
  page = await open('');
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function open(search: string): Promise<Page> {
  const opened = await context.newPage();
  await opened.goto(`${site.address}/e/${event.slug}/organise/breakouts${search}`);
  await takenOver(opened);
  return opened;
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const said = (text: string) => page.locator('.said').filter({ hasText: text }).waitFor();
const services = () => site.served.services.breakouts;
const rounds = async () => (await services().rounds.staffRounds(event)).rounds;
const first = async () => {
  const [round] = await rounds();
  if (!round?.set) throw new Error('nobody is dealt into the first round');
  return { round, of: { actor: OPERATOR, event, round: round.id, set: round.set } };
};

test('every breakout gets rooms in one press, but those that are left out', async () => {
  await button('Set up rounds for every breakout').click();
  await page.getByLabel('Number of rooms').fill('3');
  await page.getByLabel('Names').fill('Harbour\nAirport');
  const all = await page.locator('.breakouts-picks input').count();
  await page.getByText('3 rooms: Harbour, Airport, Room 3.').waitFor();
  await button(new RegExp(`^Set up ${all} rounds?$`)).click();
  await said(`${all} round`);
  const made = await rounds();
  expect(made.map(({ state }) => state)).toEqual(Array(all).fill('planned'));
  expect(made[0]?.rooms.map(({ name }) => name)).toEqual(['Harbour', 'Airport', 'Room 3']);
});

test('people are dealt, the figures stand beside their bounds and chance, and nothing changes before it is used', async () => {
  await button('Deal people into rooms').click();
  await page.getByText('At most three meetings').click();
  await page.getByLabel('How long to search').selectOption('1');
  await button('Deal').click();
  await button('Use it now').waitFor({ timeout: 20_000 });
  const pairs = page.getByRole('row', { name: /^Pairs of people who meet/ });
  expect(await pairs.innerText()).toMatch(/\d+ of at most \d+, [\d.]+ %; chance \d+\./);
  expect((await rounds()).map(({ set }) => set)).toEqual((await rounds()).map(() => null));
  await button('Use it now').click();
  await said('The sets are in use.');
  const sizes = (await rounds()).map(({ rooms }) => rooms.map(({ size }) => size));
  expect(sizes).toEqual(sizes.map(() => [4, 4, 4]));
});

async function showBoard(): Promise<void> {
  const { round } = await first();
  await page.goto(`${site.address}/e/${event.slug}/organise/breakouts?board=${round.id}`);
  await takenOver(page);
  await page.locator('.board-person').first().waitFor();
}

const placeOf = async (name: string) => {
  const { round, of } = await first();
  const place = (await services().sets.readSet(of)).places.find((each) => each.name === name);
  return { room: round.rooms.find(({ id }) => id === place?.room)?.name, locked: place?.locked };
};

test('by keys somebody is moved once it is told what it costs, and one press takes it back', async () => {
  await showBoard();
  const before = await placeOf('Delegate 3');
  const to = ['Harbour', 'Airport'].find((name) => name !== before.room) ?? '';
  await page.getByRole('button', { name: /^Delegate 3/ }).press('Enter');
  const { round } = await first();
  await page.getByLabel('Move to…').selectOption(round.rooms.find(({ name }) => name === to)?.id ?? '');
  await page.locator('.move-rows li, .move-cost > p:not(.breakouts-hint)').first().waitFor();
  expect(await placeOf('Delegate 3')).toEqual(before);
  await button('Move').press('Enter');
  await said(`Delegate 3 to ${to}.`);
  expect((await placeOf('Delegate 3')).room).toBe(to);
  await button('Undo the last step').click();
  await said('The last step was taken back.');
  expect(await placeOf('Delegate 3')).toEqual(before);
});

test('who is dragged to another room is not moved before the cost is seen', async () => {
  const before = await placeOf('Delegate 5');
  const to = ['Harbour', 'Airport'].find((name) => name !== before.room) ?? '';
  await page.getByRole('button', { name: /^Delegate 5/ }).dragTo(page.getByRole('region', { name: to, exact: true }));
  await page.getByRole('dialog').waitFor();
  expect(await placeOf('Delegate 5')).toEqual(before);
  await page.locator('.move-rows li, .move-cost > p:not(.breakouts-hint)').first().waitFor();
  await button('Move').click();
  await said(`Delegate 5 to ${to}.`);
  expect((await placeOf('Delegate 5')).room).toBe(to);
});

test('whoever is too late is told what the other did, and does nothing', async () => {
  const before = await placeOf('Delegate 7');
  await page.route('**/moves', async (route) => {
    const { round, of } = await first();
    const set = await services().sets.readSet(of);
    const other = set.places.find(({ name }) => name === 'Delegate 9');
    const room = round.rooms.find(({ id }) => id !== other?.room)?.id ?? '';
    await services().sets.move(
      { ...of, revision: set.revision },
      { moves: [{ participant: other?.participant ?? '', room }] },
    );
    await route.continue();
  });
  await page.getByRole('button', { name: /^Delegate 7/ }).click();
  await page.getByLabel('Move to…').selectOption({ index: 1 });
  await button('Move').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Somebody else has changed this set in the meantime. Nothing of yours was done.').waitFor();
  await page.unroute('**/moves');
  await dialog.getByText(/^Delegate 9: from .+ to .+\.$/).waitFor();
  expect(await placeOf('Delegate 7')).toEqual(before);
  // What was chosen is still chosen: one more press does it, on the set as the other left it.
  await button('Move').click();
  await said('Delegate 7 to ');
  expect((await placeOf('Delegate 7')).room).not.toBe(before.room);
});

const press = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) }).click();

test('two people swap, one is locked, and who is absent loses the place and gets it back', async () => {
  const { of } = await first();
  const { places } = await services().sets.readSet(of);
  const mine = places.find(({ name }) => name === 'Delegate 3');
  const theirs = places.find(({ name, room }) => name.startsWith('Delegate') && room !== mine?.room);
  const there = (await placeOf(theirs?.name ?? '')).room;
  await press('Delegate 3');
  await page.getByLabel('Swap with…').selectOption(theirs?.participant ?? '');
  await button('Swap the two').click();
  await said(`Delegate 3 to ${there}; ${theirs?.name} to `);
  await press('Delegate 3');
  await button('Lock in this room').click();
  await said('Delegate 3 is locked.');
  expect(await placeOf('Delegate 3')).toEqual({ room: there, locked: true });
  const before = await placeOf('Delegate 4');
  await press('Delegate 4');
  await button('Absent from this round').click();
  await said('Delegate 4 is absent from this round.');
  expect((await placeOf('Delegate 4')).room).toBe(undefined);
  await button(/^Here after all/).click();
  await expect.poll(() => placeOf('Delegate 4')).toEqual(before);
});

test('sets are copied, made as last time, taken into use and removed; on paper only who is where is left', async () => {
  const more = () => page.getByText('Copy, remove or add sets').click();
  await more();
  await button('Copy this set').click();
  await said('This is a copy of “Dealt”.');
  await more();
  await button('Make a set as there').click();
  await said('People are where they were in the other round.');
  await button('Take into use').click();
  await said('“As last time” is in use.');
  await page.getByRole('link', { name: 'Dealt, copy' }).click();
  await more();
  await button('Remove this set').click();
  await said('“Dealt, copy” is removed.');
  const { round } = await first();
  const told = round.sets.map(({ id, name }) => [name, id === round.set]);
  expect(told.sort()).toEqual([
    ['As last time', true],
    ['Dealt', false],
  ]);
  await page.locator('.print-out tbody tr').first().waitFor({ state: 'attached' });
  await page.emulateMedia({ media: 'print' });
  const seen = await Promise.all(
    ['.print-out', '.board', 'h1.page-title'].map((each) => page.locator(each).isVisible()),
  );
  await page.emulateMedia({ media: 'screen' });
  expect(seen).toEqual([true, false, false]);
  expect(await page.locator('.print-out tbody tr').count()).toBe(PEOPLE + 1);
});

test('what is typed into the settings is not left behind unasked, and rules are found by name', async () => {
  await page.goto(`${site.address}/e/${event.slug}/organise/breakouts?show=settings`);
  await takenOver(page);
  await button('Add people who must be apart').click();
  for (const number of [2, 5, 6, 8]) {
    await page.getByRole('combobox', { name: /First person|Add another person/ }).fill(`delegate ${number}`);
    await page.getByRole('option', { name: `Delegate ${number}` }).waitFor();
    await page.keyboard.press('Enter');
  }
  await page.getByRole('link', { name: 'All breakouts' }).click();
  await page.getByText('Something that you typed here is not saved yet.').waitFor();
  await button('Cancel').last().click();
  await button('Save the settings').click();
  await said('The settings are saved.');
  const { settings } = await services().rounds.readSettings({ actor: OPERATOR, event });
  expect(settings.rules).toMatchObject({ apart: [{ people: Array(4).fill(expect.any(String)) }] });
});

test('what cannot be dealt is refused once, with the names of those who make it so', async () => {
  await page.goto(`${site.address}/e/${event.slug}/organise/breakouts?show=deal`);
  await takenOver(page);
  await button('Deal').click();
  await page.getByText('These rounds cannot be dealt as the rules stand.').waitFor();
  expect(await page.locator('.notice-faults li').allInnerTexts()).toEqual([
    'Delegate 2, Delegate 5, Delegate 6 and Delegate 8 must all be apart, and there are 3 rooms.',
  ]);
});

/** Each part once, and what it shows when all of it is there; in the dark only colours differ. */
test.each([
  ['all breakouts', 'light', '', '.breakouts-line'],
  ['the board', 'dark', '?board=', '.board-person'],
  ['a round', 'light', '?round=', '.breakouts-room-row'],
  ['dealing', 'dark', '?show=deal', '.dealing'],
] as const)('a scan of %s in %s finds nothing', async (_, colorScheme, search, shown) => {
  const { round } = await first();
  await page.emulateMedia({ colorScheme });
  await page.goto(`${site.address}/e/${event.slug}/organise/breakouts${search}${search.endsWith('=') ? round.id : ''}`);
  await takenOver(page);
  await page.locator(shown).first().waitFor();
  await page.locator('.loading').first().waitFor({ state: 'detached' });
  const violations = await scan(page);
  expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html)])).toEqual([]);
});
