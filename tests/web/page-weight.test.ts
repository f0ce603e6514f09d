import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPages } from '../browser/built-pages.ts';
import { pagesApp } from '../browser/site.ts';
import { fiveDayAgenda } from '../fixtures/agenda.ts';

const BUDGET_BYTES = 150_000;

let built: Awaited<ReturnType<typeof buildPages>>;

beforeAll(async () => {
  built = await buildPages('production');
});

afterAll(() => built.remove());

test('all scripts and styles of the agenda page come to at most 150 kB packed', async () => {
  const app = await pagesApp({ 'annual-event': fiveDayAgenda }, built.folder);
  const { body } = await app.inject('/e/annual-event');
  await app.close();
  const files = [...new Set([...body.matchAll(/(?:src|href)="\/assets\/([^"]+)"/g)].map(([, name = '']) => name))];
  const contents = await Promise.all(files.map((name) => readFile(join(built.folder, name))));
  // No script may fetch another that the page does not name: the sum would miss it.
  expect(contents.map(String).filter((text) => /\bimport\(/.test(text))).toEqual([]);
  expect(files.map((name) => name.split('.').at(-1)).sort()).toEqual(['css', 'css', 'js', 'js']);
  const total = contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThanOrEqual(BUDGET_BYTES);
});
