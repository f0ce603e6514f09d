/** Browsers that are signed in to an event, as an organiser unless told otherwise. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { EventRef } from '../../people/event-directory.ts';
import { type Part, signInAs } from '../server/signed-in.ts';
import type { PeopleSite } from './people-site.ts';

const ORGANISER: Part = { email: 'organiser@example.org', roles: [{ role: 'organiser' }] };

export async function signedInContext(
  site: PeopleSite,
  browser: Browser,
  event: EventRef,
  { part = ORGANISER, ...options }: BrowserContextOptions & { readonly part?: Part } = {},
): Promise<BrowserContext> {
  const { secret } = await signInAs(site.served, site.database, event, part);
  const context = await browser.newContext({ timezoneId: 'Europe/Zurich', ...options });
  await context.addCookies([{ name: 'plenum_session', value: secret, url: site.address, httpOnly: true }]);
  return context;
}

/** React leaves a mark of its own on an element that it has taken over. */
export async function takenOver(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const root = document.getElementById('root');
    return root !== null && Object.keys(root).some((key) => key.startsWith('__reactContainer'));
  });
}
