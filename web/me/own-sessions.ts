/** Which sessions of an agenda are one person's: the same that their calendar holds, and the days they chair. */
import { tagSlug } from '../../agenda/calendar/tag-slug.ts';
import type { Agenda, AgendaEntry } from '../../agenda/view.ts';
import type { RoleView } from '../../people/view.ts';

export interface OwnDay {
  readonly number: number;
  readonly date: string;
  /** IANA. */
  readonly timeZone: string;
  /** What the person does on it beside taking part; null for nothing. */
  readonly role: 'chair' | 'deputy' | null;
  readonly sessions: readonly OwnSession[];
}

export interface OwnSession {
  readonly id: string;
  readonly kind: AgendaEntry['kind'];
  readonly title: string;
  /** RFC 3339. */
  readonly start: string;
  readonly end: string;
}

export interface OwnInterests {
  readonly tags: readonly string[];
  readonly roles: readonly RoleView[];
}

/**
 * Days without a session of theirs are left out; so are breaks. Whoever has no tags is shown every session:
 * better too much than something missing. Who chairs a day is shown all of it.
 */
export function ownDays(agenda: Agenda, interests: OwnInterests): OwnDay[] {
  const own = new Set(interests.tags.map(tagSlug));
  const isOwn = ({ audience }: AgendaEntry) =>
    audience.length === 0 || own.size === 0 || audience.some((tag) => own.has(tagSlug(tag)));
  return agenda.days.flatMap((day) => {
    const role = roleOn(day.number, interests.roles);
    const sessions = day.entries.filter((entry) => entry.kind !== 'break' && (role !== null || isOwn(entry)));
    if (sessions.length === 0) return [];
    const { number, date, timeZone } = day;
    return [{ number, date, timeZone, role, sessions: sessions.map(ownSession) }];
  });
}

function ownSession({ id, kind, title, start, end }: AgendaEntry): OwnSession {
  return { id, kind, title, start, end };
}

function roleOn(day: number, roles: readonly RoleView[]): OwnDay['role'] {
  const held = roles.filter((role) => role.day === day).map(({ role }) => role);
  if (held.includes('chair')) return 'chair';
  return held.includes('deputy') ? 'deputy' : null;
}
