/** What is on, as people who take part see it, while a chair runs the day, and while the server is away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ConsoleView } from '../../agenda/show/show-view.ts';
import { instant } from '../../kernel/time.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { HelpDeskView } from '../../people/help/help-schema.ts';
import { openDatabase } from '../../server/database.ts';
import type { TestDatabase } from '../engines.ts';
import { addParticipant, makeEvent, type SignedInBrowser, signIn } from '../server/signed-in.ts';
import { type AppSite, openAppSite, takenOver } from './app-site.ts';
import { buildPages } from './built-pages.ts';
import { launchChromium } from './chromium.ts';
import { scan } from './scan.ts';

const PATIENCE = 60_000;
const SECOND = 1000;
const CHAIR = 'organiser@example.org';
/** Of the first day of the event: a quarter of an hour before it begins at noon in Zurich. The devices know better. */
const LOBBY = Date.parse('2021-01-11T10:45:00Z');

const started = Date.now();
const clock = { now: () => instant(LOBBY + Date.now() - started) };

let built: Awaited<ReturnType<typeof buildPages>>;
let folder: string;
let database: TestDatabase;
let site: AppSite;
let browser: Browser;
let event: EventRef;
let chair: SignedInBrowser;
let complaints: string[] = [];

beforeAll(async () => {
  // In development React says in the console where the browser would have drawn something else.
  built = await buildPages('development');
  folder = mkdtempSync(join(tmpdir(), 'plenum-participant-'));
  const location = { dataDir: folder };
  database = { ...(await openDatabase(location)), location };
  site = await openAppSite(database, built.folder, { clock });
  browser = await launchChromium();
  event = await makeEvent(site.served, 'annual');
  await addParticipant(database, event, { email: CHAIR, roles: [{ role: 'organiser' }] });
  chair = await signIn(site.served, CHAIR, event);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await database?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  const heard = complaints;
  complaints = [];
  expect(heard).toEqual([]);
});

