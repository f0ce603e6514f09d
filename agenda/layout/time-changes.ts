/** Every time that differs between two states of a plan, for a person to see before they choose. */

import type { SessionId } from '../../kernel/ids.ts';
import { formatRfc3339 } from '../../kernel/time.ts';
import type { Plan } from '../schema.ts';
import { layOutDay, type TimelineEntry } from './timeline.ts';

export interface TimeChange {
  /** The day's number. */
  readonly day: number;
  /** Null for a laid break. */
  readonly session: SessionId | null;
  readonly title: string;
  /** RFC 3339 in the day's zone; null where the entry is not in that day before or after. */
  readonly before: Span | null;
  readonly after: Span | null;
}

export interface Span {
  readonly start: string;
  readonly end: string;
}

/** In running order, day by day. Laid breaks are compared by their place among the day's breaks. */
export function timeChanges(before: Plan, after: Plan): TimeChange[] {
  const days = after.days.map((day) => ({ day, old: before.days.find(({ id }) => id === day.id) }));
  return days.flatMap(({ day, old }) => {
    const current = spansOf(layOutDay(day).entries, day.timeZone);
    const earlier = old ? spansOf(layOutDay(old).entries, old.timeZone) : new Map<string, Named>();
    const keys = [...current.keys(), ...[...earlier.keys()].filter((key) => !current.has(key))];
    return keys.flatMap((key): TimeChange[] => {
      const [is, was] = [current.get(key), earlier.get(key)];
      const named = is ?? was;
      if (!named || (is && was && is.span.start === was.span.start && is.span.end === was.span.end)) return [];
      const { session, title } = named;
      return [{ day: day.number, session, title, before: was?.span ?? null, after: is?.span ?? null }];
    });
  });
}

interface Named {
  readonly session: SessionId | null;
  readonly title: string;
  readonly span: Span;
}

function spansOf(entries: readonly TimelineEntry[], zone: string): Map<string, Named> {
  let breaks = 0;
  return new Map(
    entries.map(({ session, title, start, end }) => [
      session ?? `break ${++breaks}`,
      { session, title, span: { start: formatRfc3339(start, zone), end: formatRfc3339(end, zone) } },
    ]),
  );
}
