import { expect, it } from 'vitest';
import { calendarDate, title } from '../../agenda/schema.ts';
import { text } from '../../kernel/text.ts';

const refusal = (shape: typeof calendarDate | typeof title, value: string) =>
  shape.safeParse(value).error?.issues.map(({ message }) => message);

it.each(['1969-12-31', '3000-01-01', '9999-12-31', '0001-01-01'])('refuses a day in a year far away: %s', (date) => {
  expect(refusal(calendarDate, date)).toEqual(['expected a date from 1970 to 2999']);
});

it.each(['2026-02-29', '2026-2-1', '', '12026-01-01'])('refuses a day that does not exist: %s', (date) => {
  expect(refusal(calendarDate, date)).toEqual(['expected a date that exists, as 2021-01-11']);
});

it.each(['1970-01-01', '2028-02-29', '2999-12-31'])('takes the day %s', (date) => {
  expect(calendarDate.parse(date)).toBe(date);
});

it('refuses half a character, which no database can hold, and takes a whole one', () => {
  const message = 'expected no half of a character (a surrogate without its other)';
  expect(refusal(title, 'a\ud800b')).toEqual([message]);
  expect(refusal(text(9), '\udc00')).toEqual([message]);
  expect([title.parse('\u{1f389}'), text(9).parse('\u{1f389}')]).toEqual(['\u{1f389}', '\u{1f389}']);
});
