/** What the clock does by itself: moves a day on where the event says so, and ends days that were forgotten. Pure. */
import { addMinutes, type Instant, instant, latestOf } from '../../kernel/time.ts';
import type { Advance } from '../schema.ts';
import { closeDay, endCurrent, type Outcome, type ShowHappening, startStep } from './command.ts';
import { expectedAt, expectedEndOf } from './expected.ts';
import { aheadOf, currentOf, FORGOTTEN_MINUTES, floorMinute, type Run, type Step } from './run.ts';

/**
 * Everything that was due up to `now`, each at the instant at which it was due, so that a process that was away
 * finds the day as it would have been. Nothing is moved on while it is held, and nothing into the time before the
 * last command.
 */
export function advance(run: Run, mode: Advance, now: Instant): Outcome {
  const happenings: ShowHappening[] = [];
  let moved = run;
  for (;;) {
    const move = nextMove(moved, mode);
    if (!move || move.at > now) return { run: moved, happenings };
    const outcome = move.make();
    moved = { ...outcome.run, changedAt: move.at };
    happenings.push(...outcome.happenings);
  }
}

/** When the clock has to look at a run next; null when there is nothing to come. */
export function nextLook(run: Run, mode: Advance, now: Instant): Instant | null {
  const from = driftsFrom(run);
  const looks = [
    nextMove(run, mode)?.at,
    from === null ? undefined : addMinutes(latestOf(from, floorMinute(now)), 1),
    ...aheadOf(run).flatMap((step) => (step.pinned && step.floor >= now ? [missedFrom(step)] : [])),
  ].filter((at) => at !== undefined);
  return run.endedAt !== null || looks.length === 0 ? null : instant(Math.min(...looks));
}

/** What is pinned is expected otherwise as soon as its time has passed without it. */
function missedFrom({ floor }: Step): Instant {
  return instant(floor + 1);
}

/** From when on what is expected changes with every minute, though nobody does anything. */
function driftsFrom(run: Run): Instant | null {
  if (run.endedAt !== null || run.startedAt === null) return null;
  if (run.heldSince !== null) return floorMinute(run.heldSince);
  const current = currentOf(run);
  return current ? expectedEndOf(run, current, lastChange(run)) : (aheadOf(run)[0]?.floor ?? null);
}

interface Move {
  readonly at: Instant;
  readonly make: () => Outcome;
}

function nextMove(run: Run, mode: Advance): Move | null {
  if (run.endedAt !== null) return null;
  return mode === 'chair' || run.heldSince !== null ? forgottenMove(run) : dueMove(run);
}

function dueMove(run: Run): Move {
  const current = currentOf(run);
  if (current) {
    const at = latestOf(expectedEndOf(run, current, lastChange(run)), lastChange(run));
    return { at, make: () => endCurrent(run, at) };
  }
  const [next] = aheadOf(run);
  if (!next) {
    const at = run.startedAt === null ? latestOf(run.endsBy, lastChange(run)) : lastChange(run);
    return { at, make: () => closeDay(run, at) };
  }
  const at = latestOf(next.floor, lastChange(run));
  return { at, make: () => startStep(run, next, at) };
}

/** What was on is taken to have ended when it should have; nothing is said of what was ahead. */
function forgottenMove(run: Run): Move {
  const touched = lastChange(run);
  const { endsAt } = expectedAt(run, touched);
  const at = addMinutes(latestOf(run.endsBy, endsAt, touched), FORGOTTEN_MINUTES);
  const current = currentOf(run);
  if (!current) return { at, make: () => closeDay(run, at) };
  const dueAt = latestOf(expectedEndOf(run, current, touched), touched);
  return {
    at,
    make: () => {
      const ended = endCurrent(run, dueAt);
      const closed = closeDay(ended.run, at);
      return { run: closed.run, happenings: [...ended.happenings, ...closed.happenings] };
    },
  };
}

function lastChange(run: Run): Instant {
  return run.changedAt ?? run.startedAt ?? run.opensAt;
}
