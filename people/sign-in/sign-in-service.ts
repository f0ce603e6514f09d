/** Lets people in by links and codes, knows their browsers again, and ends sign-ins. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { isSlowDigestOf } from '../../kernel/digest.ts';
import { AppError } from '../../kernel/errors.ts';
import type { EventId, PersonId, SignInId } from '../../kernel/ids.ts';
import { EVERY_EVENT } from '../../kernel/live.ts';
import { hashSecret, newId, newSecret } from '../../kernel/random.ts';
import type { PeopleLinkRow, Tables } from '../../kernel/tables.ts';
import { formatRfc3339, type Instant, instant, MINUTE } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { AuditAction } from '../audit/audit.ts';
import type { PeopleNeeds } from '../needs.ts';
import { STANDINGS_TOPIC } from '../presence/topics.ts';
import { claimPerson, findPerson } from '../roster/person-store.ts';
import { roleViews } from '../roster/roles.ts';
import type { Me, MyEvent, SignInView } from '../view.ts';
import { TRIES } from './code.ts';
import { lookedUpTogether } from './crowd-service.ts';
import { addressOf, eventMeant, mayEnter, pageAfter } from './link.ts';
import { countTry, deleteExpiredLinks, earliestLinkEnd, findLink, spendLink } from './link-store.ts';
import { SIGN_IN_LASTS, SIGN_IN_PREFIX } from './session-cookie.ts';
import * as store from './sign-in-store.ts';

export type PersonActor = Extract<Actor, { kind: 'person' }>;

/** The browser that signs in. */
export interface Browser {
  /** As its owner will know it again: `Firefox on Linux`. */
  readonly device: string;
  /** The secret of the sign-in that it had until now; it ends. */
  readonly replaced: string | null;
}

export interface SignedIn {
  /** For the cookie. Stored nowhere. */
  readonly secret: string;
  /** The path of the page to go to. */
  readonly next: string;
}

export interface SignInService {
  /** Uses a link up. @throws AppError `link-not-valid`, whatever is wrong with it. */
  enterByLink(token: string, browser: Browser): Promise<SignedIn>;
  /**
   * Uses the code that was mailed for a wish of this browser.
   * @throws AppError `code-not-right`; `link-not-valid` after five tries, when its time is over, or for a
   * wish of another browser. An address that got no mail is not told apart.
   */
  enterByCode(request: string, code: string, browser: Browser): Promise<SignedIn>;
  /** Whose browser this is; null for a secret that signs nobody in, or does no more. */
  findActor(secret: string): Promise<PersonActor | null>;
  /** The same where thousands ask at once: looked up together, and it is not noted that the browser was seen. */
  findActorInCrowd(secret: string): Promise<PersonActor | null>;
  /** Who is signed in, for the browser. */
  me(actor: PersonActor): Promise<Omit<Me, 'csrfToken'>>;
  list(actor: PersonActor): Promise<SignInView[]>;
  /** Ends one of one's own sign-ins. @throws AppError `not-found`, also for somebody else's. */
  end(actor: PersonActor, signInId: string): Promise<void>;
  /** Signs out this browser. */
  endSession(actor: PersonActor): Promise<void>;
  /** Signs out every browser of one's own. */
  endEverywhere(actor: PersonActor): Promise<void>;
  /** When the next link or sign-in expires. */
  nextExpiry(): Promise<Instant | null>;
  /** Drops what has expired, and people whom nothing refers to any more. */
  dropExpired(now: Instant): Promise<void>;
}

/** How exactly it is known when a browser was last seen. */
const SEEN_WITHIN = 5 * MINUTE;
/** Stands in for the code of an address that gets none, so that trying takes the same time. */
const NO_CODE = `none.${'A'.repeat(43)}`;

