/** What a command would do, for the chair to see before it is done: every time that changes, and what stands in the way. */
import type { Instant } from '../../kernel/time.ts';
import { leastPossible, obey } from './command.ts';
import type { ShowCommand } from './command-schema.ts';
import { type Conflict, entryTimes, expectedAt, type PartTime } from './expected.ts';
import { aheadOf, currentOf, isBreak, presentOf, type Run, type Step } from './run.ts';

export interface Moved {
  readonly id: string;
  /** Null where it is not in the day before, or after. */
  readonly before: Omit<PartTime, 'id'> | null;
  readonly after: Omit<PartTime, 'id'> | null;
}

export interface Ripple {
  /** In running order as it is then. */
  readonly moved: readonly Moved[];
  readonly conflicts: readonly (Conflict & { readonly choices: readonly Choice[] })[];
  readonly lateMinutes: number;
  readonly endsAt: Instant;
  readonly overMinutes: number;
}

/** One way out of a conflict, as the command that would take it after the one that was asked about. */
export interface Choice {
  readonly command: ShowCommand;
  /** How much of the conflict it takes away, in minutes. */
  readonly gives: number;
}

/** @throws AppError as `obey`. */
export function rippleOf(run: Run, command: ShowCommand, now: Instant): Ripple {
  const after = obey(run, command, now).run;
  const { conflicts, lateMinutes, endsAt, overMinutes } = expectedAt(after, now);
  return {
    moved: movedBetween(entryTimes(run, now), entryTimes(after, now)),
    conflicts: conflicts.map((conflict) => ({ ...conflict, choices: choicesFor(after, conflict, now) })),
    ...{ lateMinutes, endsAt, overMinutes },
  };
}

export function movedBetween(before: readonly PartTime[], after: readonly PartTime[]): Moved[] {
  const was = new Map(before.map((time) => [time.id, time]));
  const is = new Map(after.map((time) => [time.id, time]));
  const ids = [...is.keys(), ...[...was.keys()].filter((id) => !is.has(id))];
  return ids.flatMap((id): Moved[] => {
    const [old, current] = [was.get(id), is.get(id)];
    if (old && current && old.start === current.start && old.end === current.end) return [];
    return [{ id, before: spanOf(old), after: spanOf(current) }];
  });
}

function spanOf(time: PartTime | undefined): Omit<PartTime, 'id'> | null {
  return time ? { start: time.start, end: time.end } : null;
}

/**
 * Ways to give back the minutes by which a pinned entry would be run into: to shorten what is on or stands between
 * it and the pinned one before it, where its least length allows, or to skip one of them. Each is tried, and left
 * out where it gives nothing.
 */
export function choicesFor(run: Run, { id, minutes }: Conflict, now: Instant): Choice[] {
  const steps = [currentOf(run), ...aheadOf(run)].filter((step) => step !== undefined);
  const before = steps.slice(
    0,
    steps.findIndex((step) => step.id === id),
  );
  const free = before.slice(before.findLastIndex(({ pinned, status }) => pinned && status === 'ahead') + 1);
  return free
    .flatMap((step) => waysWith(run, step, minutes, now))
    .flatMap((command) => {
      const gives = minutes - leftAfter(run, command, id, now);
      return gives > 0 ? [{ command, gives }] : [];
    });
}

function waysWith(run: Run, step: Step, minutes: number, now: Instant): ShowCommand[] {
  const least = Math.max(step.leastMinutes, leastPossible(run, step, presentOf(run, now)));
  const spare = Math.min(minutes, isBreak(step) ? 0 : step.minutes - least);
  const shorten: ShowCommand[] = spare > 0 ? [{ do: 'adjust', entry: step.id, minutes: -spare }] : [];
  return step.status === 'ahead' ? [...shorten, { do: 'skip', entry: step.id }] : shorten;
}

function leftAfter(run: Run, command: ShowCommand, id: string, now: Instant): number {
  const { conflicts } = expectedAt(obey(run, command, now).run, now);
  return conflicts.find((conflict) => conflict.id === id)?.minutes ?? 0;
}
