import { expect, test } from 'vitest';
import { countdownDigits, lateText, nearnessOf, spanText } from '../../../web/show/show-words.ts';
import { tonesBetween } from '../../../web/show/sound.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

test.each([
  [12 * MINUTE + 34 * SECOND, '12:34'],
  [999, '00:01'],
  [0, '00:00'],
  [-999, '00:00'],
  [-7 * SECOND, '−00:07'],
  [62 * MINUTE + 5 * SECOND, '1:02:05'],
])('%d ms left are written %s', (left, digits) => {
  expect(countdownDigits(left)).toBe(digits);
});

test.each([
  [30 * SECOND, 'less than a minute'],
  [12 * MINUTE, '12 min'],
  [125 * MINUTE, '2 h 5 min'],
  [25 * 60 * MINUTE, '1 day 1 h'],
])('a span of %d ms is %s', (ms, text) => {
  expect(spanText(ms)).toBe(text);
});

test('lateness is said in words', () => {
  expect([6, -4, 0, 125].map(lateText)).toEqual([
    '6 min later than planned',
    '4 min earlier than planned',
    'on time',
    '2 h 5 min later than planned',
  ]);
});

test('aloud it is said at 5 minutes, at 1, and at the end, and not each second', () => {
  const each = Array.from({ length: 400 }, (_, second) => nearnessOf((350 - second) * SECOND));
  const changes = each.filter((nearness, place) => nearness !== each[place - 1]);
  expect(changes).toEqual(['far', 'five', 'one', 'out']);
  expect(nearnessOf(null)).toBe('far');
});

test('tones are heard when the end comes nearer, and none when minutes are given', () => {
  expect(tonesBetween('far', 'five')).toBe(1);
  expect(tonesBetween('five', 'one')).toBe(2);
  expect(tonesBetween('one', 'out')).toBe(3);
  expect(tonesBetween('out', 'far')).toBe(0);
  expect(tonesBetween('five', 'five')).toBe(0);
});
