/**
 * How every change of who is in an event runs: one transaction that first takes the event's registration,
 * so that changes of one event go one after the other. Before it ends, what holds after every change is
 * made sure of: an event that had an organiser has one, and nobody waits while a place is free for them.
 * News is told after the commit.
 */
import type { Kysely } from 'kysely';
import { type Actor, type RoleGrant, standingOf } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { ParticipantId, PersonId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { AuditAction, AuditDetails } from '../audit/audit.ts';
import type { EmailAddress } from '../email-address.ts';
import { type EventRef, endOf } from '../event-directory.ts';
import type { PeopleHappening } from '../events.ts';
import type { PeopleNeeds } from '../needs.ts';
import { STANDINGS_TOPIC } from '../presence/topics.ts';
import type { Registration } from '../registration/registration.ts';
import { type RegistrationNews, registrationMail } from '../registration/registration-mail.ts';
import { claimRegistration, countTaken, findRegistration } from '../registration/registration-store.ts';
import type { Limits } from '../registration/waiting-list.ts';
import { promotionsOf } from '../registration/waiting-list.ts';
import { enqueueInvitations } from '../sign-in/invitation-service.ts';
import type { LinkService } from '../sign-in/link-service.ts';
import { loadStandings } from '../sign-in/sign-in-store.ts';
import { listOrganisations } from './organisation-store.ts';
import { blankParticipant, type Participant, type Person } from './participant.ts';
import { insertParticipants, saveParticipants } from './participant-saving-store.ts';
import { lastInLine, listWaitingForPlace } from './participant-store.ts';
import { claimPerson } from './person-store.ts';
import { lastOrganiser } from './refusals.ts';
import { countRegisteredOrganisers } from './role-store.ts';
import { isSameGrant } from './roles.ts';

export interface RosterNeeds extends PeopleNeeds {
  readonly links: Pick<LinkService, 'enqueueSignInLink'>;
}

/** What the work of a change is given. */
export interface Change {
  readonly tx: Kysely<Tables>;
  readonly event: EventRef;
  readonly actor: Actor;
  readonly now: Instant;
  /** As it was when the change began. */
  readonly registration: Registration;
  /** Stores what became of a participant, as their next revision. */
  save(participant: Participant): Promise<Participant>;
  /** The same of many, in few statements and in the same order. */
  saveAll(participants: readonly Participant[]): Promise<readonly Participant[]>;
  /** Writes down what was done to whom. */
  record(action: AuditAction, subject: string | null, details?: AuditDetails): Promise<void>;
  /** Writes down what was done to each of many participants. */
  recordAll(action: AuditAction, done: readonly Done[]): Promise<void>;
  /** Mails each how they stand; nothing to who was erased. */
  mail(participants: readonly Participant[], news: RegistrationNews): Promise<void>;
  invite(participants: readonly Participant[]): Promise<void>;
  /** Raises the versions of live topics, and tells of them after the commit. */
  touch(...topics: readonly string[]): Promise<void>;
  sendLink(participant: Participant): Promise<void>;
  /** Takes somebody out of what other rooms plan for them. */
  leaveElsewhere(id: ParticipantId): Promise<void>;
  /** To be told after the commit, once. */
  tell(happening: PeopleHappening): void;
}

/** To whom something was done, and what there is to say of it. */
export interface Done {
  readonly id: ParticipantId;
  readonly details?: AuditDetails;
}

/**
 * Runs `work` as one change of an event's people. Whatever it throws undoes everything.
 * @throws AppError `last-organiser` when the event would be left without a registered organiser; `forbidden` for
 * whoever has lost a role in it since they asked.
 */
export async function changeRoster<Answer>(
  needs: RosterNeeds,
  actor: Actor,
  event: EventRef,
  work: (change: Change) => Promise<Answer>,
): Promise<Answer> {
  const news = new Map<string, PeopleHappening>();
  const answer = await inTransaction(needs.db, async (tx) => {
    news.clear();
    const registration = await claimRegistration(tx, event.id);
    await refuseOutdated(tx, actor, event);
    const organisers = await countRegisteredOrganisers(tx, event.id);
    const change = changeOf(needs, { tx, event, actor, registration }, news);
    const worked = await work(change);
    if (organisers > 0 && (await countRegisteredOrganisers(tx, event.id)) === 0) throw lastOrganiser();
    await promoteWaiting(change);
    if ([...news.values()].some(isOfParticipants)) await needs.touch(tx, event.id, STANDINGS_TOPIC);
    return worked;
  });
  for (const happening of inShort([...news.values()], event)) needs.announce(happening);
  return answer;
}

/** What somebody may do is read when they ask. While they waited for their turn, it may have been taken away. */
async function refuseOutdated(tx: Kysely<Tables>, actor: Actor, { id: eventId }: EventRef): Promise<void> {
  const asked = standingOf(actor, { eventId });
  if (actor.kind !== 'person' || asked?.state !== 'registered' || asked.roles.length === 0) return;
  const now = (await loadStandings(tx, actor.personId)).find((standing) => standing.eventId === eventId);
  const holds = (role: RoleGrant) => now?.roles.some((each) => isSameGrant(each, role)) === true;
  if (now?.state === 'registered' && asked.roles.every(holds)) return;
  throw new AppError('forbidden', 'Your rights in this event have changed since you asked. Nothing was changed.');
}

function isOfParticipants({ kind }: PeopleHappening): boolean {
  return kind === 'participant-changed' || kind === 'participants-changed';
}

/** Above this, each one's change is not told apart: whoever hears of it looks at all of them once. */
const FEW = 100;

function inShort(news: readonly PeopleHappening[], { id: eventId }: EventRef): readonly PeopleHappening[] {
  const others = news.filter(({ kind }) => kind !== 'participant-changed');
  if (news.length - others.length <= FEW) return news;
  return [...others, { kind: 'participants-changed', eventId }];
}

function changeOf(
  needs: RosterNeeds,
  of: Pick<Change, 'tx' | 'event' | 'actor' | 'registration'>,
  news: Map<string, PeopleHappening>,
): Change {
  const { tx, event, actor } = of;
  const now = needs.clock.now();
  const tell = (happening: PeopleHappening) => news.set(JSON.stringify(happening), happening);
  const touch = async (...topics: readonly string[]) => {
    await needs.touch(tx, event.id, ...topics);
    tell({ kind: 'topics-changed', eventId: event.id, topics });
  };
  const saveAll = async (participants: readonly Participant[]) => {
    const saved = participants.map((each) => ({ ...each, revision: each.revision + 1 }));
    await saveParticipants(tx, saved, now);
    for (const { id } of saved) tell({ kind: 'participant-changed', eventId: event.id, participantId: id });
    return saved;
  };
  return {
    ...of,
    now,
    tell,
    touch,
    leaveElsewhere: async (id) => {
      const shown = await needs.leaveElsewhere(tx, event, id);
      if (shown.length > 0) await touch(...shown);
    },
    save: async (participant) => {
      const [saved = participant] = await saveAll([participant]);
      return saved;
    },
    saveAll,
    record: (action, subject, details = {}) => needs.record(tx, { eventId: event.id, actor, action, subject, details }),
    recordAll: (action, done) => {
      const entries = done.map(({ id, details = {} }) => {
        return { eventId: event.id, actor, action, subject: subjectOf(id), details };
      });
      return needs.record(tx, ...entries);
    },
    ...postOf(needs, of, tell),
  };
}

/** The mails of a change. Whoever was erased has no address left. */
function postOf(
  needs: RosterNeeds,
  { tx, event }: Pick<Change, 'tx' | 'event'>,
  tell: Change['tell'],
): Pick<Change, 'mail' | 'invite' | 'sendLink'> {
  const toPersons = async (participants: readonly Participant[], send: (to: readonly Addressee[]) => Promise<void>) => {
    const reached = participants.flatMap(({ name, person }) => (person ? [{ ...person, name }] : []));
    if (reached.length === 0) return;
    await send(reached);
    tell({ kind: 'mail-waiting' });
  };
  return {
    mail: (participants, news) =>
      toPersons(participants, async (reached) => {
        const mails = reached.map(({ email }) => registrationMail(email, news, event, ownPage(needs, event)));
        await needs.enqueue(tx, ...mails);
      }),
    invite: (participants) => toPersons(participants, (reached) => enqueueInvitations(needs, tx, event, reached)),
    sendLink: (participant) =>
      toPersons([participant], async (reached) => {
        for (const { email, emailKey } of reached) {
          const domain = email.slice(email.lastIndexOf('@') + 1);
          await needs.links.enqueueSignInLink(tx, { event, email: { email, key: emailKey, domain } });
        }
      }),
  };
}

interface Addressee extends Person {
  readonly name: string;
}

function ownPage({ publicUrl }: RosterNeeds, { slug }: EventRef): URL {
  return new URL(`/e/${slug}/me`, publicUrl());
}

/** Gives every free place to who waits for it, in order. When the event is over nobody is told of a place in it. */
async function promoteWaiting(change: Change): Promise<void> {
  const { tx, event, now } = change;
  const end = endOf(event);
  if (end !== null && end <= now) return;
  if ((await lastInLine(tx, event.id)) === null) return;
  const limits = await limitsOf(change);
  const taken = await countTaken(tx, event.id);
  // Thousands may stand in line for an event that is full, and each one more would read them all.
  if (limits.places !== null && taken.inAll >= limits.places) return;
  const next = promotionsOf(await listWaitingForPlace(tx, event.id), taken, limits);
  const promoted = await change.saveAll(next.map((each) => registered(each, now)));
  await change.recordAll('promoted', promoted.map(doneTo));
  await change.mail(promoted, 'promoted');
}

/** How many places there are, as it is stored at this moment of the change. */
export async function limitsOf({ tx, event }: Pick<Change, 'tx' | 'event'>): Promise<Limits> {
  const { places } = await findRegistration(tx, event.id);
  const organisations = await listOrganisations(tx, event.id);
  return { places, quotas: new Map(organisations.map(({ id, quota }) => [id, quota])) };
}

/** The participant with a place. */
export function registered(participant: Participant, now: Instant): Participant {
  return { ...participant, state: 'registered', waitingFor: null, waitingSince: null, registeredAt: now };
}

/** As the audit log names a participant. */
export function subjectOf(id: ParticipantId): string {
  return `participant:${id}`;
}

export function doneTo({ id }: Participant): Done {
  return { id };
}

/** Stored as a row of revision 0, for whoever makes it to save. */
export async function newcomer({ tx, event, now }: Change, email: EmailAddress, name: string): Promise<Participant> {
  const person = await claimPerson(tx, email, newId<PersonId>(), now);
  const participant = blankParticipant({ id: newId<ParticipantId>(), eventId: event.id, person, createdAt: now }, name);
  await insertParticipants(tx, [participant]);
  return participant;
}
