import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import type { OrganisationId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import { instant } from '../../kernel/time.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { GRACE } from '../../polls/poll.ts';
import { type PollCommand, type PollContent, pollContent } from '../../polls/schema.ts';
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

beforeAll(async () => {
  built = await buildPages('production');
  browser = await launchChromium();
  site = await openOwnAppSite(built.folder);
  event = await makeEvent(site.served, 'poll-event');
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
  await opened.goto(`${site.address}/e/${event.slug}/organise/polls${search}`);
  await takenOver(opened);
  return opened;
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const said = (text: string) => page.locator('.said').filter({ hasText: text }).waitFor();
/** What a page shows within a while, so that what it shows instead is told. */
const soon = <Shown>(look: () => Promise<Shown>) => expect.poll(look, { timeout: 8_000 });
const option = (number: number) => page.getByLabel(`Option ${number}`, { exact: true });
const texts = () =>
  page
    .locator('.poll-option input:not([type=radio])')
    .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value));
const polls = () => site.served.services.polls.polls;
const stored = async () => (await polls().lines(event)).polls;
const stateIs = (name: string) => page.locator('h1 + .poll-line .poll-state', { hasText: name }).waitFor();
/** The job that looks at the clock does not run here: this is its look once no ballot can be under way any more. */
const count = () => polls().tick(instant(systemClock.now() + GRACE + 1_000));

/** As somebody else does it, elsewhere. */
async function command(poll: string, wanted: PollCommand['do']): Promise<void> {
  const revision = (await polls().staffView(event, poll))?.revision ?? null;
  await polls().command({ actor: OPERATOR, event, poll, revision }, { do: wanted });
}

async function makePoll(given: Partial<PollContent>): Promise<string> {
  const options = ['Data', 'Parcels'].map((text) => ({ id: text.toLowerCase(), text }));
  const asked = pollContent.parse({ kind: 'opinion', options, ...given });
  return (await polls().create(OPERATOR, event, asked)).id;
}

async function showPoll(id: string): Promise<void> {
  await page.goto(`${site.address}/e/${event.slug}/organise/polls?poll=${id}`);
  await takenOver(page);
  await page.locator('h1 + .poll-line').waitFor();
}

async function takenFile(name: string | RegExp): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name, exact: true }).click(),
  ]);
  return await readFile(await download.path(), 'utf8');
}

test('what is wrong is said at its field, and nothing that was typed is lost', async () => {
  await button('New poll').click();
  await page.getByLabel('Question').fill('Where should we focus next?');
  await option(1).fill('Data');
  await button('Store as a draft').click();
  const faults = (of: string) => page.locator(of).locator('.mantine-InputWrapper-error').allInnerTexts();
  await soon(() => faults('.plan-form')).toEqual([expect.any(String)]);
  expect(await faults('.poll-option >> nth=1')).toEqual(await faults('.plan-form'));
  expect(await page.locator('.notice-faults').allInnerTexts()).toEqual([]);
  expect(await texts()).toEqual(['Data', '']);
  expect(await option(2).evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await stored()).toEqual([]);
});

test('what was typed is not left behind unasked', async () => {
  await page.getByRole('link', { name: 'All polls' }).click();
  await soon(() => page.getByRole('dialog').allInnerTexts()).toEqual([
    expect.stringContaining('Something that you typed here is not saved yet.'),
  ]);
  await button('Cancel').last().click();
  expect(await texts()).toEqual(['Data', '']);
  // Nor by the browser's own way back, which is taken once that is meant.
  const here = page.url();
  await page.goBack();
  await page.getByText('Something that you typed here is not saved yet.').waitFor();
  await button('Cancel').last().click();
  expect([page.url(), await texts()]).toEqual([here, ['Data', '']]);
  // Nor with the page itself.
  const [asked] = await Promise.all([page.waitForEvent('dialog'), page.close({ runBeforeUnload: true })]);
  expect(asked.type()).toBe('beforeunload');
  await asked.dismiss();
});

