/** What people are shown where rooms are full, and organisers where summaries are owed. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { breakoutSettings, newSet, roundContent } from '../../breakouts/schema.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import { instant } from '../../kernel/time.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { OPERATOR } from '../agenda/room.ts';
import { addParticipant, signIn } from '../server/signed-in.ts';
import { type AppSite, openLoaded, openOwnAppSite } from './app-site.ts';
import { buildPages } from './built-pages.ts';
import { launchChromium } from './chromium.ts';
import { makeRunningEvent } from './running-event.ts';

const SECOND = 1000;
const PHONE = { viewport: { width: 390, height: 600 } };
const ROOMS = ['North', 'South', 'West'].map((name) => ({ id: newId(), name, capacity: name === 'South' ? 1 : 2 }));
const [NORTH, SOUTH, WEST] = ROOMS.map(({ id }) => id) as [string, string, string];

let built: Awaited<ReturnType<typeof buildPages>>;
let browser: Browser;
let site: AppSite;
let event: EventRef;
let round: string;
let set: string;
/** How far the server's clock has been put forward, in milliseconds. */
let ahead = 0;

const clock = { now: () => instant(Date.now() + ahead) };
const breakouts = () => site.served.services.breakouts;
const asked = () => ({ actor: OPERATOR, event });
const ofRound = () => ({ ...asked(), round });

beforeAll(async () => {
  built = await buildPages('production');
  browser = await launchChromium();
  site = await openOwnAppSite(built.folder, { clock });
  event = await makeRunningEvent(site.served, 'full', [
    ['opening', 'Welcome', 10],
    ['breakout', 'Breakout 1', 60],
    ['plenary', 'Reports from the rooms', 30],
  ]);
  const published = await site.served.services.agenda.published.get('full');
  const entry = published?.agenda.days[0]?.entries.find(({ kind }) => kind === 'breakout')?.id;
  const content = { entry: { id: entry, day: event.days[0]?.id }, opens: 'chair', rooms: ROOMS };
  const { id, revision } = await breakouts().rounds.create(asked(), roundContent.parse(content));
  round = id;
  ({ id: set } = await breakouts().sets.create(
    { ...ofRound(), revision },
    newSet.parse({ from: 'empty', name: 'All' }),
  ));
  const { revision: read } = await breakouts().rounds.readSettings(asked());
  await breakouts().rounds.changeSettings(asked(), read, breakoutSettings.parse({ selfMoves: true }));
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const staffRound = async () => {
  const [only] = (await breakouts().rounds.staffRounds(event)).rounds;
  if (!only) throw new Error('there is no round');
  return only;
};

const command = async (payload: Parameters<ReturnType<typeof breakouts>['rounds']['command']>[1]) =>
  await breakouts().rounds.command({ ...ofRound(), revision: (await staffRound()).revision }, payload);

async function put(participant: ParticipantId, room: string): Promise<void> {
  const of = { ...ofRound(), set };
  const { revision } = await breakouts().sets.readSet(of);
  await breakouts().sets.move({ ...of, revision }, { moves: [{ participant, room }] });
}

const add = async (name: string) =>
  (await addParticipant(site.database, event, { email: `${name}@example.org` })).participantId;

async function enter(name: string, path = ''): Promise<Page> {
  const context = await site.comeIn(browser, event, `${name}@example.org`, PHONE);
  context.setDefaultTimeout(10 * SECOND);
  return await openLoaded(context, `${site.address}/e/full${path}`);
}

/** Whether all of it stands on the screen, above the bar at its foot. */
const inSight = (page: Page, text: string) =>
  page.getByText(text).evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const foot = document.querySelector('.foot-bar')?.getBoundingClientRect().top ?? innerHeight;
    return top >= 0 && bottom <= Math.min(foot, innerHeight);
  });

test('a move to a room that has just been filled is refused in sight, and offered no more', async () => {
  await put(await add('anna'), NORTH);
  await put(await add('carl'), WEST);
  await add('bert');
  await command({ do: 'use', set });
  const page = await enter('anna');
  const card = page.locator('.room');
  await card.getByText('Move to another room').click();
  const south = card.getByRole('button', { name: /^Move here.*South$/ });
  await page.route('**/move', async (route) => {
    // A latecomer, of whom nobody else is told; the only empty room is that one.
    const { headers } = await signIn(site.served, 'bert@example.org', event);
    const url = `/api/events/full/me/breakouts/${round}/deal-in`;
    expect((await site.served.app.inject({ method: 'POST', url, headers })).statusCode).toBe(200);
    await route.continue();
  });
  // At the foot of the screen, and what is told stands below it.
  await south.evaluate((button) => button.scrollIntoView({ block: 'end' }));
  await south.evaluate((button: HTMLButtonElement) => button.click());
  const refused = 'South is full, so you were not moved.';
  await card.getByText(refused).waitFor();
  await expect.poll(() => inSight(page, refused)).toBe(true);
  await south.waitFor({ state: 'detached' });
  expect(await card.getByRole('button', { name: /^Move here/ }).allTextContents()).toEqual(['Move here: West']);
  await card.getByRole('heading', { name: 'North' }).waitFor();
});

test('whoever comes when all rooms are full is told, and gets one when they ask again once there is one', async () => {
  const dora = await add('dora');
  await put(dora, WEST);
  await put(await add('emil'), NORTH);
  await add('late');
  const page = await enter('late');
  const card = page.locator('.room');
  const told = card.getByText(/^All rooms in which you may be are full/);
  await told.waitFor();
  await card.getByRole('heading', { name: 'You have no room yet.' }).waitFor();
  const again = card.getByRole('button', { name: 'Ask for a room again' });
  const answer = () => page.waitForResponse((response) => response.url().endsWith('/deal-in'));
  const [refused] = await Promise.all([answer(), again.click()]);
  expect(refused.status()).toBe(409);
  await told.waitFor();
  await breakouts().places.setAbsent(asked(), round, dora, true);
  await again.click();
  await card.getByRole('heading', { name: 'West' }).waitFor();
  expect([await told.count(), await again.count()]).toEqual([0, 0]);
});

test('once the rooms have closed organisers see which of them owe their summary, and where it is written', async () => {
  await command({ do: 'open' });
  const fields = [{ field: 'outcomes' as const, text: 'We share data.', version: 0 }];
  const of = (room: string) => ({ ...ofRound(), room });
  await breakouts().summaries.save(of(NORTH), { fields, isIn: true });
  await breakouts().summaries.save(of(SOUTH), { fields });
  await addParticipant(site.database, event, { email: 'organiser@example.org', roles: [{ role: 'organiser' }] });
  const page = await enter('organiser', '/organise/breakouts');
  const summaries = page.getByRole('region', { name: 'Summaries' });
  await summaries.getByText('There are none yet: they can be taken away once a breakout has closed.').waitFor();
  const { warnSeconds } = await command({ do: 'close' });
  ahead += (warnSeconds + 1) * SECOND;
  await breakouts().rounds.tick(clock.now());
  await page.reload();
  await summaries.getByRole('heading', { name: 'Not handed in: 2' }).waitFor();
  expect(await summaries.getByRole('listitem').allTextContents()).toEqual([
    'Day 1, South: a draft. Read or hand it in for South',
    'Day 1, West: missing. Write it for West',
  ]);
  const links = summaries.getByRole('listitem').getByRole('link');
  expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual(
    [SOUTH, WEST].map((room) => `/e/full/rooms/${round}/${room}/summary`),
  );
});
