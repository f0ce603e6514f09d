import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ShowCommand } from '../../agenda/show/command-schema.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { OPERATOR } from '../agenda/room.ts';
import { eachEngine, type TestDatabase } from '../engines.ts';
import { type AppSite, openAppSite, takenOver } from './app-site.ts';
import { buildPages } from './built-pages.ts';
import { launchChromium } from './chromium.ts';
import { makeRunningEvent } from './running-event.ts';
import { scan } from './scan.ts';

let built: Awaited<ReturnType<typeof buildPages>>;
let browser: Browser;

beforeAll(async () => {
  built = await buildPages('production');
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
});

const titled = (page: Page, text: string) => page.locator('.stage-title', { hasText: text });

eachEngine('the shared screen', (openTestDatabase, engine) => {
  let database: TestDatabase;
  let site: AppSite;
  let event: EventRef;
  let page: Page;

  beforeAll(async () => {
    database = await openTestDatabase();
    site = await openAppSite(database, built.folder);
    event = await makeRunningEvent(site.served, 'stage-event');
    const context = await site.enter(browser, event, { email: 'screen@example.org' });
    page = await context.newPage();
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.goto(`${site.address}/e/${event.slug}/stage`);
    await takenOver(page);
  });
  afterAll(() => site?.close());

  const command = async (command: ShowCommand) => {
    const { show } = site.served.services.agenda;
    const { version } = await show.readConsole(OPERATOR, event, 1);
    await show.command({ actor: OPERATOR, event, day: 1, version }, command);
  };

  test('follows the chair within a second, and counts down', async () => {
    await titled(page, 'Day 1 starts').waitFor();
    await command({ do: 'next' });
    await titled(page, 'Welcome and roundtable').waitFor({ timeout: 1_000 });
    expect(await page.locator('.stage-clock').innerText()).toMatch(/^(59:\d\d|1:00:00)$/);
    expect(await page.locator('.stage-next').innerText()).toMatch(/^Next \d\d:\d\d Keynote on parcels$/);
    await command({ do: 'hold' });
    await page.locator('.stage-word', { hasText: 'On hold' }).waitFor({ timeout: 1_000 });
    await command({ do: 'resume' });
    await page.locator('.stage-word', { hasText: 'Now' }).waitFor({ timeout: 1_000 });
  });

  test('shows a banner', async () => {
    const { show } = site.served.services.agenda;
    await show.setBanner(OPERATOR, event, { text: 'We resume at 14:05', audience: 'all', minutes: 5 });
    await page.locator('.stage-banner', { hasText: 'We resume at 14:05' }).waitFor({ timeout: 1_000 });
  });

  if (engine === 'sqlite') {
    test('scrolls nowhere at the sizes of screens, and is accessible dark and light', async () => {
      for (const [width, height] of [
        [1280, 720],
        [1920, 1080],
        [1024, 768],
      ] as const) {
        await page.setViewportSize({ width, height });
        const over = await page.evaluate(() => [
          document.documentElement.scrollWidth - innerWidth,
          document.documentElement.scrollHeight - innerHeight,
        ]);
        expect([width, ...over]).toEqual([width, 0, 0]);
      }
      for (const look of ['dark', 'light']) {
        expect(await page.locator('.stage').getAttribute('data-look')).toBe(look);
        const violations = await scan(page);
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        await page.keyboard.press('d');
      }
      expect(await page.locator('.stage').getAttribute('data-look')).toBe('dark');
    });
  }

  test('says how old it is while the server is away, and is back by itself when the server is', async () => {
    const port = Number(new URL(site.address).port);
    await site.close();
    await page.locator('.stage-as-of', { hasText: 'This is as of' }).waitFor({ timeout: 10_000 });
    site = await openAppSite(database, built.folder, { port });
    await command({ do: 'next' });
    await titled(page, 'Keynote on parcels').waitFor({ timeout: 10_000 });
    await page.locator('.stage-as-of').waitFor({ state: 'detached', timeout: 10_000 });
  });
});
