/**
 * An SQLite database that compiles each statement once. Compiling took more than half as long as running
 * one, and the statements of a server are few and always the same. A changed schema makes SQLite compile
 * again by itself. Nothing reads rows one by one here, so a kept statement is never in use twice.
 */
import type SQLite from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Bulk inserts have a text for each number of rows; of all texts those used longest ago go first. */
const KEPT = 500;

export class KeptStatements implements SqliteDatabase {
  readonly #file: SQLite.Database;
  readonly #kept = new Map<string, SqliteStatement>();

  constructor(file: SQLite.Database) {
    this.#file = file;
  }

  prepare(sql: string): SqliteStatement {
    const statement = this.#kept.get(sql) ?? (this.#file.prepare(sql) as unknown as SqliteStatement);
    this.#kept.delete(sql);
    this.#kept.set(sql, statement);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > KEPT && !oldest.done) this.#kept.delete(oldest.value);
    return statement;
  }

  close(): void {
    this.#kept.clear();
    this.#file.close();
  }
}
