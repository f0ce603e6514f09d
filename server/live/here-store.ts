/** The SQL of how many people each process sees in each event. */
import type { Kysely } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import type { ServerPresenceRow, Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';

export async function saveHere(tx: Kysely<Tables>, row: ServerPresenceRow): Promise<void> {
  await tx
    .insertInto('server_presence')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['process_id', 'event_id']).doUpdateSet({ people: row.people, at: row.at }),
    )
    .execute();
}

/** Over all processes that have written since then. */
export async function countHere(db: Kysely<Tables>, eventId: EventId, since: Instant): Promise<number> {
  const row = await db
    .selectFrom('server_presence')
    .select((all) => all.fn.sum<number | string | null>('people').as('people'))
    .where('event_id', '=', eventId)
    .where('at', '>', since)
    .executeTakeFirst();
  return Number(row?.people ?? 0);
}

export async function deleteHere(tx: Kysely<Tables>, processId: string, eventId: EventId): Promise<void> {
  await tx.deleteFrom('server_presence').where('process_id', '=', processId).where('event_id', '=', eventId).execute();
}

/** Those of processes that have long gone. */
export async function deleteOldHere(tx: Kysely<Tables>, eventId: EventId, until: Instant): Promise<void> {
  await tx.deleteFrom('server_presence').where('event_id', '=', eventId).where('at', '<=', until).execute();
}
