/** The SQL of the topics' versions: how often what each shows has changed. */
import { type Kysely, sql } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import { EVERY_EVENT, type TouchTopics } from '../../kernel/live.ts';
import { inPortions } from '../../kernel/portions.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Engine } from '../database.ts';

/** Where the processes on one PostgreSQL database hear from each other. */
export const CHANNEL = 'plenum_live';

/**
 * Topics are raised in the order of their names, so that two changes that touch the same ones never wait for each
 * other. On PostgreSQL the other processes hear of it when the change is committed, and only then.
 */
export function topicToucher(engine: Engine): TouchTopics {
  return async (tx, eventId, ...topics) => {
    const sorted = [...new Set(topics)].sort();
    if (sorted.length === 0) return;
    await inPortions(sorted, (portion) =>
      tx
        .insertInto('server_live_topic')
        .values(portion.map((topic) => ({ event_id: eventId, topic, version: 1 })))
        .onConflict((conflict) =>
          conflict
            .columns(['event_id', 'topic'])
            .doUpdateSet((row) => ({ version: row('server_live_topic.version', '+', 1) })),
        )
        .execute(),
    );
    if (engine === 'postgres') await sql`select pg_notify(${CHANNEL}, ${eventId})`.execute(tx);
  };
}

/** How often a topic has changed: 0 for one that never has. */
export async function readVersion(db: Kysely<Tables>, eventId: EventId, topic: string): Promise<number> {
  const row = await db
    .selectFrom('server_live_topic')
    .select('version')
    .where('event_id', '=', eventId)
    .where('topic', '=', topic)
    .executeTakeFirst();
  return row?.version ?? 0;
}

/** Of all the topics that have ever changed in an event. */
export async function readVersions(db: Kysely<Tables>, eventId: EventId): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('server_live_topic')
    .select(['topic', 'version'])
    .where('event_id', '=', eventId)
    .execute();
  return new Map(rows.map(({ topic, version }) => [topic, version]));
}

/** The sums of the versions by event: one has changed exactly when something in the event has. */
export async function sumVersions(db: Kysely<Tables>, eventIds: readonly EventId[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('server_live_topic')
    .select((row) => ['event_id', row.fn.sum<number | string>('version').as('sum')])
    .where('event_id', 'in', eventIds)
    .groupBy('event_id')
    .execute();
  return new Map(rows.map(({ event_id, sum }) => [event_id, Number(sum)]));
}

/** Those of events that were removed: they cannot go with the event, because by them every process notices that it did. */
export async function deleteTopicsOfGone(db: Kysely<Tables>): Promise<void> {
  await db
    .deleteFrom('server_live_topic')
    .where('event_id', '<>', EVERY_EVENT)
    .where('event_id', 'not in', (events) => events.selectFrom('agenda_event').select('id'))
    .execute();
}
