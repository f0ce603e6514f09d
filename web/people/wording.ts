/** The words of the organiser's pages about people: states, roles, kinds, scopes, counts. */
import type { ParticipantState, Scope, StaffRole } from '../../kernel/actor.ts';
import type { OrganisationKind } from '../../people/schema.ts';
import type { OrganisationView, ParticipantView, RoleView, StateCounts } from '../../people/view.ts';

export const STATE_NAMES: Readonly<Record<ParticipantState, string>> = {
  invited: 'Invited',
  registered: 'Registered',
  waiting: 'Waiting',
  declined: 'Declined',
  removed: 'Removed',
};

/** How a participant stands, in the words of the list. */
export function stateText({
  state,
  waitingFor,
  invitedAt,
  erased,
}: Pick<ParticipantView, 'state' | 'waitingFor' | 'invitedAt' | 'erased'>): string {
  if (erased) return 'Erased';
  if (state === 'waiting' && waitingFor !== null)
    return `Waits for ${waitingFor === 'approval' ? 'approval' : 'a place'}`;
  if (state === 'invited' && invitedAt === null) return 'Not invited yet';
  return STATE_NAMES[state];
}

export const ROLE_NAMES: Readonly<Record<StaffRole, string>> = {
  organiser: 'Organiser',
  chair: 'Chair',
  deputy: 'Deputy chair',
  facilitator: 'Facilitator',
  rapporteur: 'Rapporteur',
  helpdesk: 'Helpdesk',
};

/** What each role may do, as far as it is decided when the role is given. */
export const ROLE_MEANINGS: Readonly<Record<StaffRole, string>> = {
  organiser: 'Sees and changes everything in this event.',
  chair: 'Runs the days given.',
  deputy: 'Stands in for the chair on the days given.',
  facilitator: 'Looks after the breakout rooms given.',
  rapporteur: 'Reports from the breakout rooms given.',
  helpdesk: 'Finds people and sends them their link again.',
};

/** `Organiser`, `Chair of day 2`, `Rapporteur of Laboratories`. */
export function roleText({ role, day, room }: RoleView): string {
  const name = ROLE_NAMES[role];
  if (day !== null) return `${name} of day ${day}`;
  if (room !== null) return `${name} of ${room}`;
  return role === 'chair' || role === 'deputy' ? `${name} of a day that is gone` : name;
}

export const KIND_NAMES: Readonly<Record<OrganisationKind, string>> = {
  partner: 'Partner',
  advisor: 'Advisor',
  commission: 'Commission',
  guest: 'Guest',
};

export const SCOPE_NAMES: Readonly<Record<Scope, string>> = {
  'agenda:read': 'Read the agenda',
  'agenda:write': 'Write the agenda',
  people: 'People',
  export: 'Export',
};

export const SCOPE_MEANINGS: Readonly<Record<Scope, string>> = {
  'agenda:read': 'Reads the draft and the published agenda, also while the event is private.',
  'agenda:write': 'Changes days and sessions, and publishes.',
  people: 'Reads and changes people, organisations and invitations. Gives no roles.',
  export: 'Downloads people and agenda as files. Changes nothing.',
};

/** `7 of 8`, or `7` where there is no quota. */
export function quotaText({ counts, quota }: Pick<OrganisationView, 'counts' | 'quota'>): string {
  return quota === null ? numberText(counts.registered) : `${numberText(counts.registered)} of ${numberText(quota)}`;
}

/** Erased and removed people are no longer counted as the event's. */
export function presentCount(counts: StateCounts): number {
  return counts.invited + counts.registered + counts.waiting + counts.declined;
}

/** `10,000` */
export function numberText(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 person`, `1,204 people`. */
export function peopleText(count: number): string {
  return `${numberText(count)} ${count === 1 ? 'person' : 'people'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
