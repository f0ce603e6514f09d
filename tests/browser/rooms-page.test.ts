/** One's room on the participant's page, and the page on which its summary is written, while all goes wrong. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SetView, StaffRoundView, SummaryView } from '../../breakouts/view.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import { instant } from '../../kernel/time.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { openDatabase } from '../../server/database.ts';
import type { TestDatabase } from '../engines.ts';
import { addParticipant, type SignedInBrowser, signIn } from '../server/signed-in.ts';
import { type AppSite, openAppSite, takenOver } from './app-site.ts';
import { buildPages } from './built-pages.ts';
import { launchChromium } from './chromium.ts';
import { makeRunningEvent } from './running-event.ts';
import { scan } from './scan.ts';

const PATIENCE = 60_000;
const SECOND = 1000;
const ORGANISER = 'organiser@example.org';
const WRITERS = ['facilitator@example.org', 'rapporteur@example.org'] as const;
const PEOPLE_THERE = 30;
const TOPIC =
  `Zollverwaltungszusammenarbeitsvereinbarungsentwurfsfassung ${'and what follows from it '.repeat(5)}`.trim();
const [DATA, PARCELS] = [newId(), newId()];

let built: Awaited<ReturnType<typeof buildPages>>;
let folder: string;
let database: TestDatabase;
let site: AppSite;
let browser: Browser;
let event: EventRef;
let organiser: SignedInBrowser;
let round: string;
let set: string;
let complaints: string[] = [];
/** How far the server's clock has been put forward, in milliseconds. */
let ahead = 0;

const api = '/api/events/annual';
const clock = { now: () => instant(Date.now() + ahead) };

