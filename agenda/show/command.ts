/** The chair's commands: a run, a command and the present become the next run and what happened. Pure. */
import { AppError } from '../../kernel/errors.ts';
import { addMinutes, type Instant, minutesBetween } from '../../kernel/time.ts';
import type { ShowCommand } from './command-schema.ts';
import { dueEnd, expectedAt } from './expected.ts';
import { moveStep } from './reorder.ts';
import {
  aheadOf,
  ceilMinute,
  currentOf,
  floorMinute,
  floorSecond,
  heldMinutesAt,
  isBreak,
  presentOf,
  type Run,
  type Step,
} from './run.ts';

export type ShowHappening =
  | { readonly kind: 'day-started' | 'day-ended' | 'held' | 'resumed'; readonly at: Instant }
  | { readonly kind: 'started'; readonly entry: string; readonly at: Instant }
  /** `overMinutes` is negative where it took less than it had been given. */
  | { readonly kind: 'ended'; readonly entry: string; readonly at: Instant; readonly overMinutes: number }
  | { readonly kind: 'adjusted'; readonly entry: string; readonly minutes: number }
  | { readonly kind: 'skipped' | 'moved'; readonly entry: string };

const MOST_MINUTES = 1440;

export interface Outcome {
  readonly run: Run;
  readonly happenings: readonly ShowHappening[];
}

/** @throws AppError `state-not-right`, in words for the chair, where the command makes no sense now; `not-found`. */
export function obey(run: Run, command: ShowCommand, now: Instant): Outcome {
  const at = floorSecond(presentOf(run, now));
  if (run.endedAt !== null) throw notNow('This day is over. Undo takes the end back.');
  const { run: next, happenings } = doIt(run, command, at);
  return { run: { ...next, changedAt: at }, happenings };
}

function doIt(run: Run, command: ShowCommand, at: Instant): Outcome {
  switch (command.do) {
    case 'next':
      return startNext(run, at);
    case 'end':
      return endCurrent(run, at);
    case 'adjust':
      return adjust(run, command.entry, command.minutes, at);
    case 'skip':
      return skip(run, command.entry);
    case 'move':
      return {
        run: moveStep(run, command.entry, command.before),
        happenings: [{ kind: 'moved', entry: command.entry }],
      };
    case 'hold':
      return hold(run, at);
    case 'resume':
      return resume(run, at);
    case 'end-day':
      return endDay(run, at);
  }
}

function startNext(run: Run, at: Instant): Outcome {
  const [next] = aheadOf(run);
  if (!next) throw notNow('Nothing is ahead any more. End the day.');
  const ended = currentOf(run) ? endCurrent(run, at) : { run, happenings: [] };
  return startStep(ended.run, next, at, ended.happenings);
}

/** @param before what happened in front of it. */
export function startStep(run: Run, step: Step, at: Instant, before: readonly ShowHappening[] = []): Outcome {
  const first: readonly ShowHappening[] = run.startedAt === null ? [{ kind: 'day-started', at }] : [];
  return {
    run: {
      ...replace(run, { ...step, status: 'running', startedAt: at }),
      startedAt: run.startedAt ?? at,
    },
    happenings: [...before, ...first, { kind: 'started', entry: step.id, at }],
  };
}

export function endCurrent(run: Run, at: Instant): Outcome {
  const current = currentOf(run);
  if (!current) throw notNow('Nothing is on, so there is nothing to end.');
  const heldMinutes = current.heldMinutes + heldMinutesAt(run, at);
  const ended: Step = { ...current, status: 'done', endedAt: at, heldMinutes };
  const overMinutes = minutesBetween(dueEnd(run, current, at), floorMinute(at));
  return {
    run: { ...replace(run, ended), heldSince: null },
    happenings: [{ kind: 'ended', entry: current.id, at, overMinutes }],
  };
}

/**
 * A break that is given its length by hand keeps it: the ripple takes no more from it. What runs over its time can
 * always be given more.
 */
