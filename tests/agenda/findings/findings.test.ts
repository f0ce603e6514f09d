import { describe, expect, test } from 'vitest';
import { FINDING_CODES, type FindingCode } from '../../../agenda/findings/finding.ts';
import { findingsOf } from '../../../agenda/findings/findings.ts';
import { layOutDay } from '../../../agenda/layout/timeline.ts';
import type { Plan, SessionChair } from '../../../agenda/schema.ts';
import { fiveDays } from '../five-days.ts';
import { aDay, aPlan, aSession } from '../plans.ts';

function allOf(plan: Plan) {
  return findingsOf(plan, plan.days.map(layOutDay));
}

/** The findings of one code, without it. */
function found(code: FindingCode, plan: Plan) {
  return allOf(plan)
    .filter((finding) => finding.code === code)
    .map(({ code: _, ...rest }) => rest);
}

describe('the five-day event', () => {
  test('has just these findings, day by day and gravest first', () => {
    const findings = allOf(fiveDays()).map(({ day, severity, code, minutes }) => [day, severity, code, minutes]);
    expect(findings).toEqual([
      [1, 'error', 'day-over', 10],
      [1, 'warning', 'announced-missed', 5],
      [2, 'error', 'day-over', 15],
      [2, 'warning', 'speaker-unconfirmed', null],
      [2, 'info', 'break-slots', null],
      [3, 'error', 'day-over', 10],
      [3, 'warning', 'speaker-unconfirmed', null],
      [4, 'error', 'day-over', 15],
      [4, 'warning', 'speaker-unconfirmed', null],
      [4, 'info', 'plenary-without-breakout', null],
      [5, 'error', 'day-over', 25],
      [5, 'warning', 'speaker-unconfirmed', null],
    ]);
  });

  test('ends its first plenary at 14:35 where 14:40 was announced', () => {
    const plan = fiveDays();
    const plenary = plan.days[0]?.sessions[5];
    expect(found('announced-missed', plan)).toEqual([
      {
        severity: 'warning',
        day: 1,
        session: plenary?.id,
        minutes: 5,
        message: '“Plenary 1: reports from breakout rooms 1” ends at 14:35, 5 min before the announced 14:40.',
      },
    ]);
  });
});

test('a plan in which all is well has no findings', () => {
  const breakout = aSession('Rooms', 30, { kind: 'breakout' });
  const plenary = aSession('Reports', 30, { kind: 'plenary', reportsBack: breakout.id });
  const speakers = [{ name: null, organisation: 'University of the host', confirmed: true }];
  const talk = aSession('Talk', 60, { speakers, announcedStart: '12:00', announcedEnd: '13:00' });
  const pause = aSession('Pause', 90, { kind: 'break' });
  const close = aSession('Close', 30, { kind: 'closure' });
  expect(allOf(aPlan(aDay([talk, pause, breakout, plenary, close])))).toEqual([]);
});

test('every code is found by some plan', () => {
  const breakout = aSession('Rooms', 30, { kind: 'breakout', track: 'B' });
  const other: SessionChair = { name: null, organisation: 'Customs of the guest', role: 'chair' };
  const plan = aPlan(
    aDay(
      [
        aSession('Talk', 100, { speakers: [{ name: null, organisation: null, confirmed: false }], chair: other }),
        aSession('Talk', 60, { announcedStart: '13:00', pinned: true, chair: other }),
        aSession('Reports', 10, { kind: 'plenary', track: 'A', reportsBack: breakout.id }),
        breakout,
        aSession('Open floor', 10, { kind: 'plenary' }),
        aSession('Unheard rooms', 10, { kind: 'breakout', announcedStart: '15:00', announcedEnd: '15:30' }),
      ],
      { chairs: [], breakMinutes: 5 },
    ),
    aDay([aSession('Long', 300)], { number: 2, breakMinutes: 10, breakSlots: 1 }),
    aDay([], { number: 3 }),
    aDay([aSession('Talk', 30)], { number: 4, date: '2021-03-28', start: '02:30' }),
    aDay([aSession('Talk', 30)], { number: 5, date: '2021-10-31', start: '02:30' }),
  );
  expect([...new Set(allOf(plan).map(({ code }) => code))].sort()).toEqual([...FINDING_CODES].sort());
});

