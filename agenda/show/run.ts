/**
 * A day as it runs: its steps in running order, what became of each, and what the chair decided. The rules in
 * words are in `README.md`. Pure: `now` is always an argument. All instants are UTC milliseconds, in whole seconds.
 */
import { type Instant, instant, MINUTE } from '../../kernel/time.ts';
import type { SessionKind } from '../schema.ts';

/** How long before its first entry a day's lobby opens, in minutes. */
export const LOBBY_MINUTES = 45;
/** How long after its last entry was due a day ends by itself when nobody touches it, in minutes. */
export const FORGOTTEN_MINUTES = 180;

export const STEP_STATUSES = ['ahead', 'running', 'done', 'skipped'] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

/** What stands in the agenda at this place: one entry or, where tracks run side by side, all of their entries. */
export interface Part {
  /** The entry's id in the published agenda; of a session, that session's. */
  readonly id: string;
  /** Minutes from the step's start to its own. */
  readonly offset: number;
  readonly minutes: number;
  readonly plannedStart: Instant;
  readonly plannedEnd: Instant;
  /** The breakout that this plenary hears. */
  readonly hears: string | null;
}

export interface Step {
  /** The id of its first part. */
  readonly id: string;
  readonly kind: SessionKind;
  readonly parts: readonly [Part, ...Part[]];
  /** It is not expected to start before this. A pinned one starts exactly then. */
  readonly floor: Instant;
  /** As planned. */
  readonly plannedMinutes: number;
  /** What it has now, before the ripple takes from it. */
  readonly minutes: number;
  /** How short the ripple may make a break; of anything else, how short a chair is offered to make it. */
  readonly leastMinutes: number;
  readonly pinned: boolean;
  readonly status: StepStatus;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** For how long it was held, in whole minutes; added to its length. */
  readonly heldMinutes: number;
}

export interface Run {
  /** When the lobby opens. */
  readonly opensAt: Instant;
  /** When the day is to end: the announced end, or that of the last planned entry where it is later. */
  readonly endsBy: Instant;
  readonly steps: readonly Step[];
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Since when the running step is held. */
  readonly heldSince: Instant | null;
  /** When it last changed. Time does not run back in a run, whatever the clock does. */
  readonly changedAt: Instant | null;
}

export const PHASES = ['closed', 'open', 'running', 'break', 'over'] as const;
export type Phase = (typeof PHASES)[number];

export function phaseAt(run: Run, now: Instant): Phase {
  if (run.endedAt !== null) return 'over';
  if (run.startedAt === null) return now < run.opensAt ? 'closed' : 'open';
  return currentOf(run)?.kind === 'break' ? 'break' : 'running';
}

export function currentOf({ steps }: Pick<Run, 'steps'>): Step | undefined {
  return steps.find(({ status }) => status === 'running');
}

export function aheadOf({ steps }: Pick<Run, 'steps'>): readonly Step[] {
  return steps.filter(({ status }) => status === 'ahead');
}

/** Breaks alone are cut by the ripple. */
export function isBreak({ kind }: Pick<Step, 'kind'>): boolean {
  return kind === 'break';
}

/** The present of a run: never before what has already happened in it. */
export function presentOf({ changedAt }: Pick<Run, 'changedAt'>, now: Instant): Instant {
  return changedAt !== null && changedAt > now ? changedAt : now;
}

/** A run holds whole seconds, as it is shown, so that every page works with what the server works with. */
export function floorSecond(at: Instant): Instant {
  return instant(Math.floor(at / 1000) * 1000);
}

/** Lengths are counted from the minute in which something began. */
export function floorMinute(at: Instant): Instant {
  return instant(Math.floor(at / MINUTE) * MINUTE);
}

export function ceilMinute(at: Instant): Instant {
  return instant(Math.ceil(at / MINUTE) * MINUTE);
}

/** Whole minutes for which the running step has been held since it was held last. */
export function heldMinutesAt({ heldSince }: Pick<Run, 'heldSince'>, now: Instant): number {
  return heldSince === null ? 0 : Math.max(0, Math.round((now - heldSince) / MINUTE));
}
