/** The log of who did what, in sentences. */
import type { AuditAction } from '../../people/audit/audit.ts';
import type { AuditEntryView } from '../../people/view.ts';

/** What was done, with `…` where the subject's name stands. */
const DEEDS: Readonly<Record<AuditAction, string>> = {
  'event-created': 'created the event',
  'event-changed': 'changed the event',
  'event-removed': 'removed the event',
  'draft-changed': 'changed the plan',
  'agenda-published': 'published … of the agenda',
  'organisation-added': 'added the organisation …',
  'organisation-changed': 'changed the organisation …',
  'organisation-removed': 'removed the organisation …',
  'participant-added': 'added …',
  'participant-changed': 'changed what is held about …',
  'participant-removed': 'removed …',
  'participant-approved': 'approved …',
  'participant-erased': 'erased …',
  'participants-imported': 'imported people from a file',
  'people-exported': 'exported the list of people',
  'roles-changed': 'changed the roles of …',
  invited: 'invited …',
  'link-sent': 'sent a link to …',
  registered: 'registered',
  'registration-withdrawn': 'withdrew from the event',
  promoted: 'moved … from the waiting list to a place',
  'registration-changed': 'changed the registration',
  'data-downloaded': 'downloaded what is held about …',
  'signed-in': 'signed in',
  'signed-out': 'signed out',
  'signed-out-everywhere': 'signed out everywhere',
  'api-key-made': 'made the key …',
  'api-key-revoked': 'revoked the key …',
  'calendar-address-made': 'made a calendar address for …',
  'calendar-address-revoked': 'revoked the calendar address of …',
};

/** Deeds that may be done to many at once: then no single subject is written down. */
const IN_BULK: readonly string[] = ['invited', 'roles-changed', 'link-sent'];

/** What somebody did, without who did it: `approved Rapporteur, Estonia`. */
export function deedText({ action, subject, actor }: Pick<AuditEntryView, 'action' | 'subject' | 'actor'>): string {
  const deed = (DEEDS as Readonly<Record<string, string>>)[action] ?? `${action.replaceAll('-', ' ')} …`;
  if (subject !== null) return deed.replace('…', subject === actor ? 'themselves' : subject);
  return deed.replace(/ ?…( of)?/, IN_BULK.includes(action) ? ' several people' : '');
}

/** What only programs follow up. */
const INTERNAL: readonly string[] = ['revision'];

/** What else was written down: `count 12 · role chair`. */
export function detailText(details: AuditEntryView['details']): string {
  return Object.entries(details)
    .filter(([name, value]) => !INTERNAL.includes(name) && !isEmpty(value))
    .map(([name, value]) => `${spaced(name)} ${Array.isArray(value) ? value.join(', ') : wordOf(value)}`)
    .join(' · ');
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0);
}

function spaced(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();
}

function wordOf(value: unknown): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return String(value);
}
