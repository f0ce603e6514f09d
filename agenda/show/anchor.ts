/** An entry of a running day as something else hangs on it: whether it has begun, and when the show goes on after it. */
import { type Instant, latestOf } from '../../kernel/time.ts';
import { entryTimes, expectedEndOf, partTimes } from './expected.ts';
import type { Run, Step, StepStatus } from './run.ts';

export interface Anchor {
  readonly status: StepStatus;
  /** When it began, or is expected to; whole seconds. As planned where it was skipped. */
  readonly startsAt: Instant;
  /** When it ended, or is expected to. */
  readonly endsAt: Instant;
  /** When what follows it began, or is expected to; its own end where nothing follows. */
  readonly resumesAt: Instant;
  /** Whether what follows has begun, or the day has ended without anything following. */
  readonly resumed: boolean;
}

export interface EntryAnchor extends Anchor {
  /** When it ended, or should end as the ripple has it: what it runs over without being made longer does not count. */
  readonly dueAt: Instant;
}

/** @returns undefined for an entry that is not in the run. */
export function anchorAt(run: Run, entry: string, now: Instant): EntryAnchor | undefined {
  const place = run.steps.findIndex(({ parts }) => parts.some(({ id }) => id === entry));
  const step = run.steps[place];
  if (!step) return undefined;
  const times = new Map(entryTimes(run, now).map((time) => [time.id, time]));
  const time = times.get(entry) ?? { start: step.floor, end: step.floor };
  const next = run.steps.slice(place + 1).find(({ status }) => status !== 'skipped');
  const end = step.endedAt ?? time.end;
  return {
    status: step.status,
    startsAt: time.start,
    endsAt: end,
    dueAt: step.status === 'running' ? dueOf(run, step, entry, now) : end,
    resumesAt:
      next === undefined ? (run.endedAt ?? end) : (next.startedAt ?? times.get(next.parts[0].id)?.start ?? end),
    resumed: next === undefined ? step.status === 'done' : next.status === 'running' || next.status === 'done',
  };
}

function dueOf(run: Run, step: Step, entry: string, now: Instant): Instant {
  const start = step.startedAt ?? step.floor;
  const end = latestOf(start, expectedEndOf(run, step, now));
  return partTimes(step, { start, end }).find(({ id }) => id === entry)?.end ?? end;
}
