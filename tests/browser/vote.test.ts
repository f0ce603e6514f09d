/** Votes and questions on real pages: by thumb and by keys, while the line is lost, and after a reload. */
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { instant } from '../../kernel/time.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { GRACE } from '../../polls/poll.ts';
import type { PollStaffView } from '../../polls/view.ts';
import type { QueueView } from '../../questions/view.ts';
import { addParticipant, type SignedInBrowser, signIn } from '../server/signed-in.ts';
import { type AppSite, openOwnAppSite, takenOver } from './app-site.ts';
import { buildPages } from './built-pages.ts';
import { launchChromium } from './chromium.ts';
import { makeRunningEvent } from './running-event.ts';
import { scan } from './scan.ts';

const PATIENCE = 60_000;
const SECOND = 1000;
const ORGANISER = 'organiser@example.org';

const OPTIONS = [
  { id: 'data', text: 'Data' },
  { id: 'parcels', text: 'Parcels' },
  { id: 'laboratories', text: 'Laboratories' },
];

let built: Awaited<ReturnType<typeof buildPages>>;
let site: AppSite;
let browser: Browser;
let event: EventRef;
let organiser: SignedInBrowser;
let people = 0;
/** How far the server's clock has been put forward, in milliseconds. */
let ahead = 0;
let complaints: string[] = [];

beforeAll(async () => {
  built = await buildPages('development');
  site = await openOwnAppSite(built.folder, { clock: { now: () => instant(Date.now() + ahead) } });
  browser = await launchChromium();
  event = await makeRunningEvent(site.served, 'annual');
  await addParticipant(site.database, event, { email: ORGANISER, roles: [{ role: 'organiser' }] });
  organiser = await signIn(site.served, ORGANISER, event);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  const heard = complaints;
  complaints = [];
  expect(heard).toEqual([]);
});

const api = '/api/events/annual';

async function ask<Answer>(method: 'GET' | 'POST', url: string, payload?: object, revision?: number): Promise<Answer> {
  const headers = { ...organiser.headers, ...(revision !== undefined && { 'if-match': `"${revision}"` }) };
  const answer = await site.served.app.inject({ method, url, headers, ...(payload && { payload }) });
  if (answer.statusCode >= 300) throw new Error(answer.body);
  return answer.json() as Answer;
}

const staffView = (id: string) => ask<PollStaffView>('GET', `${api}/polls/${id}`);

async function command(id: string, payload: object): Promise<PollStaffView> {
  const { revision } = await staffView(id);
  return await ask<PollStaffView>('POST', `${api}/polls/${id}/commands`, payload, revision);
}

async function openPoll(content: object): Promise<string> {
  const whole = { opens: 'chair', shows: 'chair', closes: { how: 'by-hand' }, options: OPTIONS, ...content };
  const { id } = await ask<PollStaffView>('POST', `${api}/polls`, whole);
  await command(id, { do: 'ready' });
  await command(id, { do: 'open' });
  return id;
}

/** Turnout of the newest round, and who chose what. */
async function counted(id: string): Promise<unknown> {
  const [round] = (await staffView(id)).rounds;
  return [round?.turnout, Object.fromEntries((round?.tally?.options ?? []).map(({ id, people }) => [id, people]))];
}

interface Lines {
  /** Whether sockets are refused. */
  isCut: boolean;
  sockets: { close: () => Promise<void> }[];
  /** The frames of votes that left over sockets. */
  readonly ballots: string[];
}

async function openPage(options: object = {}, path = ''): Promise<{ page: Page; lines: Lines }> {
  people += 1;
  const context = await site.enter(browser, event, { email: `voter-${people}@example.org` }, options);
  const page = await context.newPage();
  const lines: Lines = { isCut: false, sockets: [], ballots: [] };
  await page.routeWebSocket('**/api/live*', (socket) => {
    if (lines.isCut) return void socket.close({ code: 1011 });
    const server = socket.connectToServer();
    lines.sockets.push({ close: () => socket.close({ code: 1011 }) });
    socket.onMessage((text) => {
      if (String(text).includes('"ballot"')) lines.ballots.push(String(text));
      server.send(text);
    });
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/ERR_|WebSocket|409/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(`${site.address}/e/annual${path}`);
  await takenOver(page);
  return { page, lines };
}

async function cut(lines: Lines): Promise<void> {
  lines.isCut = true;
  for (const socket of lines.sockets.splice(0)) await socket.close();
}

/** As the jobs do once the time of grace is over, which it is at once. */
async function untilClosed(id: string): Promise<void> {
  const { clock, polls } = site.served.services;
  ahead += GRACE + 1;
  const tick = () => polls.polls.tick(clock.now());
  await expect.poll(() => tick().then(async () => (await staffView(id)).state)).toBe('closed');
}

const poll = (page: Page, question: string) => page.getByRole('region', { name: question });
const isIn = (page: Page, question: string) => poll(page, question).getByText('Your vote is in.', { exact: true });
/** How many polls' votes the tab keeps. */
const kept = (page: Page) =>
  page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('plenum-ballots')).length);
