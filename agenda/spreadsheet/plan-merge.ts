/** What a re-import makes of a day or session that is stored: columns that were not in the files keep what is there. */

import type { Chair, DayFields, SessionChair, SessionFields } from '../schema.ts';
import type { ImportedPlan, ImportedSession } from './plan-file.ts';

/** The day as it is to be stored. `stored` is the day with the same number. */
export function mergeDay(day: DayFields, columns: ImportedPlan['columns'], stored: DayFields): DayFields {
  return { ...day, chairs: [...chairsOf('chair'), ...chairsOf('deputy')] };

  function chairsOf(role: Chair['role']): Chair[] {
    const kept = stored.chairs.filter((chair) => chair.role === role);
    if (!columns.days.has(role === 'chair' ? 'chair_organisation' : 'deputy_organisation')) return kept;
    const given = day.chairs.filter((chair) => chair.role === role);
    return columns.days.has(role) ? given : given.map((chair) => withStoredName(chair, kept));
  }
}

function chairGiven(
  chair: SessionChair | null,
  given: ImportedPlan['columns']['sessions'],
  stored: SessionChair | null,
): SessionChair | null {
  if (!given.has('chair_organisation')) return stored;
  return chair && !given.has('chair') ? withStoredName(chair, stored ? [stored] : []) : chair;
}

function withStoredName<Each extends Chair>(chair: Each, stored: readonly Chair[]): Each {
  const same = stored.find((other) => other.organisation === chair.organisation);
  return { ...chair, name: same?.name ?? null };
}

/**
 * The fields of a session as they are to be stored. `stored` is the session with the same day and title;
 * `reportsBack` is the identity that stands for `session.reportsBack`, taken only if the files speak of it.
 */
export function mergeSession(
  session: ImportedSession,
  columns: ImportedPlan['columns'],
  stored: SessionFields,
  reportsBack: SessionFields['reportsBack'],
): SessionFields {
  const given = columns.sessions;
  const { fields } = session;
  return {
    kind: fields.kind,
    title: fields.title,
    minutes: fields.minutes,
    abstract: given.has('abstract') ? fields.abstract : stored.abstract,
    leastMinutes: given.has('least_minutes') ? fields.leastMinutes : stored.leastMinutes,
    announcedStart: given.has('announced_start') ? fields.announcedStart : stored.announcedStart,
    announcedEnd: given.has('announced_end') ? fields.announcedEnd : stored.announcedEnd,
    pinned: given.has('pinned') ? fields.pinned : stored.pinned,
    audience: given.has('audience') ? fields.audience : stored.audience,
    track: given.has('track') ? fields.track : stored.track,
    speakers: given.has('speaker') ? fields.speakers : stored.speakers,
    chair: chairGiven(fields.chair, given, stored.chair),
    reportsBack: given.has('reports_back') ? reportsBack : stored.reportsBack,
    joinLink: given.has('join_link') ? fields.joinLink : stored.joinLink,
  };
}
