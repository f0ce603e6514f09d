/**
 * Somebody who copies everything that is on the disk after every commit: of SQLite the bytes of the file and of its
 * log, of PostgreSQL all rows with the transaction that wrote them and their place, and of both what a service wrote
 * down. Bytes are searched at once, and only those that are new.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { TestDatabase } from '../../engines.ts';

const TABLES = ['poll_poll', 'poll_round', 'poll_ballot', 'poll_turnout', 'people_audit_entry', 'server_live_topic'];

export interface Ballot {
  readonly participant_id: string;
  readonly client_id: string;
  readonly choice: string;
  readonly cast_at: number;
}

/** A row of what is left, as the engine keeps it: who or what stands in it, and in which transaction and place. */
export interface Row {
  readonly text: string;
  readonly transaction: string;
}

export class Observer {
  /** Of each commit, who was there for the first time, and which answer. */
  readonly commits: { readonly voters: readonly string[]; readonly answers: readonly string[] }[] = [];
  /** The newest ballot of each person, in the order in which they came. */
  readonly ballots = new Map<string, Ballot>();
  /** How much of the disk was read in all, in bytes. */
  bytesRead = 0;
  readonly #database: TestDatabase;
  readonly #voters: ReadonlySet<string>;
  readonly #unseenVoters: Set<string>;
  readonly #unseenAnswers: Set<string>;
  readonly #tables: readonly string[];
  #log = Buffer.alloc(0);
  #file = Buffer.alloc(0);

  /** @param tables of PostgreSQL that are read; of SQLite the whole file is. */
  constructor(database: TestDatabase, voters: readonly string[], answers: readonly string[], tables = TABLES) {
    this.#database = database;
    this.#tables = tables;
    this.#voters = new Set(voters);
    this.#unseenVoters = new Set(voters);
    this.#unseenAnswers = new Set(answers);
  }

  async look(): Promise<void> {
    const ballots = await this.#database.db.selectFrom('poll_ballot').selectAll().execute();
    for (const ballot of ballots)
      if (this.#voters.has(ballot.participant_id)) this.ballots.set(ballot.participant_id, ballot);
    const fresh = await this.#fresh();
    this.bytesRead += fresh.length;
    // In the order in which the bytes stand there, so that nothing is learnt from what the test knows.
    const taken = (unseen: Set<string>) =>
      [...unseen]
        .map((text) => ({ text, at: fresh.indexOf(text) }))
        .filter(({ text, at }) => at >= 0 && unseen.delete(text))
        .sort((one, other) => one.at - other.at)
        .map(({ text }) => text);
    this.commits.push({ voters: taken(this.#unseenVoters), answers: taken(this.#unseenAnswers) });
  }

  /** What stands in the tables in the end, in the order in which the engine keeps it. */
  async rowsLeft(): Promise<Row[]> {
    const found: Row[] = [];
    for (const table of ['poll_turnout', 'poll_ballot']) found.push(...(await this.#rows(table)));
    return found;
  }

  async #fresh(): Promise<Buffer> {
    const { location } = this.#database;
    if (!('dataDir' in location)) {
      const rows = await Promise.all(this.#tables.map((table) => this.#rows(table)));
      return Buffer.from(JSON.stringify(rows));
    }
    const file = readFileSync(join(location.dataDir, 'plenum.sqlite'));
    const log = readFileSync(join(location.dataDir, 'plenum.sqlite-wal'));
    const longer = log.length > this.#log.length && log.subarray(0, this.#log.length).equals(this.#log);
    const fresh = [longer ? log.subarray(this.#log.length) : log, file.equals(this.#file) ? Buffer.alloc(0) : file];
    this.#log = log;
    this.#file = file;
    return Buffer.concat(fresh);
  }

  async #rows(table: string): Promise<Row[]> {
    const { db, engine } = this.#database;
    const place = engine === 'postgres' ? sql`ctid` : sql`rowid`;
    const transaction = engine === 'postgres' ? sql`xmin::text` : sql`''`;
    const of = sql.table(table);
    const { rows } = await sql<Record<string, unknown>>`
      select ${transaction} as "transaction", t.* from ${of} as t order by ${sql`t.`}${place}`.execute(db);
    return rows.map((row) => ({ text: JSON.stringify(row), transaction: String(row.transaction) }));
  }
}

/** The files of a key folder. */
export function keysIn(keyDir: string): Buffer[] {
  const folder = join(keyDir, 'polls');
  return existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(join(folder, name))) : [];
}
