import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemsOf, runThrough } from '../../../agenda/layout/run-through.ts';
import { type DayTimeline, layOutDay } from '../../../agenda/layout/timeline.ts';
import type { Day, Session } from '../../../agenda/schema.ts';
import { addMinutes, formatClock, readWallTime } from '../../../kernel/time.ts';
import { fiveDays } from '../five-days.ts';
import { aDay, aSession } from '../plans.ts';
import { brokenLaws } from './timeline-laws.ts';

/** `12:45-13:00 Break` for each entry. */
function linesOf({ entries, timeZone }: DayTimeline): string[] {
  return entries.map(
    ({ start, end, title }) => `${formatClock(start, timeZone)}-${formatClock(end, timeZone)} ${title}`,
  );
}

function breaksOf(day: Day): string[] {
  return linesOf(layOutDay(day)).filter((line) => line.endsWith(' Break'));
}

describe('the published plan of the five-day event', () => {
  const timelines = fiveDays().days.map(layOutDay);

  test('is over by 10, 15, 10, 15 and 25 minutes', () => {
    expect(timelines.map((day) => day.overMinutes)).toEqual([10, 15, 10, 15, 25]);
    expect(timelines.map((day) => day.sessionMinutes)).toEqual([170, 195, 190, 195, 185]);
    expect(timelines.map((day) => day.breakMinutes)).toEqual([50, 60, 60, 60, 50]);
    expect(timelines.map((day) => day.dayMinutes)).toEqual([210, 240, 240, 240, 210]);
  });

  test('ends day 1’s first plenary at 14:35 and fills the gaps before announced times with breaks', () => {
    expect(linesOf(timelines[0] as DayTimeline)).toEqual([
      '12:00-12:15 Welcome and roundtable of participants',
      '12:15-12:45 DG HOME and DG TAXUD joint opening',
      '12:45-13:00 Break',
      '13:00-13:20 PET-1 Data and risks: work done in 2020 and plans for 2021',
      '13:20-13:40 Annual study 1: External data sources and customs risk management',
      '13:40-13:50 Break',
      '13:50-14:15 Breakout rooms 1: PET-1 work and the external data study',
      '14:15-14:35 Plenary 1: reports from breakout rooms 1',
      '14:35-15:00 Break',
      '15:00-15:20 Keynote 1: a network as an innovation intermediary for customs',
      '15:20-15:30 PIN-1: ideas for the first hackathons',
      '15:30-15:35 Coordinator update 1: social media',
      '15:35-15:40 Closure of day 1',
    ]);
  });

  test('lays the breaks of the other days where announced times leave gaps and stretches are long', () => {
    expect(fiveDays().days.map(breaksOf)).toEqual([
      ['12:45-13:00 Break', '13:40-13:50 Break', '14:35-15:00 Break'],
      ['12:00-12:10 Break', '12:50-13:00 Break', '13:50-14:10 Break', '14:50-15:10 Break'],
      ['12:10-12:20 Break', '12:40-12:55 Break', '14:05-14:40 Break'],
      ['12:25-12:40 Break', '13:30-13:45 Break', '14:15-14:45 Break'],
      ['10:20-10:35 Break', '11:05-11:20 Break', '12:50-13:10 Break'],
    ]);
  });
});

describe('anchors', () => {
  test('an announced start is waited for, and late when it is already past', () => {
    const early = aDay([aSession('First', 30), aSession('Second', 30, { announcedStart: '13:00' })]);
    const late = aDay([aSession('First', 90), aSession('Second', 30, { announcedStart: '13:00' })]);
    expect(linesOf(layOutDay(early))).toEqual(['12:00-12:30 First', '13:00-13:30 Second']);
    expect(linesOf(layOutDay(late))).toEqual(['12:00-13:30 First', '13:30-14:00 Second']);
    expect(layOutDay(early).idleMinutes).toBe(30);
  });

  test('a pinned entry starts on time even while the one before it is still on', () => {
    const day = aDay([
      aSession('Long', 90),
      aSession('Pinned', 30, { announcedStart: '13:00', pinned: true }),
      aSession('After both', 10),
    ]);
    expect(linesOf(layOutDay(day))).toEqual(['12:00-13:30 Long', '13:00-13:30 Pinned', '13:30-13:40 After both']);
  });

  test('an entry pinned by its announced end starts its length before', () => {
    const day = aDay([aSession('Short', 10), aSession('Pinned', 30, { announcedEnd: '13:00', pinned: true })]);
    expect(linesOf(layOutDay(day))).toEqual(['12:00-12:10 Short', '12:30-13:00 Pinned']);
  });

  test('an announced end alone moves nothing', () => {
    const day = aDay([aSession('Short', 10), aSession('Plenary', 20, { announcedEnd: '13:00' })]);
    expect(linesOf(layOutDay(day))).toEqual(['12:00-12:10 Short', '12:10-12:30 Plenary']);
  });
});

