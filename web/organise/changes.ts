/** Where a session stands, what publishing would change, and what an import or a proposal would, in sentences. */
import type { DraftView } from '../../agenda/draft/draft.ts';
import type { TimeChange } from '../../agenda/layout/time-changes.ts';
import type { Difference } from '../../agenda/published/difference.ts';
import type { Session } from '../../agenda/schema.ts';
import type { PlanChanges } from '../../agenda/spreadsheet/merge.ts';
import { countOf, lengthText } from '../agenda/wording.ts';
import { shortDay } from '../clock-face.ts';

/** `moved from Mon 11 12:15 to Mon 11 12:20` */
export function differenceText({ kind, before, after }: Difference): string {
  switch (kind) {
    case 'added':
      return `new, ${placeText(after)}`;
    case 'removed':
      return `taken out, was ${placeText(before)}`;
    case 'moved':
      return `moved from ${placeText(before)} to ${placeText(after)}`;
    case 'renamed':
      return `renamed, was “${before}”`;
    case 'length-changed':
      return `${lengthText(Number(after))} long, was ${lengthText(Number(before))}`;
  }
}

/** @param at RFC 3339 in the day's zone. */
function placeText(at: string | number | null): string {
  const text = String(at);
  return `${shortDay(text.slice(0, 10))} ${text.slice(11, 16)}`;
}

/** `10:20 to 10:40`, or in words where the entry is not in that day. */
export function spanText(span: TimeChange['before']): string {
  return span === null ? 'not in this day' : `${span.start.slice(11, 16)} to ${span.end.slice(11, 16)}`;
}

/** `2 days and 31 sessions are new.`; one sentence for each thing that happens, none for what does not. */
export function importSentences({ days, sessions }: PlanChanges): string[] {
  const sums = [
    ['new', days.added.length, sessions.added.length],
    ['changed', days.changed.length, sessions.changed.length],
    ['taken out', days.removed.length, sessions.removed.length],
  ] as const;
  return sums.flatMap(([what, ofDays, ofSessions]) => {
    const parts = [ofDays && countOf(ofDays, 'day'), ofSessions && countOf(ofSessions, 'session')].filter(
      (part) => part,
    );
    const verb = ofDays + ofSessions === 1 ? 'is' : 'are';
    return parts.length === 0 ? [] : [`${parts.join(' and ')} ${verb} ${what}.`];
  });
}

/** `“Farewell” is now at 15:35 on day 1.`; nothing where it is not in the draft. */
export function whereText(draft: DraftView, { id, title }: Pick<Session, 'id' | 'title'>): string {
  const day = draft.days.find(({ sessions }) => sessions.some((each) => each.id === id));
  const entry = day?.timeline.find(({ session }) => session === id);
  if (!day || !entry) return '';
  return `“${title}” is now at ${entry.start.slice(11, 16)} on day ${day.number}.`;
}
