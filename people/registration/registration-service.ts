/** Registration: what people see of it and answer to it, and what organisers set. */
import type { Kysely } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/random.ts';
import type { Tables } from '../../kernel/tables.ts';
import { formatRfc3339, type Instant, instant } from '../../kernel/time.ts';
import { demand } from '../demand.ts';
import { type EventRef, placeOf } from '../event-directory.ts';
import {
  type Change,
  changeRoster,
  limitsOf,
  newcomer,
  type RosterNeeds,
  registered,
  subjectOf,
} from '../roster/change-service.ts';
import { listOrganisations } from '../roster/organisation-store.ts';
import type { Organisation, Participant, Person } from '../roster/participant.ts';
import { findParticipantOfPerson, lastInLine, placeInLine } from '../roster/participant-store.ts';
import { findPerson } from '../roster/person-store.ts';
import { refuseStale } from '../roster/refusals.ts';
import type { RegistrationAnswer, RegistrationFields } from '../schema.ts';
import type { OwnRegistration, RegistrationSettings, RegistrationView } from '../view.ts';
import { type Applicant, demandInvitation, demandOpen, invitationOf, waitFor } from './admission.ts';
import { demandConsents, newAnswers, nextConsents } from './consents.ts';
import { phaseOf, presentConsents, type Registration, registrationSettings } from './registration.ts';
import { countTaken, findRegistration, insertConsents, listConsents, saveRegistration } from './registration-store.ts';
import { hasPlace } from './waiting-list.ts';

export interface RegistrationService {
  /** @throws AppError `not-found` for a private event in which somebody neither is nor may register. */
  view(actor: Actor, event: EventRef): Promise<RegistrationView>;
  /**
   * Registers whoever asks. Who is registered or waits already changes by it what they answered, at any time.
   * @throws AppError `registration-not-open`, `not-invited`, `consent-missing`, `event-full`, `bad-input`.
   */
  register(actor: Actor, event: EventRef, answer: RegistrationAnswer): Promise<RegistrationView>;
  settings(actor: Actor, event: EventRef): Promise<RegistrationSettings>;
  /** @param revision that was seen; 0 where nothing was set yet. @throws AppError `revision-stale`. */
  set(actor: Actor, event: EventRef, revision: number, fields: RegistrationFields): Promise<RegistrationSettings>;
}

export function createRegistrationService(needs: RosterNeeds): RegistrationService {
  const { db, clock } = needs;
  return {
    view: (actor, event) => view(db, actor, event, clock.now()),
    register: (actor, event, answer) =>
      changeRoster(needs, actor, event, async (change) => {
        await register(change, answer);
        return await view(change.tx, actor, event, change.now);
      }),
    settings: async (actor, event) => {
      demand(actor, 'set-registration', placeOf(event));
      return registrationSettings(await findRegistration(db, event.id), event.timeZone);
    },
    set: (actor, event, revision, fields) => {
      demand(actor, 'set-registration', placeOf(event));
      return changeRoster(needs, actor, event, (change) => set(change, revision, fields));
    },
  };
}

async function set(change: Change, revision: number, fields: RegistrationFields): Promise<RegistrationSettings> {
  const { tx, event, registration } = change;
  refuseStale(registration, revision);
  const consents = nextConsents(registration.consents, fields.consents);
  const next: Registration = { ...fields, consents, revision: revision + 1 };
  await saveRegistration(tx, event.id, next);
  await change.record('registration-changed', `event:${event.id}`);
  change.tell({ kind: 'registration-changed', eventId: event.id });
  return registrationSettings(next, event.timeZone);
}

/** Somebody who is signed in, as the event knows them. */
interface Known extends Applicant {
  readonly person: Person;
}

async function known(db: Kysely<Tables>, actor: Actor, event: EventRef): Promise<Known | null> {
  const person = actor.kind === 'person' ? await findPerson(db, actor.personId) : undefined;
  if (!person) return null;
  const participant = (await findParticipantOfPerson(db, event.id, person.id)) ?? null;
  return { person, participant, byDomain: ownerOf(await listOrganisations(db, event.id), person) };
}

function ownerOf(organisations: readonly Organisation[], { emailKey }: Person): Organisation | null {
  const domain = emailKey.slice(emailKey.lastIndexOf('@') + 1);
  return organisations.find(({ domains }) => domains.includes(domain)) ?? null;
}

