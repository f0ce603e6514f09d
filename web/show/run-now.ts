/** A day at one moment, worked out from its view. Pure; instants are UTC milliseconds of the server's clock. */
import { type Expected, expectedAt, leftMs, type PartTime, partTimes } from '../../agenda/show/expected.ts';
import { readRun } from '../../agenda/show/read-run.ts';
import { type Phase, phaseAt, type Run } from '../../agenda/show/run.ts';
import type { RunView, StepView } from '../../agenda/show/show-view.ts';
import { type Instant, instant } from '../../kernel/time.ts';

/** The phase, and two that readers have to tell apart: held, and between entries with nothing on. */
export type Moment = Phase | 'held' | 'between';

export interface RunNow {
  readonly run: Run;
  readonly moment: Moment;
  readonly expected: Expected;
  readonly current: StepView | null;
  /** What is to come, in running order; nothing on a day that is over. */
  readonly ahead: readonly StepView[];
  /** When each entry was or is expected, by its id; of what was skipped nothing. */
  readonly times: ReadonlyMap<string, PartTime>;
  /** Milliseconds that what is on still has; negative when it is over its time, standing still while held. */
  readonly left: number | null;
}

export function runNow(view: RunView, now: number): RunNow {
  const run = readRun(view);
  const at = instant(Math.floor(now));
  const expected = expectedAt(run, at);
  return {
    run,
    expected,
    moment: momentOf(run, at),
    current: view.steps.find(({ status }) => status === 'running') ?? null,
    ahead: run.endedAt === null ? view.steps.filter(({ status }) => status === 'ahead') : [],
    times: timesOf(run, expected),
    left: run.endedAt === null ? leftMs(run, run.heldSince ?? at) : null,
  };
}

function momentOf(run: Run, at: Instant): Moment {
  if (run.endedAt !== null) return 'over';
  if (run.heldSince !== null) return 'held';
  const isBetween = run.startedAt !== null && !run.steps.some(({ status }) => status === 'running');
  return isBetween ? 'between' : phaseAt(run, at);
}

function timesOf({ steps }: Run, expected: Expected): ReadonlyMap<string, PartTime> {
  const laid = new Map(expected.steps.map((step) => [step.id, step]));
  const times = steps.flatMap((step) => {
    const at = laid.get(step.id);
    return at ? partTimes(step, at) : [];
  });
  return new Map(times.map((time) => [time.id, time]));
}
