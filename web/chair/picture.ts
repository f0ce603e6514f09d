/** What the chair sees of a day at one moment, worked out from its console. Pure; instants are UTC milliseconds. */
import { dueEnd, type Expected } from '../../agenda/show/expected.ts';
import { currentOf, floorMinute, type Run, type Step } from '../../agenda/show/run.ts';
import type { RunView, StepView } from '../../agenda/show/show-view.ts';
import { type Instant, instant, MINUTE, minutesBetween } from '../../kernel/time.ts';
import { type RunNow, runNow } from '../show/run-now.ts';

type ExpectedStep = Expected['steps'][number];

/** - `good`: on time · `late`: late, or nearly out of time · `wrong`: over its time, or the day ends late */
export type Tone = 'good' | 'late' | 'wrong';

export interface Picture extends Omit<RunNow, 'left' | 'times'> {
  readonly next: StepView | null;
  /** By the step's id. */
  readonly laid: ReadonlyMap<string, ExpectedStep>;
  /** To what the clock counts: the end of what is on, or the start of what is next; null when there is neither. */
  readonly due: Instant | null;
  /** Milliseconds to that; negative when it has passed, standing still while held. */
  readonly left: number | null;
}

export function pictureAt(view: RunView, now: Instant): Picture {
  const { left, times: _, ...day } = runNow(view, now);
  const [next] = day.ahead;
  return {
    ...day,
    next: next ?? null,
    laid: new Map(day.expected.steps.map((step) => [step.id, step])),
    ...countedTo(day.run, left, now),
  };
}

/** @param left of what is on. */
function countedTo(run: Run, left: number | null, now: Instant): Pick<Picture, 'due' | 'left'> {
  const current = currentOf(run);
  if (current && left !== null) {
    const stood = run.heldSince ?? now;
    const cut = dueEnd(run, current, stood) - stood - left;
    return { due: instant(dueEnd(run, current, now) - cut), left };
  }
  const next = run.endedAt === null ? run.steps.find(({ status }) => status === 'ahead') : undefined;
  return next ? { due: next.floor, left: next.floor - now } : { due: null, left: null };
}

const NEARLY_MS = 2 * MINUTE;

/** Of the big clock. */
export function clockTone({ left, current, expected }: Picture): Tone {
  if (left !== null && left < 0) return 'wrong';
  if (left !== null && current && left < NEARLY_MS) return 'late';
  return dayTone(expected);
}

/** Of the day: red only where it would end late. */
export function dayTone({ lateMinutes, overMinutes }: Expected): Tone {
  if (overMinutes > 0) return 'wrong';
  return lateMinutes > 0 ? 'late' : 'good';
}

/** How much earlier than this chairs are asked first. */
export const EARLY_MINUTES = 5;

export interface Early {
  /** Whole minutes that what is on would be cut off before its end; 0 for a few. */
  readonly endsEarly: number;
  /** Whole minutes by which what is next would start before its time; 0 for a few. */
  readonly startsEarly: number;
}

/** What ending what is on now, and starting what is next, would do too early for it to be done without asking. */
export function earliness({ current, left, next, run }: Picture, starts: boolean, now: number): Early {
  const endsEarly = current && left !== null ? left / MINUTE : 0;
  const floor = starts && next ? run.steps.find(({ id }) => id === next.id)?.floor : undefined;
  const startsEarly = floor === undefined ? 0 : (floor - now) / MINUTE;
  return { endsEarly: early(endsEarly), startsEarly: early(startsEarly) };
}

const early = (minutes: number): number => (minutes > EARLY_MINUTES ? Math.round(minutes) : 0);

/** Minutes that what is done took beyond what was planned; negative for fewer. Null for what is not done. */
export function overrunOf({ status, startedAt, endedAt, plannedMinutes }: Step): number | null {
  if (status !== 'done' || startedAt === null || endedAt === null) return null;
  return minutesBetween(floorMinute(startedAt), floorMinute(endedAt)) - plannedMinutes;
}
