/** What the questions' room asks of other rooms. */
import type { Kysely } from 'kysely';
import type { EventId, ParticipantId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';

/** Handed in by `server/wiring.ts`. */
export interface QuestionNeighbours {
  /** The day of a session or break that is published; undefined where there is none of that id. */
  readonly dayOfSession: (db: Kysely<Tables>, eventId: EventId, session: string) => Promise<string | undefined>;
  /** `Name, Organisation` of participants, by id; those who are gone are left out. */
  readonly linesOf: (
    db: Kysely<Tables>,
    eventId: EventId,
    ids: readonly ParticipantId[],
  ) => Promise<ReadonlyMap<string, string>>;
}