test('what was typed is gone with the way back once that is meant', async () => {
  const other = await open('');
  await other.getByRole('button', { name: 'New poll', exact: true }).click();
  await other.getByLabel('Question').fill('Never stored?');
  await other.getByLabel('Kind').selectOption('trivia');
  for (const name of ['Option 1', 'Option 2']) await other.getByLabel(name, { exact: true }).fill(name);
  await other.getByRole('button', { name: 'Store as a draft', exact: true }).click();
  await other.locator(':focus', { hasText: 'Mark the option that is the correct one.' }).waitFor();
  await other.goBack();
  await other.getByRole('dialog').getByRole('button', { name: 'Leave without saving' }).click();
  await other.getByRole('heading', { level: 1, name: 'Polls', exact: true }).waitFor();
  expect(new URL(other.url()).search).toBe('');
  await other.close();
});

test('options are ordered by buttons and keys, and keep their ids when their texts are mended', async () => {
  await option(2).fill('Parcels');
  await button('Add an option').click();
  await option(3).fill('Laboratories');
  await option(3).press('Alt+ArrowUp');
  expect(await texts()).toEqual(['Data', 'Laboratories', 'Parcels']);
  await button('Down Option 1').click();
  expect(await texts()).toEqual(['Laboratories', 'Data', 'Parcels']);
  await button('Store as a draft').click();
  await said('The poll is stored as a draft.');
  await option(2).fill('Data and risks');
  await button('Save the poll').click();
  await said('The poll is saved.');
  const [line] = await stored();
  const poll = await polls().staffView(event, line?.id ?? '');
  expect(poll?.content.options).toEqual([
    { id: 'laboratories', text: 'Laboratories' },
    { id: 'data', text: 'Data and risks' },
    { id: 'parcels', text: 'Parcels' },
  ]);
});

test('a poll is made ready, opened, closed and shown, each seen at once', async () => {
  const state = (name: string) => page.locator('.poll-line .poll-state', { hasText: name }).waitFor();
  for (const [press, after] of [
    ['Make ready', 'Ready'],
    ['Open now', 'Open'],
  ] as const) {
    await button(press).click();
    await state(after);
  }
  expect(await button('Remove').count()).toBe(0);
  await button('Close now').click();
  await said('It takes no more ballots');
  await page.getByText('It takes the ballots that are under way').waitFor();
  expect(await button('Close now').count()).toBe(0);
  await count();
  await button('Show the counts').click();
  await state('Shown');
  await page.getByText('0 voted').first().waitFor();
  expect((await stored()).map(({ state: each, round }) => [each, round])).toEqual([['shown', 1]]);
});

test('breaks without a poll are filled in one go, but for those that are left out', async () => {
  await page.getByRole('link', { name: 'All polls' }).click();
  const sum = page.locator('.polls-sum');
  const before = Number(/^\d+/.exec(await sum.innerText())?.[0]);
  await button('Fill breaks without a poll').click();
  const asked = await page.locator('.fill-question').allInnerTexts();
  // Of the fourteen questions of both presets the event asks one already; the rest come again once all were asked.
  expect(asked).toHaveLength(before);
  expect(new Set(asked.slice(0, 13)).size).toBe(13);
  expect(asked).not.toContain('Where should we focus next?');
  const left = page.locator('.fill-list li').first();
  const [, leftOut] = /^Day \d+, \d+:\d+ (.+)$/.exec((await left.locator('.polls-time').textContent()) ?? '') ?? [];
  await left.locator('input').uncheck();
  expect(await left.getAttribute('data-left')).toBe('true');
  await button(new RegExp(`^Store ${before - 1} polls?$`)).click();
  await soon(() => page.locator('.said').allInnerTexts()).toEqual([`${before - 1} polls stored and ready.`]);
  await soon(() => sum.innerText()).toMatch(/^1 of \d+ breaks? has no quick poll\.$/);
  expect(await page.locator('.polls-place[data-empty] .polls-break').allInnerTexts()).toEqual([leftOut]);
  const hung = (await stored()).filter(({ entry }) => entry !== null);
  expect(hung.map(({ state }) => state)).toEqual(hung.map(() => 'ready'));
  expect(new Set(hung.map(({ entry }) => entry)).size).toBe(before - 1);
});

