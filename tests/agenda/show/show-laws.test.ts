import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Advance } from '../../../agenda/schema.ts';
import { advance, nextLook } from '../../../agenda/show/clock-hand.ts';
import { entryTimes, expectedAt, leftMs } from '../../../agenda/show/expected.ts';
import { rippleOf } from '../../../agenda/show/ripple.ts';
import { aheadOf, currentOf, type Run } from '../../../agenda/show/run.ts';
import { addMinutes, type Instant, instant, MINUTE } from '../../../kernel/time.ts';
import { published } from './days.ts';
import { anyDay, anyMode, anyPresses, commandOf, momentsOf, type Press, tried } from './random-shows.ts';
import { brokenExpectations, brokenRun } from './show-laws.ts';

interface Moment {
  readonly run: Run;
  readonly now: Instant;
}

/** The run after each press, with the clock's own moves before it. */
function showOf(run: Run, pressed: readonly Press[], mode: Advance): Moment[] {
  const moments = momentsOf(run, pressed);
  let moved = run;
  return pressed.map((press, index) => {
    const now = moments[index] as Instant;
    moved = advance(moved, mode, now).run;
    moved = tried(moved, commandOf(moved, press), now) ?? moved;
    return { run: moved, now };
  });
}

/** A plan can be published with entries that run into each other; a day runs one after the other all the same. */
function isOneAfterTheOther({ steps }: Run): boolean {
  return steps.every(
    ({ floor, plannedMinutes }, at) => addMinutes(floor, plannedMinutes) <= (steps[at + 1]?.floor ?? Infinity),
  );
}

const LATER = [0, 0.5, 1, 7, 33, 61, 600];

function forEachShow(check: (first: Run, moments: Moment[], mode: Advance) => void, numRuns = 200): void {
  fc.assert(
    fc.property(anyDay, anyPresses, anyMode, (day, pressed, mode) => {
      const { run } = published(day);
      check(run, [{ run, now: run.opensAt }, ...showOf(run, pressed, mode)], mode);
    }),
    { numRuns },
  );
}

describe('a running day, whatever is done with it', () => {
  test('keeps every law of what is expected, at every moment', () => {
    forEachShow((_, moments) => {
      for (const { run, now } of moments)
        for (const later of LATER) expect(brokenExpectations(run, instant(now + later * MINUTE))).toEqual([]);
    });
  });

  test('keeps every law of a run', () => {
    forEachShow((first, moments) => {
      for (const { run } of moments) expect(brokenRun(run, first)).toEqual([]);
    });
  });

  test('is expected as published before anything happened', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { run } = published(day);
        fc.pre(isOneAfterTheOther(run));
        const planned = run.steps.flatMap(({ parts }) =>
          parts.map(({ id, plannedStart, plannedEnd }) => ({ id, start: plannedStart, end: plannedEnd })),
        );
        expect(entryTimes(run, instant(run.opensAt - 7 * MINUTE))).toEqual(planned);
      }),
    );
  });

  test('has no break cut before anything is late, however it was published', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { run } = published(day);
        fc.pre(
          run.steps.every(({ pinned }, at) => !pinned || isOneAfterTheOther({ ...run, steps: run.steps.slice(at) })),
        );
        expect(expectedAt(run, run.opensAt).steps.every(({ cutMinutes }) => cutMinutes === 0)).toBe(true);
      }),
    );
  });

  test('is the same after it was stored and read again', () => {
    forEachShow((_, moments) => {
      const { run } = moments.at(-1) as Moment;
      expect(JSON.parse(JSON.stringify(run))).toEqual(run);
    }, 100);
  });

  test('is not changed by a command in place, so that undo can restore it', () => {
    fc.assert(
      fc.property(anyDay, anyPresses, anyMode, (day, pressed, mode) => {
        const { run } = published(day);
        const [last, ...before] = pressed.toReversed();
        const shown = showOf(run, before.toReversed(), mode).at(-1) ?? { run, now: run.opensAt };
        const written = JSON.stringify(shown.run);
        if (last) tried(shown.run, commandOf(shown.run, last), shown.now);
        advance(shown.run, mode, addMinutes(shown.now, 600));
        expect(JSON.stringify(shown.run)).toBe(written);
      }),
    );
  });

  test('shows in a preview just what the command then does', () => {
    fc.assert(
      fc.property(anyDay, anyPresses, anyMode, (day, pressed, mode) => {
        const { run } = published(day);
        const shown = showOf(run, pressed.slice(0, -1), mode).at(-1) ?? { run, now: run.opensAt };
        const [press] = pressed.slice(-1);
        const command = press && commandOf(shown.run, press);
        const after = command && tried(shown.run, command, shown.now);
        if (!after) return;
        const ripple = rippleOf(shown.run, command, shown.now);
        const times = new Map(entryTimes(shown.run, shown.now).map(({ id, start, end }) => [id, { start, end }]));
        for (const moved of ripple.moved) {
          expect(moved.before).toEqual(times.get(moved.id) ?? null);
          if (moved.after) times.set(moved.id, moved.after);
          else times.delete(moved.id);
        }
        const is = new Map(entryTimes(after, shown.now).map(({ id, start, end }) => [id, { start, end }]));
        expect(times).toEqual(is);
        const { lateMinutes, endsAt, overMinutes, conflicts } = expectedAt(after, shown.now);
        expect(ripple).toMatchObject({ lateMinutes, endsAt, overMinutes });
        expect(ripple.conflicts.map(({ id, minutes }) => ({ id, minutes }))).toEqual(conflicts);
      }),
      { numRuns: 300 },
    );
  });

  test('offers for a conflict only what takes away as much as it says', () => {
    let offered = 0;
    forEachShow((_, moments) => {
      for (const { run, now } of moments.slice(-2)) {
        if (run.endedAt !== null || aheadOf(run).length === 0) continue;
        const ripple = rippleOf(run, { do: 'adjust', entry: aheadOf(run)[0]?.id as string, minutes: 20 }, now);
        const after = tried(run, { do: 'adjust', entry: aheadOf(run)[0]?.id as string, minutes: 20 }, now) as Run;
        for (const { id, minutes, choices } of ripple.conflicts)
          for (const { command, gives } of choices) {
            offered++;
            const chosen = tried(after, command, now);
            expect(chosen).toBeDefined();
            const left = expectedAt(chosen as Run, now).conflicts.find((conflict) => conflict.id === id)?.minutes ?? 0;
            expect(minutes - left).toBe(gives);
            expect(gives).toBeGreaterThan(0);
          }
      }
    });
    expect(offered).toBeGreaterThan(20);
  });

  test('takes the same minutes from the break that is on, however long it runs', () => {
    let breaks = 0;
    forEachShow((_, moments) => {
      for (const { run, now } of moments) {
        const current = currentOf(run);
        if (current?.kind !== 'break') continue;
        breaks++;
        const cuts = LATER.map((later) =>
          expectedAt(run, instant(now + later * MINUTE)).steps.find(({ id }) => id === current.id),
        ).map((step) => step?.cutMinutes);
        expect(new Set(cuts).size).toBe(1);
        const left = LATER.map((later) => (leftMs(run, instant(now + later * MINUTE)) ?? 0) + later * MINUTE);
        if (run.heldSince === null && run.changedAt !== null && run.changedAt <= now)
          expect(new Set(left).size).toBe(1);
      }
    });
    expect(breaks).toBeGreaterThan(20);
  });
});