export function createSignInService(needs: PeopleNeeds): SignInService {
  const { db, clock, record, touch, announce } = needs;
  const findInCrowd = lookedUpTogether((hashes) => store.findAllSignedIn(db, hashes, clock.now()), store.MOST_SIGN_INS);

  /**
   * The person's row is taken before the link is, as by whoever removes or erases them: so neither waits for
   * the other in vain, and what is looked up of the person then still holds when the sign-in stands.
   * @param find the link, if it can still be used.
   */
  async function signIn(
    find: (tx: Kysely<Tables>, now: Instant) => Promise<PeopleLinkRow | undefined>,
    browser: Browser,
  ): Promise<SignedIn> {
    const now = clock.now();
    const secret = newSecret(SIGN_IN_PREFIX);
    const actor = await inTransaction(db, async (tx) => {
      const link = await find(tx, now);
      if (!link) throw linkNotValid();
      const { id: personId } = await claimPerson(tx, addressOf(link), newId(), now);
      if (!(await spendLink(tx, link.id, now)) || !(await isStillWelcome(tx, link))) throw linkNotValid();
      if (browser.replaced !== null && (await store.deleteSignInByHash(tx, hashSecret(browser.replaced)))) {
        await touch(tx, EVERY_EVENT, STANDINGS_TOPIC);
      }
      const entered = await enter(tx, personId, hashSecret(secret), browser.device, now);
      const eventId = eventMeant(link.event_id as EventId | null, entered.standings);
      await record(tx, { eventId, actor: entered, action: 'signed-in', subject: null });
      return { ...entered, eventId };
    });
    const event = actor.eventId === null ? undefined : await needs.events.findById(actor.eventId);
    return { secret, next: pageAfter(event ?? null, actor.standings) };
  }

  /** A sign-in is of all events of its person, so that the organisers of each find its end in their log. */
  async function recordInEach(tx: Kysely<Tables>, actor: PersonActor, action: AuditAction): Promise<void> {
    const eventIds = actor.standings.length === 0 ? [null] : actor.standings.map(({ eventId }) => eventId);
    for (const eventId of eventIds) await record(tx, { eventId, actor, action, subject: null });
  }

  async function end(actor: PersonActor, signInId: string): Promise<void> {
    // PostgreSQL refuses to compare some of what can stand in an address.
    if (!z.uuid().safeParse(signInId).success) throw noSuchSignIn();
    await inTransaction(db, async (tx) => {
      if (!(await store.deleteSignIn(tx, actor.personId, signInId))) throw noSuchSignIn();
      await recordInEach(tx, actor, 'signed-out');
      await touch(tx, EVERY_EVENT, STANDINGS_TOPIC);
    });
    announce({ kind: 'sign-in-ended', personId: actor.personId, signInId: signInId as SignInId });
  }

  return {
    enterByLink: (token, browser) => signIn((tx, now) => findLink(tx, hashSecret(token), now), browser),
    async enterByCode(request, code, browser) {
      const tried = await countTry(db, hashSecret(request), TRIES, clock.now());
      if (!tried) throw linkNotValid();
      const right = await isSlowDigestOf(code, tried.code_hash ?? NO_CODE);
      if (!right || tried.code_hash === null) throw codeNotRight(TRIES - tried.tries);
      return signIn(async () => tried, browser);
    },
    async findActor(secret) {
      const now = clock.now();
      const found = await store.findSignedIn(db, hashSecret(secret), now);
      if (!found) return null;
      if (now - found.seenAt >= SEEN_WITHIN) await store.setSeen(db, found.id, now);
      return actorOf(found);
    },
    async findActorInCrowd(secret) {
      const found = await findInCrowd(hashSecret(secret));
      return found ? actorOf(found) : null;
    },
    me: (actor) => meOf(needs, actor),
    async list({ personId, signInId }) {
      const rows = await store.listSignIns(db, personId, clock.now());
      return rows.map(({ id, device, created_at, seen_at }) => ({
        id,
        device,
        createdAt: formatRfc3339(instant(created_at), 'UTC'),
        seenAt: formatRfc3339(instant(seen_at), 'UTC'),
        current: id === signInId,
      }));
    },
    end,
    endSession: (actor) => end(actor, actor.signInId),
    async endEverywhere(actor) {
      await inTransaction(db, async (tx) => {
        await store.deleteSignInsOf(tx, actor.personId);
        await recordInEach(tx, actor, 'signed-out-everywhere');
        await touch(tx, EVERY_EVENT, STANDINGS_TOPIC);
      });
      announce({ kind: 'sign-in-ended', personId: actor.personId, signInId: null });
    },
    async nextExpiry() {
      const ends = [await earliestLinkEnd(db), await store.earliestSignInEnd(db)].filter((end) => end !== null);
      return ends.length === 0 ? null : instant(Math.min(...ends));
    },
    async dropExpired(now) {
      await inTransaction(db, async (tx) => {
        await deleteExpiredLinks(tx, now);
        await store.deleteExpiredSignIns(tx, now);
        await store.deleteStrayPeople(tx);
      });
    },
  };
}

function actorOf({ id, personId, standings }: store.SignedIn): PersonActor {
  return { kind: 'person', personId, signInId: id, standings };
}

/** The address may have been removed since the mail went out. */
async function isStillWelcome(tx: Kysely<Tables>, link: PeopleLinkRow): Promise<boolean> {
  const named = link.event_id as EventId | null;
  const { key, domain } = addressOf(link);
  const domains = await store.loadDomains(tx, named === null ? [] : [named]);
  const byDomain = named !== null && domains.get(named)?.has(domain) === true;
  const knownIn = await store.loadKnownIn(tx, [key]);
  return mayEnter(knownIn.get(key) ?? [], named, byDomain);
}

async function enter(
  tx: Kysely<Tables>,
  personId: PersonId,
  hash: string,
  device: string,
  now: Instant,
): Promise<PersonActor> {
  const id = newId<SignInId>();
  await store.insertSignIn(tx, {
    id,
    person_id: personId,
    hash,
    device,
    created_at: now,
    seen_at: now,
    expires_at: now + SIGN_IN_LASTS,
  });
  return { kind: 'person', personId, signInId: id, standings: await store.loadStandings(tx, personId) };
}

async function meOf({ db, events }: PeopleNeeds, actor: PersonActor): Promise<Omit<Me, 'csrfToken'>> {
  const person = await findPerson(db, actor.personId);
  // Erased between the look at the cookie and this one.
  if (!person) throw new AppError('unauthenticated', 'This needs a sign-in or a key.');
  const names = await store.loadOwnNames(db, actor.personId);
  const mine: MyEvent[] = [];
  for (const { eventId, participantId, state, roles } of actor.standings) {
    const event = await events.findById(eventId);
    if (!event) continue;
    mine.push({
      slug: event.slug,
      name: event.name,
      myName: names.get(participantId) ?? '',
      state,
      roles: roleViews(roles, event.days),
    });
  }
  return { email: person.email, events: mine };
}

function linkNotValid(): AppError {
  return new AppError('link-not-valid', 'This link or code was used, or its time is over. Ask for a new one.');
}

function codeNotRight(triesLeft: number): AppError {
  const left = triesLeft === 1 ? 'One try is left.' : `${triesLeft} tries are left.`;
  const detail =
    triesLeft > 0
      ? `This is not the code of the mail. ${left}`
      : 'This is not the code of the mail. Ask for a new one.';
  return new AppError('code-not-right', detail, { extra: { triesLeft } });
}

function noSuchSignIn(): AppError {
  return new AppError('not-found', 'There is no such sign-in of yours.');
}