describe('the length of a day', () => {
  test('over its end is an error with what it is made of', () => {
    expect(found('day-over', aPlan(aDay([aSession('Talk', 200)], { breakMinutes: 50, breakSlots: 2 })))).toEqual([
      {
        severity: 'error',
        day: 1,
        session: null,
        minutes: 10,
        message: 'Day 1 runs over by 10 min: 200 min of sessions and 50 min of breaks do not fit into 240 min.',
      },
    ]);
  });

  test('over its end names the waiting for announced times, where that is why', () => {
    const plan = aPlan(aDay([aSession('Talk', 60), aSession('Late', 60, { announcedStart: '15:30' })]));
    expect(found('day-over', plan).map(({ message }) => message)).toEqual([
      'Day 1 runs over by 30 min: 120 min of sessions, 150 min of waiting for announced times and 0 min of breaks do not fit into 240 min.',
    ]);
  });

  test('under its end is slack', () => {
    expect(found('day-slack', aPlan(aDay([aSession('Talk', 60)])))).toEqual([
      { severity: 'info', day: 1, session: null, minutes: 180, message: 'Day 1 has 180 min of slack.' },
    ]);
  });

  test('just at its end is neither', () => {
    const plan = aPlan(aDay([aSession('Talk', 240)]));
    expect([...found('day-over', plan), ...found('day-slack', plan)]).toEqual([]);
  });

  test('of an empty day is not told as slack', () => {
    expect(allOf(aPlan(aDay([])))).toEqual([
      {
        code: 'day-empty',
        severity: 'warning',
        day: 1,
        session: null,
        minutes: null,
        message: 'Day 1 has no sessions.',
      },
    ]);
  });
});

describe('an announced time', () => {
  test('that is missed at start and end by as much is told once', () => {
    const late = aSession('Late', 30, { announcedStart: '12:50', announcedEnd: '13:20' });
    expect(found('announced-missed', aPlan(aDay([aSession('Talk', 60), late])))).toEqual([
      {
        severity: 'warning',
        day: 1,
        session: late.id,
        minutes: 10,
        message: '“Late” starts at 13:00, 10 min after the announced 12:50.',
      },
    ]);
  });

  test('that is missed at start and end by different minutes is told twice', () => {
    const late = aSession('Late', 30, { announcedStart: '12:50', announcedEnd: '13:10' });
    const minutes = found('announced-missed', aPlan(aDay([aSession('Talk', 60), late]))).map((each) => each.minutes);
    expect(minutes).toEqual([10, 20]);
  });

  test('before the day begins is missed, not kept', () => {
    const early = aSession('Early', 30, { announcedStart: '11:00' });
    expect(found('announced-missed', aPlan(aDay([early]))).map(({ minutes }) => minutes)).toEqual([60]);
  });

  test('that is kept is no finding', () => {
    const session = aSession('Talk', 30, { announcedStart: '12:00', announcedEnd: '12:30' });
    expect(found('announced-missed', aPlan(aDay([session])))).toEqual([]);
  });
});

describe('overlapping sessions', () => {
  const long = aSession('Long', 60);

  test('are an error on the one that begins later', () => {
    const pinned = aSession('Pinned', 30, { announcedStart: '12:40', pinned: true });
    expect(found('session-overlap', aPlan(aDay([long, pinned])))).toEqual([
      {
        severity: 'error',
        day: 1,
        session: pinned.id,
        minutes: 20,
        message: '“Pinned” begins while “Long” is on: they overlap by 20 min.',
      },
    ]);
  });

  test('overlap no longer than the shorter of them', () => {
    const pinned = aSession('Pinned', 10, { announcedStart: '12:20', pinned: true });
    expect(found('session-overlap', aPlan(aDay([long, pinned]))).map(({ minutes }) => minutes)).toEqual([10]);
  });

  test('of a track and of everyone overlap too, those of two tracks do not', () => {
    const first = aSession('First', 60, { track: 'A' });
    const pinned = { announcedStart: '12:30', pinned: true };
    expect(found('session-overlap', aPlan(aDay([first, aSession('All', 30, pinned)])))).toHaveLength(1);
    expect(found('session-overlap', aPlan(aDay([first, aSession('B', 30, { ...pinned, track: 'B' })])))).toEqual([]);
  });

  test('that only touch do not overlap', () => {
    const pinned = aSession('Pinned', 30, { announcedStart: '13:00', pinned: true });
    expect(found('session-overlap', aPlan(aDay([long, pinned])))).toEqual([]);
  });
});

