/** Those who come late are dealt in, and nobody else is moved. */
import { type Acquaintance, costsOf, People, type Seats } from './acquaintance.ts';
import { type Kept, type OpenRoom, OpenRooms, type OpenRound } from './open-rooms.ts';

/** One round, as far as it is full. */
export interface Late {
  readonly round: OpenRound;
  readonly seats: Seats;
  /** Everybody who has no place yet and may come, those who come now among them. */
  readonly expected: readonly string[];
  readonly acquaintance: Acquaintance;
}

/**
 * Gives everybody who comes a room, in the order in which they come: of those that have a place and break no rule the
 * smallest; among equals the one where they know fewest people from other rounds, then where they have met these least
 * often, then where fewest are of their organisation, then the first.
 *
 * Who belongs in a room goes there, and a place is kept for whoever does and has not come yet. Who must be together
 * with somebody goes to them; while there is a room with places for all of them who have no place yet, the first to
 * come goes into one, else into one for all who come now, and those places are kept while others have a room to go to.
 * @returns by people, in their order; null where every room is full, or a rule is against each.
 */
export function dealIn(late: Late, coming: readonly string[]): Map<string, string | null> {
  const rooms = new OpenRooms(late.round, late.seats, late.expected);
  const people = new People(late.seats, late.acquaintance);
  const dealt = new Map<string, string | null>();
  const come = new Set(coming);
  for (const person of come) {
    const group = rooms.waitingWith(person).filter((each) => come.has(each));
    const room = best(roomsFor(person, rooms, come), group, late.acquaintance, people);
    dealt.set(person, room);
    if (room === null) continue;
    rooms.seat(person, room);
    people.seat(person, room);
  }
  return dealt;
}

function roomsFor(person: string, rooms: OpenRooms, come: ReadonlySet<string>): readonly OpenRoom[] {
  const all = rooms.waitingWith(person);
  const wanted: readonly (readonly [readonly string[], Kept])[] = [
    [all, 'mates'],
    [all.filter((each) => come.has(each)), 'mates'],
    [[person], 'mates'],
    [[person], 'belonging'],
  ];
  for (const [group, kept] of wanted) {
    const open = rooms.openTo(group, kept);
    if (open.length > 0) return open;
  }
  return [];
}

function best(
  open: readonly OpenRoom[],
  group: readonly string[],
  acquaintance: Acquaintance,
  people: People,
): string | null {
  const smallest = Math.min(...open.map(({ size }) => size));
  const costs = group.map((person) => costsOf(person, acquaintance, people));
  const cost = (room: string) => costs.reduce((sum, each) => sum + (each.get(room) ?? 0), 0);
  let found: { readonly room: string; readonly cost: number } | null = null;
  for (const { room, size } of open) {
    if (size > smallest) continue;
    const own = cost(room);
    if (found === null || own < found.cost) found = { room, cost: own };
  }
  return found?.room ?? null;
}
