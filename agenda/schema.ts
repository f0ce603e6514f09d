/**
 * The shapes of a plan: an event has days, a day has sessions in running order. Shapes that come from
 * outside are zod schemas and their types are inferred; shapes that only we make are plain interfaces.
 */
import { z } from 'zod';
import type { DayId, EventId, SessionId } from '../kernel/ids.ts';
import { line, text, timeZone, webLink } from '../kernel/text.ts';
import { isCalendarDate, WALL_TIME } from '../kernel/time.ts';

/** No break is shorter than this, in minutes. */
export const LEAST_BREAK_MINUTES = 5;
/** More than this many minutes on end without a break is worth a finding. */
export const LONGEST_STRETCH_MINUTES = 90;
/** A day with more sessions is refused: laying it out takes time that grows with the square of their number. */
export const MOST_SESSIONS_OF_DAY = 500;

export const SESSION_KINDS = [
  'opening',
  'presentation',
  'update',
  'keynote',
  'breakout',
  'plenary',
  'assembly',
  'break',
  'test',
  'closure',
] as const;

export const sessionKind = z.enum(SESSION_KINDS);
export type SessionKind = z.infer<typeof sessionKind>;

/** Who moves the running day on. */
export const ADVANCES = ['chair', 'clock'] as const;
export type Advance = (typeof ADVANCES)[number];

export const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'expected 1 to 64 of a to z, 0 to 9 and inner hyphens');
/** From years that a plan can lie in: a day that runs on must not leave the four digits that a year is written in. */
export const calendarDate = z
  .string()
  .refine(isCalendarDate, { error: 'expected a date that exists, as 2021-01-11', abort: true })
  .refine((date) => /^(?:19[7-9]|2\d\d)\d-/.test(date), 'expected a date from 1970 to 2999');
export const wallTime = z.string().regex(WALL_TIME, 'expected a time of day from 00:00 to 23:59, as 13:50');

const minutes = z.int('expected whole minutes').min(0).max(1440, 'expected at most 1440 minutes');

export const title = line(500);

export const speaker = z.strictObject({
  /** Null while nobody is named. */
  name: line(200).nullable(),
  organisation: line(200).nullable(),
  confirmed: z.boolean(),
});
export type Speaker = z.infer<typeof speaker>;

export const chair = z.strictObject({
  name: line(200).nullable(),
  organisation: line(200),
  role: z.enum(['chair', 'deputy']),
});
export type Chair = z.infer<typeof chair>;

/** A session has no deputy: the day's chair stands in. */
export const sessionChair = chair.extend({ role: z.literal('chair') });
export type SessionChair = z.infer<typeof sessionChair>;

/** Where a participant who is lost gets help. */
export const helpdesk = z.strictObject({
  email: z.email().max(254).nullable(),
  phone: line(50).nullable(),
  chat: webLink.nullable(),
});
export type Helpdesk = z.infer<typeof helpdesk>;

export const NO_HELPDESK: Helpdesk = { email: null, phone: null, chat: null };

export const eventFields = z.strictObject({
  slug,
  name: line(200),
  timeZone,
  isPublic: z.boolean(),
  helpdesk,
  /** Who moves the running day on: the chair by hand, or the clock. */
  advance: z.enum(ADVANCES),
});
export type EventFields = z.infer<typeof eventFields>;

export const dayFields = z.strictObject({
  number: z.int().min(1).max(99),
  date: calendarDate,
  start: wallTime,
  end: wallTime,
  timeZone,
  /** The planned break time of the whole day, in minutes. */
  breakMinutes: minutes,
  /** Into how many breaks it goes. */
  breakSlots: z.int().min(0).max(20),
  chairs: z.array(chair).max(10),
});
export type DayFields = z.infer<typeof dayFields>;

export const sessionFields = z.strictObject({
  kind: sessionKind,
  title,
  abstract: text(20_000),
  minutes: minutes.min(1, 'expected at least 1 minute'),
  /** How short it may become when time is short; null when it may not. */
  leastMinutes: minutes.min(1).nullable(),
  /** What was announced outside; kept as an anchor where it can be. */
  announcedStart: wallTime.nullable(),
  announcedEnd: wallTime.nullable(),
  /** Pinned entries start at their announced time whatever happens before them. */
  pinned: z.boolean(),
  audience: z.array(line(100)).max(20),
  /** Sessions of different tracks run side by side; one without a track is for everyone. */
  track: line(100).nullable(),
  speakers: z.array(speaker).max(150),
  /** A chair of this session alone, where it is not the day's. */
  chair: sessionChair.nullable(),
  /** The breakout whose rooms report in this plenary. */
  reportsBack: z.uuid().nullable() as unknown as z.ZodType<SessionId | null>,
  /** Shown only to those who are let in. */
  joinLink: webLink.nullable(),
});
export type SessionFields = z.infer<typeof sessionFields>;

export interface Session extends SessionFields {
  readonly id: SessionId;
}

export interface Day extends DayFields {
  readonly id: DayId;
  /** In running order. */
  readonly sessions: readonly Session[];
}

/** The draft that organisers work on. Days stand in the order of their numbers. */
export interface Plan {
  readonly days: readonly Day[];
}

export interface Event extends EventFields {
  readonly id: EventId;
  /** Rises with each change of the draft. */
  readonly revision: number;
  readonly publishedVersion: number | null;
  /** Rises with each change of what is expected of a running day. */
  readonly showVersion: number;
}
