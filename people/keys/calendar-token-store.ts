/** The SQL of personal calendar addresses: at most one for each participant. */
import type { Kysely } from 'kysely';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { PeopleCalendarTokenRow, Tables } from '../../kernel/tables.ts';

/** Stores a token in place of the one that the participant has. */
export async function putCalendarToken(db: Kysely<Tables>, row: PeopleCalendarTokenRow): Promise<void> {
  const { hash, created_at } = row;
  await db
    .insertInto('people_calendar_token')
    .values(row)
    .onConflict((conflict) => conflict.column('participant_id').doUpdateSet({ hash, created_at }))
    .execute();
}

/** Also for whoever removes or erases a participant, so that an old address never opens again. @returns false when there was none. */
export async function deleteCalendarToken(
  db: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<boolean> {
  const result = await db
    .deleteFrom('people_calendar_token')
    .where('event_id', '=', eventId)
    .where('participant_id', '=', participantId)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** Since when a participant has a calendar address (UTC milliseconds), or null. */
export async function calendarTokenSince(
  db: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<number | null> {
  const row = await db
    .selectFrom('people_calendar_token')
    .select('created_at')
    .where('event_id', '=', eventId)
    .where('participant_id', '=', participantId)
    .executeTakeFirst();
  return row?.created_at ?? null;
}

interface TokenOwner {
  readonly eventId: EventId;
  readonly participantId: ParticipantId;
  readonly tags: readonly string[];
}

/** Whose calendar a token of this hash opens: a registered participant's, of whatever event. */
export async function findCalendarOwner(db: Kysely<Tables>, hash: string): Promise<TokenOwner | undefined> {
  const row = await db
    .selectFrom('people_calendar_token as token')
    .innerJoin('people_participant as participant', (join) =>
      join.onRef('participant.id', '=', 'token.participant_id').onRef('participant.event_id', '=', 'token.event_id'),
    )
    .select(['participant.id', 'participant.event_id', 'participant.tags'])
    .where('token.hash', '=', hash)
    .where('participant.state', '=', 'registered')
    .executeTakeFirst();
  return (
    row && {
      eventId: row.event_id as EventId,
      participantId: row.id as ParticipantId,
      tags: JSON.parse(row.tags) as string[],
    }
  );
}
