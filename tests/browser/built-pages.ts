/** Builds what browsers load into a folder of the test's own: never a stale build, never another test's. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const configFile = fileURLToPath(new URL('../../web/vite.config.ts', import.meta.url));

/** @param mode in `development` React says in the console what it finds amiss, a wrong takeover above all. */
export async function buildPages(
  mode: 'production' | 'development',
): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'plenum-pages-'));
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = mode;
  try {
    await build({ configFile, mode, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  } finally {
    process.env.NODE_ENV = before;
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