describe('the break budget', () => {
  const four = ['A', 'B', 'C', 'D'].map((title) => aSession(title, 60));

  test('cuts the day into even stretches', () => {
    const day = aDay(four, { breakMinutes: 30, breakSlots: 1 });
    expect(breaksOf(day)).toEqual(['14:00-14:30 Break']);
    expect(breaksOf({ ...day, breakSlots: 3 })).toEqual([
      '13:00-13:10 Break',
      '14:10-14:20 Break',
      '15:20-15:30 Break',
    ]);
    const six = ['A', 'B', 'C', 'D', 'E', 'F'].map((title) => aSession(title, 40));
    expect(breaksOf(aDay(six, { breakMinutes: 20, breakSlots: 2 }))).toEqual([
      '13:20-13:30 Break',
      '14:50-15:00 Break',
    ]);
  });

  test('is never cut under 5 minutes: fewer breaks rather', () => {
    expect(breaksOf(aDay(four, { breakMinutes: 12, breakSlots: 3 })).length).toBe(2);
    expect(layOutDay(aDay(four, { breakMinutes: 4, breakSlots: 1 })).unplacedBreakMinutes).toBe(4);
  });

  test('does not part a breakout from the plenary that hears it, unless an anchor leaves a gap there', () => {
    const breakout = aSession('Rooms', 60, { kind: 'breakout' });
    const plenary = aSession('Reports', 60, { kind: 'plenary', reportsBack: breakout.id });
    const more = { breakMinutes: 20, breakSlots: 1 };
    expect(breaksOf(aDay([breakout, plenary, aSession('Last', 5)], more))).toEqual(['14:00-14:20 Break']);
    expect(breaksOf(aDay([breakout, { ...plenary, announcedStart: '13:20' }], more))).toEqual(['13:00-13:20 Break']);
    expect(layOutDay(aDay([breakout, plenary], more)).unplacedBreakMinutes).toBe(20);
  });

  test('leaves announced times alone: what finds no place behind the last of them is told', () => {
    const day = aDay([aSession('A', 50), aSession('B', 30), aSession('C', 30, { announcedStart: '13:30' })], {
      breakMinutes: 25,
      breakSlots: 2,
    });
    expect(breaksOf(day)).toEqual(['13:20-13:30 Break']);
    expect(layOutDay(day)).toMatchObject({ unplacedBreakMinutes: 15, overMinutes: 15 - 120 });
  });

  test('makes nothing later that is late already', () => {
    const late = [aSession('A', 60), aSession('B', 60, { announcedStart: '12:50' }), aSession('C', 60)];
    const day = aDay(late, { breakMinutes: 20, breakSlots: 1 });
    expect(linesOf(layOutDay(day))).toEqual(['12:00-13:00 A', '13:00-14:00 B', '14:00-14:20 Break', '14:20-15:20 C']);
  });

  test('is used up by breaks that stand in the plan', () => {
    const day = aDay(
      [aSession('A', 60), aSession('Lunch', 20, { kind: 'break' }), aSession('B', 60), aSession('C', 60)],
      {
        breakMinutes: 30,
        breakSlots: 2,
      },
    );
    expect(linesOf(layOutDay(day))).toEqual([
      '12:00-13:00 A',
      '13:00-13:20 Lunch',
      '13:20-14:20 B',
      '14:20-14:30 Break',
      '14:30-15:30 C',
    ]);
    expect(layOutDay(day).breakMinutes).toBe(30);
  });
});

describe('tracks', () => {
  const side = (title: string, minutes: number, track: string) => aSession(title, minutes, { track });

  test('run side by side, and an entry for everyone waits for all of them', () => {
    const day = aDay([
      aSession('Opening', 10),
      side('A1', 30, 'A'),
      side('B1', 20, 'B'),
      side('A2', 20, 'A'),
      aSession('Closure', 5),
    ]);
    expect(linesOf(layOutDay(day))).toEqual([
      '12:00-12:10 Opening',
      '12:10-12:40 A1',
      '12:10-12:30 B1',
      '12:40-13:00 A2',
      '13:00-13:05 Closure',
    ]);
    expect(layOutDay(day).sessionMinutes).toBe(65);
  });

  test('are broken only where every track is between two entries', () => {
    const more = { breakMinutes: 10, breakSlots: 1 };
    const even = [side('A1', 30, 'A'), side('A2', 30, 'A'), side('B1', 30, 'B'), side('B2', 30, 'B')];
    const uneven = [side('A1', 30, 'A'), side('A2', 30, 'A'), side('B1', 60, 'B')];
    expect(breaksOf(aDay(even, more))).toEqual(['12:30-12:40 Break']);
    expect(breaksOf(aDay(uneven, more))).toEqual([]);
    expect(layOutDay(aDay(uneven, more)).unplacedBreakMinutes).toBe(10);
  });
});

