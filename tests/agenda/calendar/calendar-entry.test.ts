import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advanceCalendarEntries,
  CANCELLED_STAYS,
  type CalendarEntry,
  entriesStillTold,
  nextEntryToGo,
  speakerLine,
} from '../../../agenda/calendar/calendar-entry.ts';
import type { Agenda } from '../../../agenda/view.ts';
import { agendaOf, entryOf } from './calendar-samples.ts';

const SESSION = '7b0c3a52-4f61-4c4e-9a55-0d2b6f1c8e01';
const NOW = Date.UTC(2026, 10, 2, 9);

const only = (entries: readonly CalendarEntry[]): CalendarEntry => {
  expect(entries.length).toBe(1);
  return entries[0] as CalendarEntry;
};

const withOne = (change: Parameters<typeof entryOf>[0] = {}): Agenda => agendaOf([entryOf({ id: SESSION, ...change })]);

describe('what calendars are told', () => {
  it('begins with sequence 0, revised now', () => {
    expect(advanceCalendarEntries([], withOne({ title: 'Opening' }), NOW)).toEqual([
      {
        sessionId: SESSION,
        sequence: 0,
        revisedAt: NOW,
        cancelledAt: null,
        content: {
          kind: 'presentation',
          title: 'Opening',
          abstract: '',
          start: '2026-11-02T10:00:00+01:00',
          end: '2026-11-02T10:30:00+01:00',
          dayNumber: 1,
          audience: [],
          track: null,
          speakers: [],
        },
      },
    ]);
  });

  it('leaves breaks out', () => {
    expect(advanceCalendarEntries([], withOne({ kind: 'break' }), NOW)).toEqual([]);
  });

  it('stays the same object when nothing shown has changed', () => {
    const before = advanceCalendarEntries([], withOne(), NOW);
    expect(only(advanceCalendarEntries(before, withOne({ minutes: 31 }), NOW + 1))).toBe(before[0]);
  });

  it('is not revised when a time is only written with another offset', () => {
    const before = advanceCalendarEntries([], withOne(), NOW);
    const same = withOne({ start: '2026-11-02T09:00:00+00:00', end: '2026-11-02T09:30:00+00:00' });
    expect(only(advanceCalendarEntries(before, same, NOW + 1))).toBe(before[0]);
  });

  it('is revised without a new sequence when only the title changes', () => {
    const before = advanceCalendarEntries([], withOne(), NOW);
    const after = only(advanceCalendarEntries(before, withOne({ title: 'Renamed' }), NOW + 1));
    expect([after.sequence, after.revisedAt, after.content.title]).toEqual([0, NOW + 1, 'Renamed']);
  });

  it.each([
    ['start', { start: '2026-11-02T10:05:00+01:00' }],
    ['end', { end: '2026-11-02T10:35:00+01:00' }],
  ])('has a new sequence when its %s changes', (_, change) => {
    const before = advanceCalendarEntries([], withOne(), NOW);
    const after = only(advanceCalendarEntries(before, withOne(change), NOW + 1));
    expect([after.sequence, after.revisedAt]).toEqual([1, NOW + 1]);
  });

  it('stays as cancelled for 30 days and then goes', () => {
    const before = advanceCalendarEntries([], withOne(), NOW);
    const gone = advanceCalendarEntries(before, agendaOf([]), NOW + 1);
    expect(gone).toEqual([{ ...only(before), sequence: 1, revisedAt: NOW + 1, cancelledAt: NOW + 1 }]);
    expect(advanceCalendarEntries(gone, agendaOf([]), NOW + CANCELLED_STAYS)).toEqual(gone);
    expect(advanceCalendarEntries(gone, agendaOf([]), NOW + 1 + CANCELLED_STAYS)).toEqual([]);
  });

  it('says when the next cancelled entry goes', () => {
    const gone = advanceCalendarEntries(advanceCalendarEntries([], withOne(), NOW), agendaOf([]), NOW);
    expect(nextEntryToGo(gone)).toBe(NOW + CANCELLED_STAYS);
    expect(entriesStillTold(gone, nextEntryToGo(gone) - 1)).toEqual(gone);
    expect(entriesStillTold(gone, nextEntryToGo(gone))).toEqual([]);
    expect(nextEntryToGo([])).toBe(Number.POSITIVE_INFINITY);
  });

  it('is revived with a new sequence when the session comes back', () => {
    const first = advanceCalendarEntries([], withOne(), NOW);
    const gone = advanceCalendarEntries(first, agendaOf([]), NOW + 1);
    const back = only(advanceCalendarEntries(gone, withOne(), NOW + 2));
    expect(back).toEqual({ ...only(first), sequence: 2, revisedAt: NOW + 2 });
  });

  it('names speakers in one line and says what is to be confirmed', () => {
    expect(speakerLine({ name: 'A. Example', organisation: 'Office', confirmed: true })).toBe('A. Example, Office');
    expect(speakerLine({ name: 'A. Example', organisation: null, confirmed: false })).toBe(
      'A. Example (to be confirmed)',
    );
    expect(speakerLine({ name: null, organisation: 'Office', confirmed: true })).toBe('Office (to be confirmed)');
    expect(speakerLine({ name: null, organisation: null, confirmed: false })).toBe('To be confirmed');
  });
});

