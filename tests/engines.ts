/**
 * Runs the same tests on SQLite and on PostgreSQL.
 *
 *     eachEngine('the agenda store', (openTestDatabase) => {
 *       it('keeps an event', async () => {
 *         const { db } = await openTestDatabase();
 *         …
 *       });
 *     });
 *
 * Each call of `openTestDatabase` opens a fresh, migrated, empty database; all are closed and removed
 * after the block's last test. One may be opened per test, or one in `beforeAll` for all of them.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, describe, inject } from 'vitest';
import { type DatabaseLocation, type Engine, type OpenDatabase, openDatabase } from '../server/database.ts';
import { TEMPLATE_DATABASE } from './postgres.ts';

export interface TestLocation {
  readonly location: DatabaseLocation;
  /** Removes the database. Everything that has it open must be closed before. */
  remove(): Promise<void>;
}

export interface TestEngine {
  readonly engine: Engine;
  readonly name: string;
  /** A place for a fresh database: for SQLite an empty folder, for PostgreSQL a database that is migrated. */
  makeLocation(): Promise<TestLocation>;
}

export interface TestDatabase extends OpenDatabase {
  /** Where it is, for tests that open it a second time. */
  readonly location: DatabaseLocation;
}

export type OpenTestDatabase = () => Promise<TestDatabase>;

export const engines: readonly TestEngine[] = [
  { engine: 'sqlite', name: 'SQLite', makeLocation: makeFolder },
  { engine: 'postgres', name: 'PostgreSQL', makeLocation: copyTemplate },
];

/** Declares `tests` once for each engine, as `NAME on SQLite` and `NAME on PostgreSQL`. */
export function eachEngine(name: string, tests: (openTestDatabase: OpenTestDatabase, engine: Engine) => void): void {
  for (const engine of engines) {
    describe(`${name} on ${engine.name}`, () => {
      const undo: (() => Promise<void>)[] = [];
      afterAll(async () => {
        for (const step of undo.reverse()) await step();
      });
      tests(() => openIn(engine, undo), engine.engine);
    });
  }
}

async function openIn(engine: TestEngine, undo: (() => Promise<void>)[]): Promise<TestDatabase> {
  const { location, remove } = await engine.makeLocation();
  undo.push(remove);
  const opened = await openDatabase(location);
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= opened.close();
    return closing;
  };
  undo.push(close);
  return { ...opened, close, location };
}

async function makeFolder(): Promise<TestLocation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-sqlite-'));
  return { location: { dataDir }, remove: async () => rmSync(dataDir, { recursive: true, force: true }) };
}

async function copyTemplate(): Promise<TestLocation> {
  const name = `plenum_${randomBytes(8).toString('hex')}`;
  await administer(`create database ${name} template ${TEMPLATE_DATABASE}`);
  const databaseUrl = addressOf(name);
  return { location: { databaseUrl }, remove: () => administer(`drop database ${name} with (force)`) };
}

function addressOf(database: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${database}`;
  return url.href;
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: addressOf('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
