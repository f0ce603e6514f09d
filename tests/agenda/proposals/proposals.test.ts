import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeChanges } from '../../../agenda/layout/time-changes.ts';
import { layOutDay } from '../../../agenda/layout/timeline.ts';
import { applyEdits } from '../../../agenda/proposals/edits.ts';
import { proposalsFor } from '../../../agenda/proposals/proposals.ts';
import type { Day, Plan, Session } from '../../../agenda/schema.ts';
import { fiveDays } from '../five-days.ts';
import { aDay, aPlan, aSession } from '../plans.ts';

/** What is proposed, without the times that it would change. */
function proposed(plan: Plan, day = 1) {
  return proposalsFor(plan, day).map(({ changes, ...proposal }) => proposal);
}

function keysOf(plan: Plan, day = 1) {
  return proposalsFor(plan, day).map(({ key }) => key);
}

describe('the days of the five-day event', () => {
  const plan = fiveDays();

  test.each([
    [1, 50, 40],
    [2, 60, 45],
    [3, 60, 50],
    [4, 60, 45],
    [5, 50, 25],
  ])('day %i fits with its breaks shortened from %i to %i minutes, and in no other way', (number, from, to) => {
    const day = plan.days[number - 1]?.id;
    expect(proposed(plan, number)).toEqual([
      {
        key: 'shorten-breaks',
        message: `Shorten the breaks of day ${number} from ${from} to ${to} min in all.`,
        overMinutes: 0,
        edits: [{ kind: 'break-minutes', day, breakMinutes: to }],
      },
    ]);
  });

  test('the changes are every time that differs, and announced times are not among them', () => {
    const [proposal] = proposalsFor(plan, 1);
    const clock = (span: { start: string; end: string } | null) =>
      `${span?.start.slice(11, 16)}-${span?.end.slice(11, 16)}`;
    expect(proposal?.changes.map(({ title, before, after }) => [title, clock(before), clock(after)])).toEqual([
      ['Break', '14:35-15:00', '14:35-14:50'],
      ['Keynote 1: a network as an innovation intermediary for customs', '15:00-15:20', '14:50-15:10'],
      ['PIN-1: ideas for the first hackathons', '15:20-15:30', '15:10-15:20'],
      ['Coordinator update 1: social media', '15:30-15:35', '15:20-15:25'],
      ['Closure of day 1', '15:35-15:40', '15:25-15:30'],
    ]);
  });

  test('nothing has changed by being proposed', () => {
    const untouched = structuredClone(plan);
    for (const { number } of plan.days) proposalsFor(plan, number);
    expect(plan).toEqual(untouched);
  });
});

describe('nothing is proposed', () => {
  test('for a day that fits, or that does not exist', () => {
    const plan = aPlan(aDay([aSession('Talk', 200, { leastMinutes: 100 })], { breakMinutes: 40, breakSlots: 1 }));
    expect(proposalsFor(plan, 1)).toEqual([]);
    expect(proposalsFor(plan, 2)).toEqual([]);
  });

  test('for a day that has nothing to give', () => {
    expect(proposalsFor(aPlan(aDay([aSession('Talk', 300)]), aDay([aSession('Long', 230)], { number: 2 })), 1)).toEqual(
      [],
    );
  });
});

