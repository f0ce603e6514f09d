import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ShowCommand } from '../../agenda/show/command-schema.ts';
import { systemClock } from '../../kernel/clock.ts';
import { instant } from '../../kernel/time.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { GRACE } from '../../polls/poll.ts';
import { pollContent } from '../../polls/schema.ts';
import { OPERATOR } from '../agenda/room.ts';
import { eachEngine } from '../engines.ts';
import { addSomebody } from '../people/somebody.ts';
import { mustOpen } from '../server/live/sockets.ts';
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

const SESSIONS = [
  ['opening', 'Welcome', 15],
  ['break', 'Break', 15],
  ['keynote', 'Keynote on parcels', 30],
  ['closure', 'Closure', 15],
] as const;
const OPTIONS = ['Data', 'Parcels', 'Laboratories'].map((text, at) => ({ id: `o${at + 1}`, text }));
const QUESTION = 'Where should we focus next?';

eachEngine('a quick poll in the break', (openTestDatabase, engine) => {
  let site: AppSite;
  let event: EventRef;
  let chair: Page;
  let stage: Page;
  let poll: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    const database = await openTestDatabase();
    site = await openAppSite(database, built.folder);
    event = await makeRunningEvent(site.served, 'poll-event', SESSIONS);
    const entry = await entryCalled('Break');
    poll = await makePoll({ question: QUESTION, options: OPTIONS, entry, opens: 'chair', shows: 'chair' });
    chair = await open(
      await enter('chair@example.org', [{ role: 'chair', dayId: event.days[0]?.id ?? null }]),
      '/chair',
    );
    stage = await open(await enter('screen@example.org'), '/stage');
    await stage.setViewportSize({ width: 1280, height: 720 });
    await command({ do: 'next' });
    await command({ do: 'next' });
  });
  afterAll(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
    await site?.close();
    expect(complaints).toEqual([]);
  });

  async function entryCalled(title: string) {
    const { run } = (await site.served.services.agenda.show.readConsole(OPERATOR, event, 1)).day;
    const id = run.steps.flatMap(({ parts }) => parts).find((part) => part.title === title)?.id ?? '';
    return { id, day: event.days[0]?.id ?? '' };
  }

  /** Made and made ready. */
  async function makePoll(content: object): Promise<string> {
    const { polls } = site.served.services.polls;
    const { id, revision } = await polls.create(OPERATOR, event, pollContent.parse({ kind: 'opinion', ...content }));
    await polls.command({ actor: OPERATOR, event, poll: id, revision }, { do: 'ready' });
    return id;
  }

  async function command(command: ShowCommand): Promise<void> {
    const { show } = site.served.services.agenda;
    const { version } = await show.readConsole(OPERATOR, event, 1);
    await show.command({ actor: OPERATOR, event, day: 1, version }, command);
  }

  async function enter(email: string, roles: object[] = []): Promise<BrowserContext> {
    const context = await site.enter(browser, event, { email, roles });
    context.setDefaultTimeout(20_000);
    context.on('weberror', (error) => complaints.push(error.error().message));
    context.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    return context;
  }

  async function open(context: BrowserContext, path = ''): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${site.address}/e/${event.slug}${path}`);
    await takenOver(page);
    return page;
  }

  /** Each from a socket of their own. @returns what each was answered. */
  async function voteFromSockets(count: number): Promise<unknown[]> {
    const port = Number(new URL(site.address).port);
    return await Promise.all(
      Array.from({ length: count }, async (_, at) => {
        const { cookie } = await addSomebody(site.database.db, event.id);
        const opened = await mustOpen(port, { origin: site.address, cookie }, `/api/live?event=${event.slug}`);
        opened.send({ op: 'ballot', id: `c${at}`, poll, options: [OPTIONS[at % 2]?.id] });
        const answer = await opened.next();
        opened.socket.terminate();
        await opened.closed;
        return answer;
      }),
    );
  }

  /** As the job does two seconds after it was closed, when the last vote that was under way is in. */
  async function count(): Promise<void> {
    const { polls } = site.served.services.polls;
    const closed = async () => {
      await polls.tick(instant(systemClock.now() + GRACE + 1_000));
      expect((await polls.readPoll(OPERATOR, event, poll)).state).toBe('closed');
    };
    await vi.waitFor(closed, { timeout: 20_000, interval: 250 });
  }

  const row = () => chair.getByRole('article', { name: QUESTION });
  const press = (name: RegExp) => row().getByRole('button', { name }).click();
  const says = (page: Page, selector: string, text: string | RegExp) =>
    page.locator(selector, { hasText: text }).first().waitFor();
  /** What the screen shows within a while, so that what it shows instead is told. */
  const soon = <Shown>(look: () => Promise<Shown>) => expect.poll(look, { timeout: 20_000 });
  const bars = () => stage.locator('.stage-bars li').allInnerTexts();

  test('a chair opens it, 31 people vote, and the screen shows what they chose', { timeout: 40_000 }, async () => {
    await row().getByText('Opens when you open it.').waitFor();
    await press(/^Open now/);
    await says(stage, '.stage-poll-question', QUESTION);
    await says(stage, '.stage-address', new RegExp(`/e/${event.slug}$`));
    expect(
      await stage.locator('.stage-qr').evaluate((image) => (image as HTMLImageElement).naturalWidth),
    ).toBeGreaterThan(0);
    const voter = await open(await enter('voter@example.org'));
    const answers = await voteFromSockets(30);
    expect(answers).toEqual(answers.map((_, at) => ({ op: 'ack', id: `c${at}` })));
    await voter.getByText('Laboratories').first().click();
    await voter.getByRole('button', { name: /^Vote/ }).click();
    await says(stage, '.stage-turnout', /^31 have voted/);
    await says(chair, '.poll-turnout', /\b31\b/);
    await says(chair, '.status-line', /Poll: 31 (of \d+|voted)/);
    expect(await stage.locator('.stage-bars').count()).toBe(0);
    await press(/^Close now/);
    await count();
    await row()
      .getByRole('button', { name: /^Show the counts/ })
      .waitFor();
    await soon(() => stage.locator('.stage-word, .stage-bars').allTextContents()).toEqual([
      expect.stringContaining('voting is closed'),
    ]);
    await chair.keyboard.press('v');
    await says(stage, '.stage-bars', 'Laboratories');
    expect(await bars()).toEqual(['Data\n15, 48 %', 'Parcels\n15, 48 %', 'Laboratories\n1, 3 %']);
    await says(
      stage,
      '.stage-counted',
      /^31 people answered\. 31 voted: \d+ % of \d+ registered(, \d+ % of \d+ present)?\.\s*$/,
    );
    await says(voter, '.poll', 'Laboratories');
    // The archive is the organisers'.
    expect(await row().getByText(/^More/).count()).toBe(0);
    const { polls } = site.served.services.polls;
    const { revision } = await polls.readPoll(OPERATOR, event, poll);
    await polls.command({ actor: OPERATOR, event, poll, revision }, { do: 'archive' });
    await soon(() => stage.locator('.stage-poll-question').allInnerTexts()).toEqual([]);
    await says(stage, '.stage-title', 'We resume at');
  });

  if (engine === 'postgres') return;

  test('the correct answer of trivia is on the screen at the second press alone', { timeout: 40_000 }, async () => {
    poll = await makePoll({ kind: 'trivia', question: 'Which is the oldest?', options: OPTIONS, answer: 'o2' });
    const article = chair.getByRole('article', { name: 'Which is the oldest?' });
    const pressHere = (name: RegExp) => article.getByRole('button', { name }).click();
    await pressHere(/^Open now/);
    await says(stage, '.stage-poll-question', 'Which is the oldest?');
    await voteFromSockets(2);
    await says(stage, '.stage-turnout', /^2 have voted/);
    await pressHere(/^Close now/);
    await count();
    await says(stage, '.stage-word', 'voting is closed');
    expect(await bars()).toEqual([]);
    await pressHere(/^Show the counts/);
    await soon(bars).toEqual(['Data\n1, 50 %', 'Parcels\n1, 50 %', 'Laboratories\n0, 0 %']);
    await pressHere(/^Show the correct answer/);
    await soon(bars).toEqual(['Data\n1, 50 %', 'Correct: Parcels\n1, 50 %', 'Laboratories\n0, 0 %']);
  });

  test('questions are accepted, set aside with a reason, merged, and put to the speaker', async () => {
    const { id } = await entryCalled('Keynote on parcels');
    const asker = await enter('asker@example.org');
    const page = await open(asker, '/ask');
    const token = await page.evaluate(
      () => JSON.parse(document.getElementById('page-state')?.textContent ?? '{}').session.csrfToken,
    );
    for (const [at, text] of ['Why parcels?', 'Why only parcels?', 'Who pays for this?'].entries()) {
      const answer = await asker.request.post(`${site.address}/api/events/${event.slug}/questions`, {
        headers: { 'x-csrf-token': token, origin: site.address },
        data: { clientId: `q${at}`, place: `session:${id}`, text },
      });
      expect([text, answer.status()]).toEqual([text, 201]);
    }
    await says(chair, '.status-line', 'Questions 3 new');
    await chair.keyboard.press('q');
    // Of all that may be pressed in the queue one has the accent.
    const accents = () =>
      chair.locator('.question-row .mantine-Button-root:not([data-variant=default])').allTextContents();
    await soon(accents).toEqual([expect.stringMatching(/^Accept: /)]);
    const question = (text: string) => chair.locator('.question-row', { hasText: text });
    await question('Who pays')
      .getByRole('button', { name: /^Accept/ })
      .click();
    await question('Who pays').getByText('Accepted', { exact: true }).waitFor();
    await question('Why only')
      .getByRole('button', { name: /^Same as another/ })
      .click();
    await question('Why parcels')
      .getByRole('button', { name: /^It is the same as this/ })
      .click();
    await chair.getByText('Done with: 1').waitFor();
    await question('Who pays')
      .getByRole('button', { name: /^Put to the speaker/ })
      .click();
    await chair.locator('.question-list--asked', { hasText: 'Who pays' }).waitFor();
    await question('Why parcels')
      .getByRole('button', { name: /^Set aside/ })
      .first()
      .click();
    await chair.getByLabel('Reason').fill('Answered in the keynote');
    await chair.locator('.question-form').getByRole('button', { name: 'Set aside' }).click();
    await chair.getByText('Done with: 2').waitFor();
    await says(chair, '.status-line', /Questions(?! \d)/);
  });

  test('of twenty long options those fit that can be read from afar, and nothing hinders anybody on both pages', {
    timeout: 40_000,
  }, async () => {
    const long = Array.from({ length: 20 }, (_, at) => ({
      id: `o${at + 1}`,
      text: `${at + 1} Zusammenarbeitsvereinbarung ${'for all of us '.repeat(9)}`.slice(0, 140).trim(),
    }));
    poll = await makePoll({
      question: `Which of these? ${'And why so '.repeat(16)}`.slice(0, 199).trim(),
      options: long,
      resultsWhileOpen: true,
    });
    const article = chair.getByRole('article', { name: 'Which of these?' });
    await article.getByRole('button', { name: /^Open now/ }).click();
    await says(stage, '.stage-bars', '5 Zusammenarbeitsvereinbarung');
    await says(stage, '.stage-counted', 'The 5 most chosen of 20 are here, all are on your own screen.');
    for (const [width, height] of [
      [1280, 720],
      [1920, 1080],
    ] as const) {
      await stage.setViewportSize({ width, height });
      const over = await stage.evaluate(() => {
        const bottom = document.querySelector('.stage-poll')?.getBoundingClientRect().bottom ?? 0;
        const rows = [...document.querySelectorAll('.stage-bars li')].map((each) => each.getBoundingClientRect());
        const bars = document.querySelector('.stage-bars')?.getBoundingClientRect();
        return [
          document.documentElement.scrollWidth - innerWidth,
          document.documentElement.scrollHeight - innerHeight,
          rows.filter((each) => each.bottom > (bars?.bottom ?? 0) + 1 || each.bottom > bottom).length,
          rows.filter((each, at) => at > 0 && each.top < (rows[at - 1]?.bottom ?? 0) - 1).length,
          // Nothing on it is smaller than a thirtieth of its height.
          [...document.querySelectorAll('.stage-bars span:not(.stage-bar)')].filter(
            (each) => Number.parseFloat(getComputedStyle(each).fontSize) < Math.floor(innerHeight / 30),
          ).length,
        ];
      });
      expect([width, ...over]).toEqual([width, 0, 0, 0, 0, 0]);
    }
    for (const page of [chair, stage]) {
      const violations = await scan(page);
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
  });
});
