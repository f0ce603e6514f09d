/** What waits to be mailed, as whoever gets it reads it. */
import type { Kysely } from 'kysely';
import type { Tables } from '../../kernel/tables.ts';

export interface ReadMail {
  readonly subject: string;
  readonly text: string;
  /** The token of the link in it, and the code; empty where there is none. */
  readonly token: string;
  readonly code: string;
}

/** The mails to an address, oldest first. */
export async function mailsTo(db: Kysely<Tables>, email: string): Promise<ReadMail[]> {
  const rows = await db
    .selectFrom('server_mail')
    .select(['subject', 'text'])
    .where('recipient', '=', email)
    .orderBy('created_at')
    .execute();
  return rows.map(({ subject, text }) => ({
    subject,
    text,
    token: /\/sign-in\/(\S+)/.exec(text)?.[1] ?? '',
    code: /^ {4}(\d{3}) (\d{3})$/m.exec(text)?.slice(1).join('') ?? '',
  }));
}

/** The only mail to an address. */
export async function mailTo(db: Kysely<Tables>, email: string): Promise<ReadMail> {
  const [mail, ...more] = await mailsTo(db, email);
  if (!mail || more.length > 0) throw new Error(`expected one mail to ${email}, found ${mail ? more.length + 1 : 0}`);
  return mail;
}
