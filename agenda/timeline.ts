import type { DayId, SessionId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { Day, SessionKind } from './schema.ts';

/** One stretch of a laid-out day: a session, or a break that the break budget was laid into. */
export interface TimelineEntry {
  readonly kind: SessionKind;
  /** Null for a laid break. */
  readonly session: SessionId | null;
  readonly title: string;
  readonly track: string | null;
  readonly start: Instant;
  readonly end: Instant;
  readonly minutes: number;
}

export interface DayTimeline {
  readonly day: DayId;
  readonly number: number;
  readonly timeZone: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly dayMinutes: number;
  /** Minutes in which a session is on; side by side tracks count once. */
  readonly sessionMinutes: number;
  /** The planned break time. */
  readonly breakMinutes: number;
  /** Minutes between entries that are neither session nor break. */
  readonly idleMinutes: number;
  /** Planned break time that found no place. */
  readonly unplacedBreakMinutes: number;
  /** By how much the day runs over its end; negative where there is slack. */
  readonly overMinutes: number;
  /** In order of start. */
  readonly entries: readonly TimelineEntry[];
}

export function layOutDay(day: Day): DayTimeline {
  throw new Error(`being written: ${day.number}`);
}
