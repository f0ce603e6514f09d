/** Who knows whom: what it costs that people share a room once more, for changes that look at one round alone. */

/** Rooms by people. */
export type Seats = ReadonlyMap<string, string>;

export interface Acquaintance {
  /** Whom somebody meets in other rounds, and how often. */
  met(person: string): ReadonlyMap<string, number>;
  organisationOf(person: string): string | null;
}

/** What somebody known costs, a meeting more with them, and somebody of the same organisation: one goes before the next. */
const KNOWN = 1e8;
const MEETING = 1e4;
const COLLEAGUE = 1;

/** What it costs somebody to be in each room, by room: nothing in one that is not there. They themselves do not count. */
export function costsOf(person: string, { met, organisationOf }: Acquaintance, people: People): Map<string, number> {
  const costs = new Map<string, number>();
  const add = (room: string, cost: number) => costs.set(room, (costs.get(room) ?? 0) + cost);
  for (const [other, times] of met(person)) {
    const room = people.roomOf.get(other);
    if (room !== undefined && other !== person) add(room, KNOWN + MEETING * times);
  }
  const organisation = organisationOf(person);
  const colleagues = organisation === null ? undefined : people.byOrganisation.get(organisation);
  for (const [room, count] of colleagues ?? []) {
    const others = count - (people.roomOf.get(person) === room ? 1 : 0);
    if (others > 0) add(room, COLLEAGUE * others);
  }
  return costs;
}

/** People in rooms, counted by organisation. */
export class People {
  readonly roomOf = new Map<string, string>();
  /** How many of an organisation are in each room. */
  readonly byOrganisation = new Map<string, Map<string, number>>();
  readonly #organisationOf: Acquaintance['organisationOf'];

  constructor(seats: Seats, { organisationOf }: Pick<Acquaintance, 'organisationOf'>) {
    this.#organisationOf = organisationOf;
    for (const [person, room] of seats) this.seat(person, room);
  }

  /** Into a room, out of the one where they were. */
  seat(person: string, room: string): void {
    const from = this.roomOf.get(person);
    if (from !== undefined) this.#count(person, from, -1);
    this.roomOf.set(person, room);
    this.#count(person, room, 1);
  }

  #count(person: string, room: string, by: 1 | -1): void {
    const organisation = this.#organisationOf(person);
    if (organisation === null) return;
    const rooms = this.byOrganisation.get(organisation) ?? new Map<string, number>();
    this.byOrganisation.set(organisation, rooms.set(room, (rooms.get(room) ?? 0) + by));
  }
}

/** From where everybody is in the other rounds; each is worked out once. */
export function metIn(rounds: readonly Seats[]): Acquaintance['met'] {
  const members = rounds.map((seats) => {
    const rooms = new Map<string, string[]>();
    for (const [person, room] of seats) {
      const people = rooms.get(room);
      if (people) people.push(person);
      else rooms.set(room, [person]);
    }
    return rooms;
  });
  const known = new Map<string, ReadonlyMap<string, number>>();
  return (person) => {
    const before = known.get(person);
    if (before) return before;
    const others = rounds.flatMap((seats, at) => members[at]?.get(seats.get(person) ?? '') ?? []);
    const times = timesOf(others, person);
    known.set(person, times);
    return times;
  };
}

/** How often each of them is listed, but one. */
export function timesOf(people: readonly string[], but: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const other of people) if (other !== but) times.set(other, (times.get(other) ?? 0) + 1);
  return times;
}
