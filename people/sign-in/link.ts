/**
 * Links by which somebody signs in once: how long each kind holds, where it stands, where it leads.
 *
 * A link in a mail is opened by scanners before a person sees it, so opening it shows a page with a
 * button, and only the button uses it.
 */
import type { ParticipantState, RoleGrant, Standing } from '../../kernel/actor.ts';
import type { EventId } from '../../kernel/ids.ts';
import { DAY, type Instant, instant, latestOf, MINUTE } from '../../kernel/time.ts';
import type { EmailAddress } from '../email-address.ts';
import { type EventRef, endOf } from '../event-directory.ts';

/** `sign-in`: somebody asked, or was sent one again. `invitation`: holds to the event's end. `terminal`: printed. */
export type LinkPurpose = 'sign-in' | 'invitation' | 'terminal';

export const LINK_PREFIX = 'plenum_in';
/** Of what the browser that asks is given, so that the code works in no other. */
export const REQUEST_PREFIX = 'plenum_rq';

const SHORTEST = 15 * MINUTE;

/** When a link made now ends. @param event that it leads to, if to one. */
export function linkEndsAt(purpose: LinkPurpose, now: Instant, event: EventRef | null): Instant {
  const soon = instant(now + SHORTEST);
  if (purpose === 'terminal') return instant(now + DAY);
  if (purpose === 'sign-in') return soon;
  const eventEnds = event && endOf(event);
  return eventEnds === null ? instant(now + UNTIL_THERE_ARE_DAYS) : latestOf(eventEnds, soon);
}

/** An invitation to an event whose days are not planned yet. */
const UNTIL_THERE_ARE_DAYS = 30 * DAY;

export function linkAddress(publicUrl: URL, token: string): string {
  return new URL(`/sign-in/${token}`, publicUrl).href;
}

/** The address that a link is for, as it is stored. */
export function addressOf(link: { readonly email: string; readonly email_key: string }): EmailAddress {
  const { email, email_key } = link;
  return { email, key: email_key, domain: email_key.slice(email_key.lastIndexOf('@') + 1) };
}

/** Where whoever has signed in goes: organisers to their work, others to their own page or to registration. */
export function pageAfter(event: EventRef | null, standings: readonly Standing[]): string {
  if (!event) return '/sign-in';
  const standing = standings.find(({ eventId }) => eventId === event.id);
  if (standing?.state !== 'registered') return `/e/${event.slug}/register`;
  const organises = standing.roles.some(({ role }: RoleGrant) => role === 'organiser');
  return organises ? `/e/${event.slug}/organise` : `/e/${event.slug}/me`;
}

/** The event that somebody means who named none: the only one they belong to. */
export function eventMeant(named: EventId | null, standings: readonly Standing[]): EventId | null {
  if (named !== null) return named;
  const [only, ...others] = standings;
  return only && others.length === 0 ? only.eventId : null;
}

/** In what state an address is in an event that knows it; those that removed it are told too. */
export interface KnownIn {
  readonly eventId: EventId;
  readonly state: ParticipantState;
}

/**
 * Whether an address may sign in: some event knows it and has not removed it, or it is of a domain that may
 * register for the event named, which then must not know it yet.
 */
export function mayEnter(knownIn: readonly KnownIn[], named: EventId | null, domainMayRegister: boolean): boolean {
  if (knownIn.some(({ state }) => state !== 'removed')) return true;
  return domainMayRegister && !knownIn.some(({ eventId }) => eventId === named);
}

/** Whether a mail may name the event that was asked for: of a hidden one not even the name is told. */
export function mayBeTold(knownIn: readonly KnownIn[], event: EventRef, domainMayRegister: boolean): boolean {
  const here = knownIn.find(({ eventId }) => eventId === event.id);
  return event.isPublic || (here ? here.state !== 'removed' : domainMayRegister);
}
