import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { parseRfc3339 } from '../../kernel/time.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { OPERATOR, StandingClock } from '../agenda/room.ts';
import { eachEngine } from '../engines.ts';
import { makeEvent } from '../server/signed-in.ts';
import { type AppSite, openAppSite, takenOver } from './app-site.ts';
import { buildPages } from './built-pages.ts';
import { launchChromium } from './chromium.ts';
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

const BEGIN = '2021-01-11T11:55:00+01:00';
const current = (page: Page) => page.locator('.day-list tbody[data-status="running"] .entry-title');
const fact = (page: Page, name: string) => page.locator('.fact', { hasText: new RegExp(`^${name}`) }).locator('dd');
const clock = (page: Page) => page.locator('.clock-figure');
const saysOf = (page: Page, selector: string, text: RegExp) => page.locator(selector, { hasText: text }).waitFor();
const expectedTimes = (page: Page) => page.locator('.day-list .expected').allInnerTexts();

/** How long what is shown may take to follow. */
const PATIENT = { timeout: 5_000 };
/** Of day 1, which its proposal makes fit, from 12:00 to 15:30: 15 min, 30 min, a break of 15, and so on. */
const SECOND = 'DG HOME and DG TAXUD joint opening';
const THIRD = 'PET-1 Data and risks: work done in 2020 and plans for 2021';