test('durations are real minutes on the day the clocks change', () => {
  const day = aDay([aSession('Night watch', 120)], { date: '2021-03-28', start: '01:00', end: '06:00' });
  expect(linesOf(layOutDay(day))).toEqual(['01:00-04:00 Night watch']);
  expect(layOutDay(day).dayMinutes).toBe(240);
});

test('an empty day is all slack but for its breaks', () => {
  expect(layOutDay(aDay([], { breakMinutes: 30, breakSlots: 2 }))).toMatchObject({ overMinutes: -210, entries: [] });
});

describe('laws', () => {
  const wall = fc.integer({ min: 11 * 60, max: 17 * 60 }).map((minute) => {
    const hours = String(Math.floor(minute / 60)).padStart(2, '0');
    return `${hours}:${String(minute % 60).padStart(2, '0')}`;
  });
  const session: fc.Arbitrary<Session> = fc
    .record({
      minutes: fc.integer({ min: 1, max: 90 }),
      kind: fc.constantFrom('presentation', 'breakout', 'plenary', 'keynote', 'break'),
      track: fc.option(fc.constantFrom('A', 'B'), { freq: 4 }),
      announcedStart: fc.option(wall, { freq: 2 }),
      pinned: fc.boolean(),
    })
    .map(({ minutes, ...more }) =>
      aSession(`A ${more.kind}`, minutes, { ...more, pinned: more.pinned && more.announcedStart !== null }),
    );
  const day: fc.Arbitrary<Day> = fc
    .record({
      sessions: fc.array(session, { maxLength: 14 }),
      breakMinutes: fc.integer({ min: 0, max: 90 }),
      breakSlots: fc.integer({ min: 0, max: 5 }),
    })
    .map(({ sessions, ...more }) => aDay(withReports(sessions), more));

  /** Each plenary hears the breakout just before it, where there is one. */
  function withReports(sessions: readonly Session[]): Session[] {
    return sessions.map((each, index) => {
      const before = sessions[index - 1];
      return each.kind === 'plenary' && before?.kind === 'breakout' ? { ...each, reportsBack: before.id } : each;
    });
  }

  test('hold for any day', () => {
    fc.assert(
      fc.property(day, (each) => {
        expect(brokenLaws(each, layOutDay(each))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  test('no break makes an announced start later than it is without breaks', () => {
    fc.assert(
      fc.property(day, (each) => {
        const bare = runThrough(itemsOf(each), readWallTime(each.date, each.start, each.timeZone).at);
        const starts = new Map(layOutDay(each).entries.map((entry) => [entry.session, entry.start]));
        for (const { item, start } of bare) {
          if (item.kind === 'session' && item.anchor !== null) expect(starts.get(item.session.id)).toBe(start);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('are broken by layouts that are wrong', () => {
    const breakout = aSession('Rooms', 30, { kind: 'breakout' });
    const plenary = aSession('Reports', 30, { kind: 'plenary', reportsBack: breakout.id });
    const right = aDay([breakout, plenary, aSession('Last', 30)], { breakMinutes: 10, breakSlots: 1 });
    const timeline = layOutDay(right);
    const variant = (change: Partial<DayTimeline>) => brokenLaws(right, { ...timeline, ...change });
    const shift = (index: number, minutes: number) =>
      timeline.entries.map((entry, at) =>
        at === index
          ? { ...entry, start: addMinutes(entry.start, minutes), end: addMinutes(entry.end, minutes) }
          : entry,
      );
    const between = [...shift(1, 10).slice(0, 2), ...shift(2, -30).slice(2, 3), ...timeline.entries.slice(3)];
    expect(brokenLaws(right, timeline)).toEqual([]);
    expect(variant({ entries: timeline.entries.slice(1) })).toContain('every session is placed once');
    expect(variant({ entries: shift(1, -5) })).toContain('each track keeps its running order');
    expect(variant({ entries: between })).toContain('no break parts a breakout from its plenary');
    expect(variant({ entries: shift(2, 5) })).toContain('a laid break is for everyone');
    expect(variant({ overMinutes: 0 })).toContain('the sum adds up');
    const short = timeline.entries.map((entry) => (entry.session ? entry : { ...entry, minutes: 4 }));
    expect(variant({ entries: short })).toContain('no break is under 5 minutes');
    expect(variant({ entries: short })).toContain('no break minute is lost');
  });
});

test('120 entries in 20 tracks have the same breaks in whatever order the tracks are written', () => {
  const tracks = Array.from({ length: 20 }, (_, track) =>
    Array.from({ length: 6 }, (_, index) => aSession(`${track}.${index}`, 30, { track: `T${track}` })),
  );
  const more = { breakMinutes: 40, breakSlots: 2 };
  const byTrack = aDay(tracks.flat(), more);
  const byTime = aDay(
    [0, 1, 2, 3, 4, 5].flatMap((index) => tracks.map((track) => track[index] as Session)),
    more,
  );
  expect(breaksOf(byTrack)).toEqual(breaksOf(byTime));
  expect(breaksOf(byTrack)).toEqual(['13:00-13:20 Break', '14:20-14:40 Break']);
});
