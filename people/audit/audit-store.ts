/** The SQL of the audit log. Entries are added and read, never changed. */
import { type Kysely, sql } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import { inPortions } from '../../kernel/portions.ts';
import type { PeopleAuditEntryRow, Tables } from '../../kernel/tables.ts';
import type { Ids, Names } from './audit-wording.ts';

export async function insertAuditEntries(db: Kysely<Tables>, rows: readonly PeopleAuditEntryRow[]): Promise<void> {
  await inPortions(rows, (portion) => db.insertInto('people_audit_entry').values(portion).execute());
}

/** Of one event, newest first. @param before the place of the last entry that was seen; null for the start. */
export async function listAuditEntries(
  db: Kysely<Tables>,
  eventId: EventId,
  before: { readonly at: number; readonly id: string } | null,
  limit: number,
): Promise<PeopleAuditEntryRow[]> {
  let query = db.selectFrom('people_audit_entry').selectAll().where('event_id', '=', eventId);
  if (before) {
    query = query.where((row) =>
      row.or([row('at', '<', before.at), row.and([row('at', '=', before.at), row('id', '<', before.id)])]),
    );
  }
  return await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** Of one event, what somebody did and what was done to them, newest first. @param refs as the log names them. */
export async function listEntriesOf(
  db: Kysely<Tables>,
  eventId: EventId,
  refs: readonly string[],
): Promise<PeopleAuditEntryRow[]> {
  return await db
    .selectFrom('people_audit_entry')
    .selectAll()
    .where('event_id', '=', eventId)
    .where((row) => row.or([row('actor', 'in', refs), row('subject', 'in', refs)]))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** What the named people, organisations and keys of an event are called today. */
export async function namesOf(db: Kysely<Tables>, eventId: EventId, ids: Ids): Promise<Names> {
  return {
    participant: await namesIn(db, 'people_participant', eventId, 'id', ids.participant),
    person: await namesIn(db, 'people_participant', eventId, 'person_id', ids.person),
    organisation: await namesIn(db, 'people_organisation', eventId, 'id', ids.organisation),
    'api-key': await namesIn(db, 'people_api_key', eventId, 'id', ids['api-key']),
  };
}

async function namesIn(
  db: Kysely<Tables>,
  table: 'people_participant' | 'people_organisation' | 'people_api_key',
  eventId: EventId,
  idColumn: 'id' | 'person_id',
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const column = sql.ref<string>(idColumn);
  const rows = await db
    .selectFrom(table)
    .select(['name', column.as('key')])
    .where('event_id', '=', eventId)
    .where(column, 'in', ids)
    .execute();
  return new Map(rows.map(({ key, name }) => [key, name]));
}
