import { describe, expect, test } from 'vitest';
import { isRunning, standingOf, stretchesOf } from '../../web/agenda/timetable.ts';
import { emptyAgenda, entryId, fiveDayAgenda, trackAgenda } from '../fixtures/agenda.ts';

const words = (now: string | null) => {
  const standing = standingOf(fiveDayAgenda, now === null ? null : Date.parse(now));
  return (
    standing && [standing.state, ...standing.lines.map(({ label, at, entry }) => [label, at, entry?.title ?? null])]
  );
};

describe('where an event stands', () => {
  test('before it, and where nobody knows the time: when it starts and ends', () => {
    const expected = [
      'before',
      ['Starts', '2021-01-11T12:00:00+01:00', 'Welcome and roundtable of participants'],
      ['Ends', '2021-01-15T13:55:00+01:00', 'Closure of the annual event'],
    ];
    expect(words(null)).toEqual(expected);
    expect(words('2021-01-11T10:59:59Z')).toEqual(expected);
  });

  test('while a session runs: until when, and what is next', () => {
    expect(words('2021-01-12T12:10:00Z')).toEqual([
      'running',
      ['Now', '2021-01-12T13:25:00+01:00', 'Breakout rooms 2: PET-2 work and the parcel study'],
      ['Next', '2021-01-12T13:25:00+01:00', 'Plenary 2: reports from breakout rooms 2'],
    ]);
  });

  test('overnight: what is next, and when the event ends', () => {
    expect(words('2021-01-12T20:00:00Z')).toEqual([
      'between',
      ['Next', '2021-01-13T11:30:00+01:00', 'Research Executive Agency expert presentation'],
      ['Ends', '2021-01-15T13:55:00+01:00', 'Closure of the annual event'],
    ]);
  });

  test('during the last session nothing is next but the end', () => {
    expect(words('2021-01-15T12:54:59Z')).toEqual([
      'running',
      ['Now', '2021-01-15T13:55:00+01:00', 'Closure of the annual event'],
      ['Ends', '2021-01-15T13:55:00+01:00', null],
    ]);
  });

  test('after it: when it ended and began', () => {
    expect(words('2021-01-15T12:55:00Z')).toEqual([
      'after',
      ['Ended', '2021-01-15T13:55:00+01:00', 'Closure of the annual event'],
      ['Began', '2021-01-11T12:00:00+01:00', 'Welcome and roundtable of participants'],
    ]);
  });

  test('side by side sessions are counted', () => {
    expect(standingOf(trackAgenda, Date.parse('2021-01-11T11:20:00Z'))?.lines[0].beside).toBe(19);
  });

  test('nowhere, while nothing is published', () => {
    expect(standingOf(emptyAgenda, null)).toBeNull();
  });
});

test('a session runs from its start until just before its end', () => {
  const entry = fiveDayAgenda.days[0]?.entries[0];
  if (!entry) throw new Error('the fixture has no session');
  const runs = (time: string) => isRunning(entry, Date.parse(time));
  expect(
    ['2021-01-11T10:59:59Z', '2021-01-11T11:00:00Z', '2021-01-11T11:14:59Z', '2021-01-11T11:15:00Z'].map(runs),
  ).toEqual([false, true, true, false]);
});

test('entries with a track stand in lanes, in order, between those for everyone', () => {
  const stretches = stretchesOf(trackAgenda.days[0]?.entries ?? []);
  expect(stretches.map(({ kind }) => kind)).toEqual(['entry', 'lanes', 'entry']);
  const lanes = stretches[1]?.kind === 'lanes' ? stretches[1].lanes : [];
  expect(lanes).toHaveLength(20);
  expect(lanes[0]?.track).toBe('Track 1');
  expect(lanes[0]?.entries.map(({ id }) => id)).toEqual([entryId(8, 1), entryId(8, 21)]);
});
