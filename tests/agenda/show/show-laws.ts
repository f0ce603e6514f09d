/** What holds of every running day at every moment. Returned as sentences, so that broken code can be shown to break them. */
import { entryTimes, expectedAt, partTimes } from '../../../agenda/show/expected.ts';
import {
  aheadOf,
  ceilMinute,
  currentOf,
  floorMinute,
  presentOf,
  type Run,
  type Step,
} from '../../../agenda/show/run.ts';
import { addMinutes, type Instant, instant, latestOf, MINUTE, minutesBetween } from '../../../kernel/time.ts';

interface Placed {
  readonly step: Step;
  readonly start: Instant;
  readonly end: Instant;
  readonly cut: number;
}

/** The laws that what is expected of this run breaks; empty when it keeps them all. */
export function brokenExpectations(run: Run, now: Instant): string[] {
  const broken: string[] = [];
  const law = (kept: boolean, sentence: string) => {
    if (!kept) broken.push(sentence);
  };
  const expected = expectedAt(run, now);
  const at = presentOf(run, now);
  const ids = expected.steps.map(({ id }) => id);
  const current = currentOf(run);
  const stand = run.steps.filter(({ status }) => status === 'done' || (run.endedAt === null && status !== 'skipped'));
  law(
    JSON.stringify(ids) === JSON.stringify(stand.map(({ id }) => id)),
    'each step is expected once, in running order',
  );
  law(
    entryTimes(run, now).length === stand.flatMap(({ parts }) => parts).length,
    'each entry that was not skipped has its times',
  );
  const placed = expected.steps.map(({ id, start, end, cutMinutes }): Placed => {
    return { step: run.steps.find((step) => step.id === id) as Step, start, end, cut: cutMinutes };
  });
  const ahead = placed.filter(({ step }) => step.status === 'ahead');
  const ready = run.startedAt === null && at < run.opensAt ? run.opensAt : ceilMinute(at);
  law(
    ahead.every(({ step, start }) => start >= step.floor),
    'nothing is expected before its floor',
  );
  law(
    ahead.every(({ start }) => start >= ready),
    'nothing is expected to start in the past',
  );
  law(
    ahead.every(({ start, end }) => start % MINUTE === 0 && end % MINUTE === 0),
    'what is ahead has whole minutes',
  );
  law(startsAreEarliest(placed, ready), 'what is ahead starts when all before it have ended, and not later');
  law(
    ahead.every(({ step, start, end, cut }) => minutesBetween(start, end) === step.minutes - cut),
    'what is ahead has its length, but for what is cut',
  );
  law(
    placed.every(({ step, cut }) => cut === 0 || (step.kind === 'break' && cut > 0)),
    'nothing but breaks is cut',
  );
  law(
    placed.every(({ step, cut }) => cut === 0 || step.minutes - cut >= step.leastMinutes),
    'no break is cut below its least',
  );
  law(
    ahead.every(({ step, start }) => !step.pinned || step.floor < ready || start === step.floor),
    'a pinned entry does not move while it can be kept',
  );
  for (const stretch of stretchesOf(placed, run)) broken.push(...brokenCuts(stretch));
  law(
    run.endedAt !== null ||
      expected.endsAt === latestOf(run.steps[0]?.floor ?? run.endsBy, ...placed.map(({ end }) => end)),
    'the day ends when its last entry does',
  );
  law(
    expected.overMinutes ===
      Math.max(0, minutesBetween(run.endsBy, run.endedAt ? floorMinute(expected.endsAt) : expected.endsAt)),
    'it is over by what it ends later',
  );
  law(
    expected.conflicts.every(
      ({ id, minutes }) => minutes > 0 && run.steps.some((step) => step.id === id && step.pinned),
    ),
    'only what is pinned is run into',
  );
  law(placed.every(partsInside), 'each part lies inside its step');
  const running = placed.find(({ step }) => step === current);
  law(!running || running.end >= at, 'what is on does not end in the past');
  law(
    !current ||
      expected.lateMinutes ===
        minutesBetween(addMinutes(current.floor, current.plannedMinutes), running?.end as Instant),
    'the day is as late as what is on ends',
  );
  return broken;
}

function startsAreEarliest(placed: readonly Placed[], ready: Instant): boolean {
  let free = ready;
  return placed.every(({ step, start, end }) => {
    const kept = step.pinned && step.floor >= ready ? step.floor : latestOf(free, step.floor);
    if (step.status !== 'done') free = latestOf(step.status === 'running' ? end : free, end);
    return step.status !== 'ahead' || start === kept;
  });
}

function partsInside({ step, start, end }: Placed): boolean {
  return partTimes(step, { start, end }).every(
    (part) => part.start >= start && part.start <= part.end && part.end <= end,
  );
}

