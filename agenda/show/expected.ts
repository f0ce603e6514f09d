/**
 * When everything of a running day is expected, at any moment. Pure, and the same on the server, on people's
 * pages and in their calendars.
 *
 * An entry that is ahead starts when what is before it ends, and not before its floor. What is late is made up
 * for in this order: slack (minutes that nothing stands in, up to the day's end), then the next breaks, down to
 * their least, then the end of the day. Slack comes first of itself, because starts wait for their floors: only
 * what would run over a barrier, a pinned entry or the day's end, is taken from the breaks before it.
 */
import { addMinutes, type Instant, instant, latestOf, MINUTE, minutesBetween } from '../../kernel/time.ts';
import { aheadOf, ceilMinute, currentOf, floorMinute, heldMinutesAt, presentOf, type Run, type Step } from './run.ts';
import { type ExpectedStep, layStretch, type Place } from './stretch.ts';

export type { ExpectedStep } from './stretch.ts';

/** A pinned entry that what is before it would run into. */
export interface Conflict {
  readonly id: string;
  readonly minutes: number;
}

export interface Expected {
  /** Of every step that was not skipped, in running order; what is done as it was. */
  readonly steps: readonly ExpectedStep[];
  readonly conflicts: readonly Conflict[];
  /** How late the day is now; negative where it is ahead of its plan. */
  readonly lateMinutes: number;
  readonly endsAt: Instant;
  /** How much later than it should the day ends. */
  readonly overMinutes: number;
}

export function expectedAt(run: Run, now: Instant): Expected {
  const at = presentOf(run, now);
  const past = run.steps.filter(({ status }) => status === 'done').map(asItWas);
  if (run.endedAt !== null) return whenOver(run, past);
  const current = currentOf(run);
  const laid = layOut(run, current, at);
  const steps = [...past, ...laid.steps];
  const endsAt = latestOf(run.steps[0]?.floor ?? run.endsBy, ...steps.map(({ end }) => end));
  return {
    steps,
    conflicts: laid.conflicts,
    lateMinutes: lateness(run, current, laid.steps[0], at),
    endsAt,
    overMinutes: Math.max(0, minutesBetween(run.endsBy, endsAt)),
  };
}

/** A day ended when its last entry did, also where somebody said so only later. */
function whenOver(run: Run, past: readonly ExpectedStep[]): Expected {
  const endsAt = past.at(-1)?.end ?? run.endedAt ?? run.endsBy;
  const lateMinutes = minutesBetween(run.endsBy, floorMinute(endsAt));
  return { steps: past, conflicts: [], lateMinutes, endsAt, overMinutes: Math.max(0, lateMinutes) };
}

function asItWas({ id, startedAt, endedAt, floor }: Step): ExpectedStep {
  return { id, start: startedAt ?? floor, end: endedAt ?? floor, cutMinutes: 0 };
}

/** When the running step should end by itself, without what the ripple takes from a break. */
export function dueEnd(run: Run, step: Step, now: Instant): Instant {
  const from = floorMinute(step.startedAt ?? step.floor);
  return addMinutes(from, step.minutes + step.heldMinutes + heldMinutesAt(run, presentOf(run, now)));
}

interface Laid {
  readonly steps: readonly ExpectedStep[];
  readonly conflicts: readonly Conflict[];
}

/** One stretch at a time: up to what is pinned, or to the end. What is pinned begins the next stretch. */
function layOut(run: Run, current: Step | undefined, at: Instant): Laid {
  const places = placesOf(run, current, at);
  const steps: ExpectedStep[] = [];
  const conflicts: Conflict[] = [];
  let cursor = current ? (current.startedAt ?? current.floor) : readyAt(run, at);
  let first = 0;
  for (let next = 0; next <= places.length; next++) {
    const place = places[next];
    if (place && !isBarrier(place)) continue;
    const fixed = place?.step.floor ?? run.endsBy;
    const stretch = places.slice(first, next);
    steps.push(...layStretch(stretch, cursor, latestOf(fixed, ...stretch.map(plannedEnd))));
    cursor = latestOf(cursor, ...steps.slice(first).map(({ end }) => end));
    if (place && cursor > fixed && steps.length > 0)
      conflicts.push({ id: place.step.id, minutes: minutesBetween(fixed, cursor) });
    first = next;
  }
  return { steps, conflicts };
}

