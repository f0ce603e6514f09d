/** Makes a day that is over fit by shorter sessions, none shorter than its least length. */

import { layOutDay } from '../layout/timeline.ts';
import type { Day, Session } from '../schema.ts';
import type { Edit } from './edits.ts';

/** A session that may become shorter, and by how much it does. */
interface Giver {
  readonly session: Session;
  readonly most: number;
  taken: number;
}

/**
 * Makes the day fit with shorter sessions, those that can give most giving first, in fives where that
 * comes out. Who is shortened in vain, say before an announced time, is given all of it back. Empty
 * when the least lengths are not short enough. Few layouts, however many sessions.
 */
export function sessionEdits(day: Day): Edit[] {
  const givers = giversOf(day);
  const overNow = () => layOutDay(withTaken(day, givers)).overMinutes;
  const spareEach = (spared: number) => {
    for (const giver of givers) giver.taken = Math.max(0, giver.most - spared);
    return overNow();
  };
  if (spareEach(0) > 0) return [];
  spareEach(5 * greatestThat((fives) => spareEach(5 * fives) <= 0, Math.ceil(1440 / 5)));
  for (const giver of givers) giveBack(giver, giver.taken, overNow);
  for (const giver of givers) giveBack(giver, Math.min(5, giver.taken, -overNow()), overNow);
  return givers.flatMap(({ session, taken }): Edit[] =>
    taken > 0 ? [{ kind: 'minutes', session: session.id, minutes: session.minutes - taken }] : [],
  );
}

function giversOf(day: Day): Giver[] {
  return day.sessions
    .filter(({ kind, minutes, leastMinutes }) => kind !== 'break' && leastMinutes !== null && leastMinutes < minutes)
    .map((session) => ({ session, most: session.minutes - (session.leastMinutes ?? session.minutes), taken: 0 }));
}

function withTaken(day: Day, givers: readonly Giver[]): Day {
  const taken = new Map(givers.map((giver) => [giver.session, giver.taken]));
  const sessions = day.sessions.map((each) => ({ ...each, minutes: each.minutes - (taken.get(each) ?? 0) }));
  return { ...day, sessions };
}

/** The greatest whole number from 0 to `most` that passes, where all smaller ones pass too; 0 passes. */
function greatestThat(passes: (number: number) => boolean, most: number): number {
  let [low, high] = [0, most + 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (passes(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Gives a session minutes back if the day still fits then. */
function giveBack(giver: Giver, minutes: number, overNow: () => number): void {
  if (minutes <= 0) return;
  giver.taken -= minutes;
  if (overNow() > 0) giver.taken += minutes;
}
