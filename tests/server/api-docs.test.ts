import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { agendaRoutes } from '../../agenda/routes.ts';
import { type OpenDatabase, openDatabase } from '../../server/database.ts';
import { launchChromium } from '../browser/chromium.ts';
import { type ServedApp, serve } from './serve.ts';

let folder: string;
let database: OpenDatabase;
let served: ServedApp;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plenum-docs-'));
  database = await openDatabase({ dataDir: folder });
  served = await serve(database, async (app, services) => {
    await app.register(agendaRoutes, { services: services.agenda });
  });
  await served.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await served.app.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

it('the page of the API lists its routes in a browser, and the content security policy refuses nothing', async () => {
  const complaints: string[] = [];
  const page = await browser.newPage();
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  page.on('pageerror', (error) => complaints.push(error.message));
  const { port } = served.app.server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/api/docs`);
  await page.getByText('/api/events/{event}/import').first().waitFor();
  expect(await page.title()).toBe('Plenum: the HTTP interface');
  expect(complaints).toEqual([]);
});
