import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Session } from '../../../agenda/schema.ts';
import { advance } from '../../../agenda/show/clock-hand.ts';
import { showCommand } from '../../../agenda/show/command-schema.ts';
import { adopt } from '../../../agenda/show/day-steps.ts';
import { expectedAt } from '../../../agenda/show/expected.ts';
import { readRun } from '../../../agenda/show/read-run.ts';
import { currentOf, type Run } from '../../../agenda/show/run.ts';
import { dayView } from '../../../agenda/show/show-of-day.ts';
import { aDay, aSession } from '../plans.ts';
import { at, linesAt, pressed, published } from './days.ts';
import { anyDay, anyMode, anyPresses, commandOf, momentsOf, tried } from './random-shows.ts';

const idsOf = ({ steps }: Run) => steps.flatMap(({ parts }) => parts.map(({ id }) => id));
const begunOf = ({ steps }: Run) => steps.filter(({ status }) => status === 'done' || status === 'running');

describe('a day that is published anew while it runs', () => {
  test('keeps its history and loses or doubles no entry, whatever has become of the plan', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyDay,
        anyPresses,
        anyMode,
        fc.infiniteStream(fc.boolean()),
        (day, other, pressed, mode, coins) => {
          const first = published(day);
          const moments = momentsOf(first.run, pressed);
          const run = pressed.reduce((before, press, index) => {
            const now = moments[index] ?? at('12:00');
            const moved = advance(before, mode, now).run;
            return tried(moved, commandOf(moved, press), now) ?? moved;
          }, first.run);
          const kept = day.sessions.filter(() => coins.next().value);
          const anew = published({ ...day, sessions: [...kept, ...other.sessions.slice(0, 3)] });
          const adopted = adopt(run, anew.day, anew.timings);
          expect(begunOf(adopted).map(({ startedAt, endedAt }) => [startedAt, endedAt])).toEqual(
            begunOf(run).map(({ startedAt, endedAt }) => [startedAt, endedAt]),
          );
          const ids = idsOf(adopted);
          expect(new Set(ids).size).toBe(ids.length);
          expect(anew.day.entries.filter(({ id }) => !ids.includes(id))).toEqual([]);
          expect(adopt(adopted, anew.day, anew.timings)).toEqual(adopted);
        },
      ),
    );
  });

  const talks = ['A', 'B', 'C', 'D'].map((title) => aSession(title, 60));
  const day = aDay(talks, { end: '18:00' });

  test('keeps the length that the chair gave, and what was skipped, but not where the plan says otherwise', () => {
    const before = published(day);
    const [, second, third, fourth] = talks.map(({ id }) => id as string);
    const run = pressed(
      before.run,
      ['12:00', 'next'],
      ['12:10', { do: 'adjust', entry: second as string, minutes: 5 }],
      ['12:10', { do: 'adjust', entry: third as string, minutes: 5 }],
      ['12:10', { do: 'skip', entry: fourth as string }],
    );
    const anew = published({ ...day, sessions: talks.map((talk, at) => (at === 2 ? { ...talk, minutes: 40 } : talk)) });
    const adopted = adopt(run, anew.day, anew.timings);
    expect(adopted.steps.map(({ minutes, status }) => [minutes, status])).toEqual([
      [60, 'running'],
      [65, 'ahead'],
      [40, 'ahead'],
      [60, 'skipped'],
    ]);
  });

  test('takes up a new track beside what is on', () => {
    const before = published(aDay([aSession('Left', 30, { track: 'A' }), ...talks]));
    const run = pressed(before.run, ['12:00', 'next']);
    const left = { ...aSession('Left', 30, { track: 'A' }), id: run.steps[0]?.id as never };
    const anew = published(aDay([left, aSession('Right', 30, { track: 'B' }), ...talks]));
    expect(linesAt(anew, adopt(run, anew.day, anew.timings), '12:10').slice(0, 3)).toEqual([
      '12:00-12:30 Left',
      '12:30-13:00 Right',
      '13:00-14:00 A',
    ]);
  });

  test('loses no break that bears the name of another that is over', () => {
    const before = published({ ...day, breakMinutes: 30, breakSlots: 3 });
    const run = pressed(before.run, ['12:00', 'next'], ['13:00', 'next'], ['13:10', 'next']);
    const anew = published({ ...day, breakMinutes: 30, breakSlots: 1 });
    expect(run.steps[1]?.id).toBe(anew.day.entries.find(({ kind }) => kind === 'break')?.id);
    expect(linesAt(anew, adopt(run, anew.day, anew.timings), '13:20')).toEqual([
      '12:00-13:00 A',
      `13:00-13:10 ${adopt(run, anew.day, anew.timings).steps[1]?.id}`,
      '13:10-14:10 B',
      '14:10-14:40 Break',
      '14:40-15:40 C',
      '15:40-16:40 D',
    ]);
  });

  test('tells breaks apart whose name was given to another twice, and lets the chair change the one that is on', () => {
    const before = published({ ...day, breakMinutes: 30, breakSlots: 3 });
    const run = pressed(before.run, ['12:00', 'next'], ['13:00', 'next'], ['13:10', 'next']);
    const anew = published({ ...day, breakMinutes: 30, breakSlots: 1 });
    const again = pressed(adopt(run, anew.day, anew.timings), ['14:10', 'next']);
    const [first, ...others] = talks as [Session, ...Session[]];
    const third = published({
      ...day,
      sessions: [first, aSession('New', 20), ...others],
      breakMinutes: 30,
      breakSlots: 1,
    });
    const adopted = adopt(again, third.day, third.timings);
    const ids = idsOf(adopted);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(8);
    const current = currentOf(adopted);
    expect(current?.kind).toBe('break');
    const command = showCommand.parse({ do: 'adjust', entry: current?.id, minutes: 5 });
    expect(currentOf(pressed(adopted, ['14:15', command]))?.minutes).toBe(35);
  });
});

describe('a run as it is shown', () => {
  test('is read back as the identical run', () => {
    fc.assert(
      fc.property(anyDay, anyPresses, anyMode, (plan, pressed, mode) => {
        const { day, timings, run } = published(plan);
        const moments = momentsOf(run, pressed);
        const shown = pressed.reduce((before, press, index) => {
          const now = moments[index] ?? at('12:00');
          const moved = advance(before, mode, now).run;
          return tried(moved, commandOf(moved, press), now) ?? moved;
        }, run);
        const view = dayView({ id: plan.id, day, timings, joinLinks: {} }, shown);
        expect(readRun(view.run)).toEqual(shown);
      }),
    );
  });
});

test('what is expected of a day with 500 entries and 20 breaks is worked out in a few milliseconds', () => {
  const sessions = Array.from({ length: 480 }, (_, place) => aSession(`Talk ${place}`, 2));
  const breaks = Array.from({ length: 20 }, (_, place) => aSession(`Break ${place}`, 10, { kind: 'break' }));
  const mixed = sessions.flatMap((session, place) =>
    place % 24 === 23 ? [session, ...breaks.splice(0, 1)] : [session],
  );
  const { run } = published(aDay(mixed, { start: '00:00', end: '20:00' }));
  const late = pressed(run, ['00:00', 'next']);
  const took = Array.from({ length: 40 }, () => {
    const before = performance.now();
    expectedAt(late, at('01:30'));
    return performance.now() - before;
  }).sort((one, other) => one - other);
  expect(expectedAt(late, at('01:30')).steps.reduce((sum, { cutMinutes }) => sum + cutMinutes, 0)).toBe(48);
  // The best of many: what else the machine does in the meantime is not of interest.
  expect(took[0]).toBeLessThan(15);
});