describe('laws over any history of published versions', () => {
  const ids = ['a', 'b', 'c'].map((letter) => `${letter.repeat(8)}-0000-4000-8000-000000000000`);
  const session = fc.record({
    id: fc.constantFrom(...ids),
    title: fc.constantFrom('One', 'Two'),
    start: fc.constantFrom('2026-11-02T10:00:00+01:00', '2026-11-02T09:30:00+00:00'),
    kind: fc.constantFrom('presentation' as const, 'break' as const),
  });
  const version = fc.record({
    agenda: fc.uniqueArray(session, { selector: ({ id }) => id }).map((sessions) => agendaOf(sessions.map(entryOf))),
    later: fc.constantFrom(0, 1, 60_000, CANCELLED_STAYS - 1, CANCELLED_STAYS),
  });
  const history = fc.array(version, { minLength: 1, maxLength: 8 });

  const walk = (
    versions: readonly { agenda: Agenda; later: number }[],
    look: (before: readonly CalendarEntry[], after: readonly CalendarEntry[], agenda: Agenda, now: number) => void,
  ) => {
    let told: readonly CalendarEntry[] = [];
    let now = NOW;
    for (const { agenda, later } of versions) {
      now += later;
      const next = advanceCalendarEntries(told, agenda, now);
      look(told, next, agenda, now);
      told = next;
    }
  };

  const sessionsOf = (agenda: Agenda) => agenda.days.flatMap((day) => day.entries).filter((e) => e.kind !== 'break');

  it('tells of every session exactly once, and of no other as taking place', () => {
    fc.assert(
      fc.property(history, (versions) =>
        walk(versions, (_, after, agenda) => {
          const alive = after.filter((entry) => entry.cancelledAt === null).map((entry) => entry.sessionId);
          expect(alive).toEqual(sessionsOf(agenda).map((entry) => entry.id));
          expect(new Set(after.map((entry) => entry.sessionId)).size).toBe(after.length);
          const shown = after.filter((entry) => entry.cancelledAt === null).map(({ content }) => content);
          expect(shown.map(({ title, start }) => [title, Date.parse(start)])).toEqual(
            sessionsOf(agenda).map(({ title, start }) => [title, Date.parse(start)]),
          );
        }),
      ),
    );
  });

  it('never lets a sequence or a revision fall, and raises the sequence with every news of time or place in the plan', () => {
    fc.assert(
      fc.property(history, (versions) =>
        walk(versions, (before, after, _agenda, now) => {
          for (const entry of after) {
            const old = before.find(({ sessionId }) => sessionId === entry.sessionId);
            if (!old || old === entry) continue;
            const timeChanged =
              Date.parse(old.content.start) !== Date.parse(entry.content.start) ||
              Date.parse(old.content.end) !== Date.parse(entry.content.end);
            const presenceChanged = (old.cancelledAt === null) !== (entry.cancelledAt === null);
            expect(entry.sequence).toBe(old.sequence + (timeChanged || presenceChanged ? 1 : 0));
            expect(entry.revisedAt).toBe(now);
          }
        }),
      ),
    );
  });

  it('changes nothing when the same agenda is published again', () => {
    fc.assert(
      fc.property(history, (versions) =>
        walk(versions, (_, after, agenda, now) => {
          expect(advanceCalendarEntries(after, agenda, now + 1)).toEqual(entriesStillTold(after, now + 1));
        }),
      ),
    );
  });

  it('keeps a session that went for 30 days and not longer', () => {
    fc.assert(
      fc.property(history, (versions) =>
        walk(versions, (before, after, agenda, now) => {
          const present = new Set(sessionsOf(agenda).map((entry) => entry.id));
          for (const old of before.filter((entry) => !present.has(entry.sessionId))) {
            const kept = after.some((entry) => entry.sessionId === old.sessionId);
            expect(kept).toBe(old.cancelledAt === null || now - old.cancelledAt < CANCELLED_STAYS);
          }
        }),
      ),
    );
  });
});