describe('a wall time when clocks change', () => {
  const talk = aSession('Talk', 30, { announcedStart: '02:15', announcedEnd: '02:45' });

  test('that does not exist is an error with the times that do', () => {
    const day = aDay([talk], { date: '2021-03-28', start: '01:00', end: '05:00' });
    const missing = { severity: 'error', day: 1, session: talk.id, minutes: null };
    expect(found('wall-time-missing', aPlan(day))).toEqual([
      {
        ...missing,
        message:
          'The announced start of “Talk”, 02:15, does not exist in Europe/Zurich on 2021-03-28. Write 03:15 or 01:15.',
      },
      {
        ...missing,
        message:
          'The announced end of “Talk”, 02:45, does not exist in Europe/Zurich on 2021-03-28. Write 03:45 or 01:45.',
      },
    ]);
  });

  test('that exists twice is an error with both ways to write it', () => {
    const day = aDay([aSession('Talk', 30)], { date: '2021-10-31', start: '02:30', end: '05:00' });
    expect(found('wall-time-twice', aPlan(day))).toEqual([
      {
        severity: 'error',
        day: 1,
        session: null,
        minutes: null,
        message:
          'The start of day 1, 02:30, exists twice in Europe/Zurich on 2021-10-31. Write 02:30+02:00 or 02:30+01:00.',
      },
    ]);
  });

  test('written with its offset is no finding', () => {
    const day = aDay([aSession('Talk', 30)], { date: '2021-10-31', start: '02:30+01:00', end: '05:00' });
    expect(found('wall-time-twice', aPlan(day))).toEqual([]);
  });

  test('on a date that the zone leaves out asks for another date', () => {
    const day = aDay([aSession('Talk', 30)], { date: '2011-12-30', timeZone: 'Pacific/Apia' });
    expect(found('wall-time-missing', aPlan(day)).map(({ message }) => message)).toEqual([
      'The start of day 1, 12:00, does not exist in Pacific/Apia on 2011-12-30. That zone leaves out the whole date: choose another.',
      'The end of day 1, 16:00, does not exist in Pacific/Apia on 2011-12-30. That zone leaves out the whole date: choose another.',
    ]);
  });
});

describe('chairs', () => {
  const host: SessionChair = { name: null, organisation: 'Customs of the host', role: 'chair' };
  const guest: SessionChair = { name: null, organisation: 'Customs of the guest', role: 'chair' };

  test('a day with a deputy alone has no chair', () => {
    expect(found('chair-missing', aPlan(aDay([], { chairs: [{ ...host, role: 'deputy' }] })))).toEqual([
      { severity: 'warning', day: 1, session: null, minutes: null, message: 'Day 1 has no chair.' },
    ]);
    expect(found('chair-missing', aPlan(aDay([], { chairs: [host] })))).toEqual([]);
  });

  test('somebody who chairs two sessions side by side clashes with themselves, for as long as both are on', () => {
    const first = aSession('First', 60, { track: 'A', chair: guest });
    const second = aSession('Second', 20, { track: 'B', chair: guest });
    expect(found('chair-clash', aPlan(aDay([first, second])))).toEqual([
      {
        severity: 'error',
        day: 1,
        session: second.id,
        minutes: 20,
        message: 'Customs of the guest is to chair “First” and “Second” at once, at 12:00.',
      },
    ]);
  });

  test('somebody who chairs two days at once clashes, also in two zones', () => {
    const days = [
      aDay([], { chairs: [host] }),
      aDay([], { number: 2, timeZone: 'Europe/London', start: '14:00', chairs: [host] }),
    ];
    expect(found('chair-clash', aPlan(...days))).toEqual([
      {
        severity: 'error',
        day: 2,
        session: null,
        minutes: 60,
        message: 'Customs of the host is to chair day 1 and day 2 at once, at 14:00.',
      },
    ]);
  });

  test('the chair of a day may chair its sessions, one after the other', () => {
    const sessions = [aSession('First', 60, { chair: host }), aSession('Second', 60, { chair: host })];
    expect(found('chair-clash', aPlan(aDay(sessions, { chairs: [host] })))).toEqual([]);
  });

  test('two people of one organisation may chair side by side', () => {
    const sessions = ['A', 'B'].map((track) =>
      aSession(track, 60, { track, chair: { ...guest, name: `Chair of track ${track}` } }),
    );
    expect(found('chair-clash', aPlan(aDay(sessions)))).toEqual([]);
  });
});

