/** What the polls' room asks of other rooms. */
import type { Kysely } from 'kysely';
import type { EventId, ParticipantId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';
import type { Instant } from '../kernel/time.ts';
import type { Voter } from './poll.ts';

/** Handed in by `server/wiring.ts`; read inside the given transaction. */
export interface PollNeighbours {
  /** The entry of the agenda as the show has it now; undefined where nothing of that id is published. */
  readonly anchorOf: (
    db: Kysely<Tables>,
    eventId: EventId,
    dayId: string,
    entry: string,
    now: Instant,
  ) => Promise<PollAnchor | undefined>;
  /** How many are registered. */
  readonly countEntitled: (db: Kysely<Tables>, eventId: EventId) => Promise<number>;
  /** How many people have a page of the event open. */
  readonly countPresent: (db: Kysely<Tables>, eventId: EventId) => Promise<number>;
  /** What participants are called, and where they come from, by id; those who are gone are left out. */
  readonly peopleOf: (
    db: Kysely<Tables>,
    eventId: EventId,
    ids: readonly ParticipantId[],
  ) => Promise<ReadonlyMap<string, Voter>>;
}

/** As `Anchor` of the show: whole seconds. */
export interface PollAnchor {
  readonly status: 'ahead' | 'running' | 'done' | 'skipped';
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly resumesAt: Instant;
  readonly resumed: boolean;
}
