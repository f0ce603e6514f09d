import { describe, expect, test } from 'vitest';
import { advance, nextLook } from '../../../agenda/show/clock-hand.ts';
import { entryTimes, expectedAt } from '../../../agenda/show/expected.ts';
import { currentOf, type Run } from '../../../agenda/show/run.ts';
import { aDay, aSession } from '../plans.ts';
import { at, linesAt, pressed, published, sampleDay } from './days.ts';

const first = published(sampleDay(1));

function titleOn(run: Run): string | undefined {
  const id = currentOf(run)?.id;
  return first.day.entries.find((entry) => entry.id === id)?.title.split(':')[0];
}

describe('by the clock', () => {
  test('a whole day runs as published, though nobody looked for hours', () => {
    const { run } = advance(first.run, 'clock', at('20:00'));
    expect(entryTimes(run, at('20:00'))).toEqual(entryTimes(first.run, first.run.opensAt));
    expect(run).toMatchObject({ startedAt: at('12:00'), endedAt: at('15:40'), changedAt: at('15:40') });
    expect(titleOn(advance(first.run, 'clock', at('14:20')).run)).toBe('Plenary 1');
  });

  test('a break is over when the ripple has it over', () => {
    const late = pressed(first.run, ['12:00', 'next'], ['12:15', 'next'], ['12:57', 'next']);
    expect(nextLook(late, 'clock', at('12:57'))).toBe(at('13:02'));
    const { run } = advance(late, 'clock', at('13:30'));
    expect(linesAt(first, run, '13:30').slice(2, 6)).toEqual([
      '12:57-13:02 Break',
      '13:02-13:22 PET-1 Data and risks',
      '13:22-13:42 Annual study 1',
      '13:42-13:50 Break',
    ]);
  });

  test('what is held stays on until it is let go', () => {
    const held = pressed(first.run, ['12:00', 'next'], ['12:05', 'hold']);
    expect(advance(held, 'clock', at('13:05')).happenings).toEqual([]);
    expect(nextLook(held, 'clock', at('12:05:30'))).toBe(at('12:06'));
    const resumed = pressed(held, ['13:05', 'resume']);
    expect(nextLook(resumed, 'clock', at('13:05'))).toBe(at('13:15'));
  });

  test('nothing is moved into the time before the last command', () => {
    const run = pressed(first.run, ['12:00', 'next'], ['12:20', { do: 'skip', entry: first.run.steps[9]?.id ?? '' }]);
    expect(advance(run, 'clock', at('12:21')).run.steps[0]?.endedAt).toBe(at('12:20'));
  });

  test('a day without entries is over when it should be', () => {
    const empty = published(aDay([])).run;
    expect(advance(empty, 'clock', at('15:59')).happenings).toEqual([]);
    expect(advance(empty, 'clock', at('16:00')).run.endedAt).toBe(at('16:00'));
  });
});

describe('by the chair', () => {
  test('nothing advances by itself, and what runs over is looked at every minute', () => {
    const running = pressed(first.run, ['12:00', 'next']);
    expect(advance(running, 'chair', at('18:00')).happenings).toEqual([]);
    expect(nextLook(running, 'chair', at('12:01'))).toBe(at('12:16'));
    expect(nextLook(running, 'chair', at('12:20:30'))).toBe(at('12:21'));
  });

  test('a day that nobody began is over three hours after its end, and nothing of it is called skipped', () => {
    expect(nextLook(first.run, 'chair', at('13:00'))).toBe(at('18:40'));
    const { run, happenings } = advance(first.run, 'chair', at('19:00'));
    expect(happenings).toEqual([{ kind: 'day-ended', at: at('18:40') }]);
    expect(run).toEqual({ ...first.run, endedAt: at('18:40'), changedAt: at('18:40') });
  });

  test('a day that was forgotten is over three hours after it should have been, and what was on ended in time', () => {
    const running = pressed(first.run, ['12:00', 'next'], ['12:20', 'next']);
    const { run, happenings } = advance(running, 'chair', at('19:00'));
    expect(happenings).toEqual([
      { kind: 'ended', entry: running.steps[1]?.id, at: at('12:50'), overMinutes: 0 },
      { kind: 'day-ended', at: at('18:40') },
    ]);
    expect(run.steps.map(({ status }) => status)).toEqual(['done', 'done', ...Array(11).fill('ahead')]);
    expect(entryTimes(run, at('19:00')).length).toBe(2);
  });

  test('a day is not forgotten while what is on has been given its time', () => {
    const { run } = published(aDay([aSession('Long', 30)], { end: '12:30' }));
    const entry = run.steps[0]?.id as string;
    const long = pressed(
      run,
      ['12:00', 'next'],
      ['12:10', { do: 'adjust', entry, minutes: 240 }],
      ['12:10', { do: 'adjust', entry, minutes: 240 }],
    );
    expect(expectedAt(long, at('12:10')).endsAt).toBe(at('20:30'));
    expect(advance(long, 'chair', at('23:29')).happenings).toEqual([]);
    expect(advance(long, 'chair', at('23:30')).run.steps[0]?.endedAt).toBe(at('20:30'));
  });

  test('looks at a pinned entry as soon as its time has passed without it', () => {
    const pinned = published(aDay([aSession('A', 60), aSession('B', 30, { announcedStart: '12:30', pinned: true })]));
    const running = pressed(pinned.run, ['12:00', 'next']);
    expect(nextLook(running, 'chair', at('12:10'))).toBe(at('12:30') + 1);
    expect(linesAt(pinned, running, '12:30')[1]).toBe('12:30-13:00 B');
    expect(linesAt(pinned, running, '12:30:01')[1]).toBe('13:00-13:30 B');
  });
});
