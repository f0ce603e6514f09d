import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ShowCommand } from '../../agenda/show/command-schema.ts';
import { moves, roundContent } from '../../breakouts/schema.ts';
import { systemClock } from '../../kernel/clock.ts';
import { newId } from '../../kernel/random.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { OPERATOR } from '../agenda/room.ts';
import { type AppSite, openOwnAppSite, takenOver } from './app-site.ts';
import { buildPages } from './built-pages.ts';
import { launchChromium } from './chromium.ts';
import { makeRunningEvent } from './running-event.ts';

let built: Awaited<ReturnType<typeof buildPages>>;
let browser: Browser;

beforeAll(async () => {
  built = await buildPages('production');
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const SESSIONS = [
  ['opening', 'Welcome', 5],
  ['breakout', 'Breakout 1', 30],
  ['plenary', 'Plenary 1', 20],
  ['closure', 'Closure', 5],
] as const;
const ROOMS = ['Room 1', 'Room 2', 'Room 3', 'Room 4', 'Room 5'].map((name, at) => ({
  ...{ id: newId(), name, topic: `Topic ${at + 1} of the single window` },
}));

describe('a breakout and its report-back', () => {
  let site: AppSite;
  let event: EventRef;
  let chair: Page;
  let stage: Page;
  let round: string;
  const complaints: string[] = [];
  const asked = () => ({ actor: OPERATOR, event });

  beforeAll(async () => {
    site = await openOwnAppSite(built.folder);
    event = await makeRunningEvent(site.served, 'rooms-event', SESSIONS);
    const { rounds, sets } = site.served.services.breakouts;
    const entry = { id: await entryCalled('Breakout 1'), day: event.days[0]?.id ?? '' };
    chair = await open('chair@example.org', '/chair', [{ role: 'chair', dayId: entry.day }]);
    stage = await open('screen@example.org', '/stage');
    await stage.setViewportSize({ width: 1920, height: 1080 });
    round = (await rounds.create(asked(), roundContent.parse({ entry, opens: 'chair', rooms: ROOMS }))).id;
    const made = await sets.create({ ...asked(), round, revision: null }, { from: 'empty', name: 'By hand' });
    const wanted = made.unplaced.map(({ participant }, at) => ({ participant, room: ROOMS[at]?.id }));
    const of = { ...asked(), round, set: made.id, revision: null };
    await sets.move(of, moves.parse({ moves: wanted }));
    await rounds.command({ ...asked(), round, revision: null }, { do: 'use', set: made.id });
  });
  afterAll(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
    await site?.close();
    expect(complaints).toEqual([]);
  });

  async function entryCalled(title: string): Promise<string> {
    const { run } = (await site.served.services.agenda.show.readConsole(OPERATOR, event, 1)).day;
    return run.steps.flatMap(({ parts }) => parts).find((part) => part.title === title)?.id ?? '';
  }

  async function command(command: ShowCommand): Promise<void> {
    const { show } = site.served.services.agenda;
    const { version } = await show.readConsole(OPERATOR, event, 1);
    await show.command({ actor: OPERATOR, event, day: 1, version }, command);
  }

  async function open(email: string, path: string, roles: object[] = []): Promise<Page> {
    const context = await site.enter(browser, event, { email, roles });
    context.setDefaultTimeout(8_000);
    context.on('weberror', (error) => complaints.push(error.error().message));
    const page = await context.newPage();
    await page.goto(`${site.address}/e/${event.slug}${path}`);
    await takenOver(page);
    return page;
  }

  const says = (page: Page, selector: string, text: string | RegExp) =>
    page.locator(selector, { hasText: text }).first().waitFor();
  const press = (name: string | RegExp) => chair.getByRole('button', { name }).first().click();
  const onStage = (text: string | RegExp) => says(stage, '.stage-rooms', text);

  test('a chair opens the rooms, four of five hand in, and the stage follows the report', {
    timeout: 60_000,
  }, async () => {
    await command({ do: 'next' });
    await command({ do: 'next' });
    await onStage('Look at your page for your room');
    await press('Open the rooms now');
    await onStage('The rooms are open');
    await says(chair, '.room-row', 'of 1 joined');
    const { summaries, rounds } = site.served.services.breakouts;
    for (const { id, name } of ROOMS.slice(0, 4)) {
      const fields = [{ field: 'outcomes' as const, text: `What ${name} found.`, version: 0 }];
      await summaries.save({ ...asked(), round, room: id }, { fields, isIn: true });
    }
    await says(chair, '.round-facts', '4 of 5 in');
    await says(chair, '.status-line', '4/5 in');
    await press('Nudge Room 5');
    await says(chair, '.room-row', /nudged \d\d:\d\d/);
    await chair.locator('input[name="room-message"]').fill('Write down your outcomes now.');
    await press('Send');
    await says(chair, '.banner-text', 'Write down your outcomes now.');
    // Somebody else presses first: this press does nothing, and says so.
    const first = async (route: Route) => {
      await rounds.command({ ...asked(), round, revision: null }, { do: 'nudge', room: ROOMS[4]?.id ?? '' });
      await route.continue();
    };
    await chair.route('**/commands', first, { times: 1 });
    await press('Close in 5 min');
    await says(chair, '.notice-box', 'The round was changed in between, so nothing was done.');
    expect((await rounds.staffRounds(event)).rounds[0]?.closesByHand).toBeNull();
    // The session ends, and the rooms with it.
    await command({ do: 'next' });
    await rounds.tick(systemClock.now());
    await press('Present Room 1');
    await onStage('What Room 1 found.');
    await onStage('Next room Room 2');
    await chair.locator('.report-row', { hasText: 'Room 5' }).getByRole('button', { name: 'Up' }).click();
    await says(chair, '.report-row:nth-child(4)', 'Room 5');
    for (const [at, name] of ['Room 2', 'Room 3', 'Room 5', 'Room 4'].entries()) {
      await chair.getByRole('button', { name: `Next: ${name}` }).waitFor();
      await chair.keyboard.press('g');
      await onStage(name === 'Room 5' ? 'This room reports in its own words.' : `What ${name} found.`);
      await says(chair, '.round-state', `Reporting, ${at + 2} of 5`);
    }
    await onStage('The last room');
    await press('Finish the report-back');
    await says(stage, '.stage-title', 'Plenary 1');
    await says(chair, '.round-state', 'All rooms have reported');
  });
});
