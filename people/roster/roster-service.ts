/** Participants, one at a time: for organisers, and for programs within what their scope allows. */
import type { Actor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import { demand } from '../demand.ts';
import type { EmailAddress } from '../email-address.ts';
import { type EventRef, placeOf } from '../event-directory.ts';
import { mayChangeParticipant, type PeoplePolicy } from '../policy.ts';
import { countTaken } from '../registration/registration-store.ts';
import { hasPlace } from '../registration/waiting-list.ts';
import type { NewParticipant, ParticipantChange, RoleFields } from '../schema.ts';
import type { ParticipantView, PeoplePage } from '../view.ts';
import {
  type Change,
  changeRoster,
  limitsOf,
  newcomer,
  type RosterNeeds,
  registered,
  subjectOf,
} from './change-service.ts';
import { giveRoles } from './giving-service.ts';
import { leave } from './leaving-service.ts';
import { findOrganisation } from './organisation-store.ts';
import { type Organisation, type Participant, participantView } from './participant.ts';
import { findParticipant, findParticipantByEmail } from './participant-store.ts';
import type { PeopleQuery } from './people-filter.ts';
import { pageOf } from './people-page-service.ts';
import { addressTaken, badInput, noSuchParticipant, notInState, refuseStale } from './refusals.ts';
import { rolesOf } from './role-store.ts';
import { grantsNamed, isSameRoles, regrant } from './roles.ts';

/** Somebody in an event, and the revision that was seen of them. */
export interface ParticipantOf {
  readonly actor: Actor;
  readonly event: EventRef;
  readonly id: string;
}

export interface RosterService {
  page(actor: Actor, event: EventRef, query: PeopleQuery): Promise<PeoplePage>;
  /** @throws AppError `not-found`. */
  get(of: ParticipantOf): Promise<ParticipantView>;
  /**
   * Puts somebody on the list as invited; who was removed comes back without their roles.
   * @throws AppError `address-taken` with the `id` of who has the address; `bad-input` for an organisation that
   * there is not.
   */
  add(actor: Actor, event: EventRef, fields: NewParticipant): Promise<ParticipantView>;
  /**
   * Registers somebody with roles, whoever they were, whether a place is free or not: for the first organiser.
   * Who is registered with these roles already is left as they are, and nothing is written down.
   * @throws AppError `forbidden` for all but operators.
   */
  appoint(actor: Actor, event: EventRef, who: Appointed): Promise<ParticipantView>;
  /** @throws AppError `not-found`, `revision-stale`, `event-full` where the organisation has no place left. */
  change(of: ParticipantOf, revision: number, change: ParticipantChange): Promise<ParticipantView>;
  /** @throws AppError `not-found`, `state-not-right`, `last-organiser`. */
  remove(of: ParticipantOf): Promise<ParticipantView>;
  /** Gives a place to who waits for approval, or a place on the waiting list. @throws AppError `state-not-right`. */
  approve(of: ParticipantOf): Promise<ParticipantView>;
  /** Mails a fresh invitation to who is invited, a sign-in link to the others. @throws AppError `state-not-right`. */
  sendLink(of: ParticipantOf): Promise<void>;
  /** @throws AppError `not-found`, `revision-stale`, `bad-input`, `last-organiser`, `state-not-right`. */
  setRoles(of: ParticipantOf, revision: number, roles: readonly RoleFields[]): Promise<ParticipantView>;
}

export interface Appointed {
  readonly email: EmailAddress;
  readonly name: string;
  readonly roles: readonly RoleFields[];
}

export function createRosterService(needs: RosterNeeds): RosterService {
  return {
    page: (actor, event, query) => pageOf(needs.db, actor, event, query),
    get: async ({ actor, event, id }) => {
      demand(actor, 'read-people', placeOf(event));
      const participant = await findParticipant(needs.db, event.id, id);
      if (!participant) throw noSuchParticipant();
      return participantView(participant, await rolesOf(needs.db, event.id, participant.id), event.days);
    },
    add: (actor, event, fields) => add(needs, actor, event, fields),
    appoint: (actor, event, who) => appoint(needs, actor, event, who),
    change: (of, revision, fields) => changeFields(needs, of, revision, fields),
    remove: (of) => changeOne(needs, of, 'edit-people', remove),
    approve: (of) => changeOne(needs, of, 'edit-people', approve),
    sendLink: async (of) => {
      await changeOne(needs, of, 'send-link', sendLink);
    },
    setRoles: (of, revision, roles) => setRoles(needs, of, revision, roles),
  };
}

async function add(
  needs: RosterNeeds,
  actor: Actor,
  event: EventRef,
  { email, invite, ...fields }: NewParticipant,
): Promise<ParticipantView> {
  demand(actor, 'edit-people', placeOf(event));
  return await changeRoster(needs, actor, event, async (change) => {
    const { tx } = change;
    const before = await findParticipantByEmail(tx, event.id, email.key);
    if (before && before.state !== 'removed') throw addressTaken(before.id);
    const { organisationId, ...rest } = fields;
    const organisation = await organisationOf(change, organisationId);
    const blank = before ?? (await newcomer(change, email, fields.name));
    const invited = {
      ...blank,
      ...rest,
      organisation,
      state: 'invited' as const,
      invitedAt: invite ? change.now : null,
    };
    const added = await change.save(invited);
    await change.record('participant-added', subjectOf(added.id));
    if (invite) await sendInvitation(change, added);
    return await viewOf(change, added);
  });
}

async function sendInvitation(change: Change, participant: Participant): Promise<void> {
  await change.invite([participant]);
  await change.record('invited', subjectOf(participant.id));
}

async function appoint(
  needs: RosterNeeds,
  actor: Actor,
  event: EventRef,
  { email, name, roles: named }: Appointed,
): Promise<ParticipantView> {
  if (actor.kind !== 'operator') throw new AppError('forbidden', 'This is for operators of the installation.');
  const grants = grantsNamed(named, event.days, 'roles');
  return await changeRoster(needs, actor, event, async (change) => {
    const before = await findParticipantByEmail(change.tx, event.id, email.key);
    const who = before ?? (await newcomer(change, email, name));
    const held = await rolesOf(change.tx, event.id, who.id);
    const roles = regrant(held, { add: grants, remove: [] });
    if (who.state === 'registered' && isSameRoles(held, roles)) return await viewOf(change, who);
    const saved = await change.save(who.state === 'registered' ? who : registered(who, change.now));
    if (!before) await change.record('participant-added', subjectOf(saved.id));
    await giveRoles(change, [{ id: saved.id, grants: roles }]);
    return await viewOf(change, saved);
  });
}

async function changeFields(
  needs: RosterNeeds,
  of: ParticipantOf,
  revision: number,
  { organisationId, ...fields }: ParticipantChange,
): Promise<ParticipantView> {
  return await changeOne(needs, of, 'edit-people', async (change, participant) => {
    refuseStale(participant, revision);
    refuseErased(participant);
    const organisation =
      organisationId === undefined ? participant.organisation : await organisationOf(change, organisationId);
    await refuseFull(change, participant, organisation);
    const names = Object.keys({ ...fields, ...(organisationId === undefined ? {} : { organisationId }) });
    await change.record('participant-changed', subjectOf(participant.id), { fields: names });
    return await change.save({ ...participant, ...fields, organisation });
  });
}

/** Somebody who has a place takes it along to another organisation only where that has one left. */
async function refuseFull(change: Change, participant: Participant, to: Participant['organisation']): Promise<void> {
  if (participant.state !== 'registered' || to === null || to.id === participant.organisation?.id) return;
  const { byOrganisation } = await countTaken(change.tx, change.event.id);
  const { quotas } = await limitsOf(change);
  if (hasPlace({ inAll: 0, byOrganisation }, { places: null, quotas }, to.id)) return;
  throw new AppError('event-full', `All places of ${to.name} are taken. Raise its quota first.`);
}

async function remove(change: Change, participant: Participant): Promise<Participant> {
  if (participant.state === 'removed') throw notInState('has been removed already');
  const removed = await leave(change, participant, 'removed');
  await change.record('participant-removed', subjectOf(removed.id));
  return removed;
}

async function approve(change: Change, participant: Participant): Promise<Participant> {
  if (participant.waitingFor !== 'approval') throw notInState('does not wait for approval');
  const taken = await countTaken(change.tx, change.event.id);
  const isFree = hasPlace(taken, await limitsOf(change), participant.organisation?.id ?? null);
  const approved = await change.save(
    isFree ? registered(participant, change.now) : { ...participant, waitingFor: 'place' as const },
  );
  await change.record('participant-approved', subjectOf(approved.id));
  await change.mail([approved], isFree ? 'approved' : 'waiting-place');
  return approved;
}

async function sendLink(change: Change, participant: Participant): Promise<Participant> {
  if (participant.state === 'removed') throw notInState('has been removed');
  await change.record('link-sent', subjectOf(participant.id));
  if (participant.state !== 'invited') {
    await change.sendLink(participant);
    return participant;
  }
  await change.invite([participant]);
  return await change.save({ ...participant, invitedAt: change.now });
}

async function setRoles(
  needs: RosterNeeds,
  of: ParticipantOf,
  revision: number,
  roles: readonly RoleFields[],
): Promise<ParticipantView> {
  demand(of.actor, 'grant-roles', placeOf(of.event));
  const grants = grantsNamed(roles, of.event.days, 'roles');
  return await changeOne(needs, of, 'grant-roles', async (change, participant) => {
    refuseStale(participant, revision);
    if (participant.state === 'removed') throw notInState('has been removed');
    await giveRoles(change, [{ id: participant.id, grants }]);
    return await change.save(participant);
  });
}

/** Changes one participant whom there is and whom one may change. */
async function changeOne(
  needs: RosterNeeds,
  { actor, event, id }: ParticipantOf,
  policy: PeoplePolicy,
  work: (change: Change, participant: Participant) => Promise<Participant>,
): Promise<ParticipantView> {
  demand(actor, policy, placeOf(event));
  return await changeRoster(needs, actor, event, async (change) => {
    const participant = await findParticipant(change.tx, event.id, id);
    if (!participant) throw noSuchParticipant();
    await refuseProtected(change, participant);
    return await viewOf(change, await work(change, participant));
  });
}

/** @throws AppError `forbidden` where a program would change an organiser. */
export async function refuseProtected({ tx, event, actor }: Change, { id }: Participant): Promise<void> {
  if (mayChangeParticipant(actor, await rolesOf(tx, event.id, id))) return;
  throw new AppError('forbidden', 'A program may not change an organiser. An organiser may.');
}

async function viewOf({ tx, event }: Change, participant: Participant): Promise<ParticipantView> {
  return participantView(participant, await rolesOf(tx, event.id, participant.id), event.days);
}

async function organisationOf({ tx, event }: Change, id: string | null): Promise<Organisation | null> {
  if (id === null) return null;
  const organisation = await findOrganisation(tx, event.id, id);
  if (organisation) return organisation;
  throw badInput('organisationId', 'There is no organisation of this id here.');
}

function refuseErased({ erasedAt }: Participant): void {
  if (erasedAt !== null) throw notInState('has been erased');
}
