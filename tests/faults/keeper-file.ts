/**
 * The keeper as one file: a process reads it in a quarter of the time that its hundreds of modules take, and it is
 * started for every kill.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';
import { projectRoot } from '../../bench/processes.ts';

const NAME = 'keeper.mjs';
/** Machine code, which cannot be part of it. */
const ADDON = 'better-sqlite3';

/** @param folder in which it is written. @returns its path. */
export async function writeKeeper(folder: string): Promise<string> {
  const paths = { [ADDON]: createRequire(import.meta.url).resolve(ADDON) };
  await build({
    ...{ configFile: false, logLevel: 'error', root: projectRoot(import.meta.dirname) },
    ssr: { noExternal: true, external: [ADDON] },
    build: {
      ...{ ssr: 'tests/faults/ballot-keeper.ts', target: 'node20', outDir: folder, emptyOutDir: false },
      rollupOptions: { output: { entryFileNames: NAME, paths } },
    },
  });
  return join(folder, NAME);
}
