import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Anchor } from '../../agenda/show/anchor.ts';
import { addMinutes, type Instant, instant } from '../../kernel/time.ts';
import { lookAt } from '../../polls/agenda-hand.ts';
import { type Alive, opened, shown } from '../../polls/life.ts';
import { GRACE } from '../../polls/poll.ts';
import type { PollContent } from '../../polls/schema.ts';
import { ENTRY, NOON, opinion, pollOf } from './contents.ts';

/** One moment of a day: how long after the last, and what became of the break on which the poll hangs. */
interface Moment {
  readonly after: number;
  readonly goesOn: boolean;
  readonly lengthens: number;
  readonly gone: 'there' | 'skipped' | 'gone';
  readonly restarts: boolean;
}

const anyMoment: fc.Arbitrary<Moment> = fc.record({
  after: fc.oneof(fc.nat({ max: 3_000 }), fc.integer({ min: 0, max: 600_000 })),
  goesOn: fc.boolean(),
  lengthens: fc.integer({ min: -8, max: 8 }),
  gone: fc.oneof(
    { weight: 12, arbitrary: fc.constant('there' as const) },
    fc.constantFrom('skipped' as const, 'gone' as const),
  ),
  restarts: fc.boolean(),
});

const anyContent: fc.Arbitrary<PollContent> = fc
  .record({
    closes: fc.oneof(
      fc.record({
        how: fc.constantFrom('after-resumption' as const, 'before-end' as const),
        minutes: fc.nat({ max: 12 }),
      }),
      fc.constant({ how: 'by-hand' as const }),
    ),
    seconds: fc.constantFrom(null, 5, 300),
    opens: fc.constantFrom('agenda' as const, 'chair' as const),
    shows: fc.constantFrom('agenda' as const, 'chair' as const),
  })
  .map((given) => opinion({ entry: ENTRY, ...given }));

const STAGES = ['ahead', 'running', 'done', 'resumed'] as const;

/** The break as the day has it: what is over keeps its times, what is not moves with the ripple. */
class Day {
  #stage = 0;
  #startsAt = addMinutes(NOON, 5);
  #endsAt = addMinutes(NOON, 20);
  #resumesAt = addMinutes(NOON, 20);

  move({ goesOn, lengthens }: Moment, now: Instant): void {
    if (goesOn && this.#stage < 3) this.#stage += 1;
    const stage = this.#stage;
    if (stage === 0) this.#startsAt = later(this.#startsAt, now);
    if (goesOn && stage === 1) this.#startsAt = now;
    if (stage <= 1) this.#endsAt = later(addMinutes(this.#endsAt, lengthens), now);
    if (goesOn && stage === 2) this.#endsAt = now;
    if (stage <= 2) this.#resumesAt = later(this.#endsAt, now);
    if (goesOn && stage === 3) this.#resumesAt = now;
  }

  anchor({ gone }: Moment): Anchor | undefined {
    if (gone === 'gone') return undefined;
    const stage = STAGES[this.#stage] ?? 'ahead';
    const status = gone === 'skipped' ? 'skipped' : stage === 'resumed' ? 'done' : stage;
    const times = { startsAt: this.#startsAt, endsAt: this.#endsAt, resumesAt: this.#resumesAt };
    return { status, ...times, resumed: stage === 'resumed' };
  }
}

function later(first: Instant, second: Instant): Instant {
  return instant(Math.max(first, second));
}

interface Done {
  readonly step: 'open' | 'close' | 'show';
  readonly at: Instant;
  readonly anchor: Anchor | undefined;
  readonly closesAt: Instant | null;
}

/** What the service does after a look. */
function afterStep({ poll, round }: Alive, { step, closesAt }: Done, now: Instant): Alive {
  if (step === 'open') {
    const next = opened({ poll, round }, now, 'agenda');
    return { ...next, round: next.round && { ...next.round, closesAt } };
  }
  if (step === 'show') return shown({ poll, round }, now);
  return { poll: { ...poll, state: 'closed' }, round: round && { ...round, closesAt, closedAt: now } };
}

/** As it comes back from where it is stored. */
function restarted(alive: Alive): Alive {
  const { poll, round } = JSON.parse(JSON.stringify(alive)) as Partial<Alive> & Pick<Alive, 'poll'>;
  return { poll, round };
}

function liveThrough(content: PollContent, moments: readonly Moment[]): Done[] {
  const day = new Day();
  const done: Done[] = [];
  let alive: Alive = { poll: pollOf(content), round: undefined };
  let now = NOON;
  for (const moment of moments) {
    now = instant(now + moment.after);
    day.move(moment, now);
    const anchor = day.anchor(moment);
    if (moment.restarts) alive = restarted(alive);
    // As often as the clock would find something to do at this moment.
    for (
      let look = lookAt(alive.poll, alive.round, anchor, now);
      ;
      look = lookAt(alive.poll, alive.round, anchor, now)
    ) {
      if (look.dueAt !== null) expect(look.dueAt).toBeGreaterThan(now);
      if (look.step === null) {
        if (alive.round) alive = { ...alive, round: { ...alive.round, closesAt: look.closesAt } };
        break;
      }
      const step = { step: look.step, at: now, anchor, closesAt: look.closesAt };
      done.push(step);
      alive = afterStep(alive, step, now);
      if (done.length > 3) return done;
    }
  }
  return done;
}

function forEachDay(check: (done: readonly Done[], content: PollContent) => void): void {
  fc.assert(
    fc.property(anyContent, fc.array(anyMoment, { minLength: 5, maxLength: 25 }), (content, moments) => {
      check(liveThrough(content, moments), content);
    }),
    { numRuns: 300 },
  );
}

test('whatever the day does and however often the process is restarted, the agenda opens, closes and shows once', () => {
  let whole = 0;
  forEachDay((done) => {
    expect(['open', 'close', 'show'].slice(0, done.length)).toEqual(done.map(({ step }) => step));
    if (done.length === 3) whole += 1;
  });
  // Days in which nothing happens would keep every law.
  expect(whole).toBeGreaterThan(10);
});

test('nothing is done earlier than it is due', () => {
  forEachDay((done, { opens, shows }) => {
    for (const { step, at, anchor, closesAt } of done) {
      if (step === 'open') {
        expect([opens, anchor?.status === 'running' || anchor?.status === 'done']).toEqual(['agenda', true]);
        if (closesAt !== null) expect(closesAt).toBeGreaterThan(at);
      }
      if (step === 'close') expect(at).toBeGreaterThanOrEqual((closesAt ?? Number.POSITIVE_INFINITY) + GRACE);
      if (step === 'show') expect([shows, anchor?.resumed, anchor?.status]).toEqual(['agenda', true, 'done']);
    }
  });
});

test('no round is closed before the limit in seconds or the closing time that follows the day', () => {
  forEachDay((done, { closes, seconds }) => {
    const [open, close] = done;
    if (open?.step !== 'open' || close?.step !== 'close') return;
    const limit = seconds === null ? null : open.at + seconds * 1_000;
    if (close.closesAt === limit) return;
    expect(closes.how).not.toBe('by-hand');
    if (close.anchor && close.anchor.status !== 'skipped' && closes.how === 'after-resumption')
      expect(close.closesAt).toBe(addMinutes(close.anchor.resumesAt, closes.minutes));
  });
});
