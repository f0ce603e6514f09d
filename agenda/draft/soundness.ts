/**
 * What a stored plan never holds, however badly it may fit: times of day that do not exist or exist
 * twice, a day that ends before it starts, a pin without a time, a day of too many sessions. A plan that
 * runs over is no such thing.
 */
import { AppError, type InputFault } from '../../kernel/errors.ts';
import { formatRfc3339, readWallTime } from '../../kernel/time.ts';
import { type Day, MOST_SESSIONS_OF_DAY, type Plan, type Session } from '../schema.ts';

/** What an edit was about: its own fields are named by themselves, all others by their place in the plan. */
export type Subject = { readonly day: number } | { readonly session: string } | null;

/**
 * Refuses a plan for what an edit brought into it. Only days that differ from `before` are looked at.
 * @throws AppError `wall-time-missing` or `wall-time-twice`, each with `errors` and, in `extra.choices`,
 * every way to write the time without doubt; `bad-input` for the rest.
 */
export function refuseUnsound(before: Plan, after: Plan, subject: Subject): void {
  const touched = after.days.filter((day) => !before.days.includes(day));
  const doubts = touched.flatMap((day) => timesOf(day, subject).flatMap((time) => doubtAbout(day, time)));
  if (doubts[0]) throw wallTimeError(doubts[0].code, doubts);
  const errors = touched.flatMap((day) => contradictionsIn(day, subject));
  if (errors.length > 0) throw new AppError('bad-input', 'Some of these values cannot stand together.', { errors });
}

interface WallTimeField {
  readonly path: string;
  readonly wall: string;
}

interface Doubt {
  readonly code: 'wall-time-missing' | 'wall-time-twice';
  readonly fault: InputFault;
  readonly choices: readonly { readonly path: string; readonly write: string; readonly at: string }[];
}

function timesOf(day: Day, subject: Subject): WallTimeField[] {
  const own = pathToDay(day, subject);
  return [
    { path: `${own}start`, wall: day.start },
    { path: `${own}end`, wall: day.end },
    ...day.sessions.flatMap((session, position) => {
      const path = pathToSession(day, session, position, subject);
      return [
        ...(session.announcedStart ? [{ path: `${path}announcedStart`, wall: session.announcedStart }] : []),
        ...(session.announcedEnd ? [{ path: `${path}announcedEnd`, wall: session.announcedEnd }] : []),
      ];
    }),
  ];
}

function doubtAbout(day: Day, { path, wall }: WallTimeField): Doubt[] {
  const reading = readWallTime(day.date, wall, day.timeZone);
  if (reading.kind === 'once') return [];
  const choices = reading.choices.map(({ write, at }) => ({ path, write, at: formatRfc3339(at, day.timeZone) }));
  const instead = choices.map(({ write }) => write).join(' or ') || 'another date';
  const what = reading.kind === 'missing' ? 'does not exist' : 'exists twice';
  return [
    {
      code: reading.kind === 'missing' ? 'wall-time-missing' : 'wall-time-twice',
      fault: { path, message: `${wall} ${what} on ${day.date} in ${day.timeZone}, expected ${instead}` },
      choices,
    },
  ];
}

function wallTimeError(code: Doubt['code'], doubts: readonly Doubt[]): AppError {
  const what = code === 'wall-time-missing' ? 'does not exist on that day' : 'exists twice on that day';
  return new AppError(code, `A time of day ${what}, because the clocks change: choose how to write it.`, {
    errors: doubts.map(({ fault }) => fault),
    extra: { choices: doubts.flatMap(({ choices }) => choices) },
  });
}

function contradictionsIn(day: Day, subject: Subject): InputFault[] {
  if (day.sessions.length > MOST_SESSIONS_OF_DAY) {
    const message = `expected at most ${MOST_SESSIONS_OF_DAY} sessions, found ${day.sessions.length}`;
    return [{ path: `days.${day.number}.sessions`, message }];
  }
  const start = readWallTime(day.date, day.start, day.timeZone).at;
  const end = readWallTime(day.date, day.end, day.timeZone).at;
  const faults = day.sessions.flatMap((session, position) => {
    const path = pathToSession(day, session, position, subject);
    return contradictionsOf(session).map((fault) => ({ ...fault, path: path + fault.path }));
  });
  if (end > start) return faults;
  const message = `expected a time after the start (${day.start})`;
  return [{ path: `${pathToDay(day, subject)}end`, message }, ...faults];
}

function contradictionsOf(session: Session): InputFault[] {
  const faults: InputFault[] = [];
  if (session.leastMinutes !== null && session.leastMinutes > session.minutes) {
    faults.push({ path: 'leastMinutes', message: `expected at most the planned ${session.minutes} minutes` });
  }
  if (session.pinned && session.announcedStart === null && session.announcedEnd === null) {
    faults.push({
      path: 'announcedStart',
      message: 'expected a time, or an announced end, because the session is pinned',
    });
  }
  return faults;
}

function pathToDay(day: Day, subject: Subject): string {
  return subject && 'day' in subject && subject.day === day.number ? '' : `days.${day.number}.`;
}

function pathToSession(day: Day, session: Session, position: number, subject: Subject): string {
  if (subject && 'session' in subject && subject.session === session.id) return '';
  return `${pathToDay(day, subject)}sessions.${position}.`;
}
