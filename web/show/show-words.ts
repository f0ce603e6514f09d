/** The words of the running show. Pure; spans are milliseconds. */
import type { StepView } from '../../agenda/show/show-view.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** `03:12`, `1:03:12`, `−00:07`: what is left is rounded up, what is over down, so that 0 is the very end. */
export function countdownDigits(left: number): string {
  const seconds = left < 0 ? Math.floor(-left / SECOND) : Math.ceil(left / SECOND);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const digits = `${two(minutes)}:${two(seconds % 60)}`;
  return `${left <= -SECOND ? '−' : ''}${hours > 0 ? `${hours}:` : ''}${digits}`;
}

const two = (count: number): string => String(count).padStart(2, '0');

/** `2 h 5 min`, `12 min`, `less than a minute`: for what is far enough away that nobody counts seconds. */
export function spanText(ms: number): string {
  const all = Math.ceil(Math.abs(ms) / MINUTE);
  if (Math.abs(ms) < MINUTE) return 'less than a minute';
  const [days, hours, minutes] = [Math.floor(all / 1440), Math.floor(all / 60) % 24, all % 60];
  if (days > 0) return `${days} ${days === 1 ? 'day' : 'days'}${hours > 0 ? ` ${hours} h` : ''}`;
  if (hours === 0) return `${minutes} min`;
  return `${hours} h${minutes > 0 ? ` ${minutes} min` : ''}`;
}

/** `6 min later than planned`, `4 min earlier than planned`, `on time` */
export function lateText(minutes: number): string {
  if (minutes === 0) return 'on time';
  return `${spanText(minutes * MINUTE)} ${minutes > 0 ? 'later' : 'earlier'} than planned`;
}

/** How near the end is, as far as it is worth saying aloud. */
export type Nearness = 'far' | 'five' | 'one' | 'out';

/** @param left null where nothing is counted. */
export function nearnessOf(left: number | null): Nearness {
  if (left === null || left > 5 * MINUTE) return 'far';
  if (left > MINUTE) return 'five';
  return left > 0 ? 'one' : 'out';
}

/** Said once when it becomes so, and not each second. */
export const SPOKEN: Readonly<Record<Nearness, string>> = {
  far: '',
  five: '5 minutes left.',
  one: '1 minute left.',
  out: 'The time is over.',
};

/** Of what stands at one place: its title, or those of all tracks. */
export function stepTitle({ kind, parts }: Pick<StepView, 'kind' | 'parts'>): string {
  if (kind === 'break') return 'Break';
  return parts.map(({ title }) => title).join(' · ');
}
