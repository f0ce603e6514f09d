/** The log of who did what, in sentences. */
import type { AuditAction } from '../../people/audit/audit.ts';
import type { AuditEntryView } from '../../people/view.ts';
import { numberText, SCOPE_NAMES } from './wording.ts';

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
  'link-made': 'made a link at the terminal',
  registered: 'registered',
  'registration-withdrawn': 'withdrew from the event',
  promoted: 'moved … from the waiting list to a place',
  'registration-changed': 'changed the registration',
  'data-downloaded': 'downloaded what is held about …',
  'signed-in': 'signed in',
  'signed-out': 'signed out',
  'signed-out-everywhere': 'signed out everywhere',
  'api-key-made': 'made …',
  'api-key-revoked': 'revoked …',
  'calendar-address-made': 'made a calendar address for …',
  'show-changed': 'changed … as it ran',
  'controls-taken': 'took the controls of …',
  'banner-set': 'set a banner',
  'banner-removed': 'took a banner away',
  'help-asked': 'asked for help',
  'help-taken': 'took the request for help of …',
  'help-solved': 'solved the request for help of …',
  'help-withdrawn': 'withdrew the request for help of …',
  'attendance-exported': 'exported who came',
  'poll-made': 'made a poll',
  'poll-changed': 'changed a poll',
  'poll-removed': 'removed a poll',
  'poll-opened': 'opened a poll',
  'poll-closed': 'closed a poll',
  'poll-shown': 'showed what a poll came to',
  'poll-archived': 'put a poll away',
  'polls-exported': 'exported what polls came to',
  'polls-imported': 'read polls from a report',
  'question-queued': 'moved a question in the queue',
  'question-settings-changed': 'changed how questions are asked',
  'breakout-made': 'set a breakout round up',
  'breakout-changed': 'changed a breakout round',
  'breakout-removed': 'removed a breakout round',
  'breakout-opened': 'opened the rooms',
  'breakout-closed': 'closed the rooms',
  'breakout-reported': 'ended the reports of the rooms',
  'breakout-settings-changed': 'changed the settings of breakouts',
  'breakout-dealt': 'dealt people into rooms',
  'breakout-moved': 'moved people between rooms',
  'breakouts-exported': 'exported breakouts',
  'summary-in': 'handed in a room’s summary',
  'calendar-address-revoked': 'revoked the calendar address of …',
};

/** Deeds that may be done to many at once: then no single subject is written down. */
const IN_BULK: readonly string[] = ['invited', 'roles-changed', 'link-sent'];

/** What somebody did, without who did it: `approved Rapporteur, Estonia`. */
export function deedText({ action, subject, actor }: Pick<AuditEntryView, 'action' | 'subject' | 'actor'>): string {
  const deed = (DEEDS as Readonly<Record<string, string>>)[action] ?? `${action.replaceAll('-', ' ')} …`;
  // A function, for a name may hold what a replacement would read as more than letters: `$&`.
  if (subject !== null) return deed.replace('…', () => (subject === actor ? 'themselves' : named(action, subject)));
  return deed.replace(/ ?…( of)?/, IN_BULK.includes(action) ? ' several people' : '');
}

/** A version begins its own name with a capital, which stands within the sentence here. */
function named(action: string, subject: string): string {
  return action === 'agenda-published' ? subject.replace(/^V/, 'v') : subject;
}

/** What only programs follow up. */
const INTERNAL: readonly string[] = ['revision'];

/** What else was written down: `12 new · role chair`. */
export function detailText(details: AuditEntryView['details']): string {
  return Object.entries(details)
    .filter(([name, value]) => !INTERNAL.includes(name) && !isEmpty(value))
    .map(([name, value]) => oneDetail(name, value))
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

function oneDetail(name: string, value: unknown): string {
  const words = spaced(name);
  if (typeof value === 'boolean') return value ? words : `not ${words}`;
  if (typeof value === 'number') return `${numberText(value)} ${words}`;
  if (!Array.isArray(value)) return `${words} ${String(value)}`;
  if (name !== 'scopes') return `${words} ${value.join(', ')}`;
  const names: Readonly<Record<string, string>> = SCOPE_NAMES;
  return value.map((scope) => names[String(scope)] ?? String(scope)).join(', ');
}