async function openPage(
  email: string,
  options: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<void> = async () => undefined,
): Promise<Page> {
  const context = await site.enter(browser, event, { email }, options);
  const page = await context.newPage();
  await prepare(page);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A server that is away is what some of the tests are about.
    if (message.type() === 'error' && !/ERR_|WebSocket/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(`${site.address}/e/annual`);
  if (options.javaScriptEnabled !== false) await takenOver(page);
  return page;
}

const api = `/api/events/annual`;
const ask = async <Answer>(url: string) =>
  (await site.served.app.inject({ url, headers: chair.headers })).json() as Answer;

async function change(url: string, payload: object | undefined, revision?: number): Promise<void> {
  const headers = { ...chair.headers, ...(revision !== undefined && { 'if-match': `"${revision}"` }) };
  const answer = await site.served.app.inject({ method: 'POST', url, headers, ...(payload && { payload }) });
  expect([answer.statusCode < 300, answer.body]).toEqual([true, answer.body]);
}

async function command(payload: object): Promise<void> {
  const { version } = await ask<ConsoleView>(`${api}/days/1/show`);
  await change(`${api}/days/1/show/commands`, payload, version);
}

/** The line between a page and the server, which a test can cut or keep something from coming through. */
class Line {
  isCut = false;
  #holds: (frame: LiveFrame) => boolean = () => false;
  /** What the page sent. */
  readonly sent: LiveFrame[] = [];
  /** What it was sent. */
  readonly heard: LiveFrame[] = [];
  #held: (() => void)[] = [];

  readonly lay = (page: Page) =>
    page.routeWebSocket('**/api/live*', (socket) => {
      if (this.isCut) return void socket.close({ code: 1011 });
      const server = socket.connectToServer();
      socket.onMessage((text) => this.#pass(String(text), this.sent, () => server.send(text)));
      server.onMessage((text) => this.#pass(String(text), this.heard, () => socket.send(text)));
    });

  /** From now on those do not come through, whoever sends them. What was held until now is lost. */
  hold(which: (frame: LiveFrame) => boolean): void {
    this.#held = [];
    this.#holds = which;
  }

  /** Lets through what was held, and all that follows. */
  release(): void {
    const held = this.#held;
    this.hold(() => false);
    for (const send of held) send();
  }

  #pass(text: string, list: LiveFrame[], send: () => void): void {
    const frame = JSON.parse(text) as LiveFrame;
    list.push(frame);
    if (this.#holds(frame)) this.#held.push(send);
    else send();
  }
}

interface LiveFrame {
  readonly op: string;
  readonly topic?: string;
  readonly version?: number;
}

const everything = () => true;
const asOf = (page: Page) => page.locator('.as-of', { hasText: /^As of \d\d:\d\d:\d\d\./ });
const subscribed = (frames: readonly LiveFrame[]) =>
  frames.filter(({ op, topic }) => op === 'subscribe' && topic === 'now');

const soon = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: SECOND });

describe('the page of who takes part', () => {
  test('shows the lobby without scripts, and on the reader’s clock and the event’s', {
    timeout: PATIENCE,
  }, async () => {
    const page = await openPage('plain@example.org', { javaScriptEnabled: false });
    expect(await page.locator('.now-label').innerText()).toMatch(/lobby/i);
    expect(await page.locator('.now-title').innerText()).toBe('Welcome and roundtable of participants');
    const away = await openPage('away@example.org', { timezoneId: 'Europe/Tallinn' });
    await away.locator('.now-line', { hasText: 'Starts at 13:00 · Zurich 12:00' }).waitFor();
    // The device's clock is years ahead of the server's: what is left is counted by the server's.
    expect(await away.locator('.now .countdown').innerText()).toMatch(/^1[0-4]:\d\d$/);
  });

  test('follows the chair, and shows banners, within a second', { timeout: PATIENCE }, async () => {
    const page = await openPage('follows@example.org');
    await page.waitForFunction(() => document.querySelector('.now .countdown') !== null);
    await command({ do: 'next' });
    await soon(page, /earlier than planned/);
    expect(await page.locator('.now-label').innerText()).toMatch(/now/i);
    await change(`${api}/banners`, { text: 'We resume at 14:05.', minutes: 5 });
    await soon(page, 'We resume at 14:05.');
    await command({ do: 'hold' });
    await soon(page, /Paused by the chair since/);
    await command({ do: 'resume' });
    await page.getByText(/Paused by the chair/).waitFor({ state: 'detached', timeout: SECOND });
  });

  test('brings help, and says how far it has come', { timeout: PATIENCE }, async () => {
    const page = await openPage('lost@example.org');
    await page.getByRole('button', { name: 'I need help' }).click();
    await page.getByLabel('What is wrong').fill('I hear nothing.');
    await page.getByRole('button', { name: 'Ask for help' }).click();
    await soon(page, 'You are the next.');
    const { requests } = await ask<HelpDeskView>(`${api}/help`);
    const [request] = requests;
    expect([requests.length, request?.text]).toEqual([1, 'I hear nothing.']);
    await change(`${api}/help/${request?.id}/taking`, undefined, request?.revision);
    await soon(page, /is looking after you/);
    await page.getByRole('button', { name: 'I no longer need help' }).click();
    await page.getByRole('button', { name: 'I need help' }).waitFor({ timeout: SECOND });
  });

  test('says how old it is while the server is away, and is current after it is back', {
    timeout: PATIENCE,
  }, async () => {
    const page = await openPage('waits@example.org');
    await page.getByText(/left$/).first().waitFor();
    const port = Number(new URL(site.address).port);
    await site.close();
    await page.getByText(/^As of \d\d:\d\d:\d\d\.$/).waitFor({ timeout: SECOND });
    site = await openAppSite(database, built.folder, { clock, port });
    const back = Date.now();
    await command({ do: 'next' });
    await page.getByText(/^As of/).waitFor({ state: 'detached', timeout: 10 * SECOND });
    expect(await page.locator('.now-title').innerText()).toBe('DG HOME and DG TAXUD joint opening');
    expect(Date.now() - back).toBeLessThan(10 * SECOND);
  });

  test('asks over HTTP while only the socket fails, and for no more than it does not have', {
    timeout: PATIENCE,
  }, async () => {
    const line = new Line();
    line.isCut = true;
    const page = await openPage('polls@example.org', {}, async (page) => {
      await page.clock.install();
      await line.lay(page);
    });
    const asked = async () => {
      const answered = page.waitForResponse((answer) => answer.url().endsWith('/now'));
      await page.clock.fastForward(6 * SECOND);
      return (await answered).status();
    };
    await page.clock.fastForward(3 * SECOND);
    await asOf(page).waitFor({ timeout: SECOND });
    const first = await asOf(page).innerText();
    expect([await asked(), await asked()]).toEqual([200, 304]);
    await change(`${api}/banners`, { text: 'This is asked for.', minutes: 1 });
    expect(await asked()).toBe(200);
    await soon(page, 'This is asked for.');
    expect((await asOf(page).innerText()) > first).toBe(true);
    line.isCut = false;
    await page.clock.fastForward(8 * SECOND);
    await asOf(page).waitFor({ state: 'detached', timeout: 10 * SECOND });
    await change(`${api}/banners`, { text: 'This is told.', minutes: 1 });
    await soon(page, 'This is told.');
  });

  test('finds that a line is dead that nobody has closed, and goes on from what it has', {
    timeout: PATIENCE,
  }, async () => {
    const line = new Line();
    const page = await openPage('half-open@example.org', {}, async (page) => {
      await page.clock.install();
      await line.lay(page);
    });
    await expect.poll(() => line.heard.some(({ topic }) => topic === 'now')).toBe(true);
    await expect.poll(() => line.heard.filter(({ op }) => op === 'pong').length).toBeGreaterThanOrEqual(4);
    line.hold(everything);
    await page.clock.fastForward(20 * SECOND);
    expect(await asOf(page).count()).toBe(0);
    line.hold(({ op, topic }) => op !== 'subscribe' && topic === 'now');
    const before = line.heard.length;
    await page.clock.fastForward(5 * SECOND);
    await asOf(page).waitFor({ timeout: 2 * SECOND });
    await expect.poll(() => line.heard.slice(before).some(({ topic }) => topic === 'me')).toBe(true);
    await expect.poll(() => line.heard.slice(before).some(({ op }) => op === 'pong')).toBe(true);
    // The server speaks again, but has not yet said how the day is.
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await asOf(page).count()).toBe(1);
    line.release();
    await asOf(page).waitFor({ state: 'detached', timeout: SECOND });
    const [opened, again] = subscribed(line.sent);
    const shown = line.heard.find(({ topic }) => topic === 'now');
    expect([opened?.version, again?.version]).toEqual([undefined, shown?.version]);
    expect(line.heard.slice(before).filter(({ topic }) => topic === 'now')[0]?.op).toBe('current');
  });

  test('says how old it is as soon as somebody looks at it again after an hour', { timeout: PATIENCE }, async () => {
    const line = new Line();
    const page = await openPage('sleeps@example.org', {}, async (page) => {
      await page.clock.install();
      await line.lay(page);
    });
    await expect.poll(() => line.heard.some(({ topic }) => topic === 'now')).toBe(true);
    line.hold(everything);
    await page.clock.fastForward(3600 * SECOND);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await asOf(page).waitFor({ timeout: SECOND });
    line.release();
    await asOf(page).waitFor({ state: 'detached', timeout: 10 * SECOND });
  });

  test.each([
    [390, 'light'],
    [390, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('has nothing to object to at %d pixels, %s', { timeout: PATIENCE }, async (width, colorScheme) => {
    const page = await openPage(`scan-${width}-${colorScheme}@example.org`, {
      viewport: { width, height: 844 },
      colorScheme,
      timezoneId: 'Europe/Tallinn',
    });
    await change(`${api}/banners`, {
      text: `We go on with the ${'Zollverwaltungsvereinbarung'.repeat(4)}.`,
      minutes: 1,
    });
    await soon(page, /^We go on with/);
    await page.locator('summary').click();
    const join = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(join).toBe(0);
    const violations = await scan(page);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });
});
