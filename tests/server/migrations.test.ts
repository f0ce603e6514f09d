import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../server/database.ts';
import { migrations } from '../../server/migrations/list.ts';
import { engines } from '../engines.ts';

interface Table {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly kind: string; readonly required: boolean }[];
}

/** The names under which the two engines keep the column types that the migrations ask for. */
const KINDS: Readonly<Record<string, string>> = { int4: 'integer', int8: 'bigint' };

async function tablesOf(engine: (typeof engines)[number]): Promise<Table[]> {
  const { location, remove } = await engine.makeLocation();
  const { db, close } = await openDatabase(location);
  try {
    const tables = await db.introspection.getTables();
    return tables.map(({ name, columns }) => ({
      name,
      columns: columns.map((column) => ({
        name: column.name,
        kind: KINDS[column.dataType] ?? column.dataType.toLowerCase(),
        required: !column.isNullable,
      })),
    }));
  } finally {
    await close();
    await remove();
  }
}

describe('the migrations', () => {
  it('make the same tables and columns on both engines', async () => {
    const [sqlite, postgres] = await Promise.all(engines.map(tablesOf));
    expect(sqlite).toEqual(postgres);
    expect(sqlite?.map(({ name }) => name)).toEqual([
      'agenda_attendance',
      'agenda_banner',
      'agenda_calendar_entry',
      'agenda_day',
      'agenda_event',
      'agenda_session',
      'agenda_show',
      'agenda_show_step',
      'agenda_version',
      'breakout_absence',
      'breakout_dealing',
      'breakout_message',
      'breakout_place',
      'breakout_room',
      'breakout_round',
      'breakout_set',
      'breakout_setting',
      'breakout_step',
      'breakout_summary',
      'breakout_told',
      'breakout_wish',
      'people_api_key',
      'people_audit_entry',
      'people_calendar_token',
      'people_consent',
      'people_help_request',
      'people_link',
      'people_organisation',
      'people_participant',
      'people_person',
      'people_registration',
      'people_role',
      'people_sign_in',
      'poll_ballot',
      'poll_key',
      'poll_poll',
      'poll_round',
      'poll_turnout',
      'question_question',
      'question_setting',
      'question_vote',
      'server_live_topic',
      'server_mail',
      'server_operator_key',
      'server_presence',
    ]);
  });

  it('are listed in the order of their numbers, without a gap, and know no way down', () => {
    const names = Object.keys(migrations);
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1));
    expect(Object.values(migrations).filter((migration) => migration.down)).toEqual([]);
  });
});