/** Where a plan was published with one entry running into the next, no break is cut to mend it. */
function plannedEnd({ step }: Place): Instant {
  return addMinutes(step.floor, step.plannedMinutes);
}

function placesOf(run: Run, current: Step | undefined, at: Instant): Place[] {
  const ahead = aheadOf(run).map((step): Place => {
    // What is pinned can be kept to as long as its time has not passed without it.
    const start = step.pinned && step.floor >= readyAt(run, at) ? step.floor : null;
    return { step, start, heldMinutes: 0, notBefore: null };
  });
  if (!current) return ahead;
  const heldMinutes = current.heldMinutes + heldMinutesAt(run, at);
  const start = current.startedAt ?? current.floor;
  return [{ step: current, start, heldMinutes, notBefore: ceilMinute(at) }, ...ahead];
}

function isBarrier({ step }: Place): boolean {
  return step.pinned && step.status === 'ahead';
}

/** Nothing starts in the past: while nothing is on, the next can start now at the earliest. */
function readyAt(run: Run, at: Instant): Instant {
  return run.startedAt === null && at < run.opensAt ? run.opensAt : ceilMinute(at);
}

/** How late the end of what is on is, or while nothing is on, the start of what is next. */
function lateness(run: Run, current: Step | undefined, first: ExpectedStep | undefined, at: Instant): number {
  if (!first) return run.startedAt === null ? 0 : minutesBetween(run.endsBy, ceilMinute(at));
  if (current) return minutesBetween(addMinutes(current.floor, current.plannedMinutes), first.end);
  const step = run.steps.find(({ id }) => id === first.id) as Step;
  return minutesBetween(step.floor, first.start);
}

/** The times of each part of a step, each inside it; side by side tracks each at its own. */
export function partTimes(step: Step, { start, end }: Pick<ExpectedStep, 'start' | 'end'>): PartTime[] {
  return step.parts.map(({ id, offset, minutes }) => {
    const from = offset === 0 ? start : earlier(end, latestOf(start, addMinutes(floorMinute(start), offset)));
    const isLast = step.parts.length === 1 || offset + minutes >= step.plannedMinutes;
    return { id, start: from, end: isLast ? end : earlier(end, addMinutes(floorMinute(from), minutes)) };
  });
}

export interface PartTime {
  readonly id: string;
  readonly start: Instant;
  readonly end: Instant;
}

/** Every entry of the day that was not skipped, when it was or is expected. */
export function entryTimes(run: Run, now: Instant): PartTime[] {
  const expected = new Map(expectedAt(run, now).steps.map((step) => [step.id, step]));
  return run.steps.flatMap((step) => {
    const times = expected.get(step.id);
    return times ? partTimes(step, times) : [];
  });
}

function earlier(first: Instant, second: Instant): Instant {
  return instant(Math.min(first, second));
}

/**
 * Milliseconds that the running step still has; negative when it is over its time. It stands still while the step
 * is held. Null while nothing is on.
 */
export function leftMs(run: Run, now: Instant): number | null {
  const current = currentOf(run);
  if (!current) return null;
  const at = run.heldSince ?? presentOf(run, now);
  const due = addMinutes(floorMinute(current.startedAt ?? current.floor), current.minutes + current.heldMinutes);
  return due - cutOfCurrent(run, current) * MINUTE - at;
}

/** When the running step should end by itself, as the ripple has it. What it runs over does not count. */
export function expectedEndOf(run: Run, current: Step, now: Instant): Instant {
  return addMinutes(dueEnd(run, current, now), -cutOfCurrent(run, current));
}

/** What is taken from what is on does not depend on the present. */
function cutOfCurrent(run: Run, current: Step): number {
  if (current.kind !== 'break') return 0;
  const { steps } = expectedAt(run, run.changedAt ?? current.startedAt ?? current.floor);
  return steps.find(({ id }) => id === current.id)?.cutMinutes ?? 0;
}
