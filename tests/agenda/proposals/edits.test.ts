import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { applyEdits } from '../../../agenda/proposals/edits.ts';
import type { DayId, SessionId } from '../../../kernel/ids.ts';
import { aDay, aPlan, aSession } from '../plans.ts';

const [first, second, third] = [aSession('First', 30), aSession('Second', 20), aSession('Third', 10)];
const monday = aDay([first, second], { breakMinutes: 40, breakSlots: 2 });
const tuesday = aDay([third], { number: 2, date: '2021-01-12' });
const plan = aPlan(monday, tuesday);

test('break minutes and lengths are changed where they are named and nowhere else', () => {
  const changed = applyEdits(plan, [
    { kind: 'break-minutes', day: monday.id, breakMinutes: 25 },
    { kind: 'minutes', session: second.id, minutes: 15 },
  ]);
  expect(changed).toEqual(
    aPlan({ ...monday, breakMinutes: 25, sessions: [first, { ...second, minutes: 15 }] }, tuesday),
  );
});

test('a session moves to its place in another day', () => {
  const moved = applyEdits(plan, [{ kind: 'move', session: first.id, toDay: tuesday.id, position: 0 }]);
  expect(moved).toEqual(aPlan({ ...monday, sessions: [second] }, { ...tuesday, sessions: [first, third] }));
});

test('a session moves within its day, to a place among the others', () => {
  const moved = applyEdits(plan, [{ kind: 'move', session: first.id, toDay: monday.id, position: 1 }]);
  expect(moved).toEqual(aPlan({ ...monday, sessions: [second, first] }, tuesday));
});

test('edits are made one after the other', () => {
  const back = applyEdits(plan, [
    { kind: 'move', session: first.id, toDay: tuesday.id, position: 1 },
    { kind: 'minutes', session: first.id, minutes: 5 },
    { kind: 'move', session: first.id, toDay: monday.id, position: 0 },
  ]);
  expect(back).toEqual(aPlan({ ...monday, sessions: [{ ...first, minutes: 5 }, second] }, tuesday));
});

test('an edit of what is not there changes nothing, and loses no session', () => {
  const nobody = randomUUID() as unknown as SessionId;
  const never = randomUUID() as unknown as DayId;
  for (const edit of [
    { kind: 'break-minutes', day: never, breakMinutes: 5 },
    { kind: 'minutes', session: nobody, minutes: 5 },
    { kind: 'move', session: nobody, toDay: tuesday.id, position: 0 },
    { kind: 'move', session: first.id, toDay: never, position: 0 },
  ] as const) {
    expect(applyEdits(plan, [edit])).toEqual(plan);
  }
});

test('the plan that was given stays as it was', () => {
  const before = structuredClone(plan);
  applyEdits(plan, [
    { kind: 'move', session: first.id, toDay: tuesday.id, position: 0 },
    { kind: 'minutes', session: third.id, minutes: 5 },
  ]);
  expect(plan).toEqual(before);
});
