import { describe, expect, test } from 'vitest';
import { entryTimes, expectedAt, leftMs } from '../../../agenda/show/expected.ts';
import { phaseAt } from '../../../agenda/show/run.ts';
import { formatClock, formatRfc3339, instant, MINUTE } from '../../../kernel/time.ts';
import { aDay, aSession } from '../plans.ts';
import { at, breakNumber, entryNamed, linesAt, pressed, published, sampleDay, withSession } from './days.ts';

const first = published(sampleDay(1));
const begun = pressed(first.run, ['12:00', 'next'], ['12:15', 'next']);

describe('a day of the five-day event', () => {
  test('is expected as published while nothing has begun', () => {
    for (const number of [1, 2, 3, 4, 5]) {
      const { day, run } = published(sampleDay(number));
      const times = entryTimes(run, run.opensAt).map(({ start, end }) => [
        formatRfc3339(start, day.timeZone),
        formatRfc3339(end, day.timeZone),
      ]);
      expect(times).toEqual(day.entries.map(({ start, end }) => [start, end]));
      expect(expectedAt(run, run.opensAt)).toMatchObject({ conflicts: [], lateMinutes: 0, overMinutes: 0 });
    }
  });

  test('absorbs an overrun of 12 minutes in its next two breaks and ends on time', () => {
    expect(linesAt(first, begun, '12:57')).toEqual([
      '12:00-12:15 Welcome and roundtable of participants',
      '12:15-12:57 DG HOME and DG TAXUD joint opening',
      '12:57-13:02 Break',
      '13:02-13:22 PET-1 Data and risks',
      '13:22-13:42 Annual study 1',
      '13:42-13:50 Break',
      '13:50-14:15 Breakout rooms 1',
      '14:15-14:35 Plenary 1',
      '14:35-15:00 Break',
      '15:00-15:20 Keynote 1',
      '15:20-15:30 PIN-1',
      '15:30-15:35 Coordinator update 1',
      '15:35-15:40 Closure of day 1',
    ]);
    expect(expectedAt(begun, at('12:57'))).toMatchObject({ lateMinutes: 12, endsAt: at('15:40'), overMinutes: 0 });
  });

  test('moves its end when all breaks after an overrun stand at their least', () => {
    const expected = expectedAt(begun, at('13:30'));
    expect(expected.steps.map(({ cutMinutes }) => cutMinutes)).toEqual([0, 0, 10, 0, 0, 5, 0, 0, 20, 0, 0, 0, 0]);
    expect(expected).toMatchObject({ lateMinutes: 45, endsAt: at('15:50'), overMinutes: 10 });
  });

  test('counts a minute that has begun as taken', () => {
    expect(linesAt(first, begun, '12:45:00')[1]).toBe('12:15-12:45 DG HOME and DG TAXUD joint opening');
    expect(linesAt(first, begun, '12:45:01')[1]).toBe('12:15-12:46 DG HOME and DG TAXUD joint opening');
  });

  test('waits for the floor of what is next when something ends early', () => {
    const early = pressed(begun, ['12:40', 'end']);
    expect(linesAt(first, early, '12:41').slice(1, 4)).toEqual([
      '12:15-12:40 DG HOME and DG TAXUD joint opening',
      '12:45-13:00 Break',
      '13:00-13:20 PET-1 Data and risks',
    ]);
    expect(expectedAt(early, at('12:41')).lateMinutes).toBe(0);
    expect(expectedAt(early, at('12:49')).lateMinutes).toBe(4);
  });

  test('is on time again at the end of a break that was cut, and its countdown runs to that', () => {
    const inBreak = pressed(begun, ['12:57:20', 'next']);
    expect(phaseAt(inBreak, at('12:58'))).toBe('break');
    expect(linesAt(first, inBreak, '12:58').slice(2, 4)).toEqual([
      '12:57-13:02 Break',
      '13:02-13:22 PET-1 Data and risks',
    ]);
    expect(expectedAt(inBreak, at('12:58')).lateMinutes).toBe(2);
    expect(leftMs(inBreak, at('12:58:30'))).toBe(3.5 * MINUTE);
    expect(leftMs(inBreak, at('13:03'))).toBe(-MINUTE);
  });

  test('ends, where it is held, as much later as it was held', () => {
    const held = pressed(begun, ['12:40', 'hold']);
    expect(leftMs(held, at('12:52:10'))).toBe(5 * MINUTE);
    expect(linesAt(first, held, '12:52')[1]).toBe('12:15-12:57 DG HOME and DG TAXUD joint opening');
    const resumed = pressed(held, ['12:52', 'resume']);
    expect(leftMs(resumed, at('12:52'))).toBe(5 * MINUTE);
    expect(linesAt(first, resumed, '12:52')[1]).toBe('12:15-12:57 DG HOME and DG TAXUD joint opening');
  });

  test('lets a held break stand still, and gives its minutes back in later ones', () => {
    const inBreak = pressed(begun, ['12:49', 'next']);
    expect(leftMs(inBreak, at('12:50'))).toBe(10 * MINUTE);
    const resumed = pressed(inBreak, ['12:50', 'hold'], ['12:54', 'resume']);
    expect(leftMs(resumed, at('12:54'))).toBe(10 * MINUTE);
    expect(linesAt(first, resumed, '12:54').slice(2, 6)).toEqual([
      '12:49-13:04 Break',
      '13:04-13:24 PET-1 Data and risks',
      '13:24-13:44 Annual study 1',
      '13:44-13:50 Break',
    ]);
  });

  test('is as late as its last entry ended, also where the day is closed later', () => {
    const { day, run } = published(aDay([aSession('Only', 30)], { end: '12:30' }));
    const over = pressed(run, ['12:00', 'next'], ['12:34', 'end'], ['12:50', 'end-day']);
    expect(expectedAt(over, at('15:00'))).toMatchObject({ lateMinutes: 4, endsAt: at('12:34'), overMinutes: 4 });
    expect(linesAt({ day }, over, '15:00')).toEqual(['12:00-12:34 Only']);
  });

  test('has as its end that of its last planned entry where it is over-full as published', () => {
    expect(formatClock(first.run.endsBy, 'Europe/Zurich')).toBe('15:40');
    expect(first.day.end).toBe('2021-01-11T15:30:00+01:00');
    expect(expectedAt(first.run, at('12:00')).steps.every(({ cutMinutes }) => cutMinutes === 0)).toBe(true);
  });
});