describe('speakers and titles', () => {
  test('a session with a speaker to be confirmed is told once, however many there are', () => {
    const open = { name: null, organisation: null, confirmed: false };
    const session = aSession('Keynote', 30, { speakers: [open, { ...open, confirmed: true }, open] });
    expect(found('speaker-unconfirmed', aPlan(aDay([session])))).toEqual([
      {
        severity: 'warning',
        day: 1,
        session: session.id,
        minutes: null,
        message: 'A speaker of “Keynote” is still to be confirmed.',
      },
    ]);
  });

  test('a title twice in a day is told on the second, also in other letters', () => {
    const second = aSession('UPDATE ①', 30);
    expect(found('title-duplicate', aPlan(aDay([aSession('Update 1', 30), second])))).toEqual([
      {
        severity: 'warning',
        day: 1,
        session: second.id,
        minutes: null,
        message: 'Day 1 has more than one session called “UPDATE ①”.',
      },
    ]);
  });

  test('the same title in two days, or of breaks, is nothing to tell', () => {
    const lunch = () => aSession('Lunch', 30, { kind: 'break' });
    const plan = aPlan(
      aDay([aSession('Update', 30), lunch(), lunch(), aSession('Lunch', 30)]),
      aDay([aSession('Update', 30)], { number: 2 }),
    );
    expect(found('title-duplicate', plan)).toEqual([]);
  });
});

describe('breakouts and plenaries', () => {
  test('a breakout that nobody hears is a warning', () => {
    const rooms = aSession('Rooms', 30, { kind: 'breakout' });
    expect(found('breakout-unheard', aPlan(aDay([rooms])))).toEqual([
      {
        severity: 'warning',
        day: 1,
        session: rooms.id,
        minutes: null,
        message: 'No plenary hears the rooms of “Rooms”.',
      },
    ]);
  });

  test('a breakout may be heard on a later day', () => {
    const rooms = aSession('Rooms', 30, { kind: 'breakout' });
    const reports = aSession('Reports', 30, { kind: 'plenary', reportsBack: rooms.id });
    const plan = aPlan(aDay([rooms]), aDay([reports], { number: 2, date: '2021-01-12' }));
    expect(found('breakout-unheard', plan)).toEqual([]);
    expect(found('plenary-before-breakout', plan)).toEqual([]);
    expect(found('plenary-without-breakout', plan)).toEqual([]);
  });

  test('a plenary that hears no breakout is good to know', () => {
    const floor = aSession('Open floor', 30, { kind: 'plenary' });
    expect(found('plenary-without-breakout', aPlan(aDay([floor])))).toEqual([
      {
        severity: 'info',
        day: 1,
        session: floor.id,
        minutes: null,
        message: '“Open floor” hears no breakout; name one if rooms are to report there.',
      },
    ]);
  });

  test('a plenary before its breakout, or while it is still on, is an error', () => {
    const rooms = aSession('Rooms', 60, { kind: 'breakout', track: 'A' });
    const reports = aSession('Reports', 30, { kind: 'plenary', reportsBack: rooms.id });
    const sideBySide = { ...reports, track: 'B', announcedStart: '12:30' };
    const told = {
      severity: 'error',
      day: 1,
      session: reports.id,
      minutes: null,
      message: '“Reports” starts before the breakout whose rooms it is to hear has ended.',
    };
    expect(found('plenary-before-breakout', aPlan(aDay([reports, rooms])))).toEqual([told]);
    expect(found('plenary-before-breakout', aPlan(aDay([rooms, sideBySide])))).toEqual([told]);
    expect(found('plenary-before-breakout', aPlan(aDay([rooms, reports])))).toEqual([]);
  });
});

