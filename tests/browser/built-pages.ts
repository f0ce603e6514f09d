/**
 * Builds what browsers load, once in a run for each mode, into a folder that the run made: never a stale build. Where
 * the build in `dist` is of the sources as they are, it is copied instead. Of several test files that need it at the
 * same time the first builds, and the others wait.
 */
import { cpSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { arePagesFresh } from '../../server/launch/build.mjs';
import { PAGE_FOLDERS } from './page-folders.ts';

const configFile = fileURLToPath(new URL('../../web/vite.config.ts', import.meta.url));
const builtFolder = fileURLToPath(new URL('../../dist/public', import.meta.url));
/** Between two looks for a build of another process, in milliseconds. */
const LOOK_EVERY = 100;

type Mode = 'production' | 'development';

/**
 * @param mode in `development` React says in the console what it finds amiss, a wrong takeover above all.
 * @returns a folder that others read too, and nobody may change; the run removes it.
 */
export async function buildPages(mode: Mode): Promise<{ readonly folder: string }> {
  const run = process.env[PAGE_FOLDERS];
  if (run === undefined) throw new Error('the run made no folder for built pages');
  const folder = join(run, mode);
  if (isFirst(`${folder}.begun`)) await buildInto(folder, mode);
  while (!existsSync(folder)) {
    if (existsSync(`${folder}.failed`)) throw new Error(`the pages could not be built for ${mode}: see the first test`);
    await setTimeout(LOOK_EVERY);
  }
  return { folder };
}

function isFirst(mark: string): boolean {
  try {
    mkdirSync(mark);
    return true;
  } catch {
    return false;
  }
}

/** Under another name until it is whole. */
async function buildInto(folder: string, mode: Mode): Promise<void> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = mode;
  try {
    const outDir = `${folder}.building`;
    if (mode === 'production' && arePagesFresh()) cpSync(builtFolder, outDir, { recursive: true });
    else await build({ configFile, mode, logLevel: 'error', build: { outDir, emptyOutDir: true } });
    renameSync(outDir, folder);
  } catch (error) {
    writeFileSync(`${folder}.failed`, '');
    throw error;
  } finally {
    process.env.NODE_ENV = before;
  }
}