eachEngine('the chair’s page', (openTestDatabase, engine) => {
  const time = new StandingClock(BEGIN);
  let site: AppSite;
  let event: EventRef;
  let people = 0;
  let events = 0;
  let complaints: string[] = [];

  beforeAll(async () => {
    site = await openAppSite(await openTestDatabase(), built.folder, { clock: time });
  });
  afterAll(() => site?.close());
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    const heard = complaints;
    complaints = [];
    expect(heard).toEqual([]);
  });

  /** A published event whose first day fits, five minutes before it begins. */
  async function begin(pinned: string | null = null): Promise<void> {
    time.set(BEGIN);
    event = await makeEvent(site.served, `event-${++events}`);
    const { drafts, versions } = site.served.services.agenda;
    const { slug } = event;
    const { revision } = await drafts.view(OPERATOR, slug);
    const [first] = (await drafts.proposals(OPERATOR, slug, 1)).proposals;
    if (!first) throw new Error('Day 1 has no proposal.');
    await drafts.applyProposal({ actor: OPERATOR, slug, revision }, 1, first.key);
    const plan = await drafts.view(OPERATOR, slug);
    const pin = plan.days[0]?.sessions.find(({ title }) => title === pinned);
    if (pin) await drafts.changeSession({ actor: OPERATOR, slug, revision: plan.revision }, pin.id, { pinned: true });
    const revised = plan.revision + (pin ? 1 : 0);
    await versions.publish({ actor: OPERATOR, slug, revision: revised }, 'Day 1 fits');
  }

  /** A browser whose clock is the server's, and stands still between two steps of the test. */
  async function enter(roles: object[], options = {}): Promise<BrowserContext> {
    const context = await site.enter(browser, event, { email: `person-${++people}@example.org`, roles }, options);
    await context.clock.install({ time: time.now() });
    context.setDefaultTimeout(5_000);
    context.on('weberror', (error) => complaints.push(error.error().message));
    context.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4(09|12|22)/.test(message.text())) complaints.push(message.text());
    });
    return context;
  }

  const chair = (role = 'chair') => enter([{ role, dayId: event.days[0]?.id ?? null }]);

  /** @param hasSocket whether it reaches the server otherwise than over HTTP. */
  async function open(context: BrowserContext, path = '/chair', hasSocket = true): Promise<Page> {
    const page = await context.newPage();
    if (!hasSocket) await page.routeWebSocket('**/api/live*', (socket) => socket.close());
    await page.goto(`${site.address}/e/${event.slug}${path}`);
    await takenOver(page);
    return page;
  }

  /** To a time of the day, on the server and on all pages. */
  async function goTo(wall: string): Promise<void> {
    const by = parseRfc3339(`2021-01-11T${wall}:00+01:00`) - time.now();
    time.advance(by);
    for (const context of browser.contexts()) await context.clock.fastForward(by);
  }

  /** Presses a key and waits until the server has done it and the page shows what runs then. */
  async function press(page: Page, key: string, running: string): Promise<void> {
    await page.keyboard.press(key);
    await saysOf(page, '.chair-said', /^Done: /);
    await current(page).filter({ hasText: running }).waitFor();
  }

  /** Of each entry in the feed of the day: its title, its times in UTC and its sequence. */
  async function feed(): Promise<string[]> {
    const answer = await fetch(`${site.address}/events/${event.slug}/day/1.ics`);
    const text = (await answer.text()).replace(/\r\n /g, '');
    const found = (entry: string, pattern: RegExp) => pattern.exec(entry)?.[1] ?? '';
    const entries = text.split('BEGIN:VEVENT').slice(1);
    return entries.map((entry) => {
      const [start, end] = [found(entry, /DTSTART:\d+T(\d{4})/), found(entry, /DTEND:\d+T(\d{4})/)];
      const title = found(entry, /SUMMARY:(.*)/).trim();
      return `${start}-${end} #${found(entry, /SEQUENCE:(\d+)/)} ${title}`;
    });
  }

  test('a chair runs the whole day by keys, and two breaks absorb an overrun of twelve minutes', {
    timeout: 90_000,
  }, async () => {
    await begin();
    const page = await open(await chair());
    const follower = await open(await enter([]), '');
    await saysOf(page, '.phase', /^Lobby$/);
    await expect.poll(() => fact(page, 'End').innerText(), PATIENT).toBe('Ends 15:30, on time');
    const before = await feed();
    expect(before.slice(1, 3)).toEqual([`1115-1145 #0 ${SECOND}`, `1200-1220 #0 ${THIRD}`]);
    await goTo('12:00');
    await press(page, 'n', 'Welcome and roundtable');
    await saysOf(page, '.control-line', /^You have the controls, since 12:00\.$/);
    await goTo('12:15');
    await press(page, 'n', SECOND);
    await follower.locator('.now-title', { hasText: SECOND }).waitFor();
    await goTo('12:57');
    await saysOf(page, '.big-clock[data-tone="wrong"]', /over by 12:\d\d/);
    await expect.poll(() => fact(page, 'End').innerText(), PATIENT).toBe('Ends 15:30, on time');
    await press(page, 'n', 'Break');
    const given = page.locator('.entry-state', { hasText: 'gives' });
    await expect.poll(() => given.allInnerTexts(), PATIENT).toEqual(['running, gives 10', 'gives 2']);
    await expect
      .poll(() => expectedTimes(page), PATIENT)
      .toEqual(
        ['12:00', '12:15', '12:57', '13:02', '13:22', '13:42', '13:50', '14:15', '14:35', '14:50', '15:10'].concat([
          '15:20',
          '15:25',
        ]),
      );
    // Whoever follows sees it, and the calendar has what differs by five minutes or more.
    await follower.locator('body', { hasText: '13:02' }).waitFor();
    const after = before.with(1, `1115-1157 #1 ${SECOND}`);
    await expect.poll(() => feed(), PATIENT).toEqual(after);
    const next = page.locator('tbody[data-next]');
    while ((await next.count()) > 0) {
      const at = await fact(page, 'Next').locator('.fact-time').innerText();
      const title = await next.locator('.entry-title').first().innerText();
      await goTo(at.trim());
      await press(page, 'n', title);
      // By its whole title: 'Break' is a part of 'Breakout' too.
      await expect.poll(() => next.locator('.entry-title').allInnerTexts(), PATIENT).not.toContain(title);
    }
    await expect.poll(() => feed(), PATIENT).toEqual(after);
    await goTo('15:30');
    await page.getByRole('button', { name: 'End the day' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End the day' }).click();
    await saysOf(page, '.phase', /^Over$/);
    await expect.poll(() => clock(page).innerText(), PATIENT).toBe('15:30');
    await expect.poll(() => fact(page, 'End').innerText(), PATIENT).toBe('Ended 15:30, on time');
    await saysOf(page, '.hand-over dd', /^DG HOME and DG TAXUD.*: 12 min longer$/);
    await saysOf(follower, '.now-line', /^Day 1 is over\./);
  });

  test('two at once: one has the controls, the other is told who, and takes them over', async () => {
    await begin();
    const [mine, theirs] = [await open(await chair()), await open(await chair('deputy'))];
    await mine.keyboard.press('t');
    await saysOf(mine, '.control-line', /^You have the controls/);
    await saysOf(theirs, '.control-line', /^The one at .* has the controls since 11:55\./);
    expect(await theirs.getByRole('button', { name: 'Start the day' }).isDisabled()).toBe(true);
    await theirs.getByRole('button', { name: 'Take the controls' }).click();
    await saysOf(theirs, '.control-line', /^You have the controls/);
    await mine.getByText(/^The one at .* took the controls from you at 11:55\.$/).waitFor();
    expect(await mine.getByRole('button', { name: 'Start the day' }).isDisabled()).toBe(true);
    // Both see the same version and press: the later one hears who was faster.
    const third = await open(await enter([{ role: 'organiser' }]));
    await mine.route('**/controls', async (route) => {
      await third.keyboard.press('t');
      await saysOf(third, '.control-line', /^You have the controls/);
      await route.continue();
    });
    await mine.keyboard.press('t');
    await mine.getByText(/^The one at .* took the controls at the same time and was faster\.$/).waitFor();
  });

  if (engine === 'postgres') return;

  test('a change is shown before it is done, worked out anew when another came between, and taken back', async () => {
    await begin();
    const context = await chair();
    const [page, other] = [await open(context), await open(context)];
    await goTo('12:00');
    await press(page, 'n', 'Welcome');
    await goTo('12:05');
    const was = await page.locator('.day-list').innerText();
    await page.keyboard.press('*');
    await saysOf(page, '.preview', /12:00 to 12:15\s*12:00 to 12:20\s*Welcome/);
    expect(await page.locator('.day-list').innerText()).toBe(was);
    await current(other)
      .filter({ hasText: /^Welcome/ })
      .waitFor();
    await other.keyboard.press('h');
    await saysOf(other, '.phase', /^Held$/);
    await saysOf(page, '.preview', /The day was changed in between\./);
    await page.keyboard.press('Escape');
    await page.keyboard.press('u');
    await saysOf(page, '.chair-said', /^Taken back: Hold the clock\.$/);
    expect(await page.locator('.day-list').innerText()).toBe(was);
    await page.keyboard.press('+');
    await saysOf(page, '.preview', /12:00 to 12:16/);
    await page.keyboard.press('+');
    await saysOf(page, '.preview', /12:00 to 12:17/);
    await page.keyboard.press('Enter');
    await saysOf(page, '.chair-said', /^Done: \+2 min for Welcome/);
    await saysOf(page, '.clock-words', /^until 12:17$/);
    await page.keyboard.press('u');
    await saysOf(page, '.clock-words', /^until 12:15$/);
    // Much too early, so the chair is asked first.
    await page.keyboard.press('n');
    await saysOf(page, '.preview', /still has 10 min\./);
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    await saysOf(page, '.preview', /^Skip DG HOME and DG TAXUD/);
    await page.keyboard.press('Enter');
    await saysOf(page, 'tbody[data-status="skipped"]', /DG HOME and DG TAXUD/);
  });

  test('a way out of a conflict is done first, and then what was asked about', async () => {
    await begin(THIRD);
    const page = await open(await chair());
    await goTo('12:00');
    await press(page, 'n', 'Welcome');
    await page.keyboard.press('*');
    for (const sum of [10, 15]) {
      await saysOf(page, '.dialog-title', new RegExp(`^\\+${sum - 5} min`));
      await page.keyboard.press('*');
    }
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`It would run 5 min into “${THIRD}”, which is pinned.`).waitFor();
    await dialog.getByRole('button', { name: '+10 min for Welcome and roundtable of participants instead' }).waitFor();
    await dialog.getByRole('button', { name: `Skip ${SECOND} (gives 5 min)` }).click();
    await saysOf(page, '.dialog-title', new RegExp(`^First: Skip ${SECOND}$`));
    await dialog.getByText('Then comes “+15 min for Welcome and roundtable of participants”').waitFor();
    await dialog.getByRole('button', { name: 'Apply and go on' }).click();
    await saysOf(page, '.dialog-title', /^\+15 min for Welcome/);
    await dialog.getByText(`Done: Skip ${SECOND}. Undo takes it back.`).waitFor();
    await dialog.getByRole('button', { name: 'Apply', exact: true }).click();
    await saysOf(page, '.clock-words', /^until 12:30$/);
    expect(await page.locator('.conflict').count()).toBe(0);
  });

  test('a banner is shown to those who follow and removed again', async () => {
    await begin();
    const page = await open(await chair());
    const follower = await open(await enter([]), '');
    await page.keyboard.press('b');
    await page.keyboard.type('We resume at 12:10.');
    await page.keyboard.press('Enter');
    await follower.getByText('We resume at 12:10.').waitFor();
    await page.getByRole('button', { name: 'Remove We resume at 12:10.' }).click();
    await follower.getByText('We resume at 12:10.').waitFor({ state: 'detached' });
  });

  test('without a way to the server the controls are off and say why', async () => {
    await begin();
    const context = await chair();
    const page = await open(context);
    await context.setOffline(true);
    await page.getByText('The server cannot be reached, so nothing can be changed until it answers.').waitFor();
    expect(await page.getByRole('button', { name: 'Start the day' }).isDisabled()).toBe(true);
    await context.setOffline(false);
    complaints = complaints.filter((text) => !/ERR_INTERNET_DISCONNECTED/.test(text));
  });

  test('while only the socket fails, the day can be run over HTTP, and the page says how old its picture is', async () => {
    await begin();
    const context = await chair();
    const [page, other] = [await open(context, '/chair', false), await open(context)];
    await goTo('12:00');
    await saysOf(page, '.chair-as-of', /^As of 1[12]:\d\d:\d\d, without a live connection$/);
    await saysOf(page, '.blocked', /^The live connection is lost\. The buttons work,/);
    await press(page, 'n', 'Welcome');
    await press(other, 'h', 'Welcome');
    await goTo('12:01');
    await saysOf(page, '.phase', /^Held$/);
    await press(page, 'h', 'Welcome');
    await saysOf(other, '.phase', /^Running$/);
  });

  test.each([
    [390, 'light'],
    [390, 'dark'],
    [820, 'dark'],
    [1280, 'light'],
  ] as const)('at a width of %i in the %s nothing hinders anybody, nor is anything cut off', async (width, scheme) => {
    await begin();
    const day = [{ role: 'chair', dayId: event.days[0]?.id ?? null }];
    const page = await open(await enter(day, { viewport: { width, height: 844 }, colorScheme: scheme }));
    await goTo('12:00');
    await press(page, 'n', 'Welcome');
    await goTo('12:16');
    await saysOf(page, '.big-clock[data-tone="wrong"]', /over by 01:\d\d/);
    await page.locator('.entry-choice').first().click();
    const found = async () => (await scan(page)).map(({ id }) => id);
    expect(await found()).toEqual([]);
    await page.keyboard.press('+');
    await page.locator('.rippled').waitFor();
    expect(await found()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const small = await page.locator('.chair-deck button:not(.plain-button), .entry-buttons button, .preview button');
    for (const box of await small.all()) expect((await box.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await page.keyboard.press('Escape');
    await goTo('13:20');
    await saysOf(page, '.clock-figure', /^−1:05:\d\d$/);
    const [figure, frame] = [await clock(page).boundingBox(), await page.locator('.big-clock').boundingBox()];
    expect(figure?.width).toBeLessThan(frame?.width ?? 0);
  });
});
