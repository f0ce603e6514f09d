import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { EventRef } from '../../people/event-directory.ts';
import { eventFields, OPERATOR } from '../agenda/room.ts';
import { eachEngine } from '../engines.ts';
import { makeEvent } from '../server/signed-in.ts';
import { type AppSite, openAppSite, openLoaded } from './app-site.ts';
import { buildPages } from './built-pages.ts';
import { launchChromium } from './chromium.ts';
import { scanForGrave } from './scan.ts';

const ORGANISER = [{ role: 'organiser' }] as const;

let built: Awaited<ReturnType<typeof buildPages>>;
let browser: Browser;

beforeAll(async () => {
  built = await buildPages('production');
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
});

const fixture = (name: string) => new URL(`../fixtures/five-day-event/${name}`, import.meta.url).pathname;
const toastOf = (page: Page) => page.locator('.said');
const rows = (page: Page) => page.locator('.plan-title').allInnerTexts();

const rowOf = (page: Page, title: string) => page.locator('.plan-title', { hasText: title });

/** Waits until the page says it. */
async function said(page: Page, text: RegExp): Promise<void> {
  await toastOf(page).filter({ hasText: text }).waitFor();
}

eachEngine('the organiser’s pages', (openTestDatabase, engine) => {
  let site: AppSite;
  let people = 0;
  let events = 0;
  let complaints: string[] = [];

  beforeAll(async () => {
    site = await openAppSite(await openTestDatabase(), built.folder);
  });
  afterAll(() => site?.close());
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    const heard = complaints;
    complaints = [];
    expect(heard).toEqual([]);
  });

  const anEvent = () => makeEvent(site.served, `event-${++events}`);
  const enter = async (event: EventRef, roles: object[] = [...ORGANISER], options = {}): Promise<BrowserContext> => {
    const context = await site.enter(browser, event, { email: `person-${++people}@example.org`, roles }, options);
    context.setDefaultTimeout(5_000);
    context.on('weberror', (error) => complaints.push(error.error().message));
    context.on('console', (message) => {
      // A refusal that the page explains is told by the browser too.
      if (message.type() === 'error' && !/status of 4(09|12|22)/.test(message.text())) complaints.push(message.text());
    });
    return context;
  };
  const open = async (event: EventRef, path: string, context?: BrowserContext): Promise<Page> =>
    openLoaded(context ?? (await enter(event)), `${site.address}/e/${event.slug}/organise${path}`);

  test('an organiser makes day 5 fit by a proposal and publishes, and the public page shows it', async () => {
    const event = await anEvent();
    const page = await open(event, '');
    await page.getByRole('link', { name: 'Day 5 Fri 15 25 min over' }).click();
    await page.getByText('11 times would change').click();
    expect(await page.locator('.times li').nth(1).innerText()).toBe(
      'Greetings from three other H2020 projects\n10:35 to 10:55 10:25 to 10:45',
    );
    await page.getByRole('button', { name: 'Apply Shorten the breaks of day 5' }).click();
    await said(page, /^Done: Shorten the breaks of day 5 from 50 to 25 min in all\. Day 5: fits\.$/);
    expect(await page.getByRole('link', { name: 'Day 5' }).innerText()).toMatch(/fits$/);
    await page.getByLabel('Note').fill('Day 5 fits');
    await page.getByRole('button', { name: 'Publish version 2' }).click();
    await said(page, /^Version 2 is published\./);
    await page.goto(`${site.address}/e/${event.slug}?day=5`);
    const last = page.locator('.entry').last();
    expect(await last.locator('.clock').first().innerText()).toBe('13:25');
    expect(await last.innerText()).toMatch(/Closure of the annual event/);
  });

  if (engine === 'postgres') return;

  test('what is typed survives that somebody else was faster, and says what is stored now', async () => {
    const event = await anEvent();
    const mine = await open(event, '/plan?day=1');
    const theirs = await open(event, '/plan?day=1');
    for (const page of [mine, theirs]) await rowOf(page, 'Welcome and roundtable').click();
    await theirs.getByLabel('Minutes', { exact: true }).fill('30');
    await theirs.getByRole('button', { name: 'Save the session' }).click();
    await said(theirs, /^Saved\./);
    await mine.getByLabel('Minutes', { exact: true }).fill('10');
    await mine.getByLabel('Title').fill('Welcome');
    await mine.keyboard.press('Control+s');
    await mine.getByText('Somebody else has changed the plan in the meantime.').waitFor();
    await mine.getByText('Somebody else made this “30”.').waitFor();
    expect(await mine.getByLabel('Minutes', { exact: true }).inputValue()).toBe('10');
    expect(await mine.getByLabel('Title').inputValue()).toBe('Welcome');
    await mine.getByRole('button', { name: 'Take theirs' }).click();
    await mine.getByRole('button', { name: 'Save the session' }).click();
    await said(mine, /^Saved\. “Welcome” is now at 12:00 on day 1\.$/);
    expect(await mine.getByLabel('Minutes', { exact: true }).inputValue()).toBe('30');
  });

  test('whoever is removed by somebody else sees nothing within a second, though something is typed', async () => {
    const event = await anEvent();
    const email = 'removed@example.org';
    await site.enter(browser, event, { email: 'stays@example.org', roles: [...ORGANISER] });
    const context = await site.enter(browser, event, { email, roles: [...ORGANISER] });
    const [home, plan] = [await open(event, '', context), await open(event, '/plan?day=1', context)];
    await rowOf(plan, 'Welcome and roundtable').click();
    await plan.getByLabel('Title').fill('Nobody is asked about this');
    const { roster } = site.served.services.people;
    const found = await roster.page(OPERATOR, event, { search: email, limit: 1 });
    await roster.remove({ actor: OPERATOR, event, id: found.people[0]?.id ?? '' });
    for (const page of [home, plan]) {
      await page.locator('h1', { hasText: /^You are signed out\.$/ }).waitFor({ timeout: 1_000 });
      expect(await page.locator('body').innerText()).not.toMatch(/Welcome|event-/);
    }
    let asked = false;
    plan.on('dialog', (dialog) => {
      asked = true;
      void dialog.accept();
    });
    await plan.reload();
    expect(asked).toBe(false);
  });

  test('whoever is an organiser no longer sees the home no more, and still what a chair may', async () => {
    const event = await anEvent();
    await site.enter(browser, event, { email: 'other@example.org', roles: [...ORGANISER] });
    const email = 'chair-now@example.org';
    const context = await site.enter(browser, event, { email, roles: [...ORGANISER] });
    const [home, plan] = [await open(event, '', context), await open(event, '/plan?day=1', context)];
    const { roster } = site.served.services.people;
    const [who] = (await roster.page(OPERATOR, event, { search: email, limit: 1 })).people;
    const of = { actor: OPERATOR, event, id: who?.id ?? '' };
    await roster.setRoles(of, who?.revision ?? 0, [{ role: 'chair', day: 1, room: null }]);
    await home.getByRole('heading', { name: 'This page is no longer open to you.' }).waitFor({ timeout: 1_000 });
    expect(await plan.getByRole('heading', { name: 'Plan' }).isVisible()).toBe(true);
  });

  test('a move that meets somebody else’s change says so, and nothing of anything typed', async () => {
    const event = await anEvent();
    const [mine, theirs] = [await open(event, '/plan?day=1'), await open(event, '/plan?day=1')];
    for (const page of [theirs, mine]) await page.getByRole('button', { name: /^Down Welcome/ }).click();
    await mine.getByText('The page now shows the plan as it is. Look at it and try again.').waitFor();
    expect(await mine.getByText('What you typed').count()).toBe(0);
  });

  test('what the server refuses stands at the field, and nothing typed is lost', async () => {
    const page = await open(await anEvent(), '/plan?day=1');
    await rowOf(page, 'Welcome and roundtable').click();
    await page.getByLabel('Minutes', { exact: true }).fill('twenty');
    await page.getByLabel('At least').fill('5');
    await page.getByRole('button', { name: 'Save the session' }).click();
    await page.getByText('Expected whole minutes.').waitFor();
    const described = await page.getByLabel('Minutes', { exact: true }).getAttribute('aria-describedby');
    expect(await page.locator(`#${described?.split(' ').at(-1)?.replaceAll(':', '\\:')}`).innerText()).toBe(
      'Expected whole minutes.',
    );
    expect(await page.getByLabel('At least').inputValue()).toBe('5');
  });

  test('sessions are added, moved by keys with the focus kept, sent to another day, and removed', async () => {
    const page = await open(await anEvent(), '/plan?day=1');
    await page.keyboard.press('n');
    await page.getByLabel('Title').fill('Farewell');
    await page.keyboard.press('Control+s');
    await said(page, /^“Farewell” is added at the end of day 1\.$/);
    expect((await rows(page)).at(-1)).toBe('Farewell');
    const up = page.getByRole('button', { name: 'Up Farewell' });
    await up.focus();
    await page.keyboard.press('Enter');
    await said(page, /^“Farewell” is now at 15:35 on day 1\.$/);
    await page.waitForFunction(() => document.activeElement?.textContent === 'Up Farewell');
    expect((await rows(page)).at(-2)).toBe('Farewell');
    await page.locator('.plan-title', { hasText: 'Farewell' }).click();
    await page.getByLabel('Day', { exact: true }).selectOption('2');
    await page.getByRole('button', { name: 'Save the session' }).click();
    await said(page, /^Saved\. “Farewell” is now at .* on day 2\.$/);
    expect(await rows(page)).not.toContain('Farewell');
    await page.getByRole('link', { name: 'Day 2' }).click();
    await page.locator('.plan-title', { hasText: 'Farewell' }).click();
    await page.getByRole('button', { name: 'Remove the session' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the session' }).click();
    await said(page, /^“Farewell” is taken out of the draft\.$/);
    expect(await rows(page)).not.toContain('Farewell');
  });

  test('what is typed and not saved is not left behind unasked', async () => {
    const page = await open(await anEvent(), '/plan?day=1');
    await page.getByRole('button', { name: 'Change the day' }).click();
    await page.getByLabel('Break minutes').fill('40');
    await page.getByRole('link', { name: 'Day 2' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByLabel('Break minutes').inputValue()).toBe('40');
  });

  test('an event without days leads to its first day, or to an import that shows first what it would do', async () => {
    const slug = `event-${++events}`;
    await site.served.services.agenda.events.create(OPERATOR, eventFields({ slug }));
    const event = (await site.served.services.agenda.directory.find(slug)) as EventRef;
    const page = await open(event, '');
    await page.getByRole('link', { name: 'The event has no days yet' }).click();
    await page.getByRole('button', { name: 'Add the day' }).click();
    await page.getByText('Expected a date that exists, as 2021-01-11.').waitFor();
    await page.getByRole('link', { name: 'Import' }).click();
    await page.getByLabel('Days (days.csv)').setInputFiles(fixture('days.csv'));
    await page.getByLabel('Sessions (sessions.csv)').setInputFiles(fixture('sessions.csv'));
    await page.getByRole('button', { name: 'See what it would change' }).click();
    await page.getByText('5 days and 54 sessions are new.').waitFor();
    expect((await site.served.services.agenda.drafts.view(OPERATOR, slug)).days).toEqual([]);
    await page.getByRole('button', { name: 'Make this the draft' }).click();
    await said(page, /^The plan of the files is the draft now\.$/);
    expect(await rows(page)).toHaveLength(10);
  });

  test('a file with a fault is refused with its place, and nothing is stored', async () => {
    const event = await anEvent();
    const page = await open(event, '/plan?show=import');
    await page.getByLabel('Days (days.csv)').setInputFiles(fixture('days.csv'));
    const broken = readFileSync(fixture('sessions.csv'), 'utf8').replace(',15,', ',soon,');
    const file = { name: 'sessions.csv', mimeType: 'text/csv', buffer: Buffer.from(broken) };
    await page.getByLabel('Sessions (sessions.csv)').setInputFiles(file);
    await page.getByRole('button', { name: 'See what it would change' }).click();
    await page.getByText(/^sessions\.csv:2:\d+ minutes: /).waitFor();
    expect((await site.served.services.agenda.drafts.view(OPERATOR, event.slug)).revision).toBe(3);
  });

  test('a chair reads the plan and the proposals of the own day, and changes nothing', async () => {
    const event = await anEvent();
    const dayId = event.days[4]?.id ?? null;
    const context = await enter(event, [{ role: 'chair', dayId }]);
    const page = await open(event, '/plan?day=5', context);
    await page.getByText('You can read the plan. Organisers change it.').waitFor();
    await page.getByText('Shorten the breaks of day 5 from 50 to 25 min in all.').waitFor();
    const buttons = await page.getByRole('button').allInnerTexts();
    expect(buttons.filter((name) => /Apply|Save|Add|Up|Down|Publish|Remove|Change/.test(name))).toEqual([]);
    await rowOf(page, 'Greetings from three other').click();
    expect(await page.getByLabel('Title').isDisabled()).toBe(true);
    await page.getByRole('link', { name: 'Day 1' }).click();
    expect(await page.getByRole('heading', { name: 'How it could fit' }).count()).toBe(0);
  });

  test('keys are listed with ?, lead from finding to finding, and are silent while somebody types', async () => {
    const page = await open(await anEvent(), '/plan?day=5');
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('New session, at the end of the day').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('f');
    await page.waitForFunction(() => document.activeElement?.textContent?.startsWith('Greetings'));
    await page.getByLabel('Title').pressSequentially('nf?');
    expect(await page.getByLabel('Title').inputValue()).toMatch(/^nf\?/);
    expect(await page.getByText('A new session').count()).toBe(0);
  });

  test.each([390, 1280])('a long title and forty sessions stay within a width of %i', async (width) => {
    const event = await anEvent();
    const { drafts } = site.served.services.agenda;
    const long = 'Unterschiedlichkeitsbetrachtungen'.repeat(5).slice(0, 140);
    let { revision } = await drafts.view(OPERATOR, event.slug);
    for (let place = 0; place < 31; place++) {
      const of = { actor: OPERATOR, slug: event.slug, revision };
      const fields = { kind: 'update', minutes: 5, abstract: '', leastMinutes: null, announcedStart: null } as const;
      const none = { announcedEnd: null, pinned: false, audience: [], track: null, speakers: [], chair: null };
      const rest = { ...none, reportsBack: null, joinLink: null, day: 5 };
      ({ revision } = await drafts.addSession(of, { ...fields, ...rest, title: `${long} ${place}`.slice(-140) }));
    }
    const context = await enter(event, [...ORGANISER], { viewport: { width, height: 844 } });
    for (const path of ['', '/plan?day=5', '/plan?show=event', '/plan?show=import', '/plan?show=new-day']) {
      const page = await open(event, path, context);
      if (path.endsWith('day=5')) await page.locator('.plan-title').first().click();
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([path, over]).toEqual([path, 0]);
    }
  });

  test.each([
    [390, 'light'],
    [1280, 'dark'],
  ] as const)(
    'a scan at a width of %i in the %s finds nothing serious',
    async (width, colorScheme) => {
      const event = await anEvent();
      const context = await enter(event, [...ORGANISER], { viewport: { width, height: 844 }, colorScheme });
      for (const path of ['', '/plan?day=5', '/plan?show=event', '/plan?show=import', '/plan?show=new-day']) {
        const page = await open(event, path, context);
        if (path.endsWith('day=5')) {
          await rowOf(page, 'Greetings from three other').click();
          await page.getByRole('button', { name: 'Change the day' }).click();
          await page.getByText('11 times would change').click();
        }
        const grave = await scanForGrave(page);
        expect(grave.map(({ id, nodes }) => [path, id, nodes.map(({ html }) => html)])).toEqual([]);
      }
    },
    90_000,
  );
});