describe('the clock’s own hand', () => {
  test('leaves the same run however often it is asked', () => {
    fc.assert(
      fc.property(anyDay, anyPresses, anyMode, fc.array(fc.nat(400)), (day, pressed, mode, waits) => {
        const { run } = published(day);
        const shown = showOf(run, pressed, mode).at(-1) ?? { run, now: run.opensAt };
        let [often, now] = [shown.run, shown.now];
        const happenings = waits.flatMap((wait) => {
          now = addMinutes(now, wait);
          const outcome = advance(often, mode, now);
          often = outcome.run;
          return outcome.happenings;
        });
        const once = advance(shown.run, mode, now);
        expect(often).toEqual(waits.length === 0 ? shown.run : once.run);
        expect(happenings).toEqual(waits.length === 0 ? [] : once.happenings);
        expect(advance(once.run, mode, now)).toEqual({ run: once.run, happenings: [] });
      }),
      { numRuns: 300 },
    );
  });

  test('moves nothing into the time before the last command', () => {
    forEachShow((_, moments, mode) => {
      const { run, now } = moments.at(-1) as Moment;
      const { happenings } = advance(run, mode, addMinutes(now, 1000));
      const times = happenings.flatMap((happening) => ('at' in happening ? [happening.at] : []));
      expect(times.every((time) => time >= (run.changedAt ?? run.opensAt))).toBe(true);
    });
  });

  test('looks in time: until then nothing moves, and nothing is expected more than a minute otherwise', () => {
    forEachShow((_, moments, mode) => {
      const last = moments.at(-1) as Moment;
      const { run } = advance(last.run, mode, last.now);
      const look = nextLook(run, mode, last.now);
      if (look === null) return expect(run.endedAt).not.toBeNull();
      expect(look).toBeGreaterThan(last.now);
      const before = instant(look - 1);
      expect(advance(run, mode, before).happenings).toEqual([]);
      if (run.startedAt === null) return;
      const [now, then] = [entryTimes(run, last.now), entryTimes(run, before)];
      for (const [index, { start, end }] of now.entries()) {
        expect((then[index]?.start ?? 0) - start).toBeLessThanOrEqual(MINUTE);
        expect((then[index]?.end ?? 0) - end).toBeLessThanOrEqual(MINUTE);
      }
    });
  });
});
