import type { Seats } from '../../../breakouts/assigner/acquaintance.ts';
import type { OpenRound } from '../../../breakouts/assigner/open-rooms.ts';

/** Rooms r0, r1, … that hold so many. */
export function openRound(capacities: readonly (number | null)[], rules: Partial<OpenRound> = {}): OpenRound {
  const rooms = capacities.map((capacity, at) => ({ id: `r${at}`, capacity }));
  return { rooms, belongs: new Map(), together: [], apart: [], ...rules };
}

/** Who is in r0, r1, …. */
export function seated(rooms: readonly (readonly string[])[]): Seats {
  return new Map(rooms.flatMap((people, at) => people.map((person) => [person, `r${at}`] as const)));
}
