/** Where participants come from, and how many there are. */
import type { Kysely } from 'kysely';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import { inPortions } from '../../kernel/portions.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Wishes } from '../schema.ts';

export interface Origin {
  readonly name: string;
  readonly organisation: string | null;
  /** ISO 3166 code of two letters. */
  readonly country: string | null;
}

export interface CalledForRooms {
  readonly name: string;
  readonly organisation: string | null;
  /** Topics, the dearest first. */
  readonly prefers: readonly string[];
}

/** Of those who are registered; others are left out. */
export async function originsIn(
  db: Kysely<Tables>,
  eventId: EventId,
  ids: readonly ParticipantId[],
): Promise<ReadonlyMap<ParticipantId, Origin>> {
  const origins = new Map<ParticipantId, Origin>();
  await inPortions([...new Set(ids)], async (portion) => {
    const rows = await db
      .selectFrom('people_participant as p')
      .leftJoin('people_organisation as organisation', 'organisation.id', 'p.organisation_id')
      .select(['p.id', 'p.name', 'organisation.name as organisation', 'organisation.country as country'])
      .where('p.event_id', '=', eventId)
      .where('p.state', '=', 'registered')
      .where('p.id', 'in', portion)
      .execute();
    for (const { id, ...origin } of rows) origins.set(id as ParticipantId, origin);
  });
  return origins;
}

/** Of those who are registered, what breakouts show of them and the topics that were written down for them. */
export async function calledForRooms(
  db: Kysely<Tables>,
  eventId: EventId,
  ids: readonly ParticipantId[],
): Promise<ReadonlyMap<ParticipantId, CalledForRooms>> {
  const called = new Map<ParticipantId, CalledForRooms>();
  await inPortions(ids, async (portion) => {
    const rows = await db
      .selectFrom('people_participant as p')
      .leftJoin('people_organisation as organisation', 'organisation.id', 'p.organisation_id')
      .select(['p.id', 'p.name', 'p.wishes', 'organisation.name as organisation'])
      .where('p.event_id', '=', eventId)
      .where('p.state', '=', 'registered')
      .where('p.id', 'in', portion)
      .execute();
    for (const { id, name, organisation, wishes } of rows) {
      const { prefers } = JSON.parse(wishes) as Pick<Wishes, 'prefers'>;
      called.set(id as ParticipantId, { name, organisation, prefers });
    }
  });
  return called;
}

export async function countRegistered(db: Kysely<Tables>, eventId: EventId): Promise<number> {
  const row = await db
    .selectFrom('people_participant')
    .select((each) => each.fn.countAll<number | string>().as('count'))
    .where('event_id', '=', eventId)
    .where('state', '=', 'registered')
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
