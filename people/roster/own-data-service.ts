/** What an event holds about oneself: to see it, change it, take it along, and withdraw. */

import type { Kysely } from 'kysely';
import { type Actor, standingOf } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Tables } from '../../kernel/tables.ts';
import { type Instant, instant } from '../../kernel/time.ts';
import { listEntriesOf } from '../audit/audit-store.ts';
import { demand } from '../demand.ts';
import { type EventRef, placeOf } from '../event-directory.ts';
import { listHelpOf } from '../help/help-store.ts';
import { calendarTokenSince } from '../keys/calendar-token-store.ts';
import { findRegistration, listConsents } from '../registration/registration-store.ts';
import type { OwnChange } from '../schema.ts';
import { listSignIns } from '../sign-in/sign-in-store.ts';
import type { OwnData } from '../view.ts';
import { type Change, changeRoster, type RosterNeeds, subjectOf } from './change-service.ts';
import { leave } from './leaving-service.ts';
import { type OwnDownload, ownDownload, ownHelpRequest } from './own-download.ts';
import { inUtc, type Participant, participantView } from './participant.ts';
import { findParticipant } from './participant-store.ts';
import { noSuchParticipant, notInState, refuseStale } from './refusals.ts';
import { rolesOf } from './role-store.ts';

export interface OwnDataService {
  /** @throws AppError `not-found`, `forbidden` for who has no standing in the event. */
  get(actor: Actor, event: EventRef): Promise<OwnData>;
  /** @throws AppError as `get`; `revision-stale`. */
  change(actor: Actor, event: EventRef, revision: number, change: OwnChange): Promise<OwnData>;
  /** Everything that is held about somebody in this event, and when their browsers signed in. */
  download(actor: Actor, event: EventRef): Promise<OwnDownload>;
  /** Declines an invitation, or gives up a place or the wait for one. @throws AppError `state-not-right`, `last-organiser`. */
  withdraw(actor: Actor, event: EventRef): Promise<OwnData>;
}

export function createOwnDataService(needs: RosterNeeds): OwnDataService {
  return {
    get: async (actor, event) => await ownData(needs.db, event, await ownIn(needs.db, actor, event)),
    change: (actor, event, revision, fields) =>
      changeOwn(needs, actor, event, async (change, own) => {
        refuseStale(own, revision);
        await change.record('participant-changed', subjectOf(own.id), { fields: Object.keys(fields) });
        return await change.save({ ...own, ...fields });
      }),
    download: (actor, event) => download(needs, actor, event),
    withdraw: (actor, event) => changeOwn(needs, actor, event, withdraw),
  };
}

async function withdraw(change: Change, own: Participant): Promise<Participant> {
  if (own.state === 'declined') throw notInState('has withdrawn already');
  // Whoever declines an invitation had one: by it they may come back, also where no mail was sent.
  const invitedAt = own.state === 'invited' ? (own.invitedAt ?? change.now) : own.invitedAt;
  const withdrawn = await leave(change, { ...own, invitedAt }, 'declined');
  await change.record('registration-withdrawn', subjectOf(own.id));
  return withdrawn;
}

async function changeOwn(
  needs: RosterNeeds,
  actor: Actor,
  event: EventRef,
  work: (change: Change, own: Participant) => Promise<Participant>,
): Promise<OwnData> {
  return await changeRoster(needs, actor, event, async (change) => {
    const changed = await work(change, await ownIn(change.tx, actor, event));
    return await ownData(change.tx, event, changed);
  });
}

/** One's own participant, as it is stored now. */
export async function ownIn(db: Kysely<Tables>, actor: Actor, event: EventRef): Promise<Participant> {
  demand(actor, 'own-data', placeOf(event));
  const standing = standingOf(actor, { eventId: event.id });
  const own = standing && (await findParticipant(db, event.id, standing.participantId));
  if (!own || own.state === 'removed') throw noSuchParticipant();
  return own;
}

async function ownData(db: Kysely<Tables>, event: EventRef, own: Participant): Promise<OwnData> {
  const { consents: texts } = await findRegistration(db, event.id);
  const since = await calendarTokenSince(db, event.id, own.id);
  const { slug, name, timeZone } = event;
  return {
    ...participantView(own, await rolesOf(db, event.id, own.id), event.days),
    event: { slug, name, timeZone },
    consents: (await listConsents(db, event.id, own.id)).map(({ at, ...consent }) => {
      const title = texts.find(({ key }) => key === consent.key)?.title ?? consent.key;
      return { ...consent, title, at: inUtc(at) };
    }),
    calendarSince: since === null ? null : inUtc(instant(since)),
  };
}

async function download(needs: RosterNeeds, actor: Actor, event: EventRef): Promise<OwnDownload> {
  return await changeRoster(needs, actor, event, async ({ tx, now, record }) => {
    const own = await ownIn(tx, actor, event);
    if (!own.person) throw new AppError('not-found', 'Nothing is held about you here.');
    await record('data-downloaded', subjectOf(own.id));
    const refs = [subjectOf(own.id), `person:${own.person.id}`];
    return ownDownload({
      data: await ownData(tx, event, own),
      wishes: own.wishes,
      waitingSince: own.waitingSince,
      createdAt: own.createdAt,
      signIns: (await listSignIns(tx, own.person.id, now)).map((row) => ({
        device: row.device,
        createdAt: inUtc(row.created_at as Instant),
        seenAt: inUtc(row.seen_at as Instant),
      })),
      helpRequests: (await listHelpOf(tx, event.id, own.id)).map(ownHelpRequest),
      attendance: await needs.attendanceOf(tx, event, own.id),
      votes: await needs.votesOf(tx, event, own.id),
      entries: await listEntriesOf(tx, event.id, refs),
      refs,
    });
  });
}
