import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import {
  clocksDiffer,
  dateRange,
  dayAndMonth,
  faceAt,
  longDate,
  offsetMinutes,
  offsetName,
  shortDay,
  zoneCity,
} from '../../web/clock-face.ts';

const at = (text: string) => Date.parse(text);

describe('what a clock shows', () => {
  test('midnight is 00:00 of the new day, not 24:00 of the old one', () => {
    expect(faceAt(at('2021-01-11T23:00:00Z'), 'Europe/Zurich')).toEqual({ date: '2021-01-12', clock: '00:00' });
  });

  test('clocks go forward from 01:59 to 03:00', () => {
    expect(faceAt(at('2021-03-28T00:59:00Z'), 'Europe/Zurich').clock).toBe('01:59');
    expect(faceAt(at('2021-03-28T01:00:00Z'), 'Europe/Zurich').clock).toBe('03:00');
  });

  test('a zone that does not exist is refused', () => {
    expect(() => faceAt(0, 'Europe/Nowhere')).toThrow(RangeError);
  });

  test('agrees with luxon at every minute of a century, in zones of all kinds', () => {
    const zones = ['UTC', 'Europe/Zurich', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia', 'Africa/Casablanca'];
    const minutes = fc.integer({ min: at('1990-01-01T00:00:00Z') / 60_000, max: at('2089-12-31T00:00:00Z') / 60_000 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
        const there = DateTime.fromMillis(minute * 60_000, { zone });
        expect(faceAt(minute * 60_000, zone)).toEqual({
          date: there.toFormat('yyyy-MM-dd'),
          clock: there.toFormat('HH:mm'),
        });
        expect(offsetMinutes(minute * 60_000, zone)).toBe(there.offset);
      }),
    );
  });
});

describe('words for dates and zones', () => {
  test('dates are written in English words of ours', () => {
    expect(longDate('2021-01-11')).toBe('Monday 11 January 2021');
    expect(dayAndMonth('2024-02-29')).toBe('Thursday 29 February');
    expect(shortDay('2021-01-15')).toBe('Fri 15');
  });

  test('a range names month and year once where it can', () => {
    expect(dateRange('2021-01-11', '2021-01-15')).toBe('11 to 15 January 2021');
    expect(dateRange('2021-01-30', '2021-02-02')).toBe('30 January to 2 February 2021');
    expect(dateRange('2020-12-30', '2021-01-02')).toBe('30 December 2020 to 2 January 2021');
    expect(dateRange('2021-01-11', '2021-01-11')).toBe('Monday 11 January 2021');
  });

  test('a zone is called by its city, and by its offset where it has none', () => {
    expect(zoneCity('Europe/Zurich')).toBe('Zurich');
    expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(zoneCity('Etc/UTC')).toBe('UTC');
    expect(zoneCity('Etc/GMT+5')).toBe('UTC−5');
  });

  test('an offset is written with its sign, and with minutes only where there are some', () => {
    const winter = at('2021-01-11T12:00:00Z');
    expect(offsetName(winter, 'Europe/Zurich')).toBe('UTC+1');
    expect(offsetName(winter, 'Europe/London')).toBe('UTC');
    expect(offsetName(winter, 'America/St_Johns')).toBe('UTC−3:30');
  });

  test('two zones differ only where their clocks do', () => {
    const winter = at('2021-01-11T12:00:00Z');
    expect(clocksDiffer([winter], 'Europe/Paris', 'Europe/Zurich')).toBe(false);
    expect(clocksDiffer([winter], 'Europe/Tallinn', 'Europe/Zurich')).toBe(true);
    expect(clocksDiffer([winter, at('2021-07-11T12:00:00Z')], 'Africa/Lagos', 'Europe/Zurich')).toBe(true);
  });
});
