/** The SQL of mails that wait for the mail server. */
import type { Kysely } from 'kysely';
import { inPortions } from '../../kernel/portions.ts';
import type { ServerMailRow, Tables } from '../../kernel/tables.ts';
import { type Instant, instant } from '../../kernel/time.ts';

export async function insertMails(db: Kysely<Tables>, rows: readonly ServerMailRow[]): Promise<void> {
  await inPortions(rows, (portion) => db.insertInto('server_mail').values(portion).execute());
}

/**
 * Drops all mails to an address, sent or not: whoever is erased leaves none behind. A mail to who asked to sign
 * in goes to the address as they typed it then, so case does not count.
 */
export async function forgetMail(db: Kysely<Tables>, to: string): Promise<void> {
  await db
    .deleteFrom('server_mail')
    .where((mail) => mail.fn<string>('lower', ['recipient']), '=', to.toLowerCase())
    .execute();
}

/** When the next mail is due, or null. */
export async function nextMailDue(db: Kysely<Tables>): Promise<Instant | null> {
  const row = await db
    .selectFrom('server_mail')
    .select((mail) => mail.fn.min('due_at').as('due'))
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return row?.due == null ? null : instant(row.due);
}

/** The ids of mails that are due, those that waited longest first. */
export async function mailsDue(db: Kysely<Tables>, now: Instant, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('server_mail')
    .select('id')
    .where('settled_at', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Takes a mail that is due for sending, as the only one of all processes. It counts as settled from then on,
 * with `failure` and without its text, which only the sender holds until it says otherwise: so a process that
 * is killed meanwhile leaves the truth, and no link that still opens something.
 */
export async function claimMail(
  db: Kysely<Tables>,
  id: string,
  now: Instant,
  failure: string,
): Promise<ServerMailRow | undefined> {
  // Nothing changes the text of a mail that waits, so it may be read before the mail is taken.
  const mail = await findMail(db, id);
  const taken = await db
    .updateTable('server_mail')
    .set((row) => ({ settled_at: now, failure, text: '', attempts: row('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .where('due_at', '<=', now)
    .returningAll()
    .executeTakeFirst();
  return mail && taken && { ...taken, text: mail.text };
}

export async function deleteMail(db: Kysely<Tables>, id: string): Promise<void> {
  await db.deleteFrom('server_mail').where('id', '=', id).execute();
}

/** Lets a mail that was taken wait again, with its text. */
export async function putMailOff(
  db: Kysely<Tables>,
  { id, text }: ServerMailRow,
  dueAt: Instant,
  failure: string,
): Promise<void> {
  const waiting = { settled_at: null, due_at: dueAt, text, failure };
  await db.updateTable('server_mail').set(waiting).where('id', '=', id).execute();
}

/** Leaves of a mail that was taken that it was given up, and why. */
export async function giveMailUp(db: Kysely<Tables>, id: string, now: Instant, failure: string): Promise<void> {
  await db.updateTable('server_mail').set({ settled_at: now, failure }).where('id', '=', id).execute();
}

/** When the mail that was settled first was settled, or null. */
export async function firstMailSettled(db: Kysely<Tables>): Promise<Instant | null> {
  const row = await db
    .selectFrom('server_mail')
    .select((mail) => mail.fn.min('settled_at').as('settled'))
    .executeTakeFirst();
  return row?.settled == null ? null : instant(row.settled);
}

/** Drops what was given up before an instant. */
export async function forgetMailSettledBefore(db: Kysely<Tables>, before: Instant): Promise<void> {
  await db.deleteFrom('server_mail').where('settled_at', '<', before).execute();
}

/** Settles mails that are shown instead of sent. */
export async function markMailsShown(db: Kysely<Tables>, now: Instant): Promise<void> {
  await db.updateTable('server_mail').set({ settled_at: now }).where('settled_at', 'is', null).execute();
}

/** Drops all but the newest. */
export async function keepNewestMails(db: Kysely<Tables>, most: number): Promise<void> {
  const newest = db
    .selectFrom('server_mail')
    .select('id')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most);
  await db.deleteFrom('server_mail').where('id', 'not in', newest).execute();
}

/** Newest first. */
export async function listMails(db: Kysely<Tables>, most: number): Promise<ServerMailRow[]> {
  return await db
    .selectFrom('server_mail')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
}

export async function findMail(db: Kysely<Tables>, id: string): Promise<ServerMailRow | undefined> {
  return await db.selectFrom('server_mail').selectAll().where('id', '=', id).executeTakeFirst();
}
