import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { emptyAgenda, entryId, fiveDayAgenda, longAgenda, trackAgenda } from '../fixtures/agenda.ts';
import { takenOver } from './app-site.ts';
import { buildPages } from './built-pages.ts';
import { launchChromium } from './chromium.ts';
import { scanForGrave } from './scan.ts';
import { openSite, type TestSite } from './site.ts';

const AGENDA = '/e/annual-event';
const SESSION = `/e/annual-event/session/${entryId(2, 3)}`;
const AGENDAS = { 'annual-event': fiveDayAgenda, empty: emptyAgenda, long: longAgenda, tracks: trackAgenda };
const WEEK_BEFORE = '2021-01-05T09:00:00Z';

let built: Awaited<ReturnType<typeof buildPages>>;
let site: TestSite;
let browser: Browser;
/** What went wrong in the pages of the running test: console errors, exceptions, refused content. */
let complaints: string[] = [];

beforeAll(async () => {
  built = await buildPages('production');
  site = await openSite(AGENDAS, built.folder);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function closePages(): Promise<void> {
  for (const context of browser.contexts()) await context.close();
}

afterEach(async () => {
  await closePages();
  const heard = complaints;
  complaints = [];
  expect(heard).toEqual([]);
});

interface Opened extends BrowserContextOptions {
  readonly now?: string;
}

/** Opens a page in a browser of its own, in Zurich, at a fixed time, and waits until it is taken over. */
async function open(
  path: string,
  { now = WEEK_BEFORE, ...options }: Opened = {},
  from: TestSite = site,
): Promise<Page> {
  const context = await browser.newContext({ timezoneId: 'Europe/Zurich', ...options });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.clock.setFixedTime(now);
  await page.goto(from.address + path);
  if (options.javaScriptEnabled !== false) await takenOver(page);
  return page;
}

const titles = (page: Page) => page.locator('.entry-title a').allTextContents();
/** What is read there, with a line break where one is seen. */
const readText = (locator: Locator) => locator.innerText();
const firstTime = (page: Page) => readText(page.locator('.entry .entry-time').first());

describe('without JavaScript', () => {
  const reading = { javaScriptEnabled: false };

  test('all sessions can be read, with times and the name of their zone', async () => {
    const page = await open(AGENDA, reading);
    expect(await titles(page)).toHaveLength(54);
    expect(await firstTime(page)).toBe('12:00');
    expect(await page.locator('.zone-text').getByText('Times are in Zurich (UTC+1).').isVisible()).toBe(true);
    expect(await page.locator('[data-colour-switch]').isVisible()).toBe(false);
  });

  test('days, audiences and sessions are links that work', async () => {
    const page = await open(AGENDA, reading);
    await page.getByRole('link', { name: 'Tue 12', exact: true }).click();
    expect(await titles(page)).toHaveLength(12);
    await page
      .getByRole('navigation', { name: 'Audience' })
      .getByRole('link', { name: 'Detection technologies' })
      .click();
    expect(new URL(page.url()).search).toBe('?day=2&tag=detection-technologies');
    expect(await titles(page)).toHaveLength(4);
    await page.getByRole('link', { name: /^PET-2/ }).click();
    expect(await readText(page.getByRole('heading', { level: 1 }))).toMatch(/^PET-2 Detection technologies/);
  });

  test('the calendar addresses unfold', async () => {
    const page = await open(AGENDA, reading);
    await page.getByText('Add to calendar').click();
    expect(await page.getByLabel('Calendar address: Whole event').inputValue()).toBe(
      'https://plenum.example.org/events/annual-event/calendar.ics',
    );
  });

  test('a page is dark where the system is', async () => {
    const page = await open(AGENDA, { ...reading, colorScheme: 'dark' });
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(25, 24, 21)');
  });
});

describe('whose clock', () => {
  const inTallinn = { timezoneId: 'Europe/Tallinn' };

  test('the reader’s own comes first, the event’s beside it by name', async () => {
    const page = await open(AGENDA, inTallinn);
    expect(await firstTime(page)).toBe('13:00\nZurich 12:00');
  });

  test('the switch puts the event’s clock first, and is remembered after a reload', async () => {
    const page = await open(AGENDA, inTallinn);
    await page.getByRole('link', { name: 'Event time (Zurich)' }).click();
    expect(await firstTime(page)).toBe('12:00\nTallinn 13:00');
    await page.goto(site.address + AGENDA);
    await takenOver(page);
    expect(await firstTime(page)).toBe('12:00\nTallinn 13:00');
    expect(await page.context().cookies()).toEqual([]);
  });

  test('where both are the same there is one, and no switch', async () => {
    const page = await open(AGENDA, { timezoneId: 'Europe/Paris' });
    expect(await firstTime(page)).toBe('12:00');
    expect(await readText(page.locator('.zone-text'))).toBe(
      'Times are in Zurich (UTC+1), which is also the time in Paris.',
    );
  });

  test('a day that turns over at midnight over there says where', async () => {
    const page = await open(`${AGENDA}?day=2`, { timezoneId: 'Pacific/Auckland' });
    expect(await page.locator('.entry-date').allTextContents()).toEqual(['Wed 13']);
    const marked = page.locator('.entry', { has: page.locator('.entry-date') });
    expect(await readText(marked.locator('.clock'))).toBe('00:00');
  });
});

describe('picking', () => {
  test('a day and an audience show at once, and the address says so', async () => {
    const page = await open(AGENDA);
    const loads: string[] = [];
    page.on('request', (request) => loads.push(request.url()));
    await page.getByRole('link', { name: 'Wed 13', exact: true }).click();
    await page.getByRole('link', { name: 'Customs policies', exact: true }).first().click();
    expect(await titles(page)).toEqual([
      'Annual study 3: Methods to estimate illicit import flows',
      'Breakout rooms 3: PET-3 work and the illicit flows study',
      'Plenary 3: reports from breakout rooms 3',
    ]);
    expect(await readText(page.locator('.shown[role=status]'))).toBe('3 sessions for Customs policies, on Wed 13.');
    expect(new URL(page.url()).search).toBe('?day=3&tag=customs-policies');
    expect(loads).toEqual([]);
  });

  test('from far below, on a phone, the tabs are at hand and lead to the top of the timetable', async () => {
    const page = await open(AGENDA, { viewport: { width: 390, height: 844 } });
    await page.evaluate(() => scrollTo(0, 6000));
    await page.getByRole('link', { name: 'Fri 15', exact: true }).click();
    const tabs = await page.getByRole('navigation', { name: 'Days' }).boundingBox();
    const day = await page.locator('.day').boundingBox();
    expect(tabs?.y).toBe(0);
    expect(day?.y).toBe(80);
  });

  test('on a phone five days stand side by side, and a pick beyond the edge is brought into view', async () => {
    const page = await open(`${AGENDA}?tag=innovation-and-technology-procurement`, {
      viewport: { width: 390, height: 844 },
    });
    const friday = await page.getByRole('link', { name: 'Fri 15', exact: true }).boundingBox();
    expect((friday?.x ?? 0) + (friday?.width ?? 0)).toBeLessThanOrEqual(390);
    const audience = await page
      .getByRole('navigation', { name: 'Audience' })
      .getByRole('link', { name: 'Innovation and technology procurement' })
      .boundingBox();
    expect((audience?.x ?? 0) + (audience?.width ?? 0)).toBeLessThanOrEqual(390);
  });

  test.each([390, 1280])('nothing moves when another day is picked or is today, at a width of %i', async (width) => {
    const places = async (path: string, now: string) => {
      const page = await open(path, { viewport: { width, height: 844 }, now });
      return page
        .locator('.pick-row--days .pick')
        .evaluateAll((tabs) => tabs.map((tab) => tab.getBoundingClientRect().x));
    };
    const before = await places(AGENDA, WEEK_BEFORE);
    expect(await places(`${AGENDA}?day=3`, WEEK_BEFORE)).toEqual(before);
    expect(await places(AGENDA, '2021-01-12T12:10:00Z')).toEqual(before);
  });

  test('the browser’s back button undoes it', async () => {
    const page = await open(AGENDA);
    await page.getByRole('link', { name: 'Fri 15', exact: true }).click();
    expect(await titles(page)).toHaveLength(9);
    await page.goBack();
    expect(await titles(page)).toHaveLength(54);
  });
});

describe('as time passes', () => {
  test('the running session and the next stand first, in words', async () => {
    const page = await open(AGENDA, { now: '2021-01-12T12:10:00Z' });
    expect(await readText(page.locator('.standing'))).toMatch(
      /^Now\s+until\s+13:25\s+Breakout rooms 2[\s\S]+Next\s+13:25\s+Plenary 2/,
    );
    expect(await page.locator('.entry[data-running] .entry-title').allTextContents()).toEqual([
      'Breakout rooms 2: PET-2 work and the parcel study',
    ]);
    expect(await page.getByText('On now').count()).toBe(1);
  });

  test.each([390, 1280])('the board keeps its height whatever it says, at a width of %i', async (width) => {
    const heights: (number | undefined)[] = [];
    for (const now of [WEEK_BEFORE, '2021-01-12T12:10:00Z', '2021-01-12T22:00:00Z', '2021-01-20T09:00:00Z']) {
      const page = await open(AGENDA, { now, viewport: { width, height: 800 } });
      heights.push((await page.locator('.standing').boundingBox())?.height);
    }
    expect(heights).toEqual(heights.map(() => heights[0]));
  });
});

describe('colours', () => {
  test('follow the system until the reader switches, and then the reader', async () => {
    const page = await open(AGENDA, { colorScheme: 'dark' });
    const scheme = () => page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
    expect(await scheme()).toBe('dark');
    await page.getByRole('button', { name: 'Light' }).click();
    expect(await scheme()).toBe('light');
    await page.reload();
    expect(await scheme()).toBe('light');
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.emulateMedia({ colorScheme: 'light' });
    await page.waitForFunction(() => document.documentElement.dataset.mantineColorScheme === 'light');
  });
});

test('on paper each day has a page of its own, without the screen’s furniture', async () => {
  const page = await open(AGENDA);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(5);
  const zoneLines = page.locator('.day-head').getByText('Times are in Zurich (UTC+1).').filter({ visible: true });
  expect(await zoneLines.count()).toBe(0);
  await page.emulateMedia({ media: 'print' });
  for (const furniture of ['.shell-header', '.shell-footer', '.picks', '.subscribe']) {
    expect(await page.locator(furniture).isVisible()).toBe(false);
  }
  expect(await readText(page.locator('.day-number').first())).toBe(
    'Day 1 · Year 2 annual event, 11 to 15 January 2021',
  );
  expect(await zoneLines.count()).toBe(5);
});

const PAGES = [AGENDA, `${AGENDA}?day=2`, SESSION, '/e/long', '/e/tracks', '/e/empty', '/'];

describe.each([320, 390, 768, 1280])('at a width of %i', (width) => {
  test('nothing runs over the edge', async () => {
    for (const path of PAGES) {
      const page = await open(path, { viewport: { width, height: 800 }, timezoneId: 'Pacific/Auckland' });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([path, over]).toEqual([path, 0]);
    }
  });
});

test('five days stand side by side on a wide screen, and below each other on a phone', async () => {
  const columns = async (width: number) => {
    const page = await open(AGENDA, { viewport: { width, height: 800 } });
    const lefts = await page.locator('.day').evaluateAll((days) => days.map((day) => day.getBoundingClientRect().left));
    return new Set(lefts).size;
  };
  expect(await columns(1280)).toBe(5);
  expect(await columns(390)).toBe(1);
});

describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
  test.each(PAGES)('a scan of %s finds nothing serious', async (path) => {
    const page = await open(path, { colorScheme, timezoneId: 'Europe/Tallinn', now: '2021-01-12T12:10:00Z' });
    const fold = page.locator('summary');
    if ((await fold.count()) > 0) await fold.click();
    // Colours are all that differs in the dark.
    const grave = await scanForGrave(page, colorScheme === 'dark' ? ['color-contrast'] : undefined);
    expect(grave.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});

test('the keyboard reaches everything in reading order, with a focus that can be seen', async () => {
  const page = await open(AGENDA, { viewport: { width: 1280, height: 800 } });
  const reached: string[] = [];
  for (let step = 0; step < 15; step++) {
    await page.keyboard.press('Tab');
    const [name, outline] = await page.evaluate(() => {
      const element = document.activeElement;
      return [element?.textContent?.trim() ?? '', element ? getComputedStyle(element).outlineStyle : 'none'] as const;
    });
    expect([name, outline]).toEqual([name, 'solid']);
    reached.push(name);
  }
  expect(reached).toEqual([
    'Skip to the content',
    'Plenum',
    'DarkLight',
    'Sign in',
    'Welcome and roundtable of participants',
    'Closure of the annual event',
    'Add to calendar',
    'Register',
    'All days',
    'Mon 11',
    'Tue 12',
    'Wed 13',
    'Thu 14',
    'Fri 15',
    'Everyone',
  ]);
});

test('the first key leads past the header', async () => {
  const page = await open(AGENDA);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
});

test('what the server wrote is what the browser would have written', { timeout: 60_000 }, async () => {
  const talkative = await buildPages('development');
  const watched = await openSite(AGENDAS, talkative.folder);
  try {
    for (const path of [
      AGENDA,
      `${AGENDA}?day=2&tag=detection-technologies&zone=own`,
      SESSION,
      '/e/long',
      '/e/tracks',
    ]) {
      await open(path, { timezoneId: 'Pacific/Auckland', now: '2021-01-12T12:10:00Z' }, watched);
    }
    expect(complaints).toEqual([]);
  } finally {
    // A connection that a browser opened ahead and never used would hold up the close.
    await closePages();
    await watched.close();
  }
});