const REPORT = 'Poll Report\n#,User Name,User Email,Submitted Date/Time,Where next?\n';

test('a report of Zoom is looked at first, stored once that is meant, and says of nobody what they chose', async () => {
  const send = async (text: string) => {
    const file = { name: 'report.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    await page.getByLabel('Poll report (CSV)').setInputFiles(file);
    await button('See what is in it').click();
  };
  const before = (await stored()).length;
  await page.goto(`${site.address}/e/${event.slug}/organise/polls?show=import`);
  await takenOver(page);
  await send('a,b\n1,2\n');
  await page.getByText('The file holds faults; nothing was imported.').waitFor();
  await send(`${REPORT}1,Office,office@example.org,now,A;B\n2,Bureau,,now,B\n`);
  await page.getByText('A: 1 · B: 2').waitFor();
  expect((await stored()).length).toBe(before);
  await button('Store 1 poll').click();
  await said('1 poll read in from Zoom.');
  await page.getByRole('region', { name: 'Read in from Zoom' }).getByRole('link', { name: 'Where next?' }).click();
  await page.getByText('2 people gave 3 answers.').waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/Office|Bureau/);
});

test('what a named poll came to is seen by groups, and taken as files with who chose what', async () => {
  const id = await makePoll({ question: 'Who hosts?', secrecy: 'named', breakdown: 'organisation', groupsOf: 2 });
  await command(id, 'ready');
  await command(id, 'open');
  const { db } = site.database;
  const houses = { bureau: newId<OrganisationId>(), office: newId<OrganisationId>() };
  for (const [name, of] of Object.entries(houses)) {
    const rules = { kind: 'other', domains: '[]', needs_approval: 0, quota: null, revision: 1 } as const;
    const row = { id: of, event_id: event.id, name, name_key: name, country: null, ...rules };
    await db.insertInto('people_organisation').values(row).execute();
  }
  for (const [at, house] of (['bureau', 'bureau', 'office', 'office', 'office'] as const).entries()) {
    const { actor, participantId } = await addSomebody(db, event.id, { name: `Delegate ${at + 1}` });
    const joined = { organisation_id: houses[house] };
    await db.updateTable('people_participant').set(joined).where('id', '=', participantId).execute();
    await polls().vote(actor, id, { clientId: `paper-${at}`, options: [at < 3 ? 'data' : 'parcels'] });
  }
  await command(id, 'close');
  await count();
  await showPoll(id);
  await page.getByText('By organisation', { exact: true }).click();
  const rows = page.locator('.poll-breakdown tbody tr');
  expect(await rows.evaluateAll((all) => all.map((each) => (each as HTMLElement).innerText.split(/\s*\t\s*/)))).toEqual(
    [
      ['office', '3', '1 (33 %)', '2 (67 %)'],
      ['bureau', '2', '2 (100 %)', '0 (0 %)'],
    ],
  );
  expect(await takenFile('table (CSV)')).toContain('Data');
  expect(JSON.parse(await takenFile('data (JSON)'))).toMatchObject({ poll: id, rounds: [{ round: 1, turnout: 5 }] });
  expect(await takenFile('chart (SVG)')).toMatch(/^<svg |^<\?xml/);
  expect(await takenFile('who chose what (CSV)')).toContain('Delegate 4');
});

test('what others do is seen without asking, and a press that comes too late changes nothing', async () => {
  const id = await makePoll({ question: 'Who is faster?' });
  await showPoll(id);
  await stateIs('Draft');
  await command(id, 'ready');
  await stateIs('Ready');
  await page.route('**/commands', async (route) => {
    await command(id, 'draft');
    await route.continue();
  });
  await button('Open now').click();
  await page.getByText('Somebody else has changed the poll in the meantime. Nothing of yours was saved.').waitFor();
  await page.unroute('**/commands');
  await stateIs('Draft');
  expect((await stored()).find((line) => line.id === id)).toMatchObject({ state: 'draft', round: 0 });
});