/** What stays on the device when the tab is closed. */
const onDevice = (page: Page) => page.evaluate(() => JSON.stringify(localStorage));

describe('a vote', () => {
  test('is said to be in only when the server says so, and can be changed until closing', {
    timeout: PATIENCE,
  }, async () => {
    const { page, lines } = await openPage();
    const id = await openPoll({ kind: 'opinion', question: 'Where next?', secrecy: 'named' });
    const card = poll(page, 'Where next?');
    await card.getByText('Named: organisers see who chose what.').waitFor({ timeout: 2 * SECOND });
    await page.getByText('A quick poll has opened: Where next?').waitFor({ state: 'attached', timeout: SECOND });
    await card.getByRole('button', { name: 'Vote' }).click();
    await card.getByText('Choose an answer first.').waitFor();
    await card.getByText('Parcels').click();
    await card.getByRole('button', { name: 'Vote' }).click();
    await isIn(page, 'Where next?').waitFor({ timeout: 2 * SECOND });
    expect([await counted(id), lines.ballots.length]).toEqual([[1, { data: 0, parcels: 1, laboratories: 0 }], 1]);
    await page.reload();
    await isIn(page, 'Where next?').waitFor();
    await card.getByRole('button', { name: 'Change my vote' }).click();
    await card.getByText('Data', { exact: true }).click();
    await card.getByRole('button', { name: 'Change my vote' }).click();
    await card.getByText('Your choice').waitFor();
    await expect.poll(() => counted(id)).toEqual([1, { data: 1, parcels: 0, laboratories: 0 }]);
    await command(id, { do: 'close' });
    await untilClosed(id);
    await card.getByText(/^The poll closed at \d\d:\d\d:\d\d\./).waitFor({ timeout: 2 * SECOND });
    await command(id, { do: 'show' });
    await card.getByText('1 person, 100 %').waitFor({ timeout: 2 * SECOND });
    expect(await card.locator('.bar', { hasText: 'your choice' }).locator('.bar-text').innerText()).toContain('Data');
  });

  test('whose answer was lost is sent again after a reload, and counts once', { timeout: PATIENCE }, async () => {
    const id = await openPoll({ kind: 'opinion', question: 'Lost answer?', mayChange: false });
    const { page, lines } = await openPage();
    await cut(lines);
    // The server counts it; the page never hears so.
    const loseAnswer = async (route: Route) => {
      await route.fetch();
      await route.abort();
    };
    await page.route('**/api/polls/*/ballot', loseAnswer);
    await poll(page, 'Lost answer?').getByText('Data', { exact: true }).click();
    await poll(page, 'Lost answer?').getByRole('button', { name: 'Vote' }).click();
    await poll(page, 'Lost answer?')
      .getByText(/^Sending your vote\. Keep this page open/)
      .waitFor();
    expect([await counted(id), await kept(page)]).toEqual([[1, { data: 1, parcels: 0, laboratories: 0 }], 1]);
    expect(await isIn(page, 'Lost answer?').count()).toBe(0);
    await page.unroute('**/api/polls/*/ballot', loseAnswer);
    lines.isCut = false;
    await page.reload();
    await isIn(page, 'Lost answer?').waitFor({ timeout: 5 * SECOND });
    await expect.poll(() => kept(page), { timeout: 5 * SECOND }).toBe(0);
    expect(await counted(id)).toEqual([1, { data: 1, parcels: 0, laboratories: 0 }]);
    expect(await poll(page, 'Lost answer?').getByRole('alert').count()).toBe(0);
  });

  test('that never arrived is sent as soon as the line is back, even after a reload', {
    timeout: PATIENCE,
  }, async () => {
    const id = await openPoll({ kind: 'opinion', question: 'Never arrived?', least: 1, most: 2 });
    const { page, lines } = await openPage();
    await cut(lines);
    const refuse = (route: Route) => route.abort();
    await page.route('**/api/polls/*/ballot', refuse);
    const card = poll(page, 'Never arrived?');
    await card.getByText('Choose up to 2').waitFor();
    for (const text of ['Data', 'Laboratories']) await card.getByText(text, { exact: true }).click();
    expect(await card.getByRole('checkbox', { name: 'Parcels' }).isDisabled()).toBe(true);
    await card.getByRole('button', { name: 'Vote' }).click();
    await card.getByText(/^Sending your vote\. Keep this page open/).waitFor();
    // Devices are shared: what somebody chose does not outlive the tab.
    expect([await kept(page), await onDevice(page)]).toEqual([1, '{}']);
    await page.reload();
    await card.getByText(/^Sending your vote\. Keep this page open/).waitFor();
    expect(await counted(id)).toEqual([0, { data: 0, parcels: 0, laboratories: 0 }]);
    lines.isCut = false;
    await isIn(page, 'Never arrived?').waitFor({ timeout: 15 * SECOND });
    expect(await counted(id)).toEqual([1, { data: 1, parcels: 0, laboratories: 1 }]);
    expect([await kept(page), new Set(lines.ballots).size]).toEqual([0, 1]);
  });

  test('that comes too late is said not to be counted', { timeout: PATIENCE }, async () => {
    const id = await openPoll({ kind: 'opinion', question: 'Too late?' });
    const { page, lines } = await openPage();
    await cut(lines);
    await page.route('**/api/polls/*/ballot', (route) => route.abort());
    const card = poll(page, 'Too late?');
    await card.getByText('Data', { exact: true }).click();
    await card.getByRole('button', { name: 'Vote' }).click();
    await card.getByText(/^Sending your vote\. Keep this page open/).waitFor();
    await command(id, { do: 'close' });
    await untilClosed(id);
    lines.isCut = false;
    await card
      .getByText(/^The poll closed at \d\d:\d\d:\d\d\. Your vote was not counted\.$/)
      .waitFor({ timeout: 15 * SECOND });
    expect([await isIn(page, 'Too late?').count(), await kept(page)]).toEqual([0, 0]);
    expect((await staffView(id)).rounds[0]?.turnout).toBe(0);
  });

  test('meant for an earlier round is said not to be counted in the next, which knows what its voter saw', {
    timeout: PATIENCE,
  }, async () => {
    const id = await openPoll({ kind: 'opinion', question: 'Which round?' });
    const { page, lines } = await openPage();
    await cut(lines);
    await page.route('**/api/polls/*/ballot', (route) => route.abort());
    const card = poll(page, 'Which round?');
    await card.getByText('Data', { exact: true }).click();
    await card.getByRole('button', { name: 'Vote' }).click();
    await card.getByText(/^Sending your vote\. Keep this page open/).waitFor();
    await command(id, { do: 'close' });
    await untilClosed(id);
    await command(id, { do: 'reopen' });
    lines.isCut = false;
    await expect.poll(() => kept(page), { timeout: 15 * SECOND }).toBe(0);
    // Whether its page heard of the new round before it could send, or the server refused what it sent.
    await card
      .getByText(/^The poll was opened anew before your vote was confirmed\.|Your vote was not counted\.$/)
      .waitFor();
    expect(await isIn(page, 'Which round?').count()).toBe(0);
    expect(lines.ballots.filter((frame) => JSON.parse(frame).round !== 1)).toEqual([]);
    await card.getByText('Parcels').click();
    await card.getByRole('button', { name: 'Vote' }).click();
    await isIn(page, 'Which round?').waitFor({ timeout: 2 * SECOND });
    expect(lines.ballots.map((frame) => JSON.parse(frame).round).filter((each) => each !== 1)).toEqual([2]);
    expect((await staffView(id)).rounds.map(({ number, turnout }) => [number, turnout])).toEqual([
      [2, 1],
      [1, 0],
    ]);
  });

  test('is ranked by keys alone, and the focus stays with what is moved', { timeout: PATIENCE }, async () => {
    const id = await openPoll({ kind: 'ranking', question: 'In which order?', least: 1, most: 3 });
    const { page } = await openPage();
    const card = poll(page, 'In which order?');
    for (const name of ['Data', 'Parcels']) {
      await card.getByRole('button', { name, exact: false }).first().focus();
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Up: Parcels');
    await card.getByText('Parcels is number 1.').waitFor({ state: 'attached' });
    await card.getByRole('button', { name: 'Vote' }).focus();
    await page.keyboard.press('Enter');
    await isIn(page, 'In which order?').waitFor({ timeout: 2 * SECOND });
    const [round] = (await staffView(id)).rounds;
    expect(round?.tally?.options.map(({ points }) => points)).toEqual([2, 3, 0]);
  });

  test('of a secret poll is known to be in after a reload, and nothing more', { timeout: PATIENCE }, async () => {
    await openPoll({ kind: 'opinion', question: 'Sealed?', secrecy: 'secret' });
    const { page } = await openPage();
    const card = poll(page, 'Sealed?');
    await card.getByText(/^Secret: sealed when it is sent/).waitFor();
    await card.getByText('Parcels').click();
    await card.getByRole('button', { name: 'Vote' }).click();
    await isIn(page, 'Sealed?').waitFor({ timeout: 2 * SECOND });
    await page.reload();
    await isIn(page, 'Sealed?').waitFor();
    expect([await card.getByText('Parcels').count(), await card.getByText('Your choice').count()]).toEqual([0, 0]);
  });
});

describe('a question', () => {
  test('is asked, voted for, and withdrawn', { timeout: PATIENCE }, async () => {
    const one = await openPage({}, '/ask');
    await one.page.getByLabel('Your question').fill('How many parcels are expected?');
    await one.page.getByText('Your name is shown to nobody.', { exact: false }).waitFor();
    await one.page.getByRole('button', { name: 'Ask', exact: true }).click();
    await one.page.getByText(/^Your question is in\./).waitFor();
    const other = await openPage({}, '/ask');
    const vote = other.page.getByRole('button', { name: /How many parcels are expected/ });
    expect(await vote.getAttribute('aria-pressed')).toBe('false');
    await vote.click();
    await other.page.locator('.question-vote[aria-pressed="true"]', { hasText: '2' }).waitFor({ timeout: 2 * SECOND });
    await one.page.locator('.question-votes', { hasText: '2' }).waitFor({ timeout: 2 * SECOND });
    await one.page.getByRole('button', { name: /^Withdraw it/ }).click();
    await one.page.getByText('You have withdrawn it.').waitFor();
    await other.page.getByText('Nobody has asked anything yet.').waitFor({ timeout: 2 * SECOND });
  });
});

describe('what becomes of a question that only its asker and the chair see', () => {
  const moderate = (moderated: boolean) =>
    site.served.app.inject({
      method: 'PUT',
      url: `${api}/questions/settings`,
      headers: organiser.headers,
      payload: { moderated },
    });

  test('is told at once', { timeout: PATIENCE }, async () => {
    await moderate(true);
    const { page } = await openPage({}, '/ask');
    await page.getByLabel('Your question').fill('Who looks at this?');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByText('The chair looks at it before others see it.').waitFor();
    const place = await page.getByLabel('For which session or room').inputValue();
    const queue = await ask<QueueView>('GET', `${api}/questions/queue?place=${encodeURIComponent(place)}`);
    const { id, revision } = queue.questions.find(({ text }) => text === 'Who looks at this?') ?? {};
    const told = { do: 'set-aside', reason: 'Off the subject' };
    await ask('POST', `${api}/questions/${id}/commands`, told, revision);
    await page.getByText('The chair has set it aside: Off the subject').waitFor({ timeout: 5 * SECOND });
    await moderate(false);
  });
});

describe('the pages with polls of every kind and many questions', () => {
  beforeAll(async () => {
    await openPoll({ kind: 'opinion', question: 'Several?', most: 2 });
    await openPoll({ kind: 'ranking', question: 'Ranked?', most: 3 });
    await openPoll({ kind: 'scale', question: 'How well?', options: [1, 2, 3, 4, 5].map((step) => scaleStep(step)) });
    await openPoll({ kind: 'text', question: 'In a few words?', options: [] });
    await openPoll({ kind: 'opinion', question: 'Shown?', resultsWhileOpen: true });
  });

  test.each([
    [390, 'dark'],
    [1280, 'light'],
  ] as const)('have nothing to object to at %d pixels, %s', { timeout: PATIENCE }, async (width, colorScheme) => {
    const { page } = await openPage({ viewport: { width, height: 844 }, colorScheme });
    // What comes next stays in reach: below the first each is a line until somebody unfolds it.
    expect(await page.locator('.poll-form').count()).toBe(1);
    for (const name of ['Several?', 'Ranked?', 'How well?', 'In a few words?']) {
      await page.getByRole('button', { name, exact: true }).click();
    }
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('In a few words?');
    await poll(page, 'Ranked?').getByRole('button', { name: 'Parcels' }).click();
    const card = poll(page, 'Shown?');
    await card.getByRole('radio', { name: 'Data' }).check();
    await card.getByRole('button', { name: 'Vote' }).click();
    await card.locator('.bar', { hasText: 'your choice' }).waitFor({ timeout: 2 * SECOND });
    await expectNothing(page);
    if (width > 640) return;
    await page.goto(`${site.address}/e/annual/ask`);
    await takenOver(page);
    await page.getByLabel('Your question').fill(`What of the ${'Zollverwaltungsvereinbarung'.repeat(4)}?`);
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByText(/^Your question is in\./).waitFor();
    await expectNothing(page);
  });
});

function scaleStep(step: number): { readonly id: string; readonly text: string } {
  return { id: String(step), text: step === 1 ? 'Not at all' : step === 5 ? 'Very well' : String(step) };
}

async function expectNothing(page: Page): Promise<void> {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('.poll button, .poll label, .question button')]
      .filter((target) => target.getBoundingClientRect().height < 44)
      .map((target) => target.outerHTML),
  );
  expect(small).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  const violations = await scan(page);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}
