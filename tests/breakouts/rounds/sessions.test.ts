import { expect, test } from 'vitest';
import type { AgendaEntry } from '../../../agenda/view.ts';
import { breakoutSessions, sessionName } from '../../../breakouts/rounds/sessions.ts';

const entry = (id: string, more: Partial<AgendaEntry> = {}) =>
  ({ id, kind: 'breakout', title: id, ...times('14:20'), audience: [], ...more }) as AgendaEntry;
const times = (clock: string) => ({ start: `2021-01-11T${clock}:00+01:00`, end: '2021-01-11T15:00:00+01:00' });

test('breakouts are listed in the agenda’s order, without skipped ones, other sessions and days that are no more', () => {
  const day = (number: number, entries: readonly AgendaEntry[]) => ({ number, date: '2021-01-11', entries }) as never;
  const days = [
    day(1, [entry('Parcels'), entry('Lunch', { kind: 'break' }), entry('Left', { skipped: true })]),
    day(2, [entry('Data', { expectedStart: '2021-01-12T14:35:00+01:00' })]),
    day(3, [entry('Lost')]),
  ];
  const ids = [
    { id: 'd2', number: 2 },
    { id: 'd1', number: 1 },
  ];
  const sessions = breakoutSessions({ days }, ids);
  expect(sessions.map(({ id, dayId, day: of }) => [id, dayId, of])).toEqual([
    ['Parcels', 'd1', 1],
    ['Data', 'd2', 2],
  ]);
  const names = ['Parcels', 'Data', 'Lost'].map((id) => sessionName(sessions, id));
  expect(names).toEqual(['Day 1, 14:20: Parcels', 'Day 2, 14:35: Data', 'A session that is published no more']);
});