async function register(change: Change, answer: RegistrationAnswer): Promise<void> {
  const { tx, event, actor, registration, now } = change;
  demand(actor, 'register', placeOf(event));
  const applicant = await known(tx, actor, event);
  if (!applicant) throw new AppError('unauthenticated', 'This needs a sign-in.');
  refuseHidden(applicant, event);
  const invitation = demandInvitation(applicant);
  const { participant } = applicant;
  if (participant && (participant.state === 'registered' || participant.state === 'waiting')) {
    await answerAgain(change, participant, answer);
    return;
  }
  demandOpen(registration, event, now);
  demandConsents(presentConsents(registration), answer.consents);
  const organisation = participant?.organisation ?? (invitation === 'personal' ? null : applicant.byDomain);
  const isFree = hasPlace(await countTaken(tx, event.id), await limitsOf(change), organisation?.id ?? null);
  const waitingFor = waitFor(invitation, isFree, registration);
  const who = participant ?? (await newcomer(change, addressOf(applicant.person), answer.name));
  const answered = { ...who, ...ownFields(answer), organisation };
  const saved = await change.save(
    waitingFor === null
      ? registered(answered, now)
      : { ...answered, state: 'waiting', waitingFor, waitingSince: await endOfLine(change) },
  );
  await insertConsents(tx, consentsOf(saved, now), answer.consents.map(withId));
  await change.record('registered', subjectOf(saved.id), { waitingFor });
  await change.mail([saved], waitingFor === null ? 'registered' : `waiting-${waitingFor}`);
}

/** Two who come in one millisecond stand in line as they came. */
async function endOfLine({ tx, event, now }: Change): Promise<Instant> {
  const last = await lastInLine(tx, event.id);
  return last === null || last < now ? now : instant(last + 1);
}

/** What one answered may be changed as long as one is in or waits; state and place stay. */
async function answerAgain(change: Change, participant: Participant, answer: RegistrationAnswer): Promise<void> {
  const { tx, event, registration, now } = change;
  demandConsents(presentConsents(registration), answer.consents);
  const held = await listConsents(tx, event.id, participant.id);
  await insertConsents(tx, consentsOf(participant, now), newAnswers(held, answer.consents).map(withId));
  await change.save({ ...participant, ...ownFields(answer) });
  await change.record('participant-changed', subjectOf(participant.id), {
    fields: ['name', 'tags', 'timeZone', 'consents'],
  });
}

function ownFields({ name, tags, timeZone }: RegistrationAnswer) {
  return { name, tags, timeZone };
}

function addressOf({ email, emailKey }: Person) {
  return { email, key: emailKey, domain: emailKey.slice(emailKey.lastIndexOf('@') + 1) };
}

function consentsOf({ eventId, id }: Participant, at: Instant) {
  return { eventId, participantId: id, at };
}

function withId<Consent>(consent: Consent): Consent & { readonly id: string } {
  return { ...consent, id: newId() };
}

async function view(db: Kysely<Tables>, actor: Actor, event: EventRef, now: Instant): Promise<RegistrationView> {
  demand(actor, 'read-registration', placeOf(event));
  const applicant = await known(db, actor, event);
  if (actor.kind === 'person') refuseHidden(applicant, event);
  const registration = await findRegistration(db, event.id);
  const { slug, name, timeZone, helpdesk } = event;
  const inZone = (at: Instant | null) => (at === null ? null : formatRfc3339(at, timeZone));
  return {
    event: { slug, name, timeZone },
    phase: phaseOf(registration, now),
    opensAt: inZone(registration.opensAt),
    closesAt: inZone(registration.closesAt),
    placesLeft: await placesLeft(db, event, registration, applicant),
    consents: presentConsents(registration),
    helpdesk,
    mine: await ownRegistration(db, applicant),
  };
}

/** A private event is hidden from whoever has nothing to do with it. */
function refuseHidden(applicant: Known | null, { isPublic }: EventRef): void {
  if (isPublic || (applicant && invitationOf(applicant) !== 'none') || isWaiting(applicant)) return;
  throw new AppError('not-found', 'There is no such event.');
}

/** Also where the organisation's domain was taken away since. */
function isWaiting(applicant: Known | null): boolean {
  const state = applicant?.participant?.state;
  return state === 'waiting' || state === 'declined';
}

async function placesLeft(
  db: Kysely<Tables>,
  event: EventRef,
  registration: Registration,
  applicant: Known | null,
): Promise<RegistrationView['placesLeft']> {
  const organisation = applicant?.participant?.organisation ?? applicant?.byDomain ?? null;
  const taken = await countTaken(db, event.id);
  if (hasPlace(taken, await limitsOf({ tx: db, event }), organisation?.id ?? null)) return 'yes';
  return registration.waitingList ? 'waiting-list' : 'none';
}

async function ownRegistration(db: Kysely<Tables>, applicant: Known | null): Promise<OwnRegistration | null> {
  if (!applicant) return null;
  const { person, participant, byDomain } = applicant;
  const isKnown = participant !== null && participant.state !== 'removed';
  if (!isKnown && invitationOf(applicant) === 'none') return null;
  return {
    email: person.email,
    state: participant?.state ?? null,
    waitingFor: participant?.waitingFor ?? null,
    placeInLine: participant && (await placeInLine(db, participant)),
    name: participant?.name ?? null,
    organisation: participant ? (participant.organisation?.name ?? null) : (byDomain?.name ?? null),
    tags: participant?.tags ?? [],
    timeZone: participant?.timeZone ?? null,
  };
}
