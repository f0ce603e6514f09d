import { describe, expect, test } from 'vitest';
import { NO_MOMENT, readMoment, registrationSentence, typedMoment } from '../../../web/people/moment.ts';

const ZURICH = 'Europe/Zurich';

describe('a time that is typed', () => {
  test('is the instant at which the event’s clocks show it', () => {
    expect(readMoment({ date: '2021-01-03', clock: '08:00' }, ZURICH)).toEqual({
      kind: 'at',
      at: '2021-01-03T08:00:00+01:00',
    });
    expect(readMoment(NO_MOMENT, ZURICH)).toEqual({ kind: 'none' });
  });

  test('needs both its parts', () => {
    expect(readMoment({ date: '', clock: '08:00' }, ZURICH).kind).toBe('wrong');
    expect(readMoment({ date: '2021-01-03', clock: '' }, ZURICH).kind).toBe('wrong');
    expect(readMoment({ date: '2021-02-30', clock: '08:00' }, ZURICH).kind).toBe('wrong');
  });

  test('is not taken where the clocks go back and show it twice, until one of the two is chosen', () => {
    const typed = { date: '2021-10-31', clock: '02:30' };
    const reading = readMoment(typed, ZURICH);
    expect(reading).toEqual({
      kind: 'doubtful',
      message: 'The clocks go back in Zurich on Sunday 31 October 2021: 02:30 comes twice. Choose which one is meant.',
      choices: [
        { clock: '02:30+02:00', label: '02:30, the first time (UTC+2)' },
        { clock: '02:30+01:00', label: '02:30, the second time (UTC+1)' },
      ],
    });
    expect(readMoment({ ...typed, clock: '02:30+01:00' }, ZURICH)).toEqual({
      kind: 'at',
      at: '2021-10-31T02:30:00+01:00',
    });
  });

  test('is not taken where the clocks go forward past it, until a time is chosen that exists', () => {
    const reading = readMoment({ date: '2021-03-28', clock: '02:30' }, ZURICH);
    expect(reading.kind === 'doubtful' && reading.choices.map(({ label }) => label)).toEqual([
      '03:30 (UTC+2)',
      '01:30 (UTC+1)',
    ]);
  });
});

describe('a time that is stored', () => {
  test('stands in the fields as the event’s clocks show it', () => {
    expect(typedMoment('2021-01-03T07:00:00Z', ZURICH)).toEqual({ date: '2021-01-03', clock: '08:00' });
    expect(typedMoment(null, ZURICH)).toEqual(NO_MOMENT);
  });

  test('is read back as itself, also when the clocks show it twice', () => {
    for (const at of ['2021-10-31T02:30:00+02:00', '2021-10-31T02:30:00+01:00', '2021-06-01T12:00:00+02:00']) {
      expect(readMoment(typedMoment(at, ZURICH), ZURICH)).toEqual({ kind: 'at', at });
    }
  });
});

test('what a visitor is told now follows the times', () => {
  const times = { opensAt: '2021-01-03T08:00:00+01:00', closesAt: '2021-01-08T18:00:00+01:00' };
  const at = (now: string, changed = times as { opensAt: string | null; closesAt: string | null }) =>
    registrationSentence(changed, ZURICH, Date.parse(now));
  expect([
    at('2021-01-01T00:00:00Z'),
    at('2021-01-03T07:00:00Z'),
    at('2021-01-03T07:00:00Z', { ...times, closesAt: null }),
    at('2021-01-08T17:00:00Z'),
    at('2021-01-01T00:00:00Z', { opensAt: null, closesAt: null }),
  ]).toEqual([
    'Registration opens on Sunday 3 January at 08:00 (Zurich).',
    'Registration is open until Friday 8 January at 18:00 (Zurich).',
    'Registration is open, until you close it.',
    'Registration closed on Friday 8 January at 18:00 (Zurich).',
    'Registration has no opening time yet, so nobody can register.',
  ]);
});
