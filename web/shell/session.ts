import type { RoleGrant } from '../../kernel/actor.ts';

/** Who is signed in on a page, and what they may open there. Travels with the page's state. */
export interface Session {
  readonly email: string;
  /** Goes with each change as `x-csrf-token`. */
  readonly csrfToken: string;
  /** The event that the page is about, and the pages of it that this person may open, in order. */
  readonly event: SessionEvent;
  /** How they stand in it; null where it does not know them. */
  readonly me: SessionStanding | null;
}

export interface SessionStanding {
  readonly participantId: string;
  /** Empty unless they are registered. */
  readonly roles: readonly RoleGrant[];
}

export interface SessionEvent {
  readonly slug: string;
  readonly name: string;
  /** IANA. */
  readonly timeZone: string;
  readonly pages: readonly PageLink[];
}

export interface PageLink {
  readonly href: string;
  /** One or two words: `People`. */
  readonly name: string;
}
