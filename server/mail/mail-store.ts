/** The SQL of mails that wait for the mail server. */
import type { Kysely } from 'kysely';
import type { ServerMailRow, Tables } from '../../kernel/tables.ts';

export async function insertMail(db: Kysely<Tables>, row: ServerMailRow): Promise<void> {
  await db.insertInto('server_mail').values(row).execute();
}

/** Drops all mails to an address, sent or not: whoever is erased leaves none behind. */
export async function forgetMail(db: Kysely<Tables>, to: string): Promise<void> {
  await db.deleteFrom('server_mail').where('recipient', '=', to).execute();
}
