/** The program of the assigner's thread for tests: Node.js runs no TypeScript, so it is made one file of JavaScript. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { projectRoot } from '../../../bench/processes.ts';
import { PAGE_FOLDERS } from '../../browser/page-folders.ts';

const NAME = 'search-thread.mjs';
let built: Promise<URL> | undefined;

/** Built from the sources as they are, once in a process, and only where somebody deals. */
export function searchThread(): Promise<URL> {
  built ??= buildThread();
  return built;
}

async function buildThread(): Promise<URL> {
  const folder = mkdtempSync(join(process.env[PAGE_FOLDERS] ?? tmpdir(), 'search-thread-'));
  await build({
    ...{ configFile: false, logLevel: 'error', root: projectRoot(import.meta.dirname) },
    ssr: { noExternal: true },
    build: {
      ...{ ssr: 'breakouts/dealings/search-thread-service.ts', target: 'node20', outDir: folder, emptyOutDir: false },
      rollupOptions: { output: { entryFileNames: NAME } },
    },
  });
  return pathToFileURL(join(folder, NAME));
}
