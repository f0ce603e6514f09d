import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RoundAnchor } from '../../../breakouts/neighbours.ts';
import { type BreakoutRound, NO_REPORT } from '../../../breakouts/round.ts';
import { lookAt } from '../../../breakouts/rounds/agenda-hand.ts';
import { closed, opened } from '../../../breakouts/rounds/life.ts';
import type { EventId } from '../../../kernel/ids.ts';
import { addMinutes, type Instant, instant, parseRfc3339 } from '../../../kernel/time.ts';

const NOON = parseRfc3339('2026-03-09T12:00:00Z');
const WARN = 60;
const MINUTES = 25;

/** One moment of a day, whole seconds after the last: what became of the session, and what the chair did. */
interface Moment {
  readonly after: number;
  readonly goesOn: boolean;
  readonly lengthens: number;
  readonly gone: 'there' | 'skipped' | 'gone';
  readonly hand: 'nothing' | 'open' | 'earlier' | 'agenda';
  readonly minutes: number;
}

const anyMoment: fc.Arbitrary<Moment> = fc.record({
  after: fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 900 })),
  goesOn: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
  lengthens: fc.integer({ min: -8, max: 8 }),
  gone: fc.oneof(
    { weight: 14, arbitrary: fc.constant('there' as const) },
    fc.constantFrom('skipped' as const, 'gone' as const),
  ),
  hand: fc.oneof(
    { weight: 3, arbitrary: fc.constant('nothing' as const) },
    fc.constantFrom('open' as const, 'earlier' as const, 'agenda' as const),
  ),
  minutes: fc.integer({ min: 1, max: 30 }),
});

const QUIET = { after: 0, goesOn: false, lengthens: 0, gone: 'there', hand: 'nothing', minutes: 1 } as const;

/** A session that is lengthened in the last minute of its rooms, which chance alone hardly ever brings about. */
const putOff: fc.Arbitrary<Moment[]> = fc
  .record({ before: fc.nat({ max: 20 }), lengthens: fc.integer({ min: 2, max: 8 }) })
  .map(({ before, lengthens }) => [
    { ...QUIET, after: 60, goesOn: true, hand: 'open' },
    { ...QUIET, after: MINUTES * 60 - WARN + before },
    { ...QUIET, after: before, lengthens },
  ]);

const later = (one: Instant, other: Instant) => instant(Math.max(one, other));

/** The session as the day has it: what is over keeps its times, what is not moves with the ripple. */
class Day {
  stage = 0;
  startsAt = addMinutes(NOON, 5);
  dueAt = addMinutes(NOON, 5 + MINUTES);
  resumesAt = this.dueAt;

  move({ goesOn, lengthens }: Moment, now: Instant): void {
    if (goesOn && this.stage < 3) this.stage += 1;
    if (this.stage === 0) {
      this.startsAt = later(this.startsAt, now);
      this.dueAt = addMinutes(this.startsAt, MINUTES);
    }
    if (goesOn && this.stage === 1) {
      this.startsAt = now;
      this.dueAt = addMinutes(now, MINUTES);
    }
    if (this.stage === 1) this.dueAt = later(addMinutes(this.dueAt, lengthens), this.startsAt);
    if (goesOn && this.stage === 2) this.dueAt = now;
    if (this.stage <= 2) this.resumesAt = later(this.dueAt, now);
    if (goesOn && this.stage === 3) this.resumesAt = now;
  }

  anchor({ gone }: Pick<Moment, 'gone'>): RoundAnchor | undefined {
    if (gone === 'gone') return undefined;
    const status = (['ahead', 'running', 'done', 'done'] as const)[this.stage] ?? 'done';
    const { startsAt, dueAt, resumesAt } = this;
    return {
      status: gone === 'skipped' ? 'skipped' : status,
      ...{ startsAt, endsAt: dueAt, dueAt, resumesAt, resumed: this.stage === 3 },
    };
  }
}

