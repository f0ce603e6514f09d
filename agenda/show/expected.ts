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
import {
  aheadOf,
  ceilMinute,
  currentOf,
  floorMinute,
  heldMinutesAt,
  isBreak,
  presentOf,
  type Run,
  type Step,
} from './run.ts';

export interface ExpectedStep {
  readonly id: string;
  readonly start: Instant;
  readonly end: Instant;
  /** What the ripple takes from a break. */
  readonly cutMinutes: number;
}

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
  const current = currentOf(run);
  const laid = layOut(run, current, at);
  const steps = [...past, ...laid.steps];
  const endsAt = run.endedAt ?? latestOf(run.steps[0]?.floor ?? run.endsBy, ...steps.map(({ end }) => end));
  return {
    steps: run.endedAt === null ? steps : past,
    conflicts: laid.conflicts,
    lateMinutes: lateness(run, current, laid.steps, at),
    endsAt,
    overMinutes: Math.max(0, minutesBetween(run.endsBy, endsAt)),
  };
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

/** One stretch at a time: what is ahead up to a pinned entry, or to the end. */
function layOut(run: Run, current: Step | undefined, at: Instant): Laid {
  const items: Item[] = [
    ...(current ? [runningItem(run, current, at)] : []),
    ...aheadOf(run).map((step) => ({ step, start: null, end: null, from: null })),
  ];
  const steps: ExpectedStep[] = [];
  const conflicts: Conflict[] = [];
  let cursor = current ? run.endsBy : readyAt(run, at);
  let first = 0;
  for (let next = 0; next <= items.length; next++) {
    const item = items[next];
    if (item && !(item.step.pinned && item.start === null)) continue;
    const barrier = item?.step.floor ?? run.endsBy;
    const stretch = rippled(items.slice(first, next), cursor, barrier);
    steps.push(...stretch);
    const end = stretch.at(-1)?.end ?? cursor;
    const isFirstThing = stretch.length === 0 && steps.length === 0 && !run.startedAt;
    if (item && end > barrier && !isFirstThing)
      conflicts.push({ id: item.step.id, minutes: minutesBetween(barrier, end) });
    if (!item) break;
    const pinnedEnd = addMinutes(barrier, item.step.minutes);
    steps.push({ id: item.step.id, start: barrier, end: pinnedEnd, cutMinutes: 0 });
    cursor = latestOf(pinnedEnd, run.startedAt === null ? pinnedEnd : latestOf(pinnedEnd, ceilMinute(at)));
    first = next + 1;
  }
  return { steps, conflicts };
}

/** A step of a stretch. `start` is known of the running one, and so is `end` where it cannot be cut. */
interface Item {
  readonly step: Step;
  readonly start: Instant | null;
  /** When it ends at the earliest: now, for what is running. */
  readonly end: Instant | null;
  /** From when its length counts. */
  readonly from: Instant | null;
}

function runningItem(run: Run, step: Step, at: Instant): Item {
  const from = addMinutes(floorMinute(step.startedAt ?? step.floor), step.heldMinutes + heldMinutesAt(run, at));
  return { step, start: step.startedAt ?? step.floor, from, end: ceilMinute(at) };
}

/** Nothing starts in the past: while nothing is on, the next can start now at the earliest. */
function readyAt(run: Run, at: Instant): Instant {
  return run.startedAt === null && at < run.opensAt ? run.opensAt : ceilMinute(at);
}

/** The stretch laid out, with as much taken from its breaks, in order, as would run over the barrier. */
function rippled(items: readonly Item[], cursor: Instant, barrier: Instant): ExpectedStep[] {
  const cuts = items.map(() => 0);
  let laid = runOn(items, cuts, cursor);
  for (const [place, { step }] of items.entries()) {
    const excess = minutesBetween(barrier, laid.at(-1)?.end ?? barrier);
    if (excess <= 0) break;
    if (!isBreak(step)) continue;
    const delay = delayAfter(items, laid, place, barrier);
    cuts[place] = Math.max(0, Math.min(step.minutes - step.leastMinutes, excess, delay));
    if (cuts[place] !== 0) laid = runOn(items, cuts, cursor);
  }
  return laid;
}

/** By how much what follows would start after its floor: to cut a break by more would help nobody. */
function delayAfter(items: readonly Item[], laid: readonly ExpectedStep[], place: number, barrier: Instant): number {
  const end = laid[place]?.end ?? barrier;
  return minutesBetween(items[place + 1]?.step.floor ?? barrier, end);
}

function runOn(items: readonly Item[], cuts: readonly number[], ready: Instant): ExpectedStep[] {
  let cursor = ready;
  return items.map(({ step, start: began, end: atLeast, from }, place) => {
    const cutMinutes = cuts[place] ?? 0;
    const start = began ?? latestOf(cursor, step.floor);
    const due = addMinutes(from ?? start, step.minutes - cutMinutes);
    const end = atLeast === null ? due : latestOf(due, atLeast);
    cursor = end;
    return { id: step.id, start, end, cutMinutes };
  });
}

/** How late the end of what is on is, or while nothing is on, the start of what is next. */
function lateness(run: Run, current: Step | undefined, ahead: readonly ExpectedStep[], at: Instant): number {
  if (run.endedAt !== null) return minutesBetween(run.endsBy, floorMinute(run.endedAt));
  const [first] = ahead;
  if (!first) return run.startedAt === null ? 0 : minutesBetween(run.endsBy, ceilMinute(at));
  const step = run.steps.find(({ id }) => id === first.id) as Step;
  const planned = current ? addMinutes(step.floor, step.plannedMinutes) : step.floor;
  return minutesBetween(planned, current ? first.end : first.start);
}

/** The times of each part of a step, side by side tracks each at its own. */
export function partTimes(step: Step, { start, end }: Pick<ExpectedStep, 'start' | 'end'>): PartTime[] {
  const from = step.startedAt ?? start;
  return step.parts.map(({ id, offset, minutes }) => {
    const alone = step.parts.length === 1;
    const partStart = alone ? from : addMinutes(instant(from), offset);
    const isLast = offset + minutes >= step.plannedMinutes;
    return { id, start: partStart, end: alone || isLast ? end : earlier(end, addMinutes(partStart, minutes)) };
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

/** Milliseconds that the running step still has; negative when it is over its time. Null while nothing is on. */
export function leftMs(run: Run, now: Instant): number | null {
  const current = currentOf(run);
  if (!current) return null;
  const at = presentOf(run, now);
  const due = dueEnd(run, current, at);
  const cut = expectedAt(run, earlier(at, due)).steps.find(({ id }) => id === current.id)?.cutMinutes ?? 0;
  return due - cut * MINUTE - at;
}
