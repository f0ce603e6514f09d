import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { PAGE_FOLDERS } from './browser/page-folders.ts';
import { KEY_FOLDERS } from './key-folders.ts';
import { startPostgres, TEMPLATE_DATABASE } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of the run's PostgreSQL, without the name of a database. */
    postgresUrl: string;
  }
}

/** Once for a run of vitest: a folder for keys, one for built pages, and PostgreSQL up before the first test, gone after the last, failed or not. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  project.provide('postgresUrl', postgres.url(TEMPLATE_DATABASE));
  const keyDirs = mkdtempSync(join(tmpdir(), 'plenum-keys-'));
  process.env[KEY_FOLDERS] = keyDirs;
  const pages = mkdtempSync(join(tmpdir(), 'plenum-pages-'));
  process.env[PAGE_FOLDERS] = pages;
  return async () => {
    rmSync(pages, { recursive: true, force: true });
    rmSync(keyDirs, { recursive: true, force: true });
    await postgres.stop();
  };
}
