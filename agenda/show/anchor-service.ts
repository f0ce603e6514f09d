/** What hangs on an entry of a running day is told how it stands. */
import type { Kysely } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import { findEventById } from '../draft/event-store.ts';
import { anchorAt, type EntryAnchor } from './anchor.ts';
import { type ShowNeeds, showDays, showOf } from './day-service.ts';

interface EntryOf {
  readonly eventId: EventId;
  readonly dayId: string;
  readonly entry: string;
}

/** Undefined for what is not in the agenda as it is published. */
export async function anchorOf(
  needs: ShowNeeds,
  db: Kysely<Tables>,
  { eventId, dayId, entry }: EntryOf,
  now: Instant,
): Promise<EntryAnchor | undefined> {
  const event = await findEventById(db, eventId);
  const day = event && (await showDays(needs, db, event)).find(({ id }) => id === dayId);
  return day && anchorAt((await showOf(db, event, day, now)).run, entry, now);
}