describe('breaks', () => {
  test('more than 90 minutes without one are long', () => {
    const first = aSession('First', 61);
    expect(found('stretch-long', aPlan(aDay([first, aSession('Second', 30)])))).toEqual([
      {
        severity: 'warning',
        day: 1,
        session: first.id,
        minutes: 91,
        message: 'From “First” on, 91 min pass without a break; more than 90 tire people.',
      },
    ]);
    expect(found('stretch-long', aPlan(aDay([aSession('First', 60), aSession('Second', 30)])))).toEqual([]);
  });

  test('five minutes in which nothing is planned end a stretch, four do not', () => {
    const dayWith = (announcedStart: string) =>
      aPlan(aDay([aSession('First', 60), aSession('Second', 60, { announcedStart })]));
    expect(found('stretch-long', dayWith('13:05'))).toEqual([]);
    expect(found('stretch-long', dayWith('13:04')).map(({ minutes }) => minutes)).toEqual([124]);
  });

  test('a break of one track gives the others no rest', () => {
    const sessions = [
      aSession('A1', 60, { track: 'A' }),
      aSession('Pause', 10, { kind: 'break', track: 'A' }),
      aSession('A2', 60, { track: 'A' }),
      aSession('B', 130, { track: 'B' }),
    ];
    expect(found('stretch-long', aPlan(aDay(sessions))).map(({ minutes }) => minutes)).toEqual([130]);
  });

  test('more than planned are told where announced times leave gaps', () => {
    const sessions = [
      aSession('First', 30),
      aSession('Second', 30, { announcedStart: '12:40' }),
      aSession('Third', 30, { announcedStart: '13:20' }),
    ];
    const laid = (breakSlots: number) => aPlan(aDay(sessions, { breakMinutes: 20, breakSlots }));
    expect(found('break-slots', laid(1))).toEqual([
      {
        severity: 'info',
        day: 1,
        session: null,
        minutes: null,
        message: 'Day 1 has 2 breaks, more than the 1 planned, because announced times leave gaps that are breaks too.',
      },
    ]);
    expect(found('break-slots', laid(2))).toEqual([]);
  });

  test('that stand in the plan are not told as more than planned', () => {
    const pause = (minutes: number) => aSession('Pause', minutes, { kind: 'break' });
    const sessions = [aSession('First', 30), pause(10), aSession('Second', 30), pause(10), aSession('Third', 30)];
    expect(found('break-slots', aPlan(aDay(sessions, { breakMinutes: 20, breakSlots: 1 })))).toEqual([]);
  });

  test('that find no place are a warning', () => {
    const plan = aPlan(aDay([aSession('Only', 60)], { breakMinutes: 20, breakSlots: 1 }));
    expect(found('break-unplaced', plan)).toEqual([
      {
        severity: 'warning',
        day: 1,
        session: null,
        minutes: 20,
        message:
          '20 of 20 min of breaks find no place in day 1 without moving what was announced or parting a breakout from its plenary.',
      },
    ]);
    const roomy = aPlan(aDay([aSession('First', 60), aSession('Second', 60)], { breakMinutes: 20, breakSlots: 1 }));
    expect(found('break-unplaced', roomy)).toEqual([]);
  });

  test('do not hide time for which nothing is planned', () => {
    const sessions = [aSession('First', 60), aSession('Second', 60, { announcedStart: '13:30' })];
    const laid = (breakMinutes: number) => aPlan(aDay(sessions, { breakMinutes, breakSlots: 1 }));
    expect(found('idle-time', laid(20))).toEqual([
      {
        severity: 'info',
        day: 1,
        session: null,
        minutes: 10,
        message: 'For 10 min of day 1 nothing is planned, neither session nor break.',
      },
    ]);
    expect(found('idle-time', laid(30))).toEqual([]);
  });
});
