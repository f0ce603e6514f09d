import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import { instant } from '../../kernel/time.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { GRACE } from '../../polls/poll.ts';
import { makeEvent } from '../server/signed-in.ts';
import { type AppSite, openOwnAppSite, takenOver } from './app-site.ts';
import { buildPages } from './built-pages.ts';
import { launchChromium } from './chromium.ts';

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
  await built?.remove();
});

async function open(search: string): Promise<Page> {
  const opened = await context.newPage();
  await opened.goto(`${site.address}/e/${event.slug}/organise/polls${search}`);
  await takenOver(opened);
  return opened;
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const said = (text: string) => page.locator('.said').filter({ hasText: text }).waitFor();
const option = (number: number) => page.getByLabel(`Option ${number}`, { exact: true });
const texts = () =>
  page
    .locator('.poll-option input:not([type=radio])')
    .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value));
const stored = async () => (await site.served.services.polls.polls.lines(event)).polls;

test('what is wrong is said at its field, and nothing that was typed is lost', async () => {
  await button('New poll').click();
  await page.getByLabel('Question').fill('Where should we focus next?');
  await option(1).fill('Data');
  await button('Store as a draft').click();
  await page.locator('.poll-option').nth(1).locator('.mantine-InputWrapper-error').waitFor();
  expect(await texts()).toEqual(['Data', '']);
  expect(await stored()).toEqual([]);
});

test('what was typed is not left behind unasked', async () => {
  await page.getByRole('link', { name: 'All polls' }).click();
  await page.getByRole('dialog').getByText('Something that you typed here is not saved yet.').waitFor();
  await button('Cancel').last().click();
  expect(await texts()).toEqual(['Data', '']);
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
  const poll = await site.served.services.polls.polls.staffView(event, line?.id ?? '');
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
  // The job that looks at the clock does not run here: this is its look once no ballot can be under way any more.
  await site.served.services.polls.polls.tick(instant(systemClock.now() + GRACE + 1_000));
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
  await page.locator('.fill-list input').first().uncheck();
  await button(new RegExp(`^Store ${before - 1} polls?$`)).click();
  await said(`${before - 1} poll`);
  expect(await sum.innerText()).toMatch(/^1 of \d+ breaks? has no quick poll\.$/);
  const hung = (await stored()).filter(({ entry }) => entry !== null);
  expect(hung.map(({ state }) => state)).toEqual(hung.map(() => 'ready'));
  expect(new Set(hung.map(({ entry }) => entry)).size).toBe(before - 1);
});

test('a form says what the agenda will do with the poll', async () => {
  await page.locator('.polls-poll .poll-question').first().click();
  await page
    .locator('form .poll-will')
    .filter({ hasText: /^Opens with .+ \(planned \d\d:\d\d\), closes 2 minutes into / })
    .waitFor();
  await page.getByLabel('Hangs on').selectOption('');
  await page
    .locator('form .poll-will')
    .filter({ hasText: 'The chair opens it, closes it and shows its counts.' })
    .waitFor();
  await button('Undo what I typed').click();
});

test.each([
  ['light', ['', '?new=']],
  ['dark', ['?poll', '?show=import']],
] as const)(
  'a scan in %s finds nothing',
  async (colorScheme, searches) => {
    for (const search of searches) {
      const asked = search === '?poll' ? `?poll=${(await stored())[0]?.id}` : search;
      const scanned = await open(asked);
      await scanned.emulateMedia({ colorScheme });
      await scanned.locator('.loading').first().waitFor({ state: 'detached' });
      const { violations } = await new AxeBuilder({ page: scanned as never }).analyze();
      expect(violations.map(({ id, nodes }) => [search, id, nodes.map(({ html }) => html)])).toEqual([]);
      await scanned.close();
    }
  },
  60_000,
);