function roundOf(opens: 'agenda' | 'chair'): BreakoutRound {
  return {
    ...{ id: 'round', eventId: 'event' as EventId, state: 'assigned', setId: 'set', report: NO_REPORT },
    content: { entry: { id: 'entry', day: 'day' }, opens, rooms: [] },
    ...{ openedAt: null, closesAt: null, closesByHand: null, closedAt: null, openedByAgenda: false },
    ...{ placesRevision: 0, dueAt: null, revision: 1, createdAt: NOON, updatedAt: NOON },
  };
}

interface Done {
  readonly step: 'open' | 'warn' | 'go-on' | 'close';
  readonly at: Instant;
  readonly round: BreakoutRound;
  readonly closesAt: Instant | null;
  readonly anchor: RoundAnchor | undefined;
  readonly byHand: boolean;
}

/** What a process does that looks whenever it said that it would, and after each change of the day. */
function liveThrough(opens: 'agenda' | 'chair', moments: readonly Moment[]): { done: Done[]; round: BreakoutRound } {
  const day = new Day();
  const done: Done[] = [];
  let round = roundOf(opens);
  let now = NOON;
  let dueAt: Instant | null = null;
  const note = (step: Done['step'], closesAt: Instant | null, anchor: RoundAnchor | undefined, byHand = false) =>
    done.push({ step, at: now, round, closesAt, anchor, byHand });
  const look = (anchor: RoundAnchor | undefined) => {
    for (;;) {
      const seen = lookAt(round, { anchor, minutes: MINUTES, warnSeconds: WARN }, now);
      dueAt = seen.dueAt;
      if (seen.dueAt !== null) expect(seen.dueAt).toBeGreaterThan(now);
      if (round.state === 'open' || round.state === 'closing') round = { ...round, closesAt: seen.closesAt };
      if (seen.step === null) return;
      note(seen.step, seen.closesAt, anchor);
      if (done.length > 200) throw new Error('it never comes to rest');
      if (seen.step === 'open') round = opened(round, now, 'agenda');
      else if (seen.step === 'close') round = closed(round, seen.closesAt, now);
      else round = { ...round, state: seen.step === 'warn' ? 'closing' : 'open' };
    }
  };
  let before: Pick<Moment, 'gone'> = { gone: 'there' };
  for (const moment of moments) {
    const next = instant(now + moment.after * 1_000);
    while (dueAt !== null && dueAt <= next) {
      now = dueAt;
      look(day.anchor(before));
    }
    now = next;
    day.move(moment, now);
    before = moment;
    const runs = round.state === 'open' || round.state === 'closing';
    if (moment.hand === 'open' && round.state === 'assigned' && moment.gone === 'there') {
      note('open', null, day.anchor(moment), true);
      round = opened(round, now, 'hand');
    }
    if (moment.hand === 'earlier' && runs) round = { ...round, closesByHand: addMinutes(now, moment.minutes) };
    if (moment.hand === 'agenda' && runs) round = { ...round, closesByHand: null };
    look(day.anchor(moment));
    // What is stored is all that counts.
    round = JSON.parse(JSON.stringify(round)) as BreakoutRound;
    checkNow(round, day.anchor(moment), now);
  }
  return { done, round };
}

/** At every moment of every day. */
function checkNow(round: BreakoutRound, anchor: RoundAnchor | undefined, now: Instant): void {
  if (round.state !== 'open' && round.state !== 'closing') return;
  expect(round.closesAt).toBeGreaterThan(now);
  expect(round.state === 'closing').toBe((round.closesAt ?? 0) - WARN * 1_000 <= now);
  if (round.closesByHand !== null) expect(round.closesAt).toBeLessThanOrEqual(round.closesByHand);
  if (anchor?.status === 'running') expect(round.closesAt).toBeLessThanOrEqual(anchor.dueAt);
  if (anchor?.status === 'running' && round.closesByHand === null) expect(round.closesAt).toBe(anchor.dueAt);
  // Once what follows has begun no rooms are open but those that were opened after that by hand.
  if (anchor?.status === 'done' && anchor.resumed) expect(round.openedAt).toBeGreaterThanOrEqual(anchor.resumesAt);
  if (anchor?.status === 'done') expect(round.openedAt).toBeGreaterThan(anchor.endsAt);
}

