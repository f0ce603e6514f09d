/** Which places there are, and of which day each is. */
import type { Kysely } from 'kysely';
import type { EventId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';
import type { QuestionNeeds } from './needs.ts';
import { questionPlace } from './schema.ts';

const SESSION = 'session:';

/**
 * The day of a place; null for a room, which belongs to none.
 * @returns undefined for what can be no place, and for a session that is not published.
 */
export async function dayOfPlace(
  { neighbours }: Pick<QuestionNeeds, 'neighbours'>,
  db: Kysely<Tables>,
  eventId: EventId,
  place: string,
): Promise<string | null | undefined> {
  if (!questionPlace.safeParse(place).success) return undefined;
  if (!place.startsWith(SESSION)) return null;
  return await neighbours.dayOfSession(db, eventId, place.slice(SESSION.length));
}

/** The places of sessions, by their ids. */
export function placesOfSessions(sessions: readonly string[]): string[] {
  return sessions.map((session) => `${SESSION}${session}`);
}
