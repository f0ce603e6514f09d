/**
 * Finds what has changed, by this process or another, in one small look at the stored versions: twice a second, and
 * sooner where the database tells of a change. New states hang on it, and rights that have ended.
 */
import type { Kysely } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import { EVERY_EVENT } from '../../kernel/live.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { PresenceService } from '../../people/presence/presence-service.ts';
import { STANDINGS_TOPIC } from '../../people/presence/topics.ts';
import { CLOSE } from './frames.ts';
import type { LiveEvent } from './live-event.ts';
import { Paced } from './paced.ts';
import { readVersion, readVersions, sumVersions } from './topic-store.ts';

/** In milliseconds. */
const BETWEEN_LOOKS = 20;
const BETWEEN_SIGN_INS = 250;

export interface WatchNeeds {
  readonly db: Kysely<Tables>;
  readonly presence: Pick<PresenceService, 'signedIn'>;
  /** Those that somebody has a socket of. */
  readonly events: ReadonlyMap<EventId, LiveEvent>;
  readonly onFault: (error: unknown) => void;
}

export class VersionWatch {
  readonly #needs: WatchNeeds;
  readonly #looking: Paced;
  readonly #lookingAtSignIns: Paced;
  /** The sum of the versions of every event as last seen, and that of the sign-ins as last looked at. */
  #sumOfEvery: number | null = null;
  #signInsAsOf: number | null = null;

  constructor(needs: WatchNeeds) {
    this.#needs = needs;
    this.#looking = new Paced(() => this.#look(), BETWEEN_LOOKS, needs.onFault);
    this.#lookingAtSignIns = new Paced(() => this.#lookAtSignIns(), BETWEEN_SIGN_INS, needs.onFault);
  }

  /** Looks soon. */
  look(): void {
    this.#looking.ask();
  }

  /** Another process, or this one, tells that something has changed; null for anything. */
  hear(eventId: string | null): void {
    if (eventId === null || eventId === EVERY_EVENT || this.#needs.events.has(eventId as EventId)) this.look();
  }

  /** Looks soon whose sign-ins have ended. */
  lookAtSignIns(): void {
    this.#lookingAtSignIns.ask();
  }

  async stop(): Promise<void> {
    await Promise.all([this.#looking.stop(), this.#lookingAtSignIns.stop()]);
  }

  async #look(): Promise<void> {
    const { db, events } = this.#needs;
    const sums = await sumVersions(db, [EVERY_EVENT, ...events.keys()]);
    const ofEvery = sums.get(EVERY_EVENT) ?? 0;
    if (ofEvery !== this.#sumOfEvery) {
      this.#sumOfEvery = ofEvery;
      if ((await readVersion(db, EVERY_EVENT, STANDINGS_TOPIC)) !== this.#signInsAsOf) this.lookAtSignIns();
    }
    for (const [id, event] of events) {
      const sum = sums.get(id) ?? 0;
      if (!event.isUpTo(sum)) event.compare(sum, await readVersions(db, id));
    }
  }

  async #lookAtSignIns(): Promise<void> {
    const { db, presence, events } = this.#needs;
    const asOf = await readVersion(db, EVERY_EVENT, STANDINGS_TOPIC);
    const connections = [...events.values()].flatMap((event) => [...event.connections]);
    const signIns = connections.flatMap(({ actor }) => (actor.kind === 'person' ? [actor.signInId] : []));
    const inForce = await presence.signedIn([...new Set(signIns)]);
    for (const connection of connections) {
      const { actor } = connection;
      if (actor.kind === 'person' && !inForce.has(actor.signInId)) connection.end(CLOSE.signedOut, 'signed out');
    }
    this.#signInsAsOf = asOf;
  }
}
