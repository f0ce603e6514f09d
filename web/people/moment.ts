/**
 * The times at which registration opens and closes, as they are typed: a date and a clock time of the
 * event's zone. Where the clocks go forward or back a time may not exist, or exist twice; then it is
 * not taken, and the choice is spelled out.
 */
import { formatRfc3339, instant, isCalendarDate, readWallTime, WALL_TIME, type WallChoice } from '../../kernel/time.ts';
import { dayAndMonth, longDate, offsetName, zoneCity } from '../clock-face.ts';

/** What stands in the two fields; both empty for no time. The clock may carry an offset: `02:30+01:00`. */
export interface TypedMoment {
  readonly date: string;
  readonly clock: string;
}

export const NO_MOMENT: TypedMoment = { date: '', clock: '' };

export type MomentReading =
  | { readonly kind: 'none' }
  /** RFC 3339 in the zone. */
  | { readonly kind: 'at'; readonly at: string }
  | { readonly kind: 'wrong'; readonly message: string }
  | { readonly kind: 'doubtful'; readonly message: string; readonly choices: readonly MomentChoice[] };

export interface MomentChoice {
  /** What to put into the field instead. */
  readonly clock: string;
  /** `02:30, the first time (UTC+2)` */
  readonly label: string;
}

export function readMoment({ date, clock }: TypedMoment, zone: string): MomentReading {
  if (date === '' && clock === '') return { kind: 'none' };
  if (!isCalendarDate(date)) return { kind: 'wrong', message: 'Give the date too.' };
  if (!WALL_TIME.test(clock)) return { kind: 'wrong', message: 'Give the time too, as 08:00.' };
  const reading = readWallTime(date, clock, zone);
  if (reading.kind === 'once') return { kind: 'at', at: formatRfc3339(reading.at, zone) };
  const place = `in ${zoneCity(zone)} on ${longDate(date)}`;
  const plain = clock.slice(0, 5);
  if (reading.kind === 'twice') {
    return {
      kind: 'doubtful',
      message: `The clocks go back ${place}: ${plain} comes twice. Choose which one is meant.`,
      choices: reading.choices.map((choice, place) => twiceChoice(choice, place, zone)),
    };
  }
  const choices = reading.choices.map(({ write, at }) => ({
    clock: write,
    label: `${write.slice(0, 5)} (${offsetName(at, zone)})`,
  }));
  return {
    kind: 'doubtful',
    message: `The clocks go forward ${place}: there is no ${plain}. Choose a time that exists.`,
    choices,
  };
}

function twiceChoice({ write, at }: WallChoice, place: number, zone: string): MomentChoice {
  const which = place === 0 ? 'the first time' : 'the second time';
  return { clock: write, label: `${write.slice(0, 5)}, ${which} (${offsetName(at, zone)})` };
}

/** What stands in the fields for a stored time. A time that comes twice keeps its offset. */
export function typedMoment(at: string | null, zone: string): TypedMoment {
  if (at === null) return NO_MOMENT;
  const local = formatRfc3339(instant(Date.parse(at)), zone);
  const [date, clock] = [local.slice(0, 10), local.slice(11, 16)];
  const doubtful = readWallTime(date, clock, zone).kind !== 'once';
  return { date, clock: doubtful ? clock + local.slice(19) : clock };
}

/** `29 December at 08:00 (Zurich)`, without the weekday for times in a sentence. */
export function momentText(at: string, zone: string): string {
  const local = formatRfc3339(instant(Date.parse(at)), zone);
  return `${dayAndMonth(local.slice(0, 10))} at ${local.slice(11, 16)} (${zoneCity(zone)})`;
}

export interface RegistrationTimes {
  readonly opensAt: string | null;
  readonly closesAt: string | null;
}

/** What somebody who opens the registration page now is told. @param now UTC milliseconds. */
export function registrationSentence({ opensAt, closesAt }: RegistrationTimes, zone: string, now: number): string {
  if (closesAt !== null && Date.parse(closesAt) <= now) return `Registration closed on ${momentText(closesAt, zone)}.`;
  if (opensAt === null) return 'Registration has no opening time yet, so nobody can register.';
  if (Date.parse(opensAt) > now) return `Registration opens on ${momentText(opensAt, zone)}.`;
  return closesAt === null
    ? 'Registration is open, until you close it.'
    : `Registration is open until ${momentText(closesAt, zone)}.`;
}