function adjust(run: Run, entry: string, minutes: number, at: Instant): Outcome {
  const step = stepToChange(run, entry);
  const cut = expectedAt(run, at).steps.find(({ id }) => id === step.id)?.cutMinutes ?? 0;
  const wanted = step.minutes - cut + minutes;
  const least = leastPossible(run, step, at);
  if (minutes < 0 && wanted < least) throw notNow(tooShort(step, wanted, least));
  if (wanted > MOST_MINUTES) throw notNow('Nothing can have more than a day.');
  const leastMinutes = isBreak(step) ? wanted : Math.min(step.leastMinutes, wanted);
  return {
    run: replace(run, { ...step, minutes: wanted, leastMinutes }),
    happenings: [{ kind: 'adjusted', entry: step.id, minutes }],
  };
}

/** What is on has taken what it has taken, and what tracks have one after the other must all have begun. */
export function leastPossible(run: Run, step: Step, at: Instant): number {
  if (step.status !== 'running') return 1 + Math.max(...step.parts.map(({ offset }) => offset));
  const began = addMinutes(floorMinute(step.startedAt ?? step.floor), step.heldMinutes + heldMinutesAt(run, at));
  return Math.max(1, minutesBetween(began, ceilMinute(at)));
}

function tooShort({ status }: Step, wanted: number, least: number): string {
  if (status === 'running') return `It has taken ${least} min already and cannot have ${wanted}. End it instead.`;
  return `It cannot have ${wanted} min. It can be skipped instead.`;
}

function skip(run: Run, entry: string): Outcome {
  const step = stepToChange(run, entry);
  if (step.status === 'running') throw notNow('It is on. End it instead.');
  return { run: replace(run, { ...step, status: 'skipped' }), happenings: [{ kind: 'skipped', entry: step.id }] };
}

function hold(run: Run, at: Instant): Outcome {
  if (!currentOf(run)) throw notNow('Nothing is on that could be held.');
  if (run.heldSince !== null) throw notNow('It is held already.');
  return { run: { ...run, heldSince: at }, happenings: [{ kind: 'held', at }] };
}

function resume(run: Run, at: Instant): Outcome {
  const current = currentOf(run);
  if (!current || run.heldSince === null) throw notNow('Nothing is held.');
  const heldMinutes = current.heldMinutes + heldMinutesAt(run, at);
  return {
    run: { ...replace(run, { ...current, heldMinutes }), heldSince: null },
    happenings: [{ kind: 'resumed', at }],
  };
}

/** What is ahead still is skipped. */
function endDay(run: Run, at: Instant): Outcome {
  const ended = currentOf(run) ? endCurrent(run, at) : { run, happenings: [] };
  const left = aheadOf(ended.run);
  const steps = ended.run.steps.map((step): Step => (step.status === 'ahead' ? { ...step, status: 'skipped' } : step));
  const skipped = left.map(({ id }): ShowHappening => ({ kind: 'skipped', entry: id }));
  const closed = closeDay({ ...ended.run, steps }, at);
  return { run: closed.run, happenings: [...ended.happenings, ...skipped, ...closed.happenings] };
}

/** @param run in which nothing is on. @returns one that is over, with what is ahead left as it is. */
export function closeDay(run: Run, at: Instant): Outcome {
  return { run: { ...run, endedAt: at, heldSince: null }, happenings: [{ kind: 'day-ended', at }] };
}

function stepToChange(run: Run, entry: string): Step {
  const step = run.steps.find(({ parts }) => parts.some(({ id }) => id === entry));
  if (!step) throw new AppError('not-found', 'There is no such entry in this day.');
  if (step.status === 'done') throw notNow('It is done.');
  if (step.status === 'skipped') throw notNow('It was skipped. Undo brings it back.');
  return step;
}

function replace(run: Run, step: Step): Run {
  return { ...run, steps: run.steps.map((each) => (each.id === step.id ? step : each)) };
}

export function notNow(message: string): AppError {
  return new AppError('state-not-right', message);
}
