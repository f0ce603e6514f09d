import type { TestProject } from 'vitest/node';
import { startPostgres, TEMPLATE_DATABASE } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of the run's PostgreSQL, without the name of a database. */
    postgresUrl: string;
  }
}

/** Once for a run of vitest: PostgreSQL up before the first test, gone after the last, failed or not. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  project.provide('postgresUrl', postgres.url(TEMPLATE_DATABASE));
  return () => postgres.stop();
}
