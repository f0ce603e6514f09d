/** The five breakouts of the sample, from dealing people into rooms to the exports: the last of them live. */
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ExportedSummaries } from '../../breakouts/summaries/export-view.ts';
import type { OwnBreakoutsView } from '../../breakouts/view.ts';
import { instant } from '../../kernel/time.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { OPERATOR } from '../agenda/room.ts';
import { eachEngine } from '../engines.ts';
import { signIn } from '../server/signed-in.ts';
import { type AppSite, openAppSite, takenOver } from './app-site.ts';
import { buildPages } from './built-pages.ts';
import { launchChromium } from './chromium.ts';
import { dealAll, found, type Hands, handIn, handsOn, loadFullSample, runQuickly } from './five-rounds.ts';

const SECOND = 1000;
const PATIENCE = { timeout: 90 * SECOND };
const DAYS = [1, 2, 3, 4, 5];
const LAST = 5;
const ORGANISER = 'organiser@estonia.example.org';

let built: Awaited<ReturnType<typeof buildPages>>;
let browser: Browser;

beforeAll(async () => {
  built = await buildPages('production');
  browser = await launchChromium();
});
afterAll(() => browser?.close());

eachEngine('the five breakouts of the sample', (openDatabase, engine) => {
  /** A browser sees the same of both. */
  const isLive = engine === 'sqlite';
  let site: AppSite;
  let event: EventRef;
  let hands: Hands;
  /** How far the server's clock is ahead, in milliseconds: on the sample's days. */
  let ahead = 0;
  const clock = { now: () => instant(Date.now() + ahead) };
  const complaints: string[] = [];

  beforeAll(async () => {
    const database = await openDatabase();
    site = await openAppSite(database, built.folder, { clock });
    event = await loadFullSample(database, site.served.services, clock);
    hands = handsOn(site.served.services, event, clock);
  });
  afterAll(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
    await site?.close();
    expect(complaints).toEqual([]);
  });

  const goTo = (day: number) => {
    ahead = (event.days[day - 1]?.startsAt ?? 0) - Date.now();
  };

  it('are dealt for 120 people of 17 organisations, three to five rooms each, and who meets whom is mixed', async () => {
    const { rounds, figures } = await dealAll(site.served.services, event);
    expect(rounds.map(({ state, unplaced }) => [state, unplaced])).toEqual(Array(5).fill(['assigned', 0]));
    const sizes = rounds.map(({ rooms }) => rooms.map(({ size }) => size).sort((one, other) => one - other));
    expect(sizes).toEqual([
      Array(3).fill(40),
      Array(3).fill(40),
      Array(4).fill(30),
      Array(4).fill(30),
      Array(5).fill(24),
    ]);
    const organisations = await site.database.db.selectFrom('people_organisation').select('id').execute();
    expect(organisations.length).toBe(17);
    if (!figures) throw new Error('a dealing that is done has figures');
    // Chance would have people meet far fewer others.
    expect(figures.distinctMet).toBeGreaterThan(figures.random.distinctMet * 1.1);
    expect(figures.distinctMet).toBeLessThanOrEqual(figures.distinctCeiling);
    const [first] = rounds;
    const set = { actor: OPERATOR, event, round: first?.id ?? '', set: first?.set ?? '' };
    const { places } = await site.served.services.breakouts.sets.readSet(set);
    for (const { id } of first?.rooms ?? []) {
      const here = places.filter(({ room }) => room === id);
      expect(new Set(here.map(({ organisation }) => organisation)).size).toBeGreaterThanOrEqual(15);
    }
  });

  const byCommands = isLive ? DAYS.slice(0, -1) : DAYS;
  it(`run on the days ${byCommands.join(', ')} to their last report`, PATIENCE, async () => {
    for (const day of byCommands) {
      goTo(day);
      await runQuickly(site.served.services, event, hands, day);
    }
  });

  async function open(email: string, path = ''): Promise<Page> {
    const context = await site.comeIn(browser, event, email);
    context.setDefaultTimeout(10 * SECOND);
    context.on('weberror', (error) => complaints.push(error.error().message));
    return await openIn(context.newPage(), path);
  }

  async function openIn(opening: Promise<Page>, path: string): Promise<Page> {
    const page = await opening;
    await page.goto(`${site.address}/e/${event.slug}${path}`);
    await takenOver(page);
    return page;
  }

  const says = (page: Page, selector: string, text: string | RegExp) =>
    page.locator(selector, { hasText: text }).first().waitFor();
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
  /** What is counted down to, in seconds. */
  const left = async (page: Page, selector: string) => {
    const parts = (await page.locator(selector).getByRole('timer').innerText()).split(':');
    return parts.reduce((sum, part) => sum * 60 + Number(part), 0);
  };
  const ownRoom = async (email: string) => {
    const { headers } = await signIn(site.served, email, event);
    const url = `/api/events/${event.slug}/me/breakouts`;
    const { rounds } = (await site.served.app.inject({ url, headers })).json<OwnBreakoutsView>();
    const mine = rounds[LAST - 1]?.room;
    if (!mine) throw new Error(`${email} has no room`);
    return mine;
  };

  const runLive = async () => {
    const { services } = site.served;
    goTo(LAST);
    await hands.goBefore(LAST, 'breakout');
    // Facilitator of the room that will write nothing, and somebody of another room.
    const [leads, joins] = ['participant@poland.example.org', 'participant@latvia.example.org'];
    const [lateRoom, otherRoom] = [await ownRoom(leads), await ownRoom(joins)];
    const { id: round, rooms } = await hands.staff(LAST);
    expect([lateRoom.name, lateRoom.writes, rooms.length]).toEqual(['Room E', true, 5]);
    const [chair, leader, guest, stage] = [
      await open('chair-5@netherlands.example.org', '/chair'),
      await open(leads),
      await open(joins),
      await open(ORGANISER, '/stage'),
    ];
    const rapporteur = await open('rapporteur@finland.example.org', `/rooms/${round}/${rooms[0]?.id}/summary`);
    const onStage = (text: string | RegExp) => says(stage, '.stage-rooms', text);
    const inRooms = [
      [leader, lateRoom],
      [guest, otherRoom],
    ] as const;
    for (const [page, { name, topic }] of inRooms) {
      await says(page, '.room .room-name', name);
      await says(page, '.room .room-topic', topic ?? '');
      expect(await page.getByRole('link', { name: /^Join Room/ }).count()).toBe(0);
    }

    // The session begins, and the agenda opens the rooms.
    await hands.next(LAST);
    await onStage('Look at your page for your room');
    await hands.tick();
    await onStage('The rooms are open');
    for (const [page, { name, joinLink }] of inRooms) {
      const join = page.getByRole('link', { name: `Join ${name}` });
      await join.waitFor();
      expect(await join.getAttribute('href')).toBe(joinLink);
      expect(await left(page, '.room')).toBeGreaterThan(45 * 60);
    }

    // Time is taken away and given back, and everybody is told.
    await press(chair, 'Close in 10 min');
    await says(chair, '.poll-agenda', 'as set by hand');
    for (const page of [leader, guest]) await expect.poll(() => left(page, '.room')).toBeLessThanOrEqual(10 * 60);
    await press(chair, 'Until the agenda ends it');
    await expect.poll(() => left(guest, '.room')).toBeGreaterThan(45 * 60);
    const tell = async (text: string, to: string) => {
      await chair.getByLabel('To', { exact: true }).selectOption({ label: to });
      await chair.getByRole('textbox', { name: 'Message', exact: true }).fill(text);
      await press(chair, 'Send');
      await says(chair, '.banner-text', text);
    };
    await tell('Choose who reports.', lateRoom.name);
    await tell('Write your outcomes now.', 'All rooms');
    for (const page of [leader, guest]) await says(page, '.room-message', 'Write your outcomes now.');
    await says(leader, '.room-message', 'Choose who reports.');
    expect(await guest.getByText('Choose who reports.').count()).toBe(0);
    await press(chair, 'Take back Write your outcomes now.');
    await guest.getByText('Write your outcomes now.').waitFor({ state: 'detached' });

    // Four of five hand in; the rapporteur of Room A by hand. The others are asked, and the writer of the fifth again.
    for (const { id, name } of rooms.slice(1, 4)) await handIn(services, event, round, id, found(LAST, name));
    // One of them writes more than the screen holds.
    const long = { field: 'decisions' as const, text: 'word '.repeat(700).trim(), version: 0 };
    const ofLong = { actor: OPERATOR, event, round, room: rooms[3]?.id ?? '' };
    await services.breakouts.summaries.save(ofLong, { fields: [long] });
    const asked = await openIn(leader.context().newPage(), `/rooms/${round}/${lateRoom.id}/summary`);
    const asks = /^The chair asks for your summary/;
    expect(await asked.getByText(asks).count()).toBe(0);
    await press(chair, 'Nudge all 2 whose summary is not in');
    for (const page of [asked, rapporteur]) await page.getByText(asks).waitFor();
    const box = (name: string) => rapporteur.getByRole('textbox', { name });
    await box('Key outcomes').fill(found(LAST, 'Room A'));
    await box('Decisions').fill('We meet in May.');
    await box('Open questions').fill('Who pays?');
    const drafts = async () => (await hands.staff(LAST)).drafts;
    await press(chair, 'Allow the draft of Room A');
    await expect.poll(drafts).toEqual([rooms[0]?.id]);
    await press(chair, 'Keep the draft back of Room A');
    await expect.poll(drafts).toEqual([]);
    await press(rapporteur, 'Hand it in');
    await rapporteur.getByText(/^It is in\./).waitFor();
    await says(chair, '.round-facts', '4 of 5 in');
    await says(chair, '.status-line', '4/5 in');
    await press(chair, 'Nudge Room E');
    await chair.getByText('Asked Room E for its summary.').first().waitFor();
    await says(chair, '.room-row', /nudged \d\d:\d\d/);

    // Somebody else presses first: this press does nothing, and says so.
    const first = async (route: Route) => {
      await hands.give(LAST, { do: 'nudge', room: lateRoom.id });
      await route.continue();
    };
    await chair.route('**/commands', first, { times: 1 });
    await press(chair, 'Close in 5 min');
    await says(chair, '.notice-box', 'The round was changed in between, so nothing was done.');
    expect((await hands.staff(LAST)).closesByHand).toBeNull();

    // The rooms close with a countdown.
    await press(chair, 'Close the rooms now');
    for (const page of [leader, guest]) {
      await says(page, '.room[data-state="closing"]', 'The rooms are closing.');
      expect(await left(page, '.room')).toBeLessThanOrEqual(60);
    }
    await onStage('The rooms are about to close');
    ahead += 61 * SECOND;
    await hands.tick();
    for (const page of [leader, guest]) {
      await says(page, '.room', 'Come back to the plenary.');
      expect(await page.getByRole('link', { name: /^Join Room/ }).count()).toBe(0);
    }

    // The plenary hears one after the other. What is missing stands in its place as missing, wherever that is.
    await hands.next(LAST);
    await says(chair, '.report-row:nth-child(5)', 'Missing, and will be shown as missing');
    await press(chair, 'Present Room A');
    await onStage(found(LAST, 'Room A'));
    await onStage('We meet in May.');
    await onStage('Who pays?');
    await onStage('Next room Room B');
    await chair.locator('.report-row', { hasText: 'Room E' }).getByRole('button', { name: 'Up' }).click();
    await says(chair, '.report-row:nth-child(4)', 'Room E');
    for (const [at, name] of ['Room B', 'Room C', 'Room E', 'Room D'].entries()) {
      await chair.getByRole('button', { name: `Next: ${name}` }).waitFor();
      await chair.keyboard.press('g');
      await onStage(name === 'Room E' ? 'This room reports in its own words.' : found(LAST, name));
      await says(chair, '.round-state', `Reporting, ${at + 2} of 5`);
    }
    await onStage('The last room');
    await says(chair, '.report-row', /^\D*5\D*Room D.*pages on the stage/s);
    // What does not fit is turned at the screen, and stands from then on.
    const pageShown = () => stage.locator('.stage-page').innerText();
    await stage.keyboard.press('ArrowRight');
    await expect.poll(pageShown).toMatch(/^2 of \d$/);
    await stage.keyboard.press('PageUp');
    await expect.poll(pageShown).toMatch(/^1 of \d$/);
    await press(chair, 'Finish the report-back');
    await says(stage, '.stage-title', 'Plenary 5');
    await says(chair, '.round-state', 'All rooms have reported');
    // One of them once more.
    await press(chair, 'Present rooms again');
    await press(chair, 'Present again Room A');
    await onStage('We meet in May.');
    await press(chair, 'Finish the report-back');
    await says(stage, '.stage-title', 'Plenary 5');
    await says(chair, '.round-state', 'All rooms have reported');
  };

  /** As an organiser takes all summaries away. */
  async function taken() {
    const { headers } = await signIn(site.served, ORGANISER, event);
    const take = async (format: 'md' | 'csv' | 'json') => {
      const url = `/api/events/${event.slug}/breakouts/summaries.${format}`;
      return (await site.served.app.inject({ url, headers })).body;
    };
    const { rounds } = JSON.parse(await take('json')) as ExportedSummaries;
    return { md: await take('md'), csv: await take('csv'), rounds };
  }

  if (isLive)
    it(
      'and on the last live: opened by the agenda, led by the chair, reported on the stage, none skipped',
      PATIENCE,
      async () => {
        await runLive();
        const { md, csv, rounds } = await taken();
        const texts = { outcomes: found(LAST, 'Room A'), decisions: 'We meet in May.', questions: 'Who pays?' };
        expect(rounds[LAST - 1]?.rooms[0]?.texts).toEqual(texts);
        for (const text of Object.values(texts)) for (const file of [md, csv]) expect(file).toContain(text);
      },
    );

  it('and all of it is taken away as Markdown, CSV and JSON, word by word, with what is missing', async () => {
    const { md, csv, rounds } = await taken();
    const held = await Promise.all(DAYS.map((day) => hands.staff(day)));
    expect(held.map(({ state }) => state)).toEqual(DAYS.map(() => 'reported'));
    const names = (all: readonly { readonly rooms: readonly { readonly name: string }[] }[]) =>
      all.map(({ rooms }) => rooms.map(({ name }) => name));
    expect(names(rounds)).toEqual(names(held));
    for (const { day, rooms } of rounds) {
      expect(rooms.map(({ state }) => state)).toEqual([...rooms.slice(1).map(() => 'in'), 'none']);
      for (const { name, texts } of rooms.slice(0, -1)) {
        expect(texts.outcomes).toBe(found(day ?? 0, name));
        for (const file of [md, csv]) expect(file).toContain(texts.outcomes);
      }
    }
    expect(md).toContain('5 breakouts, 19 rooms. 5 summaries missing.');
    expect(csv.split('\r\n').length).toBe(1 + 19 + 1);
  });
});
