import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMinutes,
  formatClock,
  formatDate,
  formatRfc3339,
  instant,
  isCalendarDate,
  isTimeZone,
  latestOf,
  minutesBetween,
  parseRfc3339,
  readWallTime,
} from '../../kernel/time.ts';

/** What a reading says, with its instants written in UTC. */
function reading(date: string, wall: string, zone: string) {
  const read = readWallTime(date, wall, zone);
  const at = utc(read.at);
  if (read.kind === 'once') return { kind: read.kind, at };
  return { kind: read.kind, at, choices: read.choices.map((choice) => [choice.write, utc(choice.at)]) };
}

function utc(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}

describe('a wall time that exists once', () => {
  test('is read with the offset of its zone on its date', () => {
    expect(reading('2021-01-11', '12:00', 'Europe/Zurich')).toEqual({ kind: 'once', at: '2021-01-11T11:00' });
    expect(reading('2021-07-11', '12:00', 'Europe/Zurich')).toEqual({ kind: 'once', at: '2021-07-11T10:00' });
    expect(reading('2021-01-11', '09:30', 'Asia/Kolkata')).toEqual({ kind: 'once', at: '2021-01-11T04:00' });
    expect(reading('2021-01-11', '00:00', 'America/St_Johns')).toEqual({ kind: 'once', at: '2021-01-11T03:30' });
    expect(reading('2021-01-11', '23:59', 'Pacific/Kiritimati')).toEqual({ kind: 'once', at: '2021-01-11T09:59' });
  });

  test('is read on both sides of a change on its own date', () => {
    expect(reading('2021-03-28', '01:59', 'Europe/Zurich')).toEqual({ kind: 'once', at: '2021-03-28T00:59' });
    expect(reading('2021-03-28', '03:00', 'Europe/Zurich')).toEqual({ kind: 'once', at: '2021-03-28T01:00' });
    expect(reading('2021-10-31', '01:59', 'Europe/Zurich')).toEqual({ kind: 'once', at: '2021-10-30T23:59' });
    expect(reading('2021-10-31', '03:00', 'Europe/Zurich')).toEqual({ kind: 'once', at: '2021-10-31T02:00' });
  });

  test('may say its offset', () => {
    expect(reading('2021-01-11', '12:00+01:00', 'Europe/Zurich')).toEqual({ kind: 'once', at: '2021-01-11T11:00' });
    expect(reading('2021-01-11', '12:00-03:30', 'America/St_Johns')).toEqual({ kind: 'once', at: '2021-01-11T15:30' });
  });

  test('with an offset that its zone does not have then is doubtful, and the right way to write it is the only choice', () => {
    expect(reading('2021-03-29', '12:00+05:00', 'Europe/Zurich')).toEqual({
      kind: 'missing',
      at: '2021-03-29T10:00',
      choices: [['12:00+02:00', '2021-03-29T10:00']],
    });
  });
});

