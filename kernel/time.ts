/**
 * Instants, wall times and zones.
 *
 * An instant is a whole number of UTC milliseconds; the database holds it as an integer. A wall time
 * is what a clock on the wall of a zone shows ("13:50"); it is always kept beside its IANA zone, and
 * only becomes an instant here. Everything in this file is pure: "now" is always an argument.
 */
import { IANAZone } from 'luxon';
import { formatOffset, offsetAt } from './zone-offset.ts';

declare const instantBrand: unique symbol;

/** UTC milliseconds since 1970, whole. */
export type Instant = number & { readonly [instantBrand]: true };

/** What tells the time. The system's clock is in `clock.ts`; tests hand in their own. */
export interface Clock {
  now(): Instant;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export function instant(milliseconds: number): Instant {
  if (!Number.isSafeInteger(milliseconds)) throw new RangeError(`not whole milliseconds: ${milliseconds}`);
  return milliseconds as Instant;
}

export function addMinutes(from: Instant, minutes: number): Instant {
  return instant(from + minutes * MINUTE);
}

/** Whole minutes from `from` to `to`; negative when `to` is earlier. */
export function minutesBetween(from: Instant, to: Instant): number {
  return Math.round((to - from) / MINUTE);
}

export function latestOf(first: Instant, ...others: readonly Instant[]): Instant {
  return instant(Math.max(first, ...others));
}

export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** `HH:MM`, or with the offset that picks one of two readings of the clock: `02:30+01:00`. */
export const WALL_TIME = /^([01]\d|2[0-3]):([0-5]\d)([+-](?:0\d|1[0-4]):[0-5]\d)?$/;

/** `YYYY-MM-DD`, a day that exists. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
}

/** A wall time in a zone on a date is one instant, or none (clocks go forward), or two (they go back). */
export type WallReading =
  | { readonly kind: 'once'; readonly at: Instant }
  | { readonly kind: 'missing'; readonly at: Instant; readonly choices: readonly WallChoice[] }
  | { readonly kind: 'twice'; readonly at: Instant; readonly choices: readonly WallChoice[] };

/** One way of writing a doubtful wall time without doubt. */
export interface WallChoice {
  /** What to write instead, with its offset: `02:30+01:00`, or a time that exists: `03:30`. */
  readonly write: string;
  readonly at: Instant;
}

/**
 * Reads a wall time on a date in a zone.
 *
 * A doubtful reading still carries an instant (`at`), so that a plan can be laid out and shown with
 * its fault: the reading with the offset before the change. There are no choices where the zone leaves
 * out the whole date, as Samoa left out 2011-12-30.
 * @throws RangeError when `date`, `wall` or `zone` is not one.
 */
export function readWallTime(date: string, wall: string, zone: string): WallReading {
  const parts = WALL_TIME.exec(wall);
  if (!parts) throw new RangeError(`not a wall time: ${wall}`);
  const [before, after] = offsetsAround(date, zone);
  const clockTime = `${parts[1]}:${parts[2]}`;
  const asUtc = utcMidnight(date) + Number(parts[1]) * HOUR + Number(parts[2]) * MINUTE;
  const readings = [...new Set([before, after])].map((offset) => ({ offset, at: instant(asUtc - offset * MINUTE) }));
  const real = before === after ? readings : readings.filter(({ at, offset }) => offsetAt(at, zone) === offset);
  const meant = parts[3] === undefined ? real : real.filter(({ offset }) => formatOffset(offset) === parts[3]);
  const [only] = meant;
  if (only && meant.length === 1) return { kind: 'once', at: only.at };
  const [first] = real;
  if (first) {
    const choices = real.map(({ offset, at }) => ({ write: clockTime + formatOffset(offset), at }));
    return { kind: real.length > 1 ? 'twice' : 'missing', at: first.at, choices };
  }
  const sameDay = readings.filter(({ at }) => formatDate(at, zone) === date);
  const choices = sameDay.map(({ at }) => ({ write: formatClock(at, zone), at }));
  return { kind: 'missing', at: instant(asUtc - before * MINUTE), choices };
}

function utcMidnight(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/**
 * The offsets in force (minutes east of UTC) before and after a date in a zone; they differ when the
 * clocks change around it.
 */
function offsetsAround(date: string, zone: string): readonly [number, number] {
  if (!isCalendarDate(date)) throw new RangeError(`not a date: ${date}`);
  const midnight = utcMidnight(date);
  return [offsetAt(midnight - DAY, zone), offsetAt(midnight + 2 * DAY, zone)];
}

/** `HH:MM` of an instant in a zone. */
export function formatClock(at: Instant, zone: string): string {
  return localIso(at, zone).slice(11, 16);
}

/** `YYYY-MM-DD` of an instant in a zone. */
export function formatDate(at: Instant, zone: string): string {
  return localIso(at, zone).slice(0, 10);
}

/** RFC 3339 with the zone's offset, to the second: `2021-01-11T12:00:00+01:00`. */
export function formatRfc3339(at: Instant, zone: string): string {
  return localIso(at, zone).slice(0, 19) + formatOffset(offsetAt(at, zone));
}

/** What the zone's clocks show, as `2021-01-11T12:00:00.000Z`: the `Z` is not true and for the caller to cut off. */
function localIso(at: Instant, zone: string): string {
  return new Date(at + offsetAt(at, zone) * MINUTE).toISOString();
}

/** Reads RFC 3339 with an offset. @throws RangeError when it is not. */
export function parseRfc3339(text: string): Instant {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text)) {
    throw new RangeError(`not RFC 3339: ${text}`);
  }
  // Without luxon, which pages would have to load for it; browsers take 31 February for March.
  return instant(isCalendarDate(text.slice(0, 10)) ? Math.trunc(Date.parse(text)) : Number.NaN);
}
