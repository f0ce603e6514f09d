/** A day as a form holds it, and the edit that saving the form makes. */
import type { Chair, Day } from '../../agenda/schema.ts';
import { number, orNull, shown } from './written.ts';

export interface ChairValues {
  readonly name: string;
  readonly organisation: string;
  readonly role: Chair['role'];
}

export interface DayValues {
  readonly number: string;
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly timeZone: string;
  readonly breakMinutes: string;
  readonly breakSlots: string;
  readonly chairs: readonly ChairValues[];
}

export const NO_CHAIR: ChairValues = { name: '', organisation: '', role: 'chair' };

type StoredDay = Omit<Day, 'id' | 'sessions'>;

export function dayValues(day: StoredDay): DayValues {
  const { date, start, end, timeZone } = day;
  return {
    ...{ date, start, end, timeZone },
    number: String(day.number),
    breakMinutes: String(day.breakMinutes),
    breakSlots: String(day.breakSlots),
    chairs: day.chairs.map(({ name, organisation, role }) => ({ name: shown(name), organisation, role })),
  };
}

/** The day after the last one, like it; of an event without days a short day whose date is to be chosen. */
export function newDayValues(days: readonly StoredDay[], eventZone: string): DayValues {
  const last = days.at(-1);
  if (!last) {
    const shape = { start: '09:00', end: '12:30', breakMinutes: '30', breakSlots: '2' };
    return { number: '1', date: '', timeZone: eventZone, ...shape, chairs: [] };
  }
  return { ...dayValues({ ...last, chairs: [] }), number: String(last.number + 1), date: dateAfter(last.date) };
}

function dateAfter(date: string): string {
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000);
  return next.toISOString().slice(0, 10);
}

const SENT: { readonly [Name in keyof DayValues]: (values: DayValues) => unknown } = {
  number: (values) => number(values.number),
  date: ({ date }) => date,
  start: ({ start }) => start,
  end: ({ end }) => end,
  timeZone: ({ timeZone }) => timeZone.trim(),
  breakMinutes: ({ breakMinutes }) => number(breakMinutes),
  breakSlots: ({ breakSlots }) => number(breakSlots),
  chairs: ({ chairs }) => chairs.map(({ name, organisation, role }) => ({ name: orNull(name), organisation, role })),
};

/** The body of an edit of these fields. */
export function daySent(
  values: DayValues,
  names: readonly (keyof DayValues)[] = Object.keys(values) as (keyof DayValues)[],
): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, SENT[name](values)]));
}