describe('a wall time when clocks go forward', () => {
  test('does not exist, and the choices are the clock times an hour to either side', () => {
    expect(reading('2021-03-28', '02:30', 'Europe/Zurich')).toEqual({
      kind: 'missing',
      at: '2021-03-28T01:30',
      choices: [
        ['03:30', '2021-03-28T01:30'],
        ['01:30', '2021-03-28T00:30'],
      ],
    });
  });

  test('does not come to exist by an offset', () => {
    expect(reading('2021-03-28', '02:30+01:00', 'Europe/Zurich').kind).toBe('missing');
    expect(reading('2021-03-28', '02:30+02:00', 'Europe/Zurich').kind).toBe('missing');
  });

  test('does not exist for half an hour where the change is half an hour', () => {
    expect(reading('2021-10-03', '02:15', 'Australia/Lord_Howe')).toEqual({
      kind: 'missing',
      at: '2021-10-02T15:45',
      choices: [
        ['02:45', '2021-10-02T15:45'],
        ['01:45', '2021-10-02T15:15'],
      ],
    });
    expect(reading('2021-10-03', '02:30', 'Australia/Lord_Howe')).toEqual({ kind: 'once', at: '2021-10-02T15:30' });
  });

  test('is offered no choice of another date when the change is at midnight', () => {
    expect(reading('2018-11-04', '00:30', 'America/Sao_Paulo')).toEqual({
      kind: 'missing',
      at: '2018-11-04T03:30',
      choices: [['01:30', '2018-11-04T03:30']],
    });
  });

  test('has no choices on a date that the zone leaves out', () => {
    expect(reading('2011-12-30', '12:00', 'Pacific/Apia')).toEqual({
      kind: 'missing',
      at: '2011-12-30T22:00',
      choices: [],
    });
    expect(reading('2011-12-29', '12:00', 'Pacific/Apia')).toEqual({ kind: 'once', at: '2011-12-29T22:00' });
    expect(reading('2011-12-31', '12:00', 'Pacific/Apia')).toEqual({ kind: 'once', at: '2011-12-30T22:00' });
  });
});

describe('a wall time when clocks go back', () => {
  test('exists twice, and is read as the earlier one until it is said which', () => {
    expect(reading('2021-10-31', '02:30', 'Europe/Zurich')).toEqual({
      kind: 'twice',
      at: '2021-10-31T00:30',
      choices: [
        ['02:30+02:00', '2021-10-31T00:30'],
        ['02:30+01:00', '2021-10-31T01:30'],
      ],
    });
    expect(reading('2021-11-07', '01:15', 'America/St_Johns')).toEqual({
      kind: 'twice',
      at: '2021-11-07T03:45',
      choices: [
        ['01:15-02:30', '2021-11-07T03:45'],
        ['01:15-03:30', '2021-11-07T04:45'],
      ],
    });
    expect(reading('2021-04-04', '01:45', 'Australia/Lord_Howe')).toEqual({
      kind: 'twice',
      at: '2021-04-03T14:45',
      choices: [
        ['01:45+11:00', '2021-04-03T14:45'],
        ['01:45+10:30', '2021-04-03T15:15'],
      ],
    });
  });

  test('is one of the two by its offset', () => {
    expect(reading('2021-10-31', '02:30+02:00', 'Europe/Zurich')).toEqual({ kind: 'once', at: '2021-10-31T00:30' });
    expect(reading('2021-10-31', '02:30+01:00', 'Europe/Zurich')).toEqual({ kind: 'once', at: '2021-10-31T01:30' });
  });

  test('still exists twice with an offset that is neither', () => {
    expect(reading('2021-10-31', '02:30+03:00', 'Europe/Zurich')).toEqual(
      reading('2021-10-31', '02:30', 'Europe/Zurich'),
    );
  });
});

test('every reading, in any zone on any date, is what the clocks there show or is told as missing', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const dates = fc.date({ min: new Date('1971-01-01'), max: new Date('2037-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(fc.constantFrom(...zones), dates, (zone, moment) => {
      const at = instant(Math.floor(moment.getTime() / 60_000) * 60_000);
      const [date, wall] = [formatDate(at, zone), formatClock(at, zone)];
      const read = readWallTime(date, wall, zone);
      const found = read.kind === 'once' ? [read.at] : read.choices.map((choice) => choice.at);
      // Liberia's offset of 44 minutes and a half, until 1972, is the only one with seconds.
      if (zone !== 'Africa/Monrovia') expect(found).toContain(at);
      expect(found.map((each) => `${formatDate(each, zone)} ${formatClock(each, zone)}`)).toEqual(
        found.map(() => `${date} ${wall}`),
      );
    }),
    { numRuns: 2000 },
  );
});