beforeAll(async () => {
  built = await buildPages('development');
  folder = mkdtempSync(join(tmpdir(), 'plenum-rooms-'));
  const location = { dataDir: folder };
  database = { ...(await openDatabase(location)), location };
  site = await openAppSite(database, built.folder, { clock });
  browser = await launchChromium();
  event = await makeRunningEvent(site.served, 'annual', [
    ['opening', 'Welcome', 10],
    ['breakout', 'Breakout 1: what to do next', 60],
    ['plenary', 'Reports from the rooms', 30],
  ]);
  await addParticipant(database, event, { email: ORGANISER, roles: [{ role: 'organiser' }] });
  organiser = await signIn(site.served, ORGANISER, event);
  await dealRooms();
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

async function ask<Answer>(method: 'GET' | 'POST', url: string, payload?: object): Promise<Answer> {
  const revision = payload && url.includes(round ?? '?') ? await revisionOf(url) : undefined;
  const headers = { ...organiser.headers, ...(revision !== undefined && { 'if-match': `"${revision}"` }) };
  const answer = await site.served.app.inject({ method, url: api + url, headers, ...(payload && { payload }) });
  if (answer.statusCode >= 300) throw new Error(answer.body);
  return answer.json() as Answer;
}

/** Of the set, where one is moved in it, else of the round. */
async function revisionOf(url: string): Promise<number | undefined> {
  if (url.endsWith('/moves')) return (await ask<SetView>('GET', `/breakouts/rounds/${round}/sets/${set}`)).revision;
  const { rounds } = await ask<{ rounds: StaffRoundView[] }>('GET', '/breakouts/staff');
  return rounds[0]?.revision;
}

const command = (payload: object) => ask<StaffRoundView>('POST', `/breakouts/rounds/${round}/commands`, payload);
const move = (participant: string, room: string) =>
  ask('POST', `/breakouts/rounds/${round}/sets/${set}/moves`, { moves: [{ participant, room }] });
const summary = (room: string) => ask<SummaryView>('GET', `/breakouts/rounds/${round}/rooms/${room}/summary`);

/** The chair has them closed, and the time of the warning passes. */
async function closeRooms(): Promise<void> {
  const { warnSeconds } = await command({ do: 'close' });
  ahead += (warnSeconds + 1) * SECOND;
  await site.served.services.breakouts.rounds.tick(clock.now());
}

/** Thirty in the first room with its writers; whoever comes is dealt into the other. */
async function dealRooms(): Promise<void> {
  const published = await site.served.services.agenda.published.get('annual');
  const [day] = published?.agenda.days ?? [];
  const entry = day?.entries.find(({ kind }) => kind === 'breakout');
  const [facilitator, rapporteur] = await Promise.all(
    WRITERS.map((email) => addParticipant(database, event, { email })),
  );
  const others: ParticipantId[] = [];
  for (let one = 0; one < PEOPLE_THERE - 2; one += 1)
    others.push((await addParticipant(database, event, { email: `delegate-${one}@example.org` })).participantId);
  const rooms = [
    {
      ...{ id: DATA, name: 'Data', topic: TOPIC, joinLink: 'https://meet.example.org/data' },
      ...{ facilitator: facilitator?.participantId, rapporteur: rapporteur?.participantId },
    },
    { id: PARCELS, name: 'Parcels', topic: 'Small consignments', joinLink: 'https://meet.example.org/parcels' },
  ];
  const content = { entry: { id: entry?.id, day: event.days[0]?.id }, opens: 'chair', rooms };
  round = (await ask<StaffRoundView>('POST', '/breakouts/rounds', content)).id;
  set = (await ask<SetView>('POST', `/breakouts/rounds/${round}/sets`, { from: 'empty', name: 'By hand' })).id;
  const all = [facilitator?.participantId, rapporteur?.participantId, ...others];
  await ask('POST', `/breakouts/rounds/${round}/sets/${set}/moves`, {
    moves: all.map((participant) => ({ participant, room: DATA })),
  });
  await command({ do: 'use', set });
}

async function enter(email: string, path = '', options: BrowserContextOptions = {}): Promise<Page> {
  const link = await site.linkFor(email, event);
  const { secret } = await site.served.services.people.signIns.enterByLink(link.slice(link.lastIndexOf('/') + 1), {
    device: 'Chromium on Linux',
    replaced: null,
  });
  const context = await browser.newContext({ timezoneId: 'Europe/Zurich', ...options });
  await context.addCookies([{ name: 'plenum_session', value: secret, url: site.address, httpOnly: true }]);
  const page = await context.newPage();
  page.on('dialog', (dialog) => void dialog.accept());
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A server that is away, and two who write at once, are what these tests are about.
    if (message.type() === 'error' && !/ERR_|WebSocket|412/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(`${site.address}/e/annual${path}`);
  await takenOver(page);
  return page;
}

const writer = (email: string, options: BrowserContextOptions = {}) =>
  enter(email, `/rooms/${round}/${DATA}/summary`, options);
const box = (page: Page, name: string) => page.getByRole('textbox', { name });
const status = (page: Page) => page.locator('.summary-status');

describe('one’s room', () => {
  test('is there within a second for whoever comes late, and every change of it is told', {
    timeout: PATIENCE,
  }, async () => {
    const { participantId } = await addParticipant(database, event, { email: 'late@example.org' });
    const page = await enter('late@example.org');
    const card = page.locator('.room');
    await card.getByRole('heading', { name: 'Parcels' }).waitFor({ timeout: SECOND });
    expect(await card.getByRole('link', { name: /^Join/ }).count()).toBe(0);
    await move(participantId, DATA);
    await card.getByText('You have been moved from Parcels to Data.').waitFor({ timeout: 3 * SECOND });
    await card.getByRole('heading', { name: 'Data' }).waitFor();
    await command({ do: 'open' });
    const join = card.getByRole('link', { name: /^Join Data/ });
    await join.waitFor({ timeout: 2 * SECOND });
    expect(await join.getAttribute('href')).toBe('https://meet.example.org/data');
    await page.getByText('The breakout rooms are open.').waitFor({ state: 'attached' });
    expect(await card.getByRole('timer').innerText()).toMatch(/^(\d:)?\d\d:\d\d$/);
    await command({ do: 'message', text: 'Two minutes for each of you.', room: null });
    await card.getByText('Two minutes for each of you.').waitFor({ timeout: 2 * SECOND });
    await command({ do: 'message', text: 'You may stay longer.', room: PARCELS });
    await command({ do: 'message', text: 'Choose a rapporteur.', room: DATA });
    await card.getByText('Choose a rapporteur.').waitFor({ timeout: 2 * SECOND });
    expect(await card.getByText('You may stay longer.').count()).toBe(0);
    await card.getByRole('button', { name: 'I will be away from this breakout' }).click();
    await card.getByRole('heading', { name: 'You will be away.' }).waitFor();
    await card.getByRole('button', { name: 'I will be there after all' }).click();
    // Back where they were, though the other room is the smaller one.
    await card.getByRole('heading', { name: 'Data' }).waitFor({ timeout: 3 * SECOND });
    await move(participantId, PARCELS);
    await card.getByRole('heading', { name: 'Parcels' }).waitFor({ timeout: 3 * SECOND });
    await card.getByRole('link', { name: 'Ideas of your room' }).click();
    await page.getByRole('heading', { name: 'Parcels' }).waitFor();
    expect(await page.getByLabel('For which session or room').inputValue()).toBe('room:Parcels');
  });

  test.each([
    [390, 'light'],
    [1280, 'dark'],
  ] as const)(
    'with a long topic and thirty names has no fault at %i pixels, %s',
    {
      timeout: PATIENCE,
    },
    async (width, colorScheme) => {
      const page = await enter('delegate-0@example.org', '', { viewport: { width, height: 844 }, colorScheme });
      const names = page.locator('.room-people li');
      expect([await names.count(), await names.first().isVisible()]).toEqual([PEOPLE_THERE, false]);
      const join = await page.getByRole('link', { name: /^Join Data/ }).boundingBox();
      expect(join && join.y + join.height < 844).toBe(true);
      await page.getByText(`${PEOPLE_THERE} people in this room`).click();
      expect(await names.first().isVisible()).toBe(true);
      await expectNoFault(page);
    },
  );
});

async function expectNoFault(page: Page): Promise<void> {
  const violations = await scan(page);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

describe('a summary', () => {
  test('is saved by itself; a lost line, a reload and a new start of the server lose nothing of it', {
    timeout: PATIENCE,
  }, async () => {
    const page = await writer(WRITERS[0]);
    await box(page, 'Key outcomes').pressSequentially('We share data.');
    await status(page)
      .getByText(/^Saved \d\d:\d\d$/)
      .waitFor({ timeout: 5 * SECOND });
    expect((await summary(DATA)).texts.outcomes).toBe('We share data.');

    const cut = '**/api/events/annual/breakouts/**';
    await page.route(cut, (route) => route.abort());
    await box(page, 'Decisions').pressSequentially('The group meets in May.');
    await status(page)
      .getByText(/^Not saved yet: the server cannot be reached/)
      .waitFor({ timeout: 5 * SECOND });
    await page.reload();
    await takenOver(page);
    expect(await box(page, 'Decisions').inputValue()).toBe('The group meets in May.');
    expect((await summary(DATA)).texts.decisions).toBe('');
    await page.unroute(cut);

    const port = Number(new URL(site.address).port);
    await site.close();
    await box(page, 'Open questions').pressSequentially('Who pays?');
    await status(page)
      .getByText(/^Not saved yet: the server cannot be reached/)
      .waitFor({ timeout: 5 * SECOND });
    site = await openAppSite(database, built.folder, { clock, port });
    await status(page)
      .getByText(/^Saved \d\d:\d\d$/)
      .waitFor({ timeout: 15 * SECOND });
    expect((await summary(DATA)).texts).toEqual({
      outcomes: 'We share data.',
      decisions: 'The group meets in May.',
      questions: 'Who pays?',
    });
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  test('is saved while it is typed: a reload loses nothing of it, and a tab that is gone the last two seconds', {
    timeout: PATIENCE,
  }, async () => {
    const page = await writer(WRITERS[0]);
    const questions = box(page, 'Open questions');
    await questions.pressSequentially(' How much?');
    await page.reload();
    await takenOver(page);
    const before = await questions.inputValue();
    expect(before).toContain(' How much?');
    await questions.press('Control+End');
    const typedAt: number[] = [];
    for (const letter of 'typed on and on '.repeat(5)) {
      await page.keyboard.type(letter, { delay: 45 });
      typedAt.push(Date.now());
    }
    const goneAt = Date.now();
    await page.context().close();
    const lost = async () => {
      const { texts } = await summary(DATA);
      return goneAt - (typedAt[texts.questions.length - before.length] ?? goneAt);
    };
    expect(goneAt - (typedAt[0] ?? goneAt)).toBeGreaterThan(3 * SECOND);
    // And a moment until it is sent, where the machine is busy.
    await expect.poll(lost).toBeLessThan(3 * SECOND);
    expect((await summary(DATA)).texts.questions.slice(0, before.length)).toBe(before);
  });

  test('that two write at once is one: other fields merge, and of the same field both texts are there', {
    timeout: PATIENCE,
  }, async () => {
    const [page, other] = [await writer(WRITERS[0]), await writer(WRITERS[1])];
    const before = await box(page, 'Key outcomes').inputValue();
    await other.route('**/summary', (route) => route.abort());
    await box(other, 'Key outcomes').fill(`${before} Theirs.`);
    await box(other, 'Open questions').fill('When?');
    await box(page, 'Key outcomes').fill(`${before} Mine.`);
    await expect.poll(async () => (await summary(DATA)).texts.outcomes).toBe(`${before} Mine.`);
    await other.unroute('**/summary');
    const dispute = other.getByRole('alert', { name: 'Two texts: Key outcomes' });
    await dispute.getByText(`${before} Mine.`, { exact: true }).waitFor({ timeout: 10 * SECOND });
    expect(await box(other, 'Key outcomes').inputValue()).toBe(`${before} Theirs.`);
    await expect.poll(() => box(page, 'Open questions').inputValue(), { timeout: 5 * SECOND }).toBe('When?');
    await expectNoFault(other);
    await dispute.getByRole('button', { name: 'Keep both' }).click();
    await expect
      .poll(() => box(page, 'Key outcomes').inputValue(), { timeout: 5 * SECOND })
      .toBe(`${before} Mine.\n\n${before} Theirs.`);
  });

  test('is on paper its text, without the boxes and buttons around it', { timeout: PATIENCE }, async () => {
    const page = await writer(WRITERS[0]);
    const { texts } = await summary(DATA);
    await page.emulateMedia({ media: 'print' });
    const printed = page.locator('.summary-printed p');
    await expect.poll(() => printed.allTextContents()).toEqual([texts.outcomes, texts.decisions, texts.questions]);
    expect(await printed.evaluateAll((all) => all.map((each) => each.checkVisibility()))).toEqual([true, true, true]);
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    expect([await page.getByRole('textbox').count(), await page.getByRole('button').count()]).toEqual([0, 0]);
  });

  test('is asked for by the chair, handed in, and after the plenary has seen it only read', {
    timeout: PATIENCE,
  }, async () => {
    const page = await writer(WRITERS[0], { viewport: { width: 390, height: 844 } });
    await command({ do: 'nudge', room: DATA });
    await page.getByText(/^The chair asks for your summary/).waitFor({ timeout: 2 * SECOND });
    await expectNoFault(page);
    await page.getByRole('button', { name: 'Hand it in' }).click();
    await page.getByText(/^It is in\./).waitFor({ timeout: 3 * SECOND });
    expect(await page.getByText(/^The chair asks for your summary/).count()).toBe(0);
    expect((await summary(DATA)).state).toBe('in');
    await closeRooms();
    const [me, reader] = [await enter(WRITERS[0], '/me'), await enter('delegate-1@example.org')];
    const own = me.getByRole('region', { name: 'Summaries that I write' }).getByRole('link');
    expect(await own.evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([
      `/e/annual/rooms/${round}/${DATA}/summary`,
    ]);
    await expectNoFault(me);
    expect(await reader.getByText('The group meets in May.').count()).toBe(0);
    await command({ do: 'present', room: DATA });
    await page.getByText(/^The plenary has seen this summary/).waitFor({ timeout: 3 * SECOND });
    // Everybody who is in reads what the plenary hears, and what it has heard before.
    const hears = (name: string) => reader.getByRole('region', { name });
    await hears('Data')
      .getByText('The group meets in May.')
      .waitFor({ timeout: 3 * SECOND });
    await command({ do: 'present', room: PARCELS });
    await hears('Parcels')
      .getByText('This room reported in its own words.')
      .waitFor({ timeout: 3 * SECOND });
    // What rooms brought before is asked for when somebody reads it, and again where no answer came.
    await reader.route('**/reports', (route) => route.abort());
    await reader.getByText('What the rooms reported').click();
    await reader.getByText(/^The server could not be reached/).waitFor();
    await reader.unroute('**/reports');
    await reader.getByRole('button', { name: 'Try again' }).click();
    const heard = reader.locator('.report-rooms');
    await heard.getByText('The group meets in May.').waitFor();
    await expectNoFault(reader);
    expect(await heard.getByRole('heading').allTextContents()).toEqual(['Data', 'Parcels']);
    await me.reload();
    expect(await own.count()).toBe(0);
    expect([await page.getByRole('textbox', { name: 'Decisions' }).count()]).toEqual([0]);
    await page.getByText('The group meets in May.').waitFor();
  });

  test('is not there for those who do not write it, before the plenary has seen it', {
    timeout: PATIENCE,
  }, async () => {
    const { headers } = await signIn(site.served, 'delegate-1@example.org', event);
    const of = async (room: string) => {
      const url = `/e/annual/rooms/${round}/${room}/summary`;
      return (await site.served.app.inject({ url, headers: { cookie: headers.cookie } })).statusCode;
    };
    expect([await of(PARCELS), await of(DATA), await of(newId())]).toEqual([403, 200, 404]);
  });
});