describe('slack', () => {
  const day = aDay(
    [
      aSession('First', 30),
      aSession('Pause', 20, { kind: 'break' }),
      aSession('Second', 30),
      aSession('Third', 30, { announcedStart: '14:00' }),
    ],
    { end: '14:40' },
  );
  const slack = published(day);
  const running = pressed(slack.run, ['12:00', 'next']);

  test('is used before any break', () => {
    expect(linesAt(slack, running, '13:00')).toEqual([
      '12:00-13:00 First',
      '13:00-13:20 Pause',
      '13:20-13:50 Second',
      '14:00-14:30 Third',
    ]);
  });

  test('is not helped by a break before it when what comes after it is too long', () => {
    const longer = pressed(running, ['12:31', { do: 'adjust', entry: entryNamed(slack, 'Third'), minutes: 15 }]);
    expect(linesAt(slack, longer, '12:40')).toEqual([
      '12:00-12:40 First',
      '12:40-13:00 Pause',
      '13:00-13:30 Second',
      '14:00-14:45 Third',
    ]);
    expect(expectedAt(longer, at('12:40')).overMinutes).toBe(5);
  });
});

describe('a pinned entry', () => {
  const pinned = published(
    withSession(sampleDay(1), 'Plenary 1', { announcedStart: '14:15', announcedEnd: null, pinned: true }),
  );
  const running = pressed(pinned.run, ['12:00', 'next'], ['12:15', 'next']);

  test('keeps its time, and what would run into it is a conflict', () => {
    expect(linesAt(pinned, running, '13:10').slice(5, 9)).toEqual([
      '13:55-14:00 Break',
      '14:00-14:25 Breakout rooms 1',
      '14:15-14:35 Plenary 1',
      '14:35-15:00 Break',
    ]);
    const plenary = entryNamed(pinned, 'Plenary 1');
    expect(expectedAt(running, at('13:10')).conflicts).toEqual([{ id: plenary, minutes: 10 }]);
    expect(expectedAt(running, at('13:00')).conflicts).toEqual([]);
  });

  test('is expected as soon as it can be, once its time has passed without it', () => {
    const late = pressed(
      running,
      ['12:45', 'next'],
      ['13:00', 'next'],
      ['13:20', 'next'],
      ['13:40', 'next'],
      ['13:50', 'next'],
    );
    expect(linesAt(pinned, late, '14:20').slice(6, 9)).toEqual([
      '13:50-14:20 Breakout rooms 1',
      '14:20-14:40 Plenary 1',
      '14:40-15:00 Break',
    ]);
    expect(expectedAt(late, at('14:20')).conflicts).toEqual([{ id: entryNamed(pinned, 'Plenary 1'), minutes: 5 }]);
    const between = pressed(late, ['14:12', 'end']);
    expect(linesAt(pinned, between, '14:18')[7]).toBe('14:18-14:38 Plenary 1');
    expect(expectedAt(between, at('14:18'))).toMatchObject({ conflicts: [], lateMinutes: 3 });
  });

  test('has the breaks before it cut and none after it', () => {
    const extended = pressed(running, ['12:20', { do: 'adjust', entry: breakNumber(pinned, 1), minutes: 5 }]);
    expect(expectedAt(extended, at('12:20')).steps.map(({ cutMinutes }) => cutMinutes)).toEqual([
      0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0,
    ]);
  });
});