describe('shortening breaks', () => {
  const talks = (minutes: number) => ['First', 'Second', 'Third'].map((title) => aSession(title, minutes));

  test('takes no break under 5 minutes and drops none', () => {
    const plan = (minutes: number) => aPlan(aDay(talks(minutes), { breakMinutes: 20, breakSlots: 2 }));
    expect(proposed(plan(76))).toMatchObject([
      { key: 'shorten-breaks', overMinutes: 0, edits: [{ breakMinutes: 12 }] },
    ]);
    expect(proposed(plan(77))).toEqual([]);
  });

  test('takes from breaks that stand in the plan down to their least length, the last first', () => {
    const pause = (leastMinutes: number | null) => aSession('Pause', 20, { kind: 'break', leastMinutes });
    const [early, late] = [pause(null), pause(15)];
    const [first, second, third] = talks(70) as [Session, Session, Session];
    expect(proposed(aPlan(aDay([first, early, second, late, third])))).toEqual([
      {
        key: 'shorten-breaks',
        message: 'Shorten the breaks of day 1 from 40 to 30 min in all.',
        overMinutes: 0,
        edits: [
          { kind: 'minutes', session: late.id, minutes: 15 },
          { kind: 'minutes', session: early.id, minutes: 15 },
        ],
      },
    ]);
  });

  test('takes no break that stands in the plan under 5 minutes, whatever its least length', () => {
    const pause = aSession('Pause', 10, { kind: 'break', leastMinutes: 1 });
    const [first, second] = talks(118);
    expect(keysOf(aPlan(aDay([first as Session, pause, second as Session])))).toEqual([]);
  });

  test('counts break time that found no place', () => {
    const [first, second] = [aSession('First', 60), aSession('Second', 120, { announcedStart: '13:05' })];
    const day = aDay([first, second], { end: '15:05', breakMinutes: 30, breakSlots: 1 });
    expect(proposed(aPlan(day))).toEqual([
      {
        key: 'shorten-breaks',
        message: 'Shorten the breaks of day 1 from 30 to 5 min in all.',
        overMinutes: 0,
        edits: [{ kind: 'break-minutes', day: day.id, breakMinutes: 5 }],
      },
    ]);
  });
});

describe('shortening sessions', () => {
  test('takes most from those that can give most', () => {
    const [first, second] = [
      aSession('First', 130, { leastMinutes: 100 }),
      aSession('Second', 122, { leastMinutes: 110 }),
    ];
    expect(proposed(aPlan(aDay([first, second])))).toEqual([
      {
        key: 'shorten-sessions',
        message: 'Shorten “First” from 130 to 118 min.',
        overMinutes: 0,
        edits: [{ kind: 'minutes', session: first.id, minutes: 118 }],
      },
    ]);
  });

  test('takes alike from those that can give alike, and names each', () => {
    const sessions = ['First', 'Second'].map((title) => aSession(title, 130, { leastMinutes: 100 }));
    expect(proposed(aPlan(aDay(sessions))).map(({ message }) => message)).toEqual([
      'Shorten “First” from 130 to 120 min, “Second” from 130 to 120 min.',
    ]);
  });

  test('takes up to the least length and no further', () => {
    const plan = (leastMinutes: number) => aPlan(aDay([aSession('Talk', 250, { leastMinutes })]));
    expect(keysOf(plan(240))).toEqual(['shorten-sessions']);
    expect(keysOf(plan(241))).toEqual([]);
  });

  test('shortens side by side tracks together where one alone would not help', () => {
    const sessions = ['A', 'B'].map((track) => aSession(track, 250, { track, leastMinutes: 200 }));
    expect(proposed(aPlan(aDay(sessions))).map(({ message }) => message)).toEqual([
      'Shorten “A” from 250 to 240 min, “B” from 250 to 240 min.',
    ]);
  });

  test('leaves alone what would be shortened in vain, before an announced time', () => {
    const early = aSession('Early', 60, { leastMinutes: 10 });
    const late = aSession('Late', 190, { announcedStart: '13:00', leastMinutes: 170 });
    expect(proposed(aPlan(aDay([early, late]))).map(({ message }) => message)).toEqual([
      'Shorten “Late” from 190 to 180 min.',
    ]);
  });
});

describe('shortening both', () => {
  const sessions = (leastMinutes: number) => [aSession('First', 130, { leastMinutes }), aSession('Second', 110)];

  test('is proposed only where neither is enough, and takes from the breaks first', () => {
    const [first, second] = sessions(120) as [Session, Session];
    const day = aDay([first, second], { breakMinutes: 20, breakSlots: 1 });
    expect(proposed(aPlan(day))).toEqual([
      {
        key: 'shorten-both',
        message: 'Shorten the breaks of day 1 from 20 to 5 min in all, and “First” from 130 to 125 min.',
        overMinutes: 0,
        edits: [
          { kind: 'break-minutes', day: day.id, breakMinutes: 5 },
          { kind: 'minutes', session: first.id, minutes: 125 },
        ],
      },
    ]);
    expect(keysOf(aPlan(aDay(sessions(110), { breakMinutes: 20, breakSlots: 1 })))).toEqual(['shorten-sessions']);
  });

  test('is not proposed where both are not enough', () => {
    expect(keysOf(aPlan(aDay(sessions(126), { breakMinutes: 20, breakSlots: 1 })))).toEqual([]);
  });
});

