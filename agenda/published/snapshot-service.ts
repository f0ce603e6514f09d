/** Published versions in memory: they never change, and reading one is most of the work of showing a running day. */
import type { Kysely } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Event } from '../schema.ts';
import type { Snapshot } from './snapshot.ts';
import { findSnapshot } from './version-store.ts';

/** Of how many events the newest is held. The one that was read first makes way. */
const MOST_EVENTS = 50;

export class SnapshotsInMemory {
  readonly #held = new Map<EventId, Snapshot>();

  /** The newest of an event; undefined while nothing is published. Not for the transaction that publishes. */
  async newest(
    db: Kysely<Tables>,
    { id, publishedVersion }: Pick<Event, 'id' | 'publishedVersion'>,
  ): Promise<Snapshot | undefined> {
    if (publishedVersion === null) return undefined;
    const held = this.#held.get(id);
    if (held?.agenda.version === publishedVersion) return held;
    const read = await findSnapshot(db, id, publishedVersion);
    if (read) this.#keep(id, read);
    return read;
  }

  #keep(id: EventId, snapshot: Snapshot): void {
    this.#held.delete(id);
    this.#held.set(id, snapshot);
    const oldest = this.#held.keys().next();
    if (this.#held.size > MOST_EVENTS && !oldest.done) this.#held.delete(oldest.value);
  }
}
