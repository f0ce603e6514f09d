/**
 * What is wrong with a plan, or worth knowing about it. Codes are stable: scripts hold on to them.
 *
 * `error`: people would be misled or two things cannot both be true. `warning`: somebody has to
 * decide something. `info`: good to know.
 */
import type { SessionId } from '../../kernel/ids.ts';
import type { DayTimeline } from '../layout/timeline.ts';
import type { Day } from '../schema.ts';

export const FINDING_CODES = [
  'day-over',
  'day-slack',
  'day-empty',
  'announced-missed',
  'session-overlap',
  'wall-time-missing',
  'wall-time-twice',
  'chair-missing',
  'chair-clash',
  'speaker-unconfirmed',
  'title-duplicate',
  'breakout-unheard',
  'plenary-without-breakout',
  'plenary-before-breakout',
  'stretch-long',
  'break-slots',
  'break-unplaced',
  'idle-time',
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];

export interface Finding {
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning' | 'info';
  /** The day's number. */
  readonly day: number;
  readonly session: SessionId | null;
  /** How much, where there is a how much; never negative. */
  readonly minutes: number | null;
  /** A whole sentence that names what it is about. */
  readonly message: string;
}

/** A day with its layout: what most checks look at. */
export interface LaidDay {
  readonly day: Day;
  readonly timeline: DayTimeline;
}
