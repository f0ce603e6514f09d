/** The SQL of how an event looks at its questions. */
import type { Kysely } from 'kysely';
import type { EventId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';
import type { QuestionSettings } from './schema.ts';

/** What holds where nobody has said anything. */
const OPEN: QuestionSettings = { moderated: false };

export async function findSettings(db: Kysely<Tables>, eventId: EventId): Promise<QuestionSettings> {
  const row = await db
    .selectFrom('question_setting')
    .select('moderated')
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  return row ? { moderated: row.moderated === 1 } : OPEN;
}

/** The same, held: nobody else asks in the event, or changes this, until the transaction ends. */
export async function holdSettings(tx: Kysely<Tables>, eventId: EventId): Promise<QuestionSettings> {
  const { moderated } = await tx
    .insertInto('question_setting')
    .values({ event_id: eventId, moderated: OPEN.moderated ? 1 : 0 })
    .onConflict((conflict) =>
      conflict.column('event_id').doUpdateSet((row) => ({ moderated: row.ref('question_setting.moderated') })),
    )
    .returning('moderated')
    .executeTakeFirstOrThrow();
  return { moderated: moderated === 1 };
}

/** Of settings that are held. */
export async function saveSettings(
  tx: Kysely<Tables>,
  eventId: EventId,
  { moderated }: QuestionSettings,
): Promise<void> {
  await tx
    .updateTable('question_setting')
    .set({ moderated: moderated ? 1 : 0 })
    .where('event_id', '=', eventId)
    .execute();
}
