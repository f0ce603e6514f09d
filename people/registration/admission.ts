/**
 * Who may register, and what becomes of them.
 *
 * - **Who was invited by an organiser** may register while registration is open, also after they declined.
 * - **Who has an address of an organisation's domain** may too. Where the organisation wants that, they wait
 *   for an organiser's word; who withdraws before it came waits for it again when they come back.
 * - **Who was removed** may not, whatever their address. Everybody else was not invited.
 *
 * Whoever may register gets a place if one is free for them, else waits for one, else is turned away where
 * there is no waiting list. A role gives no place.
 */
import { AppError } from '../../kernel/errors.ts';
import { formatClock, formatDate, type Instant } from '../../kernel/time.ts';
import type { EventRef } from '../event-directory.ts';
import type { Organisation, Participant, WaitingFor } from '../roster/participant.ts';
import { phaseOf, type Registration } from './registration.ts';

/** What decides whether somebody may register. */
export interface Applicant {
  /** As the event has them; null when it does not know them. */
  readonly participant: Participant | null;
  /** The organisation whose domain their address has. */
  readonly byDomain: Organisation | null;
}

export type Invitation = 'personal' | 'by-domain' | 'by-domain-with-approval' | 'none';

export function invitationOf({ participant, byDomain }: Applicant): Invitation {
  if (participant?.state === 'removed') return 'none';
  if (participant !== null && isPersonal(participant)) return 'personal';
  if (byDomain === null) return 'none';
  return byDomain.needsApproval ? 'by-domain-with-approval' : 'by-domain';
}

/** Whoever an organiser put on the list, asked to come, or gave a place. */
function isPersonal({ state, invitedAt, registeredAt }: Participant): boolean {
  return state === 'invited' || state === 'registered' || invitedAt !== null || registeredAt !== null;
}

/** What becomes of somebody who may register: null for a place. */
export function waitFor(
  invitation: Exclude<Invitation, 'none'>,
  isFree: boolean,
  { waitingList }: Registration,
): WaitingFor | null {
  if (invitation === 'by-domain-with-approval') return 'approval';
  if (isFree) return null;
  if (waitingList) return 'place';
  throw new AppError('event-full', 'All places are taken, and there is no waiting list.');
}

/** @throws AppError `not-invited`. */
export function demandInvitation(applicant: Applicant): Exclude<Invitation, 'none'> {
  const invitation = invitationOf(applicant);
  if (invitation !== 'none') return invitation;
  throw new AppError(
    'not-invited',
    'This event is for people who were invited, and the address you signed in with is not among them.',
  );
}

/** @throws AppError `registration-not-open` that says when it opens, or that it is closed. */
export function demandOpen(registration: Registration, { timeZone }: EventRef, now: Instant): void {
  const phase = phaseOf(registration, now);
  if (phase === 'open') return;
  const at = phase === 'closed' ? registration.closesAt : registration.opensAt;
  const when = at === null ? '' : `${formatDate(at, timeZone)} at ${formatClock(at, timeZone)} (${timeZone})`;
  const sentences = {
    'not-set': 'Registration is not open yet, and it is not set when it will be.',
    'not-open': `Registration opens on ${when}.`,
    closed: `Registration closed on ${when}.`,
  };
  throw new AppError('registration-not-open', sentences[phase], { extra: { phase } });
}