describe('moving a session', () => {
  const open = aSession('Welcome', 10, { kind: 'opening' });
  const [long, short] = [aSession('Long', 150), aSession('Short', 70)];
  const closure = aSession('Closure', 20, { kind: 'closure' });
  const full = aDay([open, long, short, closure]);
  const roomy = (number: number, ...minutes: number[]) =>
    aDay([...minutes.map((each) => aSession('Other', each)), aSession('Closure', 10, { kind: 'closure' })], {
      number,
      date: `2021-01-1${number}`,
    });

  test('takes the shortest that makes room to the day with most slack, before its closing', () => {
    const [two, three] = [roomy(2, 100), roomy(3, 30, 30)];
    expect(proposed(aPlan(full, two, three))).toEqual([
      {
        key: 'move-session',
        message: 'Move “Short” (70 min) to day 3, which has 170 min of slack.',
        overMinutes: -60,
        edits: [{ kind: 'move', session: short.id, toDay: three.id, position: 2 }],
      },
    ]);
  });

  test('takes a longer one where the shorter makes too little room', () => {
    const over = aDay([open, aSession('Long', 160), aSession('Short', 70), closure], { end: '14:00' });
    expect(proposed(aPlan(over, roomy(2))).map(({ message }) => message)).toEqual([
      'Move “Long” (160 min) to day 2, which has 230 min of slack.',
    ]);
  });

  test('is not proposed where it would make the other day run over', () => {
    expect(keysOf(aPlan(full, roomy(2, 160)))).toEqual(['move-session']);
    expect(keysOf(aPlan(full, roomy(2, 161)))).toEqual([]);
  });

  const rooms = aSession('Rooms', 70, { kind: 'breakout' });

  test.each<[string, Partial<Session>, string[]]>([
    ['an ordinary session', {}, ['move-session']],
    ['an open plenary', { kind: 'plenary' }, ['move-session']],
    ['one with an announced start', { announcedStart: '14:40' }, []],
    ['one with an announced end', { announcedEnd: '15:50' }, []],
    ['a plenary that hears a breakout', { kind: 'plenary', reportsBack: rooms.id }, []],
    ['a breakout', { kind: 'breakout' }, []],
    ['an opening', { kind: 'opening' }, []],
    ['a break', { kind: 'break', leastMinutes: 70 }, []],
  ])('takes %s only if nothing hangs on it', (_, more, expected) => {
    const day = aDay([aSession('Long opening', 160, { kind: 'opening' }), { ...short, ...more }, closure]);
    expect(keysOf(aPlan(day, roomy(2), aDay([rooms], { number: 3, end: '13:10' })))).toEqual(expected);
  });

  test('comes after the other ways, which are offered beside it', () => {
    const day = aDay([{ ...long, leastMinutes: 100 }, aSession('Short', 60), closure], {
      breakMinutes: 30,
      breakSlots: 1,
    });
    expect(keysOf(aPlan(day, roomy(2)))).toEqual(['shorten-breaks', 'shorten-sessions', 'move-session']);
  });
});