interface Stretch {
  readonly places: readonly Placed[];
  /** The latest end of all that stands before it. */
  readonly after: number;
  /** When it should have ended: then, or when it does as planned where that is later. */
  readonly barrier: number;
}

/** From one pinned entry to the next. */
function stretchesOf(placed: readonly Placed[], run: Run): Stretch[] {
  const stretches: Stretch[] = [];
  let places: Placed[] = [];
  let after = Number.NEGATIVE_INFINITY;
  const close = (fixed: Instant) => {
    const barrier = Math.max(fixed, ...places.map(({ step }) => addMinutes(step.floor, step.plannedMinutes)));
    stretches.push({ places, after, barrier });
    after = Math.max(after, ...places.map(({ end }) => end));
    places = [];
  };
  for (const place of placed.filter(({ step }) => step.status !== 'done')) {
    if (place.step.status === 'ahead' && place.step.pinned) close(place.step.floor);
    places.push(place);
  }
  close(run.endsBy);
  return stretches;
}

/** Tried out minute by minute, without what `stretch.ts` knows. What is cut of a break that is on has its own law. */
function brokenCuts(stretch: Stretch): string[] {
  const { places, barrier } = stretch;
  const cuts = places.map(({ cut }) => cut);
  const end = (changed: readonly number[]) => endWith(stretch, changed);
  const excess = end(cuts) - barrier;
  const broken: string[] = [];
  for (const [at, { step, cut }] of places.entries()) {
    if (step.kind !== 'break' || step.status === 'running') continue;
    const less = cuts.with(at, cut - 1);
    if (cut > 0 && !(end(less) > barrier && end(less) > end(cuts))) broken.push('a break is cut only as far as needed');
    const canGive = step.minutes - cut > step.leastMinutes;
    if (canGive && excess > 0 && end(cuts.with(at, cut + 1)) < end(cuts)) broken.push('a break gives what it can');
    const others = [...places.entries()].filter(([other, place]) => other > at && place.cut > 0);
    for (const [other, place] of canGive ? others : []) {
      const swapped = cuts.with(at, cut + 1).with(other, place.cut - 1);
      if (end(swapped) <= end(cuts)) broken.push('no break is cut while an earlier one could give');
    }
  }
  return broken;
}

function endWith({ places, after }: Stretch, cuts: readonly number[]): number {
  let free = after;
  for (const [at, { step, start, end, cut }] of places.entries()) {
    if (step.status === 'running') free = end;
    else {
      const from = at === 0 ? start : Math.max(free, step.floor);
      free = Math.max(free, from + (step.minutes - (cuts[at] ?? cut)) * MINUTE);
    }
  }
  return free;
}

/** What holds of every run, whatever was done to it. @param before the run as it was published. */
export function brokenRun(run: Run, before: Run): string[] {
  const broken: string[] = [];
  const law = (kept: boolean, sentence: string) => {
    if (!kept) broken.push(sentence);
  };
  const ids = ({ steps }: Run) => JSON.stringify(steps.map(({ id }) => id).sort());
  law(ids(run) === ids(before), 'no step is lost or doubled');
  const inOrder = run.steps.filter(({ status }) => status !== 'skipped').map(({ status }) => STATUS_ORDER[status] ?? 3);
  law(
    inOrder.every((place, index) => index === 0 || place >= (inOrder[index - 1] ?? 0)),
    'what is done stands before what is on, and that before what is ahead',
  );
  law(run.steps.filter(({ status }) => status === 'running').length <= 1, 'at most one step runs');
  law(run.heldSince === null || currentOf(run) !== undefined, 'only what is on is held');
  const begun = run.steps.filter(({ startedAt }) => startedAt !== null);
  law(
    begun.every(({ status }) => status === 'running' || status === 'done'),
    'what has begun is on or done',
  );
  const times = begun.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt]).filter((time) => time !== null);
  const all = [...times, run.endedAt, run.changedAt].filter((time) => time !== null);
  law(
    all.every((time, index) => index === 0 || time >= (all[index - 1] ?? 0)),
    'time does not run back',
  );
  law(
    all.every((time) => instant(time) % 1000 === 0),
    'a run holds whole seconds',
  );
  law(
    run.steps.every((step) => step.pinned === false || step.floor === floorIn(before, step)),
    'no pinned floor changes',
  );
  law(run.endedAt === null || !currentOf(run), 'nothing is on after the end');
  law(
    aheadOf(run).every(({ endedAt, heldMinutes }) => endedAt === null && heldMinutes === 0),
    'what is ahead has not happened',
  );
  return broken;
}

const STATUS_ORDER: Readonly<Record<string, number>> = { done: 0, running: 1, ahead: 2 };

function floorIn({ steps }: Run, { id }: Step): Instant | undefined {
  return steps.find((step) => step.id === id)?.floor;
}