test('what is typed while somebody else opens the poll stays to be read, and is not saved', async () => {
  const id = await makePoll({ question: 'Is it still open?' });
  await command(id, 'ready');
  await showPoll(id);
  await page.getByLabel('Explanation').fill('A long thought.');
  await command(id, 'open');
  await page.getByText('The poll was opened in the meantime').waitFor();
  expect(await page.getByLabel('Explanation').inputValue()).toBe('A long thought.');
  expect(await button('Save the poll').count()).toBe(0);
  await button('Discard what I typed').click();
  await page.getByText('What was opened is not changed any more.').waitFor();
  await command(id, 'close');
  await count();
});

test('counts are taken back, a new round keeps the earlier one, and the archive gives back what went into it', async () => {
  const id = (await stored()).find(({ question }) => question === 'Who hosts?')?.id ?? '';
  await showPoll(id);
  const presses: readonly (readonly [string, string])[] = [
    ['Show the counts', 'Shown'],
    ['Take the counts back', 'Closed'],
    ['Archive', 'Archived'],
    ['Take out of the archive', 'Closed'],
  ];
  for (const [press, after] of presses) {
    await button(press).click();
    await stateIs(after);
  }
  await button('Open a new round').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Open a new round' }).click();
  await stateIs('Open');
  await page.getByText('Earlier rounds (1)').click();
  await page.getByRole('article', { name: 'Round 1' }).getByText('3 (60 %)').waitFor();
  await command(id, 'close');
  await count();
  await stateIs('Closed');
});

test('polls of one entry change places, and what is removed is gone for whoever looks at it', async () => {
  const entry = await ownEntry();
  await makePoll({ question: 'Comes later?', entry });
  await page.getByRole('link', { name: 'All polls' }).click();
  const place = page.locator('.polls-place').filter({ hasText: 'Comes later?' });
  const questions = () => place.locator('.poll-question').allInnerTexts();
  const up = place.getByRole('button', { name: /^Up ?: Comes later/ });
  await up.waitFor();
  const before = await questions();
  expect(before).toHaveLength(2);
  await up.click();
  await said('“Comes later?” was moved.');
  await expect.poll(questions).toEqual(before.toReversed());
  await place.getByRole('link', { name: 'Comes later?' }).click();
  const onlooker = await open(new URL(page.url()).search);
  await onlooker.locator('h1 + .poll-line').waitFor();
  await button('Remove').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the poll' }).click();
  await said('“Comes later?” is removed.');
  await onlooker.getByText('This poll was removed.').waitFor();
  await onlooker.close();
  expect((await stored()).some(({ question }) => question === 'Comes later?')).toBe(false);
});

/** One on which a poll hangs already. */
async function ownEntry(): Promise<PollContent['entry']> {
  const { entry, day } = (await stored()).find((line) => line.entry !== null) ?? {};
  return { id: entry ?? '', day: day ?? '' };
}

test.each([
  ['light', ['', '?new=']],
  ['dark', ['?poll', '?show=import']],
] as const)(
  'a scan in %s finds nothing',
  async (colorScheme, searches) => {
    const scanPart = async (search: string) => {
      const { id } = (await stored()).find(({ question }) => question === 'Who hosts?') ?? {};
      const scanned = await open(search === '?poll' ? `?poll=${id}` : search);
      await scanned.emulateMedia({ colorScheme });
      await scanned.locator('.loading').first().waitFor({ state: 'detached' });
      const violations = await scan(scanned);
      await scanned.close();
      return violations.map(({ id: rule, nodes }) => [search, rule, nodes.map(({ html }) => html)]);
    };
    expect((await Promise.all(searches.map(scanPart))).flat()).toEqual([]);
  },
  60_000,
);
