/**
 * Makes links and mails them.
 *
 * Somebody who asks to sign in is answered before anything is looked up: the wish is one row, whoever the
 * address belongs to. A job decides later whether a mail goes out, so that neither the answer nor the time
 * it takes tells a known address from an unknown one.
 */
import type { Kysely } from 'kysely';
import { slowDigestOf } from '../../kernel/digest.ts';
import type { EventId } from '../../kernel/ids.ts';
import { hashSecret, newCode, newId, newSalt, newSecret } from '../../kernel/random.ts';
import type { PeopleLinkRow, Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { EmailAddress } from '../email-address.ts';
import type { EventRef } from '../event-directory.ts';
import type { PeopleNeeds } from '../needs.ts';
import {
  addressOf,
  LINK_PREFIX,
  type LinkPurpose,
  linkAddress,
  linkEndsAt,
  mayBeTold,
  mayEnter,
  REQUEST_PREFIX,
} from './link.ts';
import { claimUnmailed, insertLink, listUnmailed, oldestUnmailed, setLinkSecrets } from './link-store.ts';
import { signInMail } from './sign-in-mail.ts';
import { loadDomains, loadKnownIn } from './sign-in-store.ts';
import { WishStore } from './wish-store.ts';

/** To whom a link is sent, and for what. */
export interface LinkFor {
  readonly event: EventRef;
  readonly email: EmailAddress;
}

export interface LinkService {
  /**
   * Notes that somebody wants to sign in; a job does the rest. Does the same for every address.
   * @param event the slug of the event they come from. One that does not exist is as none.
   * @returns `request`, with which this browser alone can use the code.
   */
  ask(email: EmailAddress, event: string | null): Promise<{ readonly request: string; readonly expiresAt: Instant }>;
  /** The address of a page that signs in whoever opens it, once, for a day. For the terminal, never for a mail. */
  makeTerminalLink(to: { readonly eventId: EventId | null; readonly email: EmailAddress }): Promise<string>;
  /** Mails a link of 15 minutes to somebody who did not ask. Announce `mail-waiting` after the commit. */
  enqueueSignInLink(tx: Kysely<Tables>, to: LinkFor): Promise<void>;
  /** When somebody began to wait for a mail of `ask`; null when nobody waits. */
  nextMail(): Promise<Instant | null>;
  /** Decides who of those that wait gets a mail, and hands the mails over. Each once, in however many processes. */
  mailDue(now: Instant): Promise<void>;
}

/** So many are decided in one transaction. */
const BATCH = 100;

export function createLinkService(needs: PeopleNeeds): LinkService {
  const { db, clock, enqueue, publicUrl, record } = needs;
  const wishes = new WishStore(db);

  return {
    async ask(email, slug) {
      const eventId = slug === null ? undefined : await needs.events.findId(slug);
      const request = newSecret(REQUEST_PREFIX);
      const now = clock.now();
      const expiresAt = linkEndsAt('sign-in', now, null);
      const row = blank('sign-in', email, now, expiresAt);
      await wishes.add({ ...row, event_id: eventId ?? null, request_hash: hashSecret(request) });
      needs.announce({ kind: 'mail-waiting' });
      return { request, expiresAt };
    },
    async makeTerminalLink({ eventId, email }) {
      const token = newSecret(LINK_PREFIX);
      const now = clock.now();
      const row = blank('terminal', email, now, linkEndsAt('terminal', now, null));
      await inTransaction(db, async (tx) => {
        await insertLink(tx, { ...row, event_id: eventId, link_hash: hashSecret(token), mailed_at: now });
        await record(tx, { eventId, actor: 'system', action: 'link-made', subject: null });
      });
      return linkAddress(publicUrl(), token);
    },
    async enqueueSignInLink(tx, { event, email }) {
      const token = newSecret(LINK_PREFIX);
      const now = clock.now();
      const row = blank('sign-in', email, now, linkEndsAt('sign-in', now, event));
      await insertLink(tx, { ...row, event_id: event.id, link_hash: hashSecret(token), mailed_at: now });
      await enqueue(tx, signInMail(email.email, linkAddress(publicUrl(), token), null, event));
    },
    nextMail: () => oldestUnmailed(db),
    async mailDue(now) {
      let rows: PeopleLinkRow[];
      do {
        rows = await listUnmailed(db, BATCH);
        if (rows.length > 0) await mailBatch(needs, rows, now);
      } while (rows.length === BATCH);
    },
  };
}

function blank(purpose: LinkPurpose, { email, key }: EmailAddress, now: Instant, expiresAt: Instant): PeopleLinkRow {
  return {
    id: newId(),
    purpose,
    event_id: null,
    email,
    email_key: key,
    request_hash: null,
    link_hash: null,
    code_hash: null,
    tries: 0,
    created_at: now,
    expires_at: expiresAt,
    mailed_at: null,
    used_at: null,
  };
}

/** A row that gets a mail, with all that takes time already done. */
interface Prepared {
  readonly row: PeopleLinkRow;
  readonly event: EventRef | null;
  readonly token: string;
  readonly code: string;
  readonly codeHash: string;
}

async function mailBatch(needs: PeopleNeeds, rows: readonly PeopleLinkRow[], now: Instant): Promise<void> {
  const prepared = await prepare(needs, rows, now);
  const mailed = await inTransaction(needs.db, async (tx) => {
    const ids = rows.map(({ id }) => id);
    const claimed = await claimUnmailed(tx, ids, now);
    const ours = prepared.filter(({ row }) => claimed.has(row.id));
    for (const each of ours) await mailOne(needs, tx, each);
    return ours.length;
  });
  if (mailed > 0) needs.announce({ kind: 'mail-waiting' });
}

async function mailOne(
  { enqueue, publicUrl }: PeopleNeeds,
  tx: Kysely<Tables>,
  { row, event, token, code, codeHash }: Prepared,
): Promise<void> {
  await setLinkSecrets(tx, row.id, {
    event_id: event?.id ?? null,
    link_hash: hashSecret(token),
    code_hash: codeHash,
  });
  await enqueue(tx, signInMail(row.email, linkAddress(publicUrl(), token), code, event));
}

/** Looks up who may have a mail. The codes' slow digests are made before the transaction, which others wait for. */
async function prepare(needs: PeopleNeeds, rows: readonly PeopleLinkRow[], now: Instant): Promise<Prepared[]> {
  const events = await eventsOf(needs, rows);
  const knownIn = await loadKnownIn(
    needs.db,
    rows.map((row) => row.email_key),
  );
  const domains = await loadDomains(needs.db, [...events.keys()]);
  const prepared = rows.map(async (row): Promise<Prepared[]> => {
    const named = row.event_id as EventId | null;
    const known = knownIn.get(row.email_key) ?? [];
    const byDomain = named !== null && domains.get(named)?.has(addressOf(row).domain) === true;
    if (row.expires_at <= now || !mayEnter(known, named, byDomain)) return [];
    const event = (named !== null && events.get(named)) || null;
    const code = newCode();
    return [
      {
        row,
        event: event && mayBeTold(known, event, byDomain) ? event : null,
        token: newSecret(LINK_PREFIX),
        code,
        codeHash: await slowDigestOf(code, newSalt()),
      },
    ];
  });
  return (await Promise.all(prepared)).flat();
}

async function eventsOf({ events }: PeopleNeeds, rows: readonly PeopleLinkRow[]): Promise<Map<EventId, EventRef>> {
  const ids = new Set(rows.flatMap(({ event_id }) => (event_id === null ? [] : [event_id as EventId])));
  const found = new Map<EventId, EventRef>();
  for (const id of ids) {
    const event = await events.findById(id);
    if (event) found.set(id, event);
  }
  return found;
}
