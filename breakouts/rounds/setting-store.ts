/** The SQL of how an event looks at its breakouts. */
import type { Kysely } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { type BreakoutSettings, DEFAULT_SETTINGS } from '../schema.ts';

export interface SettingsAt {
  readonly settings: BreakoutSettings;
  /** 0 while nobody has said anything. */
  readonly revision: number;
}

export async function findSettings(db: Kysely<Tables>, eventId: EventId): Promise<SettingsAt> {
  const found = db.selectFrom('breakout_setting').select(['content', 'revision']).where('event_id', '=', eventId);
  const row = await found.executeTakeFirst();
  return row ? toSettings(row) : { settings: DEFAULT_SETTINGS, revision: 0 };
}

/** The same, held: nobody else changes them until the transaction ends. */
export async function holdSettings(tx: Kysely<Tables>, eventId: EventId): Promise<SettingsAt> {
  const row = await tx
    .insertInto('breakout_setting')
    .values({ event_id: eventId, content: JSON.stringify(DEFAULT_SETTINGS), revision: 0 })
    .onConflict((conflict) =>
      conflict.column('event_id').doUpdateSet((each) => ({ revision: each.ref('breakout_setting.revision') })),
    )
    .returning(['content', 'revision'])
    .executeTakeFirstOrThrow();
  return toSettings(row);
}

/** Of settings that are held. */
export async function saveSettings(
  tx: Kysely<Tables>,
  eventId: EventId,
  { settings, revision }: SettingsAt,
): Promise<void> {
  const save = tx.updateTable('breakout_setting').set({ content: JSON.stringify(settings), revision });
  await save.where('event_id', '=', eventId).execute();
}

function toSettings({ content, revision }: { readonly content: string; readonly revision: number }): SettingsAt {
  return { settings: JSON.parse(content) as BreakoutSettings, revision };
}