describe('of any plan', () => {
  const session = fc
    .record({
      minutes: fc.constantFrom(7, 25, 30, 45, 60, 80),
      kind: fc.constantFrom('presentation', 'keynote', 'update', 'breakout', 'closure', 'break'),
      least: fc.option(fc.integer({ min: 1, max: 100 }), { freq: 2 }),
      track: fc.option(fc.constantFrom('A', 'B'), { freq: 4 }),
      quarter: fc.option(fc.integer({ min: 48, max: 63 }), { freq: 8 }),
      pinned: fc.boolean(),
    })
    .map(({ minutes, kind, least, track, quarter, pinned }) =>
      aSession(`A ${kind}`, minutes, {
        kind,
        leastMinutes: least === null ? null : Math.max(1, Math.floor((minutes * least) / 100)),
        track,
        announcedStart: quarter === null ? null : clock(quarter * 15),
        pinned: pinned && quarter !== null,
      }),
    );
  const clock = (minute: number) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  const day = (number: number, over: fc.Arbitrary<number>, minLength: number) =>
    fc
      .record({
        sessions: fc.array(session, { minLength, maxLength: minLength + 4 }),
        breakMinutes: fc.integer({ min: 0, max: 80 }),
        breakSlots: fc.integer({ min: 0, max: 4 }),
      })
      .map(({ sessions, ...more }) => aDay(sessions, { ...more, number, date: `2021-01-1${number}` }))
      .chain((each) => over.map((by) => overBy(each, by)));
  const plan = fc
    .tuple(day(1, fc.integer({ min: -5, max: 60 }), 5), day(2, fc.integer({ min: -120, max: 5 }), 0))
    .map((days) => aPlan(...days));

  /** The same day with another end, so that it is over by so many minutes, or nearly. */
  function overBy(each: Day, by: number): Day {
    const end = 16 * 60 + layOutDay(each).overMinutes - by;
    return { ...each, end: clock(Math.min(Math.max(end, 12 * 60 + 1), 23 * 60 + 59)) };
  }

  const over = (each: Day | undefined) => (each ? layOutDay(each).overMinutes : 0);
  const sessionsById = (of: Plan) =>
    new Map(of.days.flatMap(({ sessions }) => sessions).map((each) => [each.id, each]));
  const breaksOf = (each: Day) => layOutDay(each).entries.filter(({ kind }) => kind === 'break');

  // Some of each kind must turn up, so these runs are always the same ones.
  const seed = 20210111;

  test('what is proposed makes the day fit, harms no other day and lists each time that it changes', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(plan, (before) => {
        const proposals = proposalsFor(before, 1);
        expect(proposals.length).toBeLessThanOrEqual(3);
        if (over(before.days[0]) <= 0) expect(proposals).toEqual([]);
        for (const { key, edits, overMinutes, changes } of proposals) {
          seen.add(key);
          const after = applyEdits(before, edits);
          expect(edits).not.toEqual([]);
          expect(overMinutes).toBe(over(after.days[0]));
          expect(overMinutes).toBeLessThanOrEqual(0);
          expect(over(after.days[1])).toBeLessThanOrEqual(Math.max(0, over(before.days[1])));
          expect(changes).toEqual(timeChanges(before, after));
          const old = sessionsById(before);
          for (const each of sessionsById(after).values()) {
            const was = old.get(each.id)?.minutes ?? 0;
            const least = each.kind === 'break' ? Math.max(5, each.leastMinutes ?? 5) : (each.leastMinutes ?? was);
            expect(each.minutes).toBeGreaterThanOrEqual(Math.min(was, least));
            expect(each.minutes).toBeLessThanOrEqual(was);
          }
          expect(sessionsById(after).size).toBe(old.size);
        }
      }),
      { numRuns: 250, seed },
    );
    expect([...seen].sort()).toEqual(['move-session', 'shorten-both', 'shorten-breaks', 'shorten-sessions']);
  });

  test('shortening breaks drops none and leaves each at 5 minutes or more', () => {
    fc.assert(
      fc.property(plan, (before) => {
        for (const { key, edits } of proposalsFor(before, 1)) {
          if (key !== 'shorten-breaks' && key !== 'shorten-both') continue;
          const [was, is] = [before, applyEdits(before, edits)].map(({ days }) => breaksOf(days[0] as Day));
          expect(is?.length).toBeGreaterThanOrEqual(was?.length ?? 0);
          expect(is?.filter(({ minutes }) => minutes < 5)).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