test('each choice of a doubtful wall time, written instead, is read as the instant it promised', () => {
  const doubtful = [
    ['2021-03-28', '02:30', 'Europe/Zurich'],
    ['2021-10-31', '02:30', 'Europe/Zurich'],
    ['2021-10-03', '02:15', 'Australia/Lord_Howe'],
    ['2021-04-04', '01:45', 'Australia/Lord_Howe'],
    ['2018-11-04', '00:30', 'America/Sao_Paulo'],
    ['2021-01-11', '12:00+05:00', 'Asia/Kolkata'],
  ] as const;
  for (const [date, wall, zone] of doubtful) {
    const read = readWallTime(date, wall, zone);
    const choices = read.kind === 'once' ? [] : read.choices;
    expect(choices.length).toBeGreaterThan(0);
    for (const choice of choices) {
      expect(readWallTime(date, choice.write, zone)).toEqual({ kind: 'once', at: choice.at });
    }
  }
});

test('what is no date, no time of day or no zone is refused', () => {
  expect(() => readWallTime('2021-02-30', '12:00', 'Europe/Zurich')).toThrow(RangeError);
  expect(() => readWallTime('2021-01-11', '24:00', 'Europe/Zurich')).toThrow(RangeError);
  expect(() => readWallTime('2021-01-11', '9:00', 'Europe/Zurich')).toThrow(RangeError);
  expect(() => readWallTime('2021-01-11', '12:00', 'Europe/Atlantis')).toThrow(RangeError);
});

test('only IANA names are zones', () => {
  expect(['Europe/Zurich', 'Asia/Kolkata', 'UTC'].map(isTimeZone)).toEqual([true, true, true]);
  expect(['', 'local', '+01:00', 'Europe/Atlantis'].map(isTimeZone)).toEqual([false, false, false, false]);
});

test('only days that exist are calendar dates', () => {
  expect(['2021-01-11', '2020-02-29'].map(isCalendarDate)).toEqual([true, true]);
  expect(['2021-02-29', '2021-1-11', '11.01.2021', '2021-01-11T12:00', ''].map(isCalendarDate)).toEqual(
    Array(5).fill(false),
  );
});

describe('an instant', () => {
  const noon = instant(Date.UTC(2021, 0, 11, 11, 0));

  test('is whole milliseconds', () => {
    expect(() => instant(0.5)).toThrow(RangeError);
    expect(() => instant(Number.NaN)).toThrow(RangeError);
  });

  test('is written in its zone as a clock, a date and RFC 3339, in ASCII digits', () => {
    expect(formatClock(noon, 'Asia/Kolkata')).toBe('16:30');
    expect(formatDate(noon, 'Pacific/Kiritimati')).toBe('2021-01-12');
    expect(formatRfc3339(noon, 'Europe/Zurich')).toBe('2021-01-11T12:00:00+01:00');
    expect(formatRfc3339(noon, 'America/St_Johns')).toBe('2021-01-11T07:30:00-03:30');
    expect(formatRfc3339(noon, 'utc')).toBe('2021-01-11T11:00:00+00:00');
  });

  test('is read back from RFC 3339, whatever the offset', () => {
    expect(parseRfc3339('2021-01-11T12:00:00+01:00')).toBe(noon);
    expect(parseRfc3339('2021-01-11T11:00:00Z')).toBe(noon);
    expect(parseRfc3339('2021-01-11T11:00:00.250Z')).toBe(noon + 250);
  });

  test('is not read from a time without an offset, nor from a date that does not exist', () => {
    expect(() => parseRfc3339('2021-01-11T12:00:00')).toThrow(RangeError);
    expect(() => parseRfc3339('2021-01-11')).toThrow(RangeError);
    expect(() => parseRfc3339('2021-02-30T12:00:00Z')).toThrow(RangeError);
  });

  test('is moved and measured in minutes', () => {
    expect(addMinutes(noon, 90)).toBe(Date.UTC(2021, 0, 11, 12, 30));
    expect(minutesBetween(noon, addMinutes(noon, -15))).toBe(-15);
    expect(latestOf(noon, addMinutes(noon, 5), addMinutes(noon, -5))).toBe(noon + 300_000);
  });
});
