/** What organisers see of who came, in sums. Pure. */
import type { AttendanceView } from './attendance.ts';
import { type DayOfPlaces, type PlaceRef, sessionsOf, WHOLE_DAY } from './places.ts';

/** How many people stayed for how long, and how many of them joined. */
export interface Tally extends PlaceRef {
  /** 0 for those who joined and were never seen. */
  readonly minutes: number;
  readonly people: number;
  readonly joined: number;
}

/** @param joinedBy how many people joined something, by the day's id. */
export function attendanceView(
  days: readonly DayOfPlaces[],
  tallies: readonly Tally[],
  joinedBy: ReadonlyMap<string, number>,
): AttendanceView {
  return {
    days: days.map(({ id: dayId, day }) => {
      const ofDay = tallies.filter((tally) => tally.dayId === dayId);
      const at = (sessionId: string) => ofDay.filter((tally) => tally.sessionId === sessionId);
      return {
        number: day.number,
        date: day.date,
        seen: seenIn(at(WHOLE_DAY)),
        joined: joinedBy.get(dayId) ?? 0,
        sessions: sessionsOf(day).map(({ id, title, start }) => ({ id, title, start, ...summed(at(id)) })),
      };
    }),
  };
}

function summed(tallies: readonly Tally[]) {
  const joined = tallies.reduce((sum, each) => sum + each.joined, 0);
  return { seen: seenIn(tallies), joined, medianMinutes: medianOf(tallies) };
}

function seenIn(tallies: readonly Tally[]): number {
  return tallies.reduce((sum, { minutes, people }) => (minutes > 0 ? sum + people : sum), 0);
}

/** Of those who were seen; where two are in the middle, halfway between them. 0 for nobody. */
function medianOf(tallies: readonly Tally[]): number {
  const stays = tallies.filter(({ minutes }) => minutes > 0).sort((a, b) => a.minutes - b.minutes);
  const people = seenIn(stays);
  const [lower, upper] = [Math.floor((people - 1) / 2), Math.floor(people / 2)];
  return Math.round((stayAt(stays, lower) + stayAt(stays, upper)) / 2);
}

/** How long the one in this place stayed, when they stand in order of that. */
function stayAt(stays: readonly Tally[], place: number): number {
  let counted = 0;
  for (const { minutes, people } of stays) {
    counted += people;
    if (counted > place) return minutes;
  }
  return 0;
}
