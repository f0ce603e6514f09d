import { expect, test } from 'vitest';
import { timeChanges } from '../../../agenda/layout/time-changes.ts';
import { aDay, aPlan, aSession } from '../plans.ts';

const [first, second] = [aSession('First', 60), aSession('Second', 60)];
const monday = aDay([first, second], { breakMinutes: 20, breakSlots: 1 });
const tuesday = aDay([aSession('Third', 30)], { number: 2, date: '2021-01-12' });

function span(start: string, end: string, date = '2021-01-11') {
  return { start: `${date}T${start}:00+01:00`, end: `${date}T${end}:00+01:00` };
}

test('a plan and itself differ in no time', () => {
  expect(timeChanges(aPlan(monday, tuesday), aPlan(monday, tuesday))).toEqual([]);
});

test('a shorter break changes itself and what comes after it, in running order', () => {
  expect(timeChanges(aPlan(monday, tuesday), aPlan({ ...monday, breakMinutes: 10 }, tuesday))).toEqual([
    { day: 1, session: null, title: 'Break', before: span('13:00', '13:20'), after: span('13:00', '13:10') },
    { day: 1, session: second.id, title: 'Second', before: span('13:20', '14:20'), after: span('13:10', '14:10') },
  ]);
});

test('a session that moves to another day leaves one and arrives in the other', () => {
  const before = aPlan({ ...monday, breakMinutes: 0 }, tuesday);
  const after = aPlan(
    { ...monday, breakMinutes: 0, sessions: [first] },
    { ...tuesday, sessions: [...tuesday.sessions, second] },
  );
  expect(timeChanges(before, after)).toEqual([
    { day: 1, session: second.id, title: 'Second', before: span('13:00', '14:00'), after: null },
    { day: 2, session: second.id, title: 'Second', before: null, after: span('12:30', '13:30', '2021-01-12') },
  ]);
});

test('a break that is no more, and all of a day that is new, have no other time', () => {
  const fewer = aPlan({ ...monday, breakMinutes: 0, sessions: [first] });
  expect(
    timeChanges(aPlan({ ...monday, sessions: [first, second] }), fewer).map(({ title, after }) => [title, after]),
  ).toEqual([
    ['Break', null],
    ['Second', null],
  ]);
  expect(timeChanges(aPlan(), aPlan(tuesday))).toEqual([
    {
      day: 2,
      session: tuesday.sessions[0]?.id,
      title: 'Third',
      before: null,
      after: span('12:00', '12:30', '2021-01-12'),
    },
  ]);
});

test('another title, kind or speaker is no change of time', () => {
  const renamed = { ...second, title: 'Another title', kind: 'keynote' } as const;
  expect(timeChanges(aPlan(monday), aPlan({ ...monday, sessions: [first, renamed] }))).toEqual([]);
});