describe('tracks side by side', () => {
  const tracks = published(
    aDay([
      aSession('Left', 30, { track: 'A' }),
      aSession('Right', 20, { track: 'B' }),
      aSession('Right again', 20, { track: 'B' }),
      aSession('Left again', 30, { track: 'A' }),
      aSession('All', 10),
    ]),
  );

  test('are one step as long as one is on when another begins, each part with its own times', () => {
    const timesOf = (run = tracks.run, clock = '12:00') =>
      entryTimes(run, at(clock)).map(({ id, start, end }) => {
        const title = tracks.day.entries.find((entry) => entry.id === id)?.title;
        return `${formatClock(start, 'Europe/Zurich')}-${formatClock(end, 'Europe/Zurich')} ${title}`;
      });
    expect(tracks.run.steps.map(({ parts }) => parts.length)).toEqual([4, 1]);
    expect(timesOf()).toEqual([
      '12:00-12:30 Left',
      '12:00-12:20 Right',
      '12:20-12:40 Right again',
      '12:30-13:00 Left again',
      '13:00-13:10 All',
    ]);
    const running = pressed(tracks.run, ['12:05:30', 'next']);
    expect(timesOf(running, '12:06')).toEqual([
      '12:05-12:35 Left',
      '12:05-12:25 Right',
      '12:25-12:45 Right again',
      '12:35-13:05 Left again',
      '13:05-13:15 All',
    ]);
    expect(timesOf(pressed(running, ['12:15', 'end']), '12:20').slice(0, 4)).toEqual([
      '12:05-12:15 Left',
      '12:05-12:15 Right',
      '12:15-12:15 Right again',
      '12:15-12:15 Left again',
    ]);
  });

  test('that follow each other without overlapping are steps of their own', () => {
    const rows = [1, 2, 3].flatMap((row) => [
      aSession(`Left ${row}`, 30, { track: 'A' }),
      aSession(`Right ${row}`, 30, { track: 'B' }),
    ]);
    expect(published(aDay(rows)).run.steps.map(({ parts }) => parts.length)).toEqual([2, 2, 2]);
  });

  test('have no break while only one of them has', () => {
    const mixed = published(
      aDay([aSession('Rest', 30, { kind: 'break', track: 'A' }), aSession('Talk', 30, { track: 'B' })]),
    );
    expect(mixed.run.steps.map(({ kind }) => kind)).toEqual(['presentation']);
    expect(phaseAt(pressed(mixed.run, ['12:00', 'next']), at('12:01'))).toBe('running');
  });
});

describe('clocks', () => {
  test('change in the night between two days without moving what is expected', () => {
    const days = ['2021-03-27', '2021-03-28'].map((date) => published(aDay([aSession('Talk', 30)], { date })));
    const opens = days.map(({ run }) => formatRfc3339(run.opensAt, 'Europe/Zurich'));
    expect(opens).toEqual(['2021-03-27T11:15:00+01:00', '2021-03-28T11:15:00+02:00']);
    expect(days.map(({ run }) => run.steps[0]?.floor)).toEqual([
      at('12:00', { date: '2021-03-27', timeZone: 'Europe/Zurich' }),
      at('12:00', { date: '2021-03-28', timeZone: 'Europe/Zurich' }),
    ]);
  });

  test('run through midnight from the lobby of a day on', () => {
    const { run } = published(aDay([aSession('Night', 60)], { start: '00:15', end: '02:00' }));
    expect(formatRfc3339(run.opensAt, 'Europe/Zurich')).toBe('2021-01-10T23:30:00+01:00');
    const midnight = at('00:00');
    expect(phaseAt(run, instant(run.opensAt - 1))).toBe('closed');
    expect(phaseAt(run, midnight)).toBe('open');
    expect(expectedAt(run, midnight)).toMatchObject({ lateMinutes: 0, endsAt: at('01:15') });
  });

  test('that are set back leave a run where it was', () => {
    expect(expectedAt(begun, at('11:00'))).toEqual(expectedAt(begun, at('12:15')));
    const next = pressed(begun, ['11:00', 'next']);
    expect(next.steps[1]?.endedAt).toBe(at('12:15'));
    expect(next.changedAt).toBe(at('12:15'));
  });

  test('that run on for hours move what is ahead and nothing else', () => {
    const expected = expectedAt(begun, at('18:00'));
    expect(expected.lateMinutes).toBe(315);
    expect(expected.steps.map(({ cutMinutes }) => cutMinutes)).toEqual([0, 0, 10, 0, 0, 5, 0, 0, 20, 0, 0, 0, 0]);
    expect(expected.steps[2]?.start).toBe(at('18:00'));
  });
});
