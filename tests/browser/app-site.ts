/** The whole app with the built pages, on a free port of this machine, and browsers that are signed in to it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { systemClock } from '../../kernel/clock.ts';
import type { Clock } from '../../kernel/time.ts';
import { emailAddress } from '../../people/email-address.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { buildApp } from '../../server/app.ts';
import { openDatabase } from '../../server/database.ts';
import { createLog } from '../../server/logging.ts';
import { wire } from '../../server/wiring.ts';
import { searchThread } from '../breakouts/dealings/search-thread.ts';
import type { TestDatabase } from '../engines.ts';
import { newKeyDir } from '../key-folders.ts';
import { demandOneAnswerEach } from '../server/one-answer.ts';
import type { ServedApp } from '../server/serve.ts';
import { addParticipant, type Part } from '../server/signed-in.ts';

export interface AppSite {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  readonly served: ServedApp;
  readonly database: TestDatabase;
  /** Decides who of those that wait gets a mail, as the job does, and reads the newest mail to an address. */
  mailTo(email: string): Promise<{ readonly link: string; readonly code: string } | null>;
  /** The address of a page that signs in whoever opens it, once. */
  linkFor(email: string, event: EventRef): Promise<string>;
  /** A browser of its own for somebody who takes part in the event, signed in by a link. */
  enter(browser: Browser, event: EventRef, part: Part, options?: BrowserContextOptions): Promise<BrowserContext>;
  /** The same for somebody who is on its list already. */
  comeIn(browser: Browser, event: EventRef, email: string, options?: BrowserContextOptions): Promise<BrowserContext>;
  close(): Promise<void>;
}

export interface SiteOptions {
  readonly clock?: Clock;
  /** A free one when not given. */
  readonly port?: number;
}

/** @param database one that the caller closes. */
export async function openAppSite(
  database: TestDatabase,
  assetsFolder: string,
  { clock = systemClock, port = 0 }: SiteOptions = {},
): Promise<AppSite> {
  const lines: string[] = [];
  let address = 'http://127.0.0.1:1';
  const mail = { smtpUrl: undefined, mailFrom: 'plenum@example.org', production: false };
  const keyDir = newKeyDir();
  const services = wire({ database, keyDir, clock, publicUrl: () => new URL(address), mail, searchThread });
  const log = createLog('info', { write: (line) => lines.push(line) });
  const app = await buildApp({ config: { publicUrl: undefined, trustProxy: false }, log, services, assetsFolder });
  address = await app.listen({ host: '127.0.0.1', port });
  const { signIns } = services.people;
  const linkFor = (email: string, event: EventRef) =>
    signIns.makeTerminalLink({ eventId: event.id, email: emailAddress.parse(email) });
  const comeIn: AppSite['comeIn'] = async (browser, event, email, options = {}) => {
    const link = await linkFor(email, event);
    const { secret } = await signIns.enterByLink(link.slice(link.lastIndexOf('/') + 1), {
      device: 'Chromium on Linux',
      replaced: null,
    });
    const context = await browser.newContext({ timezoneId: 'Europe/Zurich', ...options });
    await context.addCookies([{ name: 'plenum_session', value: secret, url: address, httpOnly: true }]);
    return context;
  };
  return {
    address,
    served: { app, services, authorization: '', lines, keyDir },
    database,
    async mailTo(email) {
      await signIns.mailDue(clock.now());
      const mails = database.db.selectFrom('server_mail').selectAll().where('recipient', '=', email);
      const mail = await mails.orderBy('created_at', 'desc').limit(1).executeTakeFirst();
      const link = /\/sign-in\/\S+/.exec(mail?.text ?? '')?.[0];
      const code = /\b\d{3} ?\d{3}\b/.exec(mail?.text ?? '')?.[0];
      return link && code ? { link: address + link, code: code.replace(' ', '') } : null;
    },
    linkFor,
    comeIn,
    async enter(browser, event, part, options = {}) {
      const { email } = await addParticipant(database, event, part);
      return await comeIn(browser, event, email.email, options);
    },
    async close() {
      await app.close();
      demandOneAnswerEach(lines);
    },
  };
}

/** The same on a database of its own. */
export async function openOwnAppSite(assetsFolder: string, options: SiteOptions = {}): Promise<AppSite> {
  const location = { dataDir: mkdtempSync(join(tmpdir(), 'plenum-app-site-')) };
  const database: TestDatabase = { ...(await openDatabase(location)), location };
  const site = await openAppSite(database, assetsFolder, options);
  return {
    ...site,
    async close() {
      await site.close();
      await database.close();
      rmSync(location.dataDir, { recursive: true, force: true });
    },
  };
}

/** Waits until the page is taken over: React leaves a mark of its own on an element that it has. */
export async function takenOver(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const root = document.getElementById('root');
    const isTaken = root !== null && Object.keys(root).some((key) => key.startsWith('__reactContainer'));
    return isTaken || document.getElementById('page-state') === null;
  });
}

/**
 * A page on a busy machine: what its code left for the next frame is done before what was loaded is drawn. Takes hold of
 * what is asked of the browser from now on.
 */
export async function drawLate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const frame = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (call) => {
      queueMicrotask(() => call(performance.now()));
      return frame(() => undefined);
    };
  });
}

/** Opens a page and waits until it shows what it loads. */
export async function openLoaded(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('.loading').first().waitFor({ state: 'detached' });
  return page;
}
