/**
 * Writes wishes to sign in. Those that come at the same time share one statement, and so one wait for the
 * disk: a crowd that signs in at the start of an event is written as fast as the disk can, not a row each.
 */
import type { Kysely } from 'kysely';
import type { PeopleLinkRow, Tables } from '../../kernel/tables.ts';

/** The most rows of one statement, which can hold only so many values. */
const AT_ONCE = 500;

interface Waiting {
  readonly row: PeopleLinkRow;
  done(): void;
  failed(error: unknown): void;
}

export class WishStore {
  readonly #db: Kysely<Tables>;
  readonly #waiting: Waiting[] = [];
  #writing = false;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** Done when the row is on the disk. */
  add(row: PeopleLinkRow): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ row, done, failed });
      if (this.#writing) return;
      this.#writing = true;
      // After the requests that have already arrived.
      setImmediate(() => void this.#writeAll());
    });
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) await this.#write(this.#waiting.splice(0, AT_ONCE));
    this.#writing = false;
  }

  /**
   * A row that cannot be written takes no other along. Where that is because its event was just removed, the
   * wish names none, as one of an event that never was.
   */
  async #write(wishes: readonly Waiting[]): Promise<void> {
    try {
      await this.#db
        .insertInto('people_link')
        .values(wishes.map(({ row }) => row))
        .execute();
      for (const { done } of wishes) done();
    } catch (error) {
      if (isOfARow(error)) await this.#writeEach(wishes, error);
      // Without the database each would wait for it in vain, one after the other.
      else for (const { failed } of wishes) failed(error);
    }
  }

  async #writeEach(wishes: readonly Waiting[], error: unknown): Promise<void> {
    const [only] = wishes;
    if (wishes.length > 1) for (const wish of wishes) await this.#write([wish]);
    else if (only?.row.event_id) await this.#write([{ ...only, row: { ...only.row, event_id: null } }]);
    else only?.failed(error);
  }
}

/** Whether an engine refused what stands in a row (SQLite, PostgreSQL), and not to write at all. */
function isOfARow(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_CONSTRAINT') || code.startsWith('23');
}
