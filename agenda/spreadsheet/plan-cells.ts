/**
 * What the cells of a plan file mean: each column turns its text into a field of the plan. The limits
 * are those of `schema.ts`; here stand only the ways of writing that spreadsheets and people have.
 */
import { z } from 'zod';
import { optionalCellText as optionalText, cellText as text } from '../../kernel/spreadsheet/cells.ts';
import { readList, splitList, unescaped } from '../../kernel/spreadsheet/listed-text.ts';
import { chair, dayFields, sessionFields } from '../schema.ts';
import { readSpeakers } from './speakers.ts';

const wholeNumber = text
  .refine((cell) => /^\d{1,9}$/.test(cell), { error: 'expected a whole number', abort: true })
  .transform(Number);
const optionalNumber = optionalText
  .refine((cell) => cell === null || /^\d{1,9}$/.test(cell), { error: 'expected a whole number', abort: true })
  .transform((cell) => (cell === null ? null : Number(cell)));

/** `9:05`, `09:05:00` and either with an offset become `09:05`. */
function plainTime(cell: string): string {
  const parts = /^(\d{1,2}):(\d{2})(?::00)?([+-]\d{2}:\d{2})?$/.exec(cell);
  return parts ? `${parts[1]?.padStart(2, '0')}:${parts[2]}${parts[3] ?? ''}` : cell;
}

/** `11.1.2021` becomes `2021-01-11`. With slashes day and month could be either, so that stays a fault. */
function plainDate(cell: string): string {
  const parts = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell);
  return parts ? `${parts[3]}-${parts[2]?.padStart(2, '0')}-${parts[1]?.padStart(2, '0')}` : cell;
}

const time = text.transform(plainTime).pipe(dayFields.shape.start);
const optionalTime = optionalText
  .transform((cell) => (cell === null ? null : plainTime(cell)))
  .pipe(sessionFields.shape.announcedStart);

const YES: readonly string[] = ['yes', 'true', '1', 'x'];
const NO: readonly string[] = ['', 'no', 'false', '0'];
const yesOrNo = text
  .transform((cell) => cell.toLowerCase())
  .refine((cell) => YES.includes(cell) || NO.includes(cell), 'expected yes or no')
  .transform((cell) => YES.includes(cell));

/** One entry for each text of the list, null for an empty one. */
const listWithGaps = text.transform((cell) => splitList(cell).map((entry) => unescaped(entry) || null));

const dayNumber = wholeNumber.pipe(dayFields.shape.number);
const personName = chair.shape.name;
const organisation = chair.shape.organisation.nullable();

export const dayCells = z.object({
  day: dayNumber,
  date: text.transform(plainDate).pipe(dayFields.shape.date),
  start: time,
  end: time,
  time_zone: text.pipe(dayFields.shape.timeZone),
  break_minutes: wholeNumber.pipe(dayFields.shape.breakMinutes),
  break_slots: wholeNumber.pipe(dayFields.shape.breakSlots),
  chair: listWithGaps.pipe(z.array(personName)),
  chair_organisation: listWithGaps.pipe(z.array(organisation)),
  deputy: listWithGaps.pipe(z.array(personName)),
  deputy_organisation: listWithGaps.pipe(z.array(organisation)),
});

export const sessionCells = z.object({
  day: dayNumber,
  order: text
    .refine((cell) => /^\d{1,6}(\.\d{1,6})?$/.test(cell), { error: 'expected a number, as 3', abort: true })
    .transform(Number),
  kind: text.transform((cell) => cell.toLowerCase()).pipe(sessionFields.shape.kind),
  title: text.pipe(sessionFields.shape.title),
  minutes: wholeNumber.pipe(sessionFields.shape.minutes),
  announced_start: optionalTime,
  announced_end: optionalTime,
  audience: text.transform(readList).pipe(sessionFields.shape.audience),
  speaker: text.transform(readSpeakers).pipe(sessionFields.shape.speakers),
  reports_back: optionalText,
  track: optionalText.pipe(sessionFields.shape.track),
  least_minutes: optionalNumber.pipe(sessionFields.shape.leastMinutes),
  pinned: yesOrNo,
  join_link: optionalText.pipe(sessionFields.shape.joinLink),
  chair: optionalText.pipe(personName),
  chair_organisation: optionalText.pipe(organisation),
  /** Kept as it is written, spaces at its ends too. */
  abstract: z
    .string()
    .transform((cell) => (cell.trim() === '' ? '' : cell.normalize('NFC')))
    .pipe(sessionFields.shape.abstract),
});

export type DayCells = z.infer<typeof dayCells>;
export type SessionCells = z.infer<typeof sessionCells>;
