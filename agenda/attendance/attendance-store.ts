/** The SQL of attendance: a line for each participant and session, and with the empty text as session for the day. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import { inPortions } from '../../kernel/portions.ts';
import type { AgendaAttendanceRow, Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Stay } from './attendance-file.ts';
import type { Tally } from './attendance-view.ts';
import type { PlaceRef } from './places.ts';

export interface Presence extends PlaceRef {
  readonly participantId: ParticipantId;
}

/** The first click counts; others change nothing. */
export async function insertJoin(
  db: Kysely<Tables>,
  eventId: EventId,
  presence: Presence,
  now: Instant,
): Promise<void> {
  await db
    .insertInto('agenda_attendance')
    .values({ ...rowOf(eventId, presence), joined_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['event_id', 'day_id', 'session_id', 'participant_id'])
        .doUpdateSet({ joined_at: now })
        .where('agenda_attendance.joined_at', 'is', null),
    )
    .execute();
}

/**
 * One minute more for each who was not seen in it already.
 * @param minute the beginning of the minute.
 * @param presences each once, in an order that is the same whoever asks, so that two never wait for each other.
 */
export async function addMinute(
  tx: Kysely<Tables>,
  eventId: EventId,
  presences: readonly Presence[],
  minute: Instant,
): Promise<void> {
  const seen = { first_seen_at: minute, last_seen_at: minute, seen_minutes: 1 };
  const rows = presences.map((presence) => ({ ...rowOf(eventId, presence), ...seen }));
  await inPortions(rows, (portion) =>
    tx
      .insertInto('agenda_attendance')
      .values(portion)
      .onConflict((conflict) =>
        conflict
          .columns(['event_id', 'day_id', 'session_id', 'participant_id'])
          .doUpdateSet((row) => ({
            first_seen_at: sql<number>`coalesce(${row.ref('agenda_attendance.first_seen_at')}, ${minute})`,
            last_seen_at: minute,
            seen_minutes: row('agenda_attendance.seen_minutes', '+', 1),
          }))
          .where((row) =>
            row.or([
              row('agenda_attendance.last_seen_at', 'is', null),
              row('agenda_attendance.last_seen_at', '<', minute),
            ]),
          ),
      )
      .execute(),
  );
}

function rowOf(eventId: EventId, { dayId, sessionId, participantId }: Presence): AgendaAttendanceRow {
  const nothing = { joined_at: null, first_seen_at: null, last_seen_at: null, seen_minutes: 0 };
  return { event_id: eventId, day_id: dayId, session_id: sessionId, participant_id: participantId, ...nothing };
}

/** By session and length of stay; the day as a whole has the empty text as session. */
export async function tallyAttendance(db: Kysely<Tables>, eventId: EventId): Promise<Tally[]> {
  const rows = await db
    .selectFrom('agenda_attendance')
    .select((each) => ['day_id', 'session_id', 'seen_minutes', each.fn.countAll<number>().as('people')])
    .select((each) => each.fn.count<number>('joined_at').as('joined'))
    .where('event_id', '=', eventId)
    .groupBy(['day_id', 'session_id', 'seen_minutes'])
    .execute();
  return rows.map(({ day_id, session_id, seen_minutes, people, joined }) => ({
    dayId: day_id,
    sessionId: session_id,
    minutes: seen_minutes,
    people,
    joined,
  }));
}

/** How many people joined something, by day. */
export async function countJoined(db: Kysely<Tables>, eventId: EventId): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('agenda_attendance')
    .select((each) => ['day_id', each.fn.count<number>('participant_id').distinct().as('people')])
    .where('event_id', '=', eventId)
    .where('joined_at', 'is not', null)
    .groupBy('day_id')
    .execute();
  return new Map(rows.map(({ day_id, people }) => [day_id, people]));
}

/** In no certain order. @param participantId null for everybody. */
export async function listAttendance(
  db: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId | null,
): Promise<Stay[]> {
  let query = db.selectFrom('agenda_attendance').selectAll().where('event_id', '=', eventId);
  if (participantId !== null) query = query.where('participant_id', '=', participantId);
  return (await query.execute()).map(toStay);
}

function toStay(row: Selectable<AgendaAttendanceRow>): Stay {
  return {
    dayId: row.day_id,
    sessionId: row.session_id,
    participantId: row.participant_id,
    joinedAt: row.joined_at as Instant | null,
    firstSeenAt: row.first_seen_at as Instant | null,
    lastSeenAt: row.last_seen_at as Instant | null,
    minutes: row.seen_minutes,
  };
}
