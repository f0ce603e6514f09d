/**
 * Personal calendar addresses. Whoever knows one reads that person's calendar and nothing else; it is
 * shown when it is made, stored as a hash, and making a new one ends the old.
 */
import { type Actor, standingOf } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import { hashSecret, newSecret } from '../../kernel/random.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import { demand } from '../demand.ts';
import { type EventRef, placeOf } from '../event-directory.ts';
import type { PeopleNeeds } from '../needs.ts';
import { claimRegistration } from '../registration/registration-store.ts';
import { findParticipant } from '../roster/participant-store.ts';
import type { CalendarAddress } from '../view.ts';
import { deleteCalendarToken, findCalendarOwner, putCalendarToken } from './calendar-token-store.ts';

const PREFIX = 'plenum_cal';

/** Whose calendar is asked for. */
export interface CalendarOwner {
  readonly eventSlug: string;
  readonly participantId: ParticipantId;
  /** Their fields of expertise. */
  readonly tags: readonly string[];
}

export interface CalendarTokenService {
  /** Makes one's address, in place of the one before. @throws AppError as `demand`. */
  make(actor: Actor, event: EventRef): Promise<CalendarAddress>;
  /** Ends one's address; without one nothing happens. @throws AppError as `demand`. */
  revoke(actor: Actor, event: EventRef): Promise<void>;
  /**
   * The registered participant whose calendar this token opens, or null: then unknown, replaced, and that of
   * somebody who is not in any more look alike. Asked at each request.
   */
  findOwner(token: string): Promise<CalendarOwner | null>;
}

export function createCalendarTokenService(needs: PeopleNeeds): CalendarTokenService {
  return {
    make: (actor, event) => make(needs, actor, event),
    revoke: (actor, event) => revoke(needs, actor, event),
    findOwner: async (token) => {
      const owner = await findCalendarOwner(needs.db, hashSecret(token));
      const event = owner && (await needs.events.findById(owner.eventId));
      return event ? { eventSlug: event.slug, participantId: owner.participantId, tags: owner.tags } : null;
    },
  };
}

async function make(needs: PeopleNeeds, actor: Actor, event: EventRef): Promise<CalendarAddress> {
  const participantId = ownerIn(actor, event);
  const token = newSecret(PREFIX);
  await inTransaction(needs.db, async (tx) => {
    // Whoever is taken out meanwhile must leave no address that opens when they come back.
    await claimRegistration(tx, event.id);
    const owner = await findParticipant(tx, event.id, participantId);
    if (owner?.state !== 'registered') throw notTakingPart();
    const row = { participant_id: participantId, event_id: event.id, hash: hashSecret(token) };
    await putCalendarToken(tx, { ...row, created_at: needs.clock.now() });
    const subject = `participant:${participantId}`;
    await needs.record(tx, { eventId: event.id, actor, action: 'calendar-address-made', subject });
  });
  return addressOf(new URL(`/calendars/${token}.ics`, needs.publicUrl()));
}

async function revoke(needs: PeopleNeeds, actor: Actor, event: EventRef): Promise<void> {
  const participantId = ownerIn(actor, event);
  await inTransaction(needs.db, async (tx) => {
    if (!(await deleteCalendarToken(tx, event.id, participantId))) return;
    const subject = `participant:${participantId}`;
    await needs.record(tx, { eventId: event.id, actor, action: 'calendar-address-revoked', subject });
  });
}

function ownerIn(actor: Actor, event: EventRef): ParticipantId {
  demand(actor, 'own-calendar', placeOf(event));
  const standing = standingOf(actor, { eventId: event.id });
  if (standing) return standing.participantId;
  throw notTakingPart();
}

function notTakingPart(): AppError {
  return new AppError('forbidden', 'A calendar address belongs to a person who takes part.');
}

function addressOf({ href }: URL): CalendarAddress {
  return { https: href, webcal: href.replace(/^https?:/, 'webcal:') };
}
