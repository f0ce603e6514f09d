/**
 * The one place that knows which database is in use. Everything else is given a `Kysely<Tables>` and
 * writes SQL that both engines take.
 */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SQLite from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  Migrator,
  PostgresDialect,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import { Pool, types as postgresTypes } from 'pg';
import type { Tables } from '../kernel/tables.ts';
import { KeptStatements } from './kept-statements.ts';
import { migrations } from './migrations/list.ts';

export type Engine = 'sqlite' | 'postgres';

/** Where the data is: a folder of our own for SQLite, or the address of a PostgreSQL database. */
export type DatabaseLocation =
  | { readonly dataDir: string }
  | {
      readonly databaseUrl: string;
      /** Told when a connection nobody is using breaks; the pool replaces it by itself. */
      readonly onIdleError?: (error: Error) => void;
    };

export interface OpenDatabase {
  readonly db: Kysely<Tables>;
  readonly engine: Engine;
  /** Where PostgreSQL is, for what needs a connection of its own. */
  readonly databaseUrl?: string;
  /** Waits for what is running, then lets go of every connection and file. */
  close(): Promise<void>;
}

/** The file of a SQLite database inside its data folder. */
export const DATABASE_FILE = 'plenum.sqlite';

/** How long a writer waits for another process that holds the SQLite file, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens the database and brings its tables up to date. Creates the data folder when it is missing.
 *
 * On SQLite there is one connection: a query on `db` inside `db.transaction()` would wait for ever, so
 * inside a transaction everything must go through the transaction it is given.
 * @throws Error when the database cannot be reached or a migration fails; nothing is half migrated then.
 */
export async function openDatabase(location: DatabaseLocation): Promise<OpenDatabase> {
  return 'dataDir' in location ? await openSqlite(location.dataDir) : await openPostgres(location);
}

async function openSqlite(dataDir: string): Promise<OpenDatabase> {
  makeFolder(dataDir);
  const file = new SQLite(join(dataDir, DATABASE_FILE));
  setPragmas(file);
  const db = new Kysely<Tables>({ dialect: new ImmediateSqliteDialect({ database: new KeptStatements(file) }) });
  try {
    await migrateSqlite(file, db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return { db, engine: 'sqlite', close: () => db.destroy() };
}

/** One by one: told to make all at once, Node.js tries for ever where no folder can be made, as below /proc. */
function makeFolder(folder: string): void {
  const above = dirname(folder);
  if (!existsSync(above)) makeFolder(above);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

function setPragmas(file: SQLite.Database): void {
  file.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  file.pragma('journal_mode = WAL');
  // With NORMAL, more than half of the acknowledged rows were lost in simulated power cuts.
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');
  file.pragma('secure_delete = ON');
}

/** One transaction around all migrations, taken at once: two processes that start together take turns. */
async function migrateSqlite(file: SQLite.Database, db: Kysely<Tables>): Promise<void> {
  file.exec('begin immediate');
  try {
    await migrate(db);
    file.exec('commit');
  } catch (error) {
    file.exec('rollback');
    throw error;
  }
}

/**
 * Transactions that take the write lock when they begin. A deferred one that reads and then writes is
 * refused without waiting when another process wrote in between, whatever the busy timeout.
 */
class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: KeptStatements;

  constructor(config: { readonly database: KeptStatements }) {
    super(config);
    this.#database = config.database;
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver({ database: this.#database });
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

async function openPostgres(location: Extract<DatabaseLocation, { databaseUrl: string }>): Promise<OpenDatabase> {
  const pool = new Pool({
    connectionString: location.databaseUrl,
    types: { getTypeParser: readIntegersAsNumbers },
    connectionTimeoutMillis: 10_000,
  });
  pool.on('error', location.onIdleError ?? (() => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return { db, engine: 'postgres', databaseUrl: location.databaseUrl, close: () => db.destroy() };
}

/** Instants and counts are 64-bit in PostgreSQL, which pg hands over as text; ours all fit a number. */
const readIntegersAsNumbers: typeof postgresTypes.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  type === postgresTypes.builtins.INT8
    ? (text: string) => Number(text)
    : postgresTypes.getTypeParser(type, format as 'text');

/** Runs the migrations that have not run yet. @throws the first migration's own error. */
async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
