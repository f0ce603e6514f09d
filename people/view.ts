/**
 * What each audience sees of people.
 *
 * - **Oneself**: everything that is held, on the "me" page and as a download.
 * - **Organisers**, and programs with the scope `people`: every participant of their event with state,
 *   roles, tags and organisation; not the time zone's history, the sign-ins or the calendar address.
 * - **Helpdesk**: the same list, to find and help somebody; it changes nothing.
 * - **Everybody else**, participants too: nobody but themselves, and of registration when it opens, what
 *   one agrees to, and how full it is in words, never who is in.
 *
 * Times are RFC 3339 in UTC, unless a comment says otherwise.
 */
import type { ParticipantState, Scope, StaffRole } from '../kernel/actor.ts';
import type { ConsentText, OrganisationFields } from './schema.ts';

export interface RoleView {
  readonly role: StaffRole;
  /** The day's number; null for a role of no day, or of a day that was removed. */
  readonly day: number | null;
  readonly room: string | null;
}

export interface ParticipantView {
  readonly id: string;
  readonly name: string;
  /** Null after erasure. */
  readonly email: string | null;
  readonly organisation: { readonly id: string; readonly name: string; readonly country: string | null } | null;
  readonly roles: readonly RoleView[];
  readonly tags: readonly string[];
  readonly timeZone: string | null;
  readonly state: ParticipantState;
  readonly waitingFor: 'approval' | 'place' | null;
  readonly invitedAt: string | null;
  readonly registeredAt: string | null;
  readonly erased: boolean;
  readonly revision: number;
}

export type StateCounts = Readonly<Record<ParticipantState, number>>;

export interface OrganisationView extends OrganisationFields {
  readonly id: string;
  readonly revision: number;
  readonly counts: StateCounts;
}

/** `GET /api/events/:event/people`: a part of the list, in order of name (of those who wait in that of their line), and the sums of the whole. */
export interface PeoplePage {
  readonly people: readonly ParticipantView[];
  /** How many the filter matches, and how many there are. */
  readonly matching: number;
  readonly total: number;
  /** Send as `after` for what follows; null at the end. */
  readonly next: string | null;
  /** Of the whole event. */
  readonly states: StateCounts;
}

export type RegistrationPhase = 'not-set' | 'not-open' | 'open' | 'closed';

/** `GET /api/events/:event/registration`: what anybody may know who may know of the event. */
export interface RegistrationView {
  readonly event: { readonly slug: string; readonly name: string; readonly timeZone: string };
  readonly phase: RegistrationPhase;
  /** In the event's zone. */
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  /** Whether a place is free now; those who come when none is wait, or are turned away. */
  readonly placesLeft: 'yes' | 'waiting-list' | 'none';
  readonly consents: readonly ConsentText[];
  /** Where to ask for help. */
  readonly helpdesk: string | null;
  /** Of the person who asks; null for whoever is not signed in or may not register. */
  readonly mine: OwnRegistration | null;
}

export interface OwnRegistration {
  readonly email: string;
  /** Null: has an address that may register, and has not yet. */
  readonly state: ParticipantState | null;
  readonly waitingFor: 'approval' | 'place' | null;
  /** From 1; null for who does not wait for a place. */
  readonly placeInLine: number | null;
  readonly name: string | null;
  readonly organisation: string | null;
  readonly tags: readonly string[];
  readonly timeZone: string | null;
}

/** What organisers set: `GET` and `PUT /api/events/:event/registration/settings`. */
export interface RegistrationSettings {
  /** In the event's zone. */
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly places: number | null;
  readonly waitingList: boolean;
  readonly consents: readonly ConsentText[];
  readonly revision: number;
}

/** `GET /api/me`: who is signed in. `csrfToken` goes with each change as `x-csrf-token`. */
export interface Me {
  readonly email: string;
  readonly csrfToken: string;
  readonly events: readonly MyEvent[];
}

export interface MyEvent {
  readonly slug: string;
  readonly name: string;
  readonly myName: string;
  readonly state: ParticipantState;
  readonly roles: readonly RoleView[];
}

/** `GET /api/events/:event/me`: what one event holds about oneself. */
export interface OwnData extends ParticipantView {
  readonly event: { readonly slug: string; readonly name: string; readonly timeZone: string };
  /** What was agreed to, newest first. */
  readonly consents: readonly {
    readonly key: string;
    readonly title: string;
    readonly version: number;
    readonly given: boolean;
    readonly at: string;
  }[];
  /** Since when there is a personal calendar address; null for none. It is shown only when it is made. */
  readonly calendarSince: string | null;
}

/** Shown once, when it is made: `POST /api/events/:event/me/calendar`. */
export interface CalendarAddress {
  readonly https: string;
  readonly webcal: string;
}

/** `GET /api/me/sign-ins`. */
export interface SignInView {
  readonly id: string;
  /** As `Firefox on Linux`. */
  readonly device: string;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly current: boolean;
}

export interface ApiKeyView {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
  readonly usedAt: string | null;
}

/** The answer that makes a key: the only place where it is shown. */
export interface MadeApiKey extends ApiKeyView {
  readonly key: string;
}

export interface AuditEntryView {
  readonly id: string;
  readonly at: string;
  /** As organisers read it: a participant's present name, `Operator`, `API key NAME`. */
  readonly actor: string;
  readonly action: string;
  /** What it was done to, in words of today; null where there is nothing to name. */
  readonly subject: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** `GET /api/events/:event/audit`: newest first. */
export interface AuditPage {
  readonly entries: readonly AuditEntryView[];
  /** Send as `before` for what came earlier; null at the end. */
  readonly next: string | null;
}

/** How one row of a file of people would change what is stored. */
export interface ImportRow {
  /** The line of the file, from 1. */
  readonly line: number;
  /** `warning`: goes in, but look at it. `error`: nothing of the file goes in. */
  readonly outcome: 'new' | 'changed' | 'same' | 'warning' | 'error';
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  /** Names of the columns that would change what is stored; `email` is among them for somebody new. */
  readonly changes: readonly string[];
  readonly messages: readonly { readonly column: string | null; readonly message: string }[];
}

/** `POST /api/events/:event/people/import?dryRun=true`. */
export interface ImportPreview {
  /** Send as `preview` to store exactly this; refused when the file or the stored people differ by then. */
  readonly preview: string;
  readonly counts: Readonly<Record<ImportRow['outcome'], number>>;
  readonly newOrganisations: readonly string[];
  /** Of the header row: columns that nothing is read from. They keep nothing out. */
  readonly header: ImportRow['messages'];
  readonly rows: readonly ImportRow[];
}

/** `POST /api/events/:event/people/import?preview=…`: what was stored. */
export interface ImportStored {
  readonly stored: {
    /** These are invited, and not told so: inviting is an act of its own. */
    readonly new: number;
    readonly changed: number;
    readonly same: number;
    readonly newOrganisations: number;
  };
}
