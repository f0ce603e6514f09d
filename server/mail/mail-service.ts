/** Takes mails from the rooms and hands them to the mail server. A small port until the outbox is there. */
import type { Kysely } from 'kysely';
import { canBeId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import type { ServerMailRow, Tables } from '../../kernel/tables.ts';
import { type Clock, DAY, type Instant, instant } from '../../kernel/time.ts';
import { readEmail } from '../../people/email-address.ts';
import type { Enqueue, Message } from '../../people/message.ts';
import type { JobLog, JobSource } from '../jobs.ts';
import { CONNECTIONS, type MailServer } from './mail-server.ts';
import {
  claimMail,
  deleteMail,
  findMail,
  firstMailSettled,
  forgetMailSettledBefore,
  giveMailUp,
  insertMails,
  keepNewestMails,
  listMails,
  mailsDue,
  markMailsShown,
  nextMailDue,
  putMailOff,
} from './mail-store.ts';
import { nextAttempt, type Outcome } from './outcome.ts';

/**
 * What rooms are handed to send mail: stored with the change that causes it, sent by a job.
 * @throws Error for a recipient or a subject that could become more than one line of the mail.
 */
export function mailEnqueuer(clock: Clock): Enqueue {
  return async (tx, ...messages) => {
    for (const message of messages) refuseUnsafe(message);
    const now = clock.now();
    const rows = messages.map(({ to, subject, text }) => ({
      id: newId(),
      recipient: to,
      subject,
      text,
      created_at: now,
      attempts: 0,
      due_at: now,
      settled_at: null,
      failure: null,
    }));
    await insertMails(tx, rows);
  };
}

/** A line break in an address becomes another recipient, and in a subject another header. */
function refuseUnsafe({ to, subject }: Message): void {
  const read = readEmail(to);
  if (!read.ok || read.address.email !== to) throw new Error('a mail is not for one bare address');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\u0000-\u001f\u007f]/.test(subject)) throw new Error('the subject of a mail is not one line');
}

/** The most mails of one run: closing waits for a run. */
const MOST_A_RUN = 200;
/** How long it can be seen that a mail was given up. */
const GIVEN_UP_STAYS = 7 * DAY;
/** What stands beside a mail while it is handed over, and afterwards if the process was killed then. */
const UNDER_WAY = 'The server was stopped while it sent this mail: it may have arrived.';

export interface SendingNeeds {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly server: MailServer;
  /** From 0 to 1. */
  readonly random: () => number;
}

type Sending = SendingNeeds & { readonly log: JobLog };

/**
 * Hands what is due to the mail server, and forgets what was given up a week ago. That a mail waits because of
 * a failure is logged once, and that it was given up is; never to whom it is, nor what it says.
 */
export function sendMails(needs: SendingNeeds): JobSource {
  const { db } = needs;
  return {
    name: 'send-mails',
    nextDue: async () => earliest(await nextMailDue(db), whenForgotten(await firstMailSettled(db))),
    run: async (now, log) => {
      const due = await mailsDue(db, now, MOST_A_RUN);
      const sending = { ...needs, log };
      const hand = async (): Promise<void> => {
        for (let id = due.shift(); id !== undefined; id = due.shift()) await sendOne(sending, id);
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, hand));
      await forgetMailSettledBefore(db, instant(now - GIVEN_UP_STAYS));
    },
  };
}

function whenForgotten(settled: Instant | null): Instant | null {
  return settled === null ? null : instant(settled + GIVEN_UP_STAYS + 1);
}

function earliest(one: Instant | null, other: Instant | null): Instant | null {
  return one === null || other === null ? (one ?? other) : instant(Math.min(one, other));
}

async function sendOne(needs: Sending, id: string): Promise<void> {
  const mail = await claimMail(needs.db, id, needs.clock.now(), UNDER_WAY);
  if (mail) await settle(needs, mail, await needs.server.send(mail));
}

async function settle({ db, clock, random, log }: Sending, mail: ServerMailRow, outcome: Outcome): Promise<void> {
  const now = clock.now();
  if (outcome.kind === 'sent') return await deleteMail(db, mail.id);
  const again: Instant | null = outcome.kind === 'later' ? nextAttempt(mail.attempts, now, random()) : null;
  const told = { mail: mail.id, outcome: outcome.kind, cause: outcome.cause };
  if (again !== null) {
    if (mail.attempts === 1) log.warn(told, 'a mail could not be handed over and will be tried again');
    return await putMailOff(db, mail, again, outcome.reason);
  }
  const failure = outcome.kind === 'unknown' ? `It may have arrived: ${outcome.reason}` : outcome.reason;
  await giveMailUp(db, mail.id, now, failure);
  log.error({ ...told, attempts: mail.attempts }, 'a mail was given up');
}

/** The most that are kept where mails are shown instead of sent. */
export const MOST_SHOWN = 200;

/** Where there is no mail server: what waits is left to be looked at, and old mails make way. */
export function showMails(db: Kysely<Tables>): JobSource {
  return {
    name: 'show-mails',
    nextDue: () => nextMailDue(db),
    run: async (now) => {
      await markMailsShown(db, now);
      await keepNewestMails(db, MOST_SHOWN);
    },
  };
}

/** What can be looked at. */
export interface ShownMails {
  /** Newest first. */
  list(): Promise<readonly ServerMailRow[]>;
  find(id: string): Promise<ServerMailRow | undefined>;
}

export function shownMails(db: Kysely<Tables>): ShownMails {
  return {
    list: () => listMails(db, MOST_SHOWN),
    find: async (id) => (canBeId(id) ? await findMail(db, id) : undefined),
  };
}
