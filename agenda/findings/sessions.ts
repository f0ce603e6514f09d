/** Findings on sessions: speakers, titles, and breakouts with the plenaries that hear them. */

import type { Day, Plan, Session } from '../schema.ts';
import type { Finding, LaidDay } from './finding.ts';

export function sessionFindings(plan: Plan, laid: readonly LaidDay[]): Finding[] {
  return [...plan.days.flatMap((day) => [...speakerFindings(day), ...titleFindings(day)]), ...reportBackFindings(laid)];
}

function about(day: number, session: Session): Pick<Finding, 'day' | 'session' | 'minutes'> {
  return { day, session: session.id, minutes: null };
}

function speakerFindings(day: Day): Finding[] {
  return day.sessions
    .filter((session) => session.speakers.some(({ confirmed }) => !confirmed))
    .map((session) => ({
      ...about(day.number, session),
      code: 'speaker-unconfirmed',
      severity: 'warning',
      message: `A speaker of “${session.title}” is still to be confirmed.`,
    }));
}

function titleFindings(day: Day): Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const session of day.sessions.filter(({ kind }) => kind !== 'break')) {
    const title = session.title.normalize('NFKC').toLowerCase();
    if (seen.has(title)) {
      const message = `Day ${day.number} has more than one session called “${session.title}”.`;
      findings.push({ ...about(day.number, session), code: 'title-duplicate', severity: 'warning', message });
    }
    seen.add(title);
  }
  return findings;
}

function reportBackFindings(laid: readonly LaidDay[]): Finding[] {
  const all = laid.flatMap(({ day, timeline }) => {
    const entries = new Map(timeline.entries.map((entry) => [entry.session, entry]));
    return day.sessions.flatMap((session) => {
      const entry = entries.get(session.id);
      return entry ? [{ day: day.number, session, start: entry.start, end: entry.end }] : [];
    });
  });
  const heard = new Set(all.map(({ session }) => session.reportsBack));
  const endOf = new Map(all.map(({ session, end }) => [session.id, end]));
  return all.flatMap(({ day, session, start }): Finding[] => {
    if (session.kind === 'breakout' && !heard.has(session.id)) {
      const message = `No plenary hears the rooms of “${session.title}”.`;
      return [{ ...about(day, session), code: 'breakout-unheard', severity: 'warning', message }];
    }
    if (session.kind === 'plenary' && session.reportsBack === null) {
      const message = `“${session.title}” hears no breakout; name one if rooms are to report there.`;
      return [{ ...about(day, session), code: 'plenary-without-breakout', severity: 'info', message }];
    }
    const breakoutEnd = session.reportsBack === null ? undefined : endOf.get(session.reportsBack);
    if (breakoutEnd === undefined || breakoutEnd <= start) return [];
    const message = `“${session.title}” starts before the breakout whose rooms it is to hear has ended.`;
    return [{ ...about(day, session), code: 'plenary-before-breakout', severity: 'error', message }];
  });
}
