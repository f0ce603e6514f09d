/** A PostgreSQL for one fault run: started for it, and gone after it. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { startPostgres, TEMPLATE_DATABASE } from '../postgres.ts';

/** @param work is handed the address of a fresh, migrated database. */
export async function onPostgres<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const postgres = await startPostgres();
  try {
    const name = `plenum_faults_${randomBytes(4).toString('hex')}`;
    const client = new Client({ connectionString: postgres.url('postgres') });
    await client.connect();
    await client.query(`create database ${name} template ${TEMPLATE_DATABASE}`);
    await client.end();
    return await work(postgres.url(name));
  } finally {
    await postgres.stop();
  }
}
