import { expect, test } from 'vitest';
import { dayChange, eventChange, newDay, newSession, sessionChange } from '../../../agenda/draft/edit-schema.ts';
import { daySent, dayValues, newDayValues } from '../../../web/organise/day-form.ts';
import { eventSent, eventValues } from '../../../web/organise/event-form.ts';
import { newSessionValues, sessionSent, sessionValues } from '../../../web/organise/session-form.ts';
import { aDay, aPlan, aSession } from '../../agenda/plans.ts';
import { draftOf } from './drafts.ts';

const RICH = aSession('Keynote', 25, {
  kind: 'keynote',
  abstract: 'What comes.\n\nAnd when.',
  leastMinutes: 20,
  announcedStart: '13:00',
  announcedEnd: '13:25',
  pinned: true,
  audience: ['Risk management', 'Data analytics'],
  track: 'A',
  speakers: [{ name: 'Rapporteur', organisation: null, confirmed: false }],
  chair: { name: null, organisation: 'Customs of Estonia', role: 'chair' },
  joinLink: 'https://meet.example.org/1',
});

test.each([RICH, aSession('Plain', 5)])('a session goes through its form unchanged: $title', (session) => {
  const { id, ...fields } = session;
  const sent = sessionSent(sessionValues(session, 2));
  expect(sent).toEqual({ ...fields, day: 2 });
  expect(sessionChange.parse(sent)).toEqual({ ...fields, day: 2 });
});

test('what a new session begins with lacks nothing but a title', () => {
  const values = newSessionValues(1);
  expect(newSession.safeParse(sessionSent(values)).error?.issues.map(({ path }) => path)).toEqual([['title']]);
  expect(newSession.safeParse(sessionSent({ ...values, title: 'Welcome' })).success).toBe(true);
});

test('only the fields that were touched are sent', () => {
  expect(sessionSent({ ...sessionValues(RICH, 1), minutes: '20' }, ['minutes'])).toEqual({ minutes: 20 });
  const moved = sessionSent({ ...sessionValues(RICH, 1), chairOrganisation: '' }, ['chairOrganisation']);
  expect(moved).toEqual({ chair: null });
});

test('what is no number is sent as typed, and the server says at the field what it expected', () => {
  const sent = sessionSent({ ...sessionValues(RICH, 1), minutes: 'twenty' }, ['minutes']);
  expect(sent).toEqual({ minutes: 'twenty' });
  expect(sessionChange.safeParse(sent).error?.issues).toMatchObject([
    { path: ['minutes'], message: 'expected whole minutes' },
  ]);
});

test('a day goes through its form unchanged', () => {
  const { id, sessions, ...fields } = aDay([], { breakMinutes: 50, breakSlots: 3 });
  const sent = daySent(dayValues(fields));
  expect(sent).toEqual(fields);
  expect(dayChange.parse(sent)).toEqual(fields);
});

test('a new day is like the last, a day later and without its chairs', () => {
  const values = newDayValues([aDay([], { number: 4, date: '2021-02-28' })], 'Europe/Zurich');
  expect(values).toMatchObject({ number: '5', date: '2021-03-01', start: '12:00', end: '16:00', chairs: [] });
  expect(newDay.safeParse(daySent(values)).success).toBe(true);
});

test('the first day of an event lacks nothing but a date', () => {
  const values = newDayValues([], 'Europe/Tallinn');
  expect(newDay.safeParse(daySent(values)).error?.issues.map(({ path }) => path)).toEqual([['date']]);
  expect(newDay.safeParse(daySent({ ...values, date: '2021-01-11' })).success).toBe(true);
});

test('an event sends what was touched, the helpdesk whole', () => {
  const values = { ...eventValues(draftOf(aPlan()).event), phone: '+41 44 000 00 00', name: 'Annual meeting' };
  const sent = eventSent(values, ['name', 'phone']);
  expect(sent).toEqual({ name: 'Annual meeting', helpdesk: { email: null, phone: '+41 44 000 00 00', chat: null } });
  expect(eventChange.parse(sent)).toEqual(sent);
});

test('an event says who moves its running days on, and sends it alone', () => {
  const values = eventValues(draftOf(aPlan(), { advance: 'clock' }).event);
  expect(values.advance).toBe('clock');
  const sent = eventSent({ ...values, advance: 'chair' }, ['advance']);
  expect(sent).toEqual({ advance: 'chair' });
  expect(eventChange.parse(sent)).toEqual(sent);
});
