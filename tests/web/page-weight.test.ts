import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAGE_SCRIPTS, readBuiltPages } from '../../server/pages/page-assets.ts';
import { buildPages } from '../browser/built-pages.ts';

const BUDGET_BYTES = 150_000;

let built: Awaited<ReturnType<typeof buildPages>>;

beforeAll(async () => {
  built = await buildPages('production');
});

afterAll(() => built.remove());

test.each(PAGE_SCRIPTS)('all scripts and styles of the pages of %s come to at most 150 kB packed', async (name) => {
  const { styles, blockingScript, script, preloads } = readBuiltPages(built.folder).scripted[name];
  const files = [...styles, blockingScript, script ?? '', ...preloads].map((path) => path.replace('/assets/', ''));
  expect(new Set(files).size).toBe(files.length);
  const contents = await Promise.all(files.map((file) => readFile(join(built.folder, file))));
  // No script may fetch another that the page does not name: the sum would miss it.
  expect(contents.map(String).filter((text) => /\bimport\(/.test(text))).toEqual([]);
  const total = contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThanOrEqual(BUDGET_BYTES);
});
