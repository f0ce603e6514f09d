import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventRef } from '../../people/event-directory.ts';
import { eachEngine } from '../engines.ts';
import { makeEvent, signIn } from '../server/signed-in.ts';
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

const HELPER = [{ role: 'helpdesk' }] as const;
const part = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });

eachEngine('the helpdesk’s page', (openTestDatabase, engine) => {
  let site: AppSite;
  let event: EventRef;
  let contexts: BrowserContext[];
  let first: Page;
  let second: Page;

  beforeAll(async () => {
    site = await openAppSite(await openTestDatabase(), built.folder);
    event = await makeEvent(site.served, 'help-event');
    await site.enter(browser, event, { email: 'asker@example.org' });
    contexts = [
      await site.enter(browser, event, { email: 'first@example.org', roles: [...HELPER] }),
      await site.enter(browser, event, { email: 'second@example.org', roles: [...HELPER] }),
    ];
    [first, second] = (await Promise.all(contexts.map(open))) as [Page, Page];
  });
  afterAll(() => site?.close());

  async function open(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    page.setDefaultTimeout(5_000);
    await page.goto(`${site.address}/e/${event.slug}/helpdesk`);
    await takenOver(page);
    return page;
  }

  async function ask(text: string): Promise<void> {
    const { headers } = await signIn(site.served, 'asker@example.org', event);
    const origin = site.address;
    const answer = await fetch(`${origin}/api/events/${event.slug}/me/help`, {
      method: 'POST',
      headers: { ...headers, origin, 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    });
    expect(answer.status).toBe(201);
  }

  test('says that nobody waits, then who does within a second, in its title too', async () => {
    await first.getByText('Nobody waits for help.').first().waitFor();
    expect(await first.title()).toBe('Helpdesk: The help-event');
    await ask('I cannot hear the speaker.');
    for (const page of [first, second]) {
      await part(page, 'Waiting').getByText('I cannot hear the speaker.').waitFor({ timeout: 1_000 });
    }
    expect(await first.title()).toBe('(1) Helpdesk: The help-event');
    const name = part(first, 'Waiting').locator('.desk-name');
    expect(await name.innerText()).toBe('The one at asker@example.org');
    expect(await name.getAttribute('href')).toMatch(/\/organise\/people\?person=[0-9a-f-]{36}$/);
  });

  if (engine === 'sqlite') {
    test.each(['light', 'dark'] as const)('is accessible in %s', async (colorScheme) => {
      await first.emulateMedia({ colorScheme });
      const violations = await scan(first);
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    });
  }

  test('of two who take one, the one who saw it too late is told who was faster', async () => {
    // The second presses first, and is heard last.
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await second.route('**/taking', async (route) => {
      await held;
      await route.continue();
    });
    await part(second, 'Waiting').getByRole('button', { name: /^Take/ }).click();
    await part(first, 'Waiting').getByRole('button', { name: /^Take/ }).click();
    await part(first, 'Taken').getByText('by The one at first@example.org').waitFor();
    goOn();
    await second
      .getByText('The one at first@example.org was faster and looks after The one at asker@example.org already.')
      .waitFor();
    await part(second, 'Taken').getByText('by The one at first@example.org').waitFor();
  });

  test('what is solved goes to the end, for everybody', async () => {
    await part(first, 'Taken')
      .getByRole('button', { name: /^Solved/ })
      .click();
    await part(first, 'Solved').getByText('I cannot hear the speaker.').waitFor();
    expect(await first.title()).toBe('Helpdesk: The help-event');
  });
});
