import { expect, test } from 'vitest';
import { planAddress, readPlanAddress } from '../../../web/organise/addresses.ts';
import { differenceText, importSentences, spanText } from '../../../web/organise/changes.ts';
import { blocksOf, fitOf } from '../../../web/organise/fit.ts';
import { checkChairs, type RoleHolder } from '../../../web/organise/printed-chairs.ts';
import { fiveDays } from '../../agenda/five-days.ts';
import { aDay, aPlan, aSession } from '../../agenda/plans.ts';
import { draftOf } from './drafts.ts';

test('the five days say in words how they fit', () => {
  expect(draftOf(fiveDays()).days.map((day) => fitOf(day).text)).toEqual([
    '10 min over',
    '15 min over',
    '10 min over',
    '15 min over',
    '25 min over',
  ]);
});

test('a day that fits, one with slack and one without sessions say so', () => {
  const anHour = [aSession('Welcome', 60)];
  const days = [aDay(anHour, { end: '13:00' }), aDay(anHour, { number: 2, end: '14:30' }), aDay([], { number: 3 })];
  expect(draftOf(aPlan(...days)).days.map((day) => fitOf(day).text)).toEqual([
    'fits',
    '1 h 30 min of slack',
    'no sessions yet',
  ]);
});

test('a day’s column shows sessions and breaks in minutes from its start, and what is over', () => {
  const [day] = draftOf(
    aPlan(aDay([aSession('One', 60), aSession('Lunch', 10, { kind: 'break' }), aSession('Two', 60)], { end: '14:00' })),
  ).days;
  expect(day && blocksOf(day)).toEqual([
    { kind: 'session', from: 0, minutes: 60, over: false },
    { kind: 'break', from: 60, minutes: 10, over: false },
    { kind: 'session', from: 70, minutes: 60, over: true },
  ]);
});

test.each([
  ['added', null, '2021-01-11T12:15:00+01:00', 'new, Mon 11 12:15'],
  ['removed', '2021-01-11T12:15:00+01:00', null, 'taken out, was Mon 11 12:15'],
  ['moved', '2021-01-11T12:15:00+01:00', '2021-01-12T09:00:00+01:00', 'moved from Mon 11 12:15 to Tue 12 09:00'],
  ['renamed', 'Keynote', 'Opening keynote', 'renamed, was “Keynote”'],
  ['length-changed', 25, 20, '20 min long, was 25 min'],
] as const)('a change that is %s reads as a sentence', (kind, before, after, text) => {
  expect(differenceText({ kind, id: 'x', title: 'Keynote', before, after })).toBe(text);
});

test('times of a proposal read as spans, and an entry that leaves the day says so', () => {
  expect(spanText({ start: '2021-01-11T12:15:00+01:00', end: '2021-01-11T12:40:00+01:00' })).toBe('12:15 to 12:40');
  expect(spanText(null)).toBe('not in this day');
});

test('an import says what it does, and is silent of what it does not', () => {
  const none = { added: [], removed: [], changed: [] };
  const session = { id: 'x', day: 1, title: 'Keynote' };
  const changes = {
    days: { ...none, added: [{ number: 1 }, { number: 2 }] },
    sessions: { added: [session, session], removed: [session], changed: [] },
  };
  expect(importSentences(changes)).toEqual(['2 days and 2 sessions are new.', '1 session is taken out.']);
  expect(importSentences({ days: none, sessions: none })).toEqual([]);
});

test.each([
  [3, null],
  ['event', null],
  ['new-day', null],
  ['import', null],
  [null, null],
  [2, '00000000-0000-4000-8000-000000000001'],
] as const)('the address of %s and session %s is read back', (view, session) => {
  const [, query = ''] = planAddress('annual-event', view, session).split('?');
  expect(readPlanAddress(query)).toEqual({ view, session });
});

test('an address that asks for what is not there asks for nothing', () => {
  expect(readPlanAddress('?day=many&show=everything')).toEqual({ view: null, session: null });
});

const inEstonia = { id: 'o1', name: 'Customs of Estonia', country: 'EE' };
const holder = (more: Partial<RoleHolder>): RoleHolder => ({
  id: 'p1',
  name: 'Rapporteur, Estonia',
  organisation: inEstonia,
  roles: [{ role: 'chair', day: 1, room: null }],
  state: 'registered',
  ...more,
});

test('the printed chair is found by organisation, or by name where one is printed, however it is written', () => {
  const ofOrganisation = [{ name: null, organisation: 'customs of ESTONIA', role: 'chair' }] as const;
  expect(checkChairs(1, ofOrganisation, [holder({})])).toEqual({
    holders: [{ id: 'p1', text: 'Rapporteur, Estonia, Customs of Estonia (chair)' }],
    remarks: [],
  });
  const byName = [{ name: 'RAPPORTEUR,  Estonia', organisation: 'Elsewhere', role: 'chair' }] as const;
  expect(checkChairs(1, byName, [holder({})]).remarks).toEqual([]);
});

test('a printed chair without the role for that day is told', () => {
  const printed = [{ name: null, organisation: 'Customs of Estonia', role: 'chair' }] as const;
  const told = [
    'The programme names Customs of Estonia as chair, but nobody there has the role for day 2: they could not lead it.',
  ];
  expect(checkChairs(2, printed, [holder({})])).toEqual({ holders: [], remarks: told });
  expect(checkChairs(2, printed, [holder({ roles: [{ role: 'deputy', day: 2, room: null }] })]).remarks).toEqual(told);
});

test('who has the role and is not registered cannot use it yet', () => {
  const printed = [{ name: null, organisation: 'Customs of Estonia', role: 'chair' }] as const;
  expect(checkChairs(1, printed, [holder({ state: 'invited' })]).remarks).toEqual([
    'Rapporteur, Estonia, Customs of Estonia has the role but is not registered yet, so it does not count.',
  ]);
});
