/** What the breakouts' room asks of other rooms. */
import type { Kysely } from 'kysely';
import type { EventId, ParticipantId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';
import type { Instant } from '../kernel/time.ts';
import type { Wishes } from '../people/schema.ts';

/** Handed in by `server/wiring.ts`; read inside the given transaction. */
export interface BreakoutNeighbours {
  /** The entry of the agenda as the show has it now; undefined where nothing of that id is published. */
  readonly anchorOf: (
    db: Kysely<Tables>,
    eventId: EventId,
    dayId: string,
    entry: string,
    now: Instant,
  ) => Promise<RoundAnchor | undefined>;
  /** The breakouts of the published agenda, in its order, and the plenaries that hear them. */
  readonly breakoutsOf: (db: Kysely<Tables>, eventId: EventId) => Promise<readonly BreakoutSession[]>;
  /** Everybody who is registered. */
  readonly membersOf: (db: Kysely<Tables>, eventId: EventId) => Promise<readonly Member[]>;
  /** Of some people those that are registered, at the cost of these alone. */
  readonly calledOf: (
    db: Kysely<Tables>,
    eventId: EventId,
    ids: readonly ParticipantId[],
  ) => Promise<ReadonlyMap<ParticipantId, Called>>;
  /** The roles that hold for rooms, of those who are registered. */
  readonly roomRolesOf: (db: Kysely<Tables>, eventId: EventId) => Promise<readonly RoomRole[]>;
  /** Those of these addresses' owners that are registered; for files of other tools. */
  readonly addressesOf: (db: Kysely<Tables>, eventId: EventId) => Promise<ReadonlyMap<ParticipantId, string>>;
}

/** As `EntryAnchor` of the show: whole seconds. */
export interface RoundAnchor {
  readonly status: 'ahead' | 'running' | 'done' | 'skipped';
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** When it ended, or should: what it runs over without being made longer does not count. */
  readonly dueAt: Instant;
  readonly resumesAt: Instant;
  readonly resumed: boolean;
}

export interface BreakoutSession {
  readonly id: string;
  readonly dayId: string;
  readonly day: number;
  readonly title: string;
  readonly tags: readonly string[];
  readonly minutes: number;
  /** As planned; null where the plan says no time. */
  readonly startsAt: Instant | null;
  /** The session in which its rooms report; null where none does. */
  readonly heardIn: {
    readonly id: string;
    readonly dayId: string;
    readonly title: string;
    readonly startsAt: Instant | null;
  } | null;
}

export interface Member {
  readonly id: ParticipantId;
  readonly name: string;
  readonly organisation: string | null;
  /** ISO 3166 code of two letters. */
  readonly country: string | null;
  readonly tags: readonly string[];
  readonly wishes: Wishes;
  /** The key of their address, by which others' wishes name them; null after erasure. */
  readonly emailKey: string | null;
}

export interface Called {
  readonly name: string;
  readonly organisation: string | null;
  /** Topics as they were written down for them. */
  readonly prefers: readonly string[];
}

export interface RoomRole {
  readonly participantId: ParticipantId;
  readonly role: 'facilitator' | 'rapporteur';
  readonly room: string;
}
