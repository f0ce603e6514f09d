/** What the clock does by itself: moves a day on where the event says so, and ends days that were forgotten. Pure. */
import { addMinutes, type Instant, instant, latestOf, MINUTE } from '../../kernel/time.ts';
import type { Advance } from '../schema.ts';
import { endCurrent, endDay, type Outcome, type ShowHappening, startStep } from './command.ts';
import { dueEnd, expectedAt } from './expected.ts';
import { aheadOf, ceilMinute, currentOf, FORGOTTEN_MINUTES, presentOf, type Run, type Step } from './run.ts';

/**
 * Everything that was due up to `now`, each at the instant at which it was due, so that a process that was away
 * finds the day as it would have been. Nothing is moved on while it is held.
 */
export function advance(run: Run, mode: Advance, now: Instant): Outcome {
  const happenings: ShowHappening[] = [];
  let moved = run;
  for (;;) {
    const move = nextMove(moved, mode);
    if (!move || move.at > now) return { run: moved, happenings };
    const outcome = move.make();
    moved = { ...outcome.run, changedAt: latestOf(move.at, moved.changedAt ?? move.at) };
    happenings.push(...outcome.happenings);
  }
}

/** When the clock has to look at a run next; null when there is nothing to come. */
export function nextLook(run: Run, mode: Advance, now: Instant): Instant | null {
  const move = nextMove(run, mode)?.at ?? null;
  const current = currentOf(run);
  // While something runs over its time, what is expected changes with every minute.
  const overrun = current
    ? latestOf(addMinutes(expectedEndOf(run, current), 1), instant(ceilMinute(now) + MINUTE))
    : null;
  const looks = [move, run.endedAt === null ? overrun : null].filter((at) => at !== null);
  return looks.length === 0 ? null : instant(Math.min(...looks));
}

interface Move {
  readonly at: Instant;
  readonly make: () => Outcome;
}

function nextMove(run: Run, mode: Advance): Move | null {
  if (run.endedAt !== null) return null;
  const forgotten = forgottenMove(run);
  if (mode === 'chair' || run.heldSince !== null) return forgotten;
  const due = dueMove(run);
  return due.at <= forgotten.at ? due : forgotten;
}

function dueMove(run: Run): Move {
  const current = currentOf(run);
  if (current) {
    const at = latestOf(expectedEndOf(run, current), current.startedAt ?? current.floor);
    return { at, make: () => endCurrent(run, at) };
  }
  const [next] = aheadOf(run);
  if (!next) {
    const at = lastChange(run);
    return { at, make: () => endDay(run, at) };
  }
  const at = latestOf(next.floor, run.startedAt === null ? next.floor : lastChange(run));
  return { at, make: () => startStep(run, next, at) };
}

function forgottenMove(run: Run): Move {
  const at = addMinutes(latestOf(run.endsBy, run.changedAt ?? run.endsBy), FORGOTTEN_MINUTES);
  return { at, make: () => endDay(run, at) };
}

/** As the ripple has it, without what it has run over. */
function expectedEndOf(run: Run, current: Step): Instant {
  const at = presentOf(run, current.startedAt ?? current.floor);
  const cut = expectedAt(run, at).steps.find(({ id }) => id === current.id)?.cutMinutes ?? 0;
  return addMinutes(dueEnd(run, current, at), -cut);
}

function lastChange(run: Run): Instant {
  return run.changedAt ?? run.startedAt ?? run.opensAt;
}