function forEachDay(check: (lived: ReturnType<typeof liveThrough>, opens: 'agenda' | 'chair') => void): void {
  const anyMoments = fc.array(anyMoment, { minLength: 8, maxLength: 30 });
  const anyDay = fc.oneof(
    { weight: 7, arbitrary: anyMoments },
    fc.tuple(putOff, anyMoments).map((parts) => parts.flat()),
  );
  fc.assert(
    fc.property(fc.constantFrom('agenda' as const, 'chair' as const), anyDay, (opens, moments) => {
      check(liveThrough(opens, moments), opens);
    }),
    { numRuns: 400 },
  );
}

test('whatever the day and the chair do, a round never outlasts what the agenda lets it, and opens and closes once', () => {
  let whole = 0;
  forEachDay(({ done }) => {
    const ends = done.filter(({ step }) => step === 'open' || step === 'close').map(({ step }) => step);
    expect(['open', 'close'].slice(0, ends.length)).toEqual(ends);
    if (ends.length === 2) whole += 1;
  });
  // Days in which nothing happens would keep every law.
  expect(whole).toBeGreaterThan(40);
});

test('the agenda opens a round while its session runs, and only where it is to', () => {
  let opens = 0;
  forEachDay(({ done }, who) => {
    const [first] = done.filter(({ step, byHand }) => step === 'open' && !byHand);
    if (!first) return;
    opens += 1;
    expect([who, first.anchor?.status]).toEqual(['agenda', 'running']);
    expect(first.closesAt).toBeGreaterThan(first.at);
  });
  expect(opens).toBeGreaterThan(20);
});

test('no round closes before its time, and what is warned of and then put off is open again', () => {
  const counts = { warned: 0, putOff: 0 };
  forEachDay(({ done }) => {
    done.forEach(({ step, at, closesAt, round }, place) => {
      if (step === 'close') expect(at).toBeGreaterThanOrEqual(closesAt ?? Number.POSITIVE_INFINITY);
      if (step === 'warn') counts.warned += 1;
      if (step !== 'go-on') return;
      counts.putOff += 1;
      expect([round.state, done.slice(0, place).filter((each) => each.step === 'warn').length > 0]).toEqual([
        'closing',
        true,
      ]);
      expect((closesAt ?? 0) - WARN * 1_000).toBeGreaterThan(at);
    });
  });
  expect(counts.warned).toBeGreaterThan(20);
  expect(counts.putOff).toBeGreaterThan(10);
});

test('a session that is no breakout any more opens no rooms, and lets those that it opened close', () => {
  const ends = addMinutes(NOON, MINUTES);
  const times = { startsAt: NOON, endsAt: ends, dueAt: ends, resumesAt: ends };
  const running: RoundAnchor = { ...times, status: 'running', resumed: false };
  const content = { entry: { id: '', day: '' }, opens: 'agenda' as const, rooms: [] };
  const none = { closesAt: null, closesByHand: null, openedAt: null, openedByAgenda: false };
  const assigned = { ...none, content, state: 'assigned' as const };
  const step = (minutes: number | null) => lookAt(assigned, { anchor: running, minutes, warnSeconds: WARN }, NOON).step;
  expect([step(MINUTES), step(null)]).toEqual(['open', null]);
  // Opened by hand outside the session, which then became something else: what was expected last holds.
  const openedAt = addMinutes(NOON, -MINUTES);
  const open = { ...assigned, state: 'open' as const, openedAt, closesAt: addMinutes(NOON, 1) };
  const ahead: RoundAnchor = { ...running, status: 'ahead', resumesAt: addMinutes(ends, 5) };
  const { closesAt } = lookAt(open, { anchor: ahead, minutes: null, warnSeconds: WARN }, openedAt);
  expect(closesAt).toBe(addMinutes(NOON, 1));
});
