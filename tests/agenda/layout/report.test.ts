import { describe, expect, test } from 'vitest';
import { planReport } from '../../../agenda/layout/report.ts';
import { fiveDays } from '../five-days.ts';
import { aDay, aPlan, aSession } from '../plans.ts';

const byTitle = ({ title }: { readonly title: string }) => title;

describe('the report on the five-day event', () => {
  const report = planReport(fiveDays(), byTitle);

  test('gives the figures of each day', () => {
    const figures = report.days.map(({ timeline, findings, ...figures }) => figures);
    const zone = { timeZone: 'Europe/Zurich', idleMinutes: 0, unplacedBreakMinutes: 0 };
    const long = { ...zone, start: '11:30', end: '15:30', dayMinutes: 240, breakMinutes: 60 };
    expect(figures).toEqual([
      {
        ...zone,
        ...{ day: 1, date: '2021-01-11', start: '12:00', end: '15:30' },
        ...{ dayMinutes: 210, sessionMinutes: 170, breakMinutes: 50, overMinutes: 10 },
      },
      { ...long, day: 2, date: '2021-01-12', sessionMinutes: 195, overMinutes: 15 },
      { ...long, day: 3, date: '2021-01-13', sessionMinutes: 190, overMinutes: 10 },
      { ...long, day: 4, date: '2021-01-14', sessionMinutes: 195, overMinutes: 15 },
      {
        ...zone,
        ...{ day: 5, date: '2021-01-15', start: '10:00', end: '13:30' },
        ...{ dayMinutes: 210, sessionMinutes: 185, breakMinutes: 50, overMinutes: 25 },
      },
    ]);
  });

  test('starts its first day with the opening', () => {
    expect(report.days[0]?.timeline[0]).toEqual({
      kind: 'opening',
      session: 'Welcome and roundtable of participants',
      title: 'Welcome and roundtable of participants',
      track: null,
      start: '2021-01-11T12:00:00+01:00',
      end: '2021-01-11T12:15:00+01:00',
      minutes: 15,
    });
  });

  test('gives each day its own findings', () => {
    expect(report.days[0]?.findings).toEqual([
      {
        code: 'day-over',
        severity: 'error',
        message: 'Day 1 runs over by 10 min: 170 min of sessions and 50 min of breaks do not fit into 210 min.',
        session: null,
        minutes: 10,
      },
      {
        code: 'announced-missed',
        severity: 'warning',
        message: '“Plenary 1: reports from breakout rooms 1” ends at 14:35, 5 min before the announced 14:40.',
        session: 'Plenary 1: reports from breakout rooms 1',
        minutes: 5,
      },
    ]);
    expect(report.days.map(({ findings }) => findings.length)).toEqual([2, 3, 2, 3, 2]);
  });
});

test('scripts find the members they hold on to under their names, and further ones beside them', () => {
  const report = planReport(aPlan(aDay([aSession('Talk', 300)])), byTitle);
  const [day] = JSON.parse(JSON.stringify(report)).days;
  const fixed = ['day', 'date', 'timeZone', 'start', 'end', 'dayMinutes', 'sessionMinutes', 'breakMinutes'];
  expect(Object.keys(report)).toEqual(['days']);
  expect(Object.keys(day).sort()).toEqual(
    [...fixed, 'overMinutes', 'timeline', 'findings', 'idleMinutes', 'unplacedBreakMinutes'].sort(),
  );
  expect(Object.keys(day.timeline[0]).sort()).toEqual(
    ['kind', 'title', 'start', 'end', 'minutes', 'session', 'track'].sort(),
  );
  expect(Object.keys(day.findings[0]).sort()).toEqual(['code', 'severity', 'message', 'session', 'minutes'].sort());
});

test('sessions are named as the asker wants, a laid break not at all', () => {
  const [first, second] = [aSession('First', 60), aSession('Second', 60)];
  const plan = aPlan(aDay([first, second], { breakMinutes: 10, breakSlots: 1 }));
  const sessionsNamed = (nameOf: Parameters<typeof planReport>[1]) =>
    planReport(plan, nameOf).days[0]?.timeline.map(({ session }) => session);
  expect(sessionsNamed(byTitle)).toEqual(['First', null, 'Second']);
  expect(sessionsNamed(({ id }) => id)).toEqual([first.id, null, second.id]);
});

test('slack is a negative number of minutes over', () => {
  expect(planReport(aPlan(aDay([aSession('Talk', 60)])), byTitle).days[0]?.overMinutes).toBe(-180);
});

test('a plan without days is a report without days', () => {
  expect(planReport(aPlan(), byTitle)).toEqual({ days: [] });
});
