/** What the chair sees of a day at one moment, worked out from its console. Pure; instants are UTC milliseconds. */
import { dueEnd, type Expected, expectedAt, leftMs } from '../../agenda/show/expected.ts';
import { readRun } from '../../agenda/show/read-run.ts';
import { aheadOf, currentOf, floorMinute, type Phase, phaseAt, type Run, type Step } from '../../agenda/show/run.ts';
import type { RunView, StepView } from '../../agenda/show/show-view.ts';
import { type Instant, instant, MINUTE, minutesBetween } from '../../kernel/time.ts';

type ExpectedStep = Expected['steps'][number];

/** The phase, and two that chairs have to tell apart: held, and between entries with nothing on. */
export type Moment = Phase | 'held' | 'between';

/** - `good`: on time · `late`: late, or nearly out of time · `wrong`: over its time, or the day ends late */
export type Tone = 'good' | 'late' | 'wrong';

export interface Picture {
  readonly run: Run;
  readonly moment: Moment;
  readonly current: StepView | null;
  readonly next: StepView | null;
  readonly expected: Expected;
  /** By the step's id. */
  readonly times: ReadonlyMap<string, ExpectedStep>;
  /** To what the clock counts: the end of what is on, or the start of what is next; null when there is neither. */
  readonly due: Instant | null;
  /** Milliseconds to that; negative when it has passed. */
  readonly left: number | null;
}

export function pictureAt(view: RunView, now: Instant): Picture {
  const run = readRun(view);
  const expected = expectedAt(run, now);
  const stepView = (step: Step | undefined) => view.steps.find(({ id }) => id === step?.id) ?? null;
  const [next] = aheadOf(run);
  const counted = countedTo(run, now);
  return {
    run,
    expected,
    moment: momentOf(run, now),
    current: stepView(currentOf(run)),
    next: run.endedAt === null ? stepView(next) : null,
    times: new Map(expected.steps.map((step) => [step.id, step])),
    ...counted,
  };
}

function momentOf(run: Run, now: Instant): Moment {
  if (run.endedAt !== null) return 'over';
  if (run.heldSince !== null) return 'held';
  if (run.startedAt !== null && !currentOf(run)) return 'between';
  return phaseAt(run, now);
}

/** While it is held the clock stands still. */
function countedTo(run: Run, now: Instant): Pick<Picture, 'due' | 'left'> {
  if (run.endedAt !== null) return { due: null, left: null };
  const at = run.heldSince ?? now;
  const left = leftMs(run, at);
  const current = currentOf(run);
  if (current && left !== null) {
    const cut = Math.round((dueEnd(run, current, at) - at - left) / MINUTE);
    return { due: instant(dueEnd(run, current, now) - cut * MINUTE), left };
  }
  const [next] = aheadOf(run);
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
