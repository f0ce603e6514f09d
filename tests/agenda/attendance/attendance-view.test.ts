import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attendanceView, type Tally } from '../../../agenda/attendance/attendance-view.ts';
import type { AgendaDay } from '../../../agenda/view.ts';

const day = {
  number: 3,
  date: '2021-01-13',
  entries: [
    { id: 'keynote', kind: 'keynote', title: 'Keynote', start: '2021-01-13T12:00:00+01:00' },
    { id: 'pause', kind: 'break', title: 'Break', start: '2021-01-13T12:30:00+01:00' },
  ],
} as unknown as AgendaDay;
const at = (sessionId: string, minutes: number, people: number, joined = 0): Tally => ({
  ...{ dayId: 'day-3', sessionId, minutes, people, joined },
});
const seenIn = (...tallies: Tally[]) => attendanceView([{ id: 'day-3', day }], tallies, new Map()).days[0];

it('counts who was seen and who joined, of sessions and of the day, and knows of no breaks', () => {
  const tallies = [at('', 1, 4), at('', 90, 6), at('keynote', 0, 2, 2), at('keynote', 7, 3, 1), at('pause', 3, 9)];
  const elsewhere = { ...at('', 5, 100), dayId: 'day-4' };
  const view = attendanceView([{ id: 'day-3', day }], [...tallies, elsewhere], new Map([['day-3', 3]]));
  const keynote = { id: 'keynote', title: 'Keynote', start: '2021-01-13T12:00:00+01:00' };
  expect(view).toEqual({
    days: [
      {
        ...{ number: 3, date: '2021-01-13', seen: 10, joined: 3 },
        sessions: [{ ...keynote, seen: 3, joined: 3, medianMinutes: 7 }],
      },
    ],
  });
});

it('knows a session to which nobody came', () => {
  expect(seenIn()).toMatchObject({ seen: 0, joined: 0, sessions: [{ seen: 0, joined: 0, medianMinutes: 0 }] });
});

it('takes for the middle what stands in the middle of everybody, or halfway between two', () => {
  const stays = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 30 });
  fc.assert(
    fc.property(stays, (minutes) => {
      const seen = minutes.filter((each) => each > 0).sort((a, b) => a - b);
      const half = seen.length / 2;
      const middle = seen.length === 0 ? 0 : ((seen[Math.ceil(half) - 1] ?? 0) + (seen[Math.floor(half)] ?? 0)) / 2;
      const view = seenIn(...minutes.map((each) => at('keynote', each, 1)));
      expect(view?.sessions[0]?.medianMinutes).toBe(Math.round(middle));
    }),
  );
});
