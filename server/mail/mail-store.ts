/** The SQL of mails that wait for the mail server. */
import type { Kysely } from 'kysely';
import type { ServerMailRow, Tables } from '../../kernel/tables.ts';

export async function insertMail(db: Kysely<Tables>, row: ServerMailRow): Promise<void> {
  await db.insertInto('server_mail').values(row).execute();
}
