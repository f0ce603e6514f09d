import { expect, it } from 'vitest';
import { ANONYMOUS } from '../../kernel/actor.ts';
import { parseRfc3339 } from '../../kernel/time.ts';
import { loadSample, nextMonday } from '../../server/sample.ts';
import { eventFields, OPERATOR, openRoom } from '../agenda/room.ts';
import { eachEngine } from '../engines.ts';

it.each([
  ['a Wednesday', '2026-03-04T12:00:00Z', '2026-03-09'],
  ['a Sunday', '2026-03-08T12:00:00Z', '2026-03-09'],
  ['a Monday', '2026-03-09T12:00:00Z', '2026-03-16'],
  ['the first minute of a Monday in Zurich, still Sunday in UTC', '2026-03-08T23:00:00Z', '2026-03-16'],
  ['the last minute of a Sunday in Zurich', '2026-03-08T22:59:59Z', '2026-03-09'],
  ['the Saturday before the clocks go forward', '2026-03-28T12:00:00Z', '2026-03-30'],
  ['the Sunday on which they go forward', '2026-03-29T00:59:00Z', '2026-03-30'],
  ['the evening of that Sunday, Monday in Zurich but not by winter time', '2026-03-29T22:30:00Z', '2026-04-06'],
  ['the Sunday on which they go back', '2026-10-25T01:30:00Z', '2026-10-26'],
  ['the evening of that Sunday, which summer time would call Monday', '2026-10-25T22:30:00Z', '2026-10-26'],
  ['the last day of a year', '2026-12-31T12:00:00Z', '2027-01-04'],
])('the Monday strictly after %s is found', (_, now, monday) => {
  expect(nextMonday(parseRfc3339(now))).toBe(monday);
});

eachEngine('the sample', (open) => {
  it.each([
    ['in winter', '2026-01-14T09:00:00Z', '2026-01-19', '12:00:00+01:00'],
    ['across the change to summer time', '2026-03-27T09:00:00Z', '2026-03-30', '12:00:00+02:00'],
    ['across the change to winter time', '2026-10-23T09:00:00Z', '2026-10-26', '12:00:00+01:00'],
  ])('starts on a Monday and keeps weekdays and wall times %s', async (_, now, monday, start) => {
    const room = await openRoom(open, now);
    expect(await loadSample(room, room.clock)).toBe('five-day-event');
    const held = await room.published.get('five-day-event');
    expect(held?.agenda.version).toBe(1);
    const days = held?.agenda.days ?? [];
    expect(days.map(({ date }) => new Date(date).getUTCDay())).toEqual([1, 2, 3, 4, 5]);
    expect(days[0]?.date).toBe(monday);
    expect(days.map((day) => day.start.slice(11, 16))).toEqual(['12:00', '11:30', '11:30', '11:30', '10:00']);
    expect(days[0]?.start).toBe(`${monday}T${start}`);
    const draft = await room.drafts.view(OPERATOR, 'five-day-event');
    expect(draft.days.map(({ overMinutes }) => overMinutes)).toEqual([10, 15, 10, 15, 25]);
    expect(await room.events.get(ANONYMOUS, 'five-day-event')).toMatchObject({
      isPublic: true,
      helpdesk: { email: 'helpdesk@example.org' },
    });
  });

  it('is left out when there is any event', async () => {
    const room = await openRoom(open);
    await room.events.create(OPERATOR, eventFields());
    expect(await loadSample(room, room.clock)).toBe(null);
    expect((await room.events.list(OPERATOR)).map(({ slug }) => slug)).toEqual(['meeting']);
  });
});
