/** The SQL of banners. */
import type { Kysely, Selectable } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import type { AgendaBannerRow, Tables } from '../../kernel/tables.ts';
import { type Instant, instant } from '../../kernel/time.ts';
import type { BannerAudience } from './command-schema.ts';

export interface Banner {
  readonly id: string;
  readonly text: string;
  readonly audience: BannerAudience;
  readonly createdAt: Instant;
  readonly endsAt: Instant;
}

/** Those that have not ended, newest first. */
export async function listBanners(db: Kysely<Tables>, eventId: EventId, now: Instant): Promise<Banner[]> {
  const rows = await db
    .selectFrom('agenda_banner')
    .selectAll()
    .where('event_id', '=', eventId)
    .where('ends_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toBanner);
}

export async function insertBanner(db: Kysely<Tables>, eventId: EventId, banner: Banner, setBy: string): Promise<void> {
  await db
    .insertInto('agenda_banner')
    .values({
      id: banner.id,
      event_id: eventId,
      text: banner.text,
      audience: banner.audience,
      set_by: setBy,
      created_at: banner.createdAt,
      ends_at: banner.endsAt,
    })
    .execute();
}

/** @returns what was removed; undefined where there was no such banner. */
export async function deleteBanner(db: Kysely<Tables>, eventId: EventId, id: string): Promise<Banner | undefined> {
  const row = await db
    .deleteFrom('agenda_banner')
    .where('event_id', '=', eventId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return row && toBanner(row);
}

/** The events that have banners that have ended. */
export async function listEventsOfEndedBanners(db: Kysely<Tables>, now: Instant): Promise<EventId[]> {
  const ended = db.selectFrom('agenda_banner').select('event_id').where('ends_at', '<=', now);
  const rows = await ended.distinct().orderBy('event_id').execute();
  return rows.map(({ event_id }) => event_id as EventId);
}

/** @returns the audiences of those that have ended. */
export async function deleteEndedBanners(
  db: Kysely<Tables>,
  eventId: EventId,
  now: Instant,
): Promise<BannerAudience[]> {
  const rows = await db
    .deleteFrom('agenda_banner')
    .where('event_id', '=', eventId)
    .where('ends_at', '<=', now)
    .returning('audience')
    .execute();
  return rows.map(({ audience }) => audience as BannerAudience);
}

/** When the first of any event ends; null when there is none. */
export async function firstBannerEnd(db: Kysely<Tables>): Promise<Instant | null> {
  const row = await db
    .selectFrom('agenda_banner')
    .select((banner) => banner.fn.min('ends_at').as('first'))
    .executeTakeFirst();
  return row?.first == null ? null : instant(row.first);
}

function toBanner(row: Selectable<AgendaBannerRow>): Banner {
  return {
    id: row.id,
    text: row.text,
    audience: row.audience as BannerAudience,
    createdAt: instant(row.created_at),
    endsAt: instant(row.ends_at),
  };
}
