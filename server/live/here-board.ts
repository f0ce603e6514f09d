/**
 * How many people of an event are here. Each process writes down how many it sees, at most every 2 seconds and
 * only what has changed, and again every 5 seconds that it still does: what a process wrote that has gone counts
 * for 15 seconds. Somebody with pages on two processes counts on both.
 */
import type { Kysely } from 'kysely';
import type { PresenceView } from '../../agenda/show/show-view.ts';
import type { EventId } from '../../kernel/ids.ts';
import type { TouchTopics } from '../../kernel/live.ts';
import { newId } from '../../kernel/random.ts';
import type { Tables } from '../../kernel/tables.ts';
import { type Clock, type Instant, instant } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import { countHere, deleteHere, deleteOldHere, saveHere } from './here-store.ts';
import { Paced } from './paced.ts';

export const PRESENCE_TOPIC = 'presence';

/** In milliseconds. */
const LEAST_GAP = 2_000;
export const COUNTS_FOR = 15_000;

export interface HereNeeds {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly touch: TouchTopics;
  readonly onFault: (error: unknown) => void;
}

export class HereBoard {
  readonly #needs: HereNeeds;
  readonly #eventId: EventId;
  readonly #count: () => number;
  readonly #onChange: () => void;
  readonly #writing: Paced;
  /** Of its own: one that ends takes away only what it wrote itself. */
  readonly #id = newId();
  #written: number | null = null;
  #refresh = false;
  /** How many there were in all processes. */
  #inAll: number | null = null;

  /** @param onChange told after a change is stored. */
  constructor(needs: HereNeeds, eventId: EventId, count: () => number, onChange: () => void) {
    this.#needs = needs;
    this.#eventId = eventId;
    this.#count = count;
    this.#onChange = onChange;
    this.#writing = new Paced(() => this.#write(), LEAST_GAP, needs.onFault);
  }

  /** Somebody came or went. */
  ask(): void {
    this.#writing.ask();
  }

  /** Says again how many are here, and looks whether others have gone. */
  refresh(): void {
    this.#refresh = true;
    this.#writing.ask();
  }

  async read(): Promise<PresenceView> {
    return { here: await countHere(this.#needs.db, this.#eventId, this.#since()) };
  }

  /** Nobody is here any more. */
  async stop(): Promise<void> {
    await this.#writing.stop();
    if (this.#written === null) return;
    const { db, touch } = this.#needs;
    await inTransaction(db, async (tx) => {
      await deleteHere(tx, this.#id, this.#eventId);
      await touch(tx, this.#eventId, PRESENCE_TOPIC);
    });
  }

  #since(): Instant {
    return instant(this.#needs.clock.now() - COUNTS_FOR);
  }

  async #write(): Promise<void> {
    const people = this.#count();
    if (people === this.#written && !this.#refresh) return;
    const { db, clock, touch } = this.#needs;
    const inAll = await inTransaction(db, async (tx) => {
      await saveHere(tx, { process_id: this.#id, event_id: this.#eventId, people, at: clock.now() });
      if (this.#refresh) await deleteOldHere(tx, this.#eventId, this.#since());
      const counted = await countHere(tx, this.#eventId, this.#since());
      if (counted !== this.#inAll) await touch(tx, this.#eventId, PRESENCE_TOPIC);
      return counted;
    });
    const changed = inAll !== this.#inAll;
    [this.#written, this.#inAll, this.#refresh] = [people, inAll, false];
    if (changed) this.#onChange();
  }
}
