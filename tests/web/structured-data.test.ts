import { expect, test } from 'vitest';
import { eventData, sessionData } from '../../web/agenda/structured-data.ts';
import { emptyAgenda, entryId, fiveDayAgenda } from '../fixtures/agenda.ts';

const SITE = 'https://plenum.example.org';

const session = (id: string) => {
  const entry = fiveDayAgenda.days.flatMap((day) => day.entries).find((each) => each.id === id);
  if (!entry) throw new Error(`the fixture has no ${id}`);
  return sessionData(fiveDayAgenda, entry, SITE);
};

test('the event is told online, from its first start to its last end, at its public page', () => {
  const { subEvent, ...event } = eventData(fiveDayAgenda, SITE) ?? {};
  expect(event).toEqual({
    '@context': 'https://schema.org',
    '@type': 'Event',
    '@id': `${SITE}/e/annual-event`,
    name: 'Year 2 annual event',
    url: `${SITE}/e/annual-event`,
    startDate: '2021-01-11T12:00:00+01:00',
    endDate: '2021-01-15T13:55:00+01:00',
    eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
    location: { '@type': 'VirtualLocation', url: `${SITE}/e/annual-event` },
    eventStatus: 'https://schema.org/EventScheduled',
  });
  expect(subEvent).toHaveLength(54);
});

test('a session that moved says from when', () => {
  expect(session(entryId(2, 9))).toMatchObject({
    eventStatus: 'https://schema.org/EventRescheduled',
    startDate: '2021-01-12T14:10:00+01:00',
    previousStartDate: '2021-01-12T14:00:00+01:00',
  });
});

test('a session that stayed names no earlier start', () => {
  expect(session(entryId(2, 0))).toMatchObject({ eventStatus: 'https://schema.org/EventScheduled' });
  expect(session(entryId(2, 0))).not.toHaveProperty('previousStartDate');
});

test('nothing is told of an event that published nothing', () => {
  expect(eventData(emptyAgenda, SITE)).toBeNull();
});
