/** The SQL of the audit log. Entries are added and read, never changed. */
import type { Kysely } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import type { PeopleAuditEntryRow, Tables } from '../../kernel/tables.ts';

export async function insertAuditEntry(db: Kysely<Tables>, row: PeopleAuditEntryRow): Promise<void> {
  await db.insertInto('people_audit_entry').values(row).execute();
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
