/**
 * What clocks and calendars show, for pages that are written on the server and taken over by the
 * browser: both must write the same to the letter. Numbers therefore come from Intl under one fixed
 * locale, and every word is ours. Instants are UTC milliseconds, zones IANA names, dates `YYYY-MM-DD`.
 */

/** An instant as a zone shows it: `2021-01-11`, `13:05`. */
export interface ClockFace {
  readonly date: string;
  readonly clock: string;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    numberingSystem: 'latn',
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(zone, format);
  return format;
}

/** @throws RangeError when the zone is not one. */
export function faceAt(at: number, zone: string): ClockFace {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const part of formatOf(zone).formatToParts(at)) parts[part.type] = part.value;
  return {
    date: `${parts.year?.padStart(4, '0')}-${parts.month}-${parts.day}`,
    clock: `${parts.hour}:${parts.minute}`,
  };
}

/** Minutes east of UTC, at an instant. */
export function offsetMinutes(at: number, zone: string): number {
  const { date, clock } = faceAt(at, zone);
  const minute = Math.floor(at / 60_000) * 60_000;
  return Math.round((Date.parse(`${date}T${clock}:00Z`) - minute) / 60_000);
}

/** `UTC+1`, `UTC−3:30`, `UTC`. */
export function offsetName(at: number, zone: string): string {
  const minutes = offsetMinutes(at, zone);
  if (minutes === 0) return 'UTC';
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** What people call a zone: `Europe/Zurich` is Zurich, `America/Argentina/Buenos_Aires` Buenos Aires. */
export function zoneCity(zone: string): string {
  if (/^(Etc\/)?(UTC|UCT|GMT|Zulu|Universal|Greenwich)$/i.test(zone)) return 'UTC';
  const fixed = /^Etc\/GMT([+-])(\d+)$/.exec(zone);
  if (fixed) return `UTC${fixed[1] === '+' ? '−' : '+'}${fixed[2]}`;
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

function partsOf(date: string): { year: number; month: string; day: number; weekday: string } {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';
  return { year, month: MONTHS[month - 1] ?? '', day, weekday };
}

/** `Monday 11 January 2021` */
export function longDate(date: string): string {
  const { weekday, day, month, year } = partsOf(date);
  return `${weekday} ${day} ${month} ${year}`;
}

/** `11 January 2021` */
export function plainDate(date: string): string {
  const { day, month, year } = partsOf(date);
  return `${day} ${month} ${year}`;
}

/** `11 January` */
export function plainDay(date: string): string {
  const { day, month } = partsOf(date);
  return `${day} ${month}`;
}

/** `Monday 11 January` */
export function dayAndMonth(date: string): string {
  const { weekday, day, month } = partsOf(date);
  return `${weekday} ${day} ${month}`;
}

/** `11` */
export function dayOfMonth(date: string): number {
  return partsOf(date).day;
}

/** `Mon 11` */
export function shortDay(date: string): string {
  const { weekday, day } = partsOf(date);
  return `${weekday.slice(0, 3)} ${day}`;
}

/** `11 to 15 January 2021`, `30 January to 2 February 2021`, or one long date. */
export function dateRange(first: string, last: string): string {
  if (first === last) return longDate(first);
  const from = partsOf(first);
  const to = partsOf(last);
  const year = from.year === to.year ? '' : ` ${from.year}`;
  const month = year === '' && from.month === to.month ? '' : ` ${from.month}`;
  return `${from.day}${month}${year} to ${to.day} ${to.month} ${to.year}`;
}

/** True when the two zones show different clocks at any of the instants. */
export function clocksDiffer(instants: readonly number[], zone: string, other: string): boolean {
  return zone !== other && instants.some((at) => offsetMinutes(at, zone) !== offsetMinutes(at, other));
}
