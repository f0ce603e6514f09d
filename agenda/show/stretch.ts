/**
 * A stretch of the day: what stands between two times that do not move, one after the other, with as much taken
 * from its breaks as it would run over its end. Pure.
 */
import { addMinutes, type Instant, latestOf, minutesBetween } from '../../kernel/time.ts';
import { floorMinute, isBreak, type Step } from './run.ts';

export interface ExpectedStep {
  readonly id: string;
  readonly start: Instant;
  readonly end: Instant;
  /** What the ripple takes from a break. */
  readonly cutMinutes: number;
}

/** A step at its place in the stretch. */
export interface Place {
  readonly step: Step;
  /** When it began or, pinned, will begin; null where it begins when what is before it has ended. */
  readonly start: Instant | null;
  /** Added to its length. */
  readonly heldMinutes: number;
  /** What is on does not end in the past. */
  readonly notBefore: Instant | null;
}

/** @param ready when the first can begin. @param barrier when the last should have ended. */
export function layStretch(places: readonly Place[], ready: Instant, barrier: Instant): ExpectedStep[] {
  let cursor = ready;
  return places.map((place, at) => {
    const cutMinutes = isBreak(place.step) ? cutThatHelps(place, places.slice(at + 1), cursor, barrier) : 0;
    const laid = { id: place.step.id, ...spanOf(place, cutMinutes, cursor), cutMinutes };
    cursor = latestOf(cursor, laid.end);
    return laid;
  });
}

/**
 * What is taken from a break that is on is what had to be taken were it neither held nor over its time, so that
 * its countdown stands still while it is held and does not move with the overrun.
 */
function onTime(place: Place): Place {
  return { ...place, heldMinutes: 0, notBefore: null };
}

/**
 * As many minutes as the break can give and the stretch ends earlier by: what slack absorbs is not taken.
 * @param after what stands after the break, of which nothing has been taken yet.
 */
function cutThatHelps(place: Place, after: readonly Place[], ready: Instant, barrier: Instant): number {
  const { minutes, leastMinutes } = place.step;
  if (minutes <= leastMinutes) return 0;
  const endWith = (cut: number) => endOf(after, latestOf(ready, spanOf(onTime(place), cut, ready).end));
  const excess = minutesBetween(barrier, endWith(0));
  if (excess <= 0) return 0;
  return minutesBetween(endWith(Math.min(minutes - leastMinutes, excess)), endWith(0));
}

function endOf(places: readonly Place[], ready: Instant): Instant {
  let cursor = ready;
  for (const place of places) cursor = latestOf(cursor, spanOf(place, 0, cursor).end);
  return cursor;
}

function spanOf({ step, start: known, heldMinutes, notBefore }: Place, cut: number, ready: Instant) {
  const start = known ?? latestOf(ready, step.floor);
  const due = addMinutes(floorMinute(start), step.minutes - cut + heldMinutes);
  return { start, end: notBefore === null ? due : latestOf(due, notBefore) };
}
