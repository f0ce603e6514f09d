import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { PAGE_SCRIPTS, readBuiltPages } from '../../server/pages/page-assets.ts';
import { buildPages } from '../browser/built-pages.ts';

const BUDGET_BYTES = 150_000;
/** Parts that a page fetches when they are first shown: each beyond what the page has loaded already. */
const PART_BYTES = 15_000;
const PARTS: Partial<Record<(typeof PAGE_SCRIPTS)[number], readonly string[]>> = {
  participant: ['participant/rooms/LaterRooms.tsx'],
  breakouts: ['BoardPart', 'DealPart', 'RoundPart', 'SetUpAll', 'SettingsPart'].map((part) => `breakouts/${part}.tsx`),
  chair: ['chair/HandOver.tsx', 'chair/PollsPanel.tsx', 'chair/QuestionsPanel.tsx', 'chair/RoomsPanel.tsx'],
};

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

let manifest: Readonly<Record<string, Chunk>>;
let built: Awaited<ReturnType<typeof buildPages>>;

beforeAll(async () => {
  built = await buildPages('production');
  manifest = JSON.parse(await readFile(join(built.folder, 'manifest.json'), 'utf8'));
});

test.each(PAGE_SCRIPTS)('all scripts and styles of the pages of %s come to at most 150 kB packed', async (name) => {
  const { styles, blockingScript, script, preloads } = readBuiltPages(built.folder).scripted[name];
  const files = [...styles, blockingScript, script ?? '', ...preloads].map((path) => path.replace('/assets/', ''));
  expect(new Set(files).size).toBe(files.length);
  const parts = PARTS[name] ?? [];
  // What the page fetches by itself later is named here, and small: the sum would miss it.
  const fetched = [...importedBy(`${name}/client.tsx`)].flatMap((chunk) => manifest[chunk]?.dynamicImports ?? []);
  expect(fetched.sort()).toEqual([...parts]);
  for (const part of parts) {
    const added = [...importedBy(part)].flatMap(filesOf).filter((file) => !files.includes(file));
    expect([part, (await packed(added)) <= PART_BYTES]).toEqual([part, true]);
  }
  const total = await packed(files);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThanOrEqual(BUDGET_BYTES);

  async function packed(names: readonly string[]): Promise<number> {
    const contents = await Promise.all([...new Set(names)].map((file) => readFile(join(built.folder, file))));
    return contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0);
  }
});

function filesOf(chunk: string): string[] {
  const { file, css = [] } = manifest[chunk] ?? { file: '' };
  return [file, ...css];
}

/** A chunk and all that it imports, directly or not. */
function importedBy(chunk: string, seen = new Set<string>()): Set<string> {
  if (!seen.has(chunk)) {
    seen.add(chunk);
    for (const each of manifest[chunk]?.imports ?? []) importedBy(each, seen);
  }
  return seen;
}
