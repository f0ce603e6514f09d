/** The whole app with an event of five days, the built pages, and browsers that are signed in to it. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { systemClock } from '../../kernel/clock.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { buildApp } from '../../server/app.ts';
import { createLog } from '../../server/logging.ts';
import { wire } from '../../server/wiring.ts';
import type { TestDatabase } from '../engines.ts';
import type { ServedApp } from '../server/serve.ts';
import { addParticipant, type Part } from '../server/signed-in.ts';

export interface OrganiseSite {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  readonly served: ServedApp;
  /** A browser of its own for somebody who takes part in the event, signed in by a link. */
  enter(browser: Browser, event: EventRef, part: Part, options?: BrowserContextOptions): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** @param database one that the caller closes. @param assetsFolder where the built pages are. */
export async function openOrganiseSite(database: TestDatabase, assetsFolder: string): Promise<OrganiseSite> {
  const lines: string[] = [];
  let address = 'http://127.0.0.1:1';
  const services = wire({ database, clock: systemClock, publicUrl: () => new URL(address) });
  const log = createLog('info', { write: (line) => lines.push(line) });
  const app = await buildApp({ config: { publicUrl: undefined, trustProxy: false }, log, services, assetsFolder });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    address,
    served: { app, services, authorization: '', lines },
    async enter(browser, event, part, options = {}) {
      const { email } = await addParticipant(database, event, part);
      const link = await services.people.signIns.makeTerminalLink({ eventId: event.id, email });
      const { secret } = await services.people.signIns.enterByLink(link.slice(link.lastIndexOf('/') + 1), {
        device: 'Chromium on Linux',
        replaced: null,
      });
      const context = await browser.newContext({ timezoneId: 'Europe/Zurich', ...options });
      await context.addCookies([{ name: 'plenum_session', value: secret, url: address, httpOnly: true }]);
      return context;
    },
    close: () => app.close(),
  };
}

/** Opens a page and waits until it shows what it loads. */
export async function openLoaded(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('.loading').first().waitFor({ state: 'detached' });
  return page;
}
