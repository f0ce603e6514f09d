/** How mails leave this process: by a mail server or, on somebody's own machine, onto a page. */
import type { Kysely } from 'kysely';
import type { Tables } from '../../kernel/tables.ts';
import type { Clock } from '../../kernel/time.ts';
import type { Config } from '../config.ts';
import type { JobSource } from '../jobs.ts';
import { connectMailServer } from './mail-server.ts';
import { type ShownMails, sendMails, showMails, shownMails } from './mail-service.ts';

export type PostSettings = Pick<Config, 'smtpUrl' | 'mailFrom' | 'production'>;

export interface Post {
  readonly jobs: readonly JobSource[];
  /** Null where mails are sent, and in production whatever is set. */
  readonly shown: ShownMails | null;
  /** Ends the connections to the mail server. */
  close(): void;
}

export interface PostNeeds {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly publicUrl: () => URL;
}

/** @param settings undefined for a process that neither sends nor shows: what it is given waits for one that does. */
export function openPost(settings: PostSettings | undefined, { db, clock, publicUrl }: PostNeeds): Post {
  if (settings?.smtpUrl !== undefined) {
    const { smtpUrl, mailFrom } = settings;
    const server = connectMailServer({ smtpUrl, from: mailFrom, host: () => publicUrl().hostname });
    const jobs = [sendMails({ db, clock, server, random: Math.random })];
    return { jobs, shown: null, close: () => server.close() };
  }
  const shows = settings !== undefined && !settings.production;
  return { jobs: shows ? [showMails(db)] : [], shown: shows ? shownMails(db) : null, close: () => {} };
}
