/** The rooms of one round while people come into them: how full they are, for whom a place is kept, and who may go where. */
import type { Seats } from './acquaintance.ts';
import type { Room } from './problem.ts';

export interface OpenRound {
  readonly rooms: readonly Pick<Room, 'id' | 'capacity'>[];
  /** The room to which somebody belongs: as its facilitator or rapporteur, or by a pin. */
  readonly belongs: ReadonlyMap<string, string>;
  readonly together: readonly (readonly string[])[];
  readonly apart: readonly (readonly string[])[];
}

/** Rooms into which people may go, with how many are in them without them, places kept for who belongs there included. */
export interface OpenRoom {
  readonly room: string;
  readonly size: number;
}

/** For whom places are kept: for those who belong in a room; or for those as well whose mates are in it. */
export type Kept = 'belonging' | 'mates';

export class OpenRooms {
  readonly #round: OpenRound;
  readonly #roomOf: Map<string, string>;
  readonly #sizes = new Map<string, number>();
  /** Who belongs into a room and has not come yet; and who has only one room to go to, as their mates are in it. */
  readonly #belonging = new Map<string, string>();
  readonly #promised = new Map<string, string>();
  readonly #mates: (person: string) => readonly string[];
  readonly #foes: (person: string) => readonly string[];

  /** @param expected who has no place yet, but may come. */
  constructor(round: OpenRound, seats: Seats, expected: readonly string[]) {
    this.#round = round;
    this.#roomOf = new Map(seats);
    for (const room of seats.values()) this.#sizes.set(room, (this.#sizes.get(room) ?? 0) + 1);
    const here = new Set([...seats.keys(), ...expected]);
    const units = unitsOf(round.together, here);
    this.#mates = (person) => units.get(person) ?? [];
    this.#foes = foesIn(round.apart, here);
    for (const person of expected) {
      const own = round.belongs.get(person);
      if (own !== undefined && !seats.has(person)) this.#belonging.set(person, own);
    }
    for (const person of expected) this.#promise(person);
  }

  /** Everybody who has to share a room with somebody and has no place yet, they themselves first. */
  waitingWith(person: string): readonly string[] {
    return [person, ...this.#mates(person).filter((mate) => mate !== person && !this.#roomOf.has(mate))];
  }

  seat(person: string, room: string): void {
    this.#roomOf.set(person, room);
    this.#sizes.set(room, (this.#sizes.get(room) ?? 0) + 1);
    this.#belonging.delete(person);
    this.#promised.delete(person);
    for (const mate of this.#mates(person)) this.#promise(mate);
  }

  /** Rooms that have a place for all of these at once and break no rule, in the order of the round. */
  openTo(people: readonly string[], kept: Kept): OpenRoom[] {
    const rooms = this.#allowed(people);
    const belonging = countsOf(this.#belonging, people);
    const promised = kept === 'mates' ? countsOf(this.#promised, people) : new Map<string, number>();
    return this.#round.rooms.flatMap(({ id, capacity }) => {
      if (!rooms(id)) return [];
      const size = (this.#sizes.get(id) ?? 0) + (belonging.get(id) ?? 0);
      const taken = size + (promised.get(id) ?? 0) + people.length;
      return capacity === null || taken <= capacity ? [{ room: id, size }] : [];
    });
  }

  #allowed(people: readonly string[]): (room: string) => boolean {
    const homes = people.map((person) => this.#homesOf(person));
    const foes = new Set(people.flatMap((person) => this.#foes(person)));
    if (people.some((person) => foes.has(person))) return () => false;
    const hostile = new Set([...foes].flatMap((foe) => this.#roomOf.get(foe) ?? this.#belonging.get(foe) ?? []));
    return (room) => !hostile.has(room) && homes.every((each) => each === null || each.has(room));
  }

  /** Where somebody has to go: to their own room, and to their mates. Null where they may go anywhere. */
  #homesOf(person: string): ReadonlySet<string> | null {
    const own = this.#round.belongs.get(person);
    const mates = this.#mates(person).filter((mate) => mate !== person);
    const seated = new Set(mates.flatMap((mate) => this.#roomOf.get(mate) ?? []));
    const theirs =
      seated.size > 0 ? seated : new Set(mates.flatMap((mate) => this.#round.belongs.get(mate) ?? []).slice(0, 1));
    if (own === undefined) return theirs.size > 0 ? theirs : null;
    return theirs.size === 0 || theirs.has(own) ? new Set([own]) : new Set();
  }

  #promise(person: string): void {
    if (this.#roomOf.has(person) || this.#belonging.has(person)) return;
    const [home] = this.#homesOf(person) ?? [];
    if (home !== undefined) this.#promised.set(person, home);
  }
}

function countsOf(rooms: ReadonlyMap<string, string>, but: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [person, room] of rooms) if (!but.includes(person)) counts.set(room, (counts.get(room) ?? 0) + 1);
  return counts;
}

/** By people, all who share a room with them, through others too, they themselves included; of those who are here. */
export function unitsOf(
  groups: readonly (readonly string[])[],
  here: { has(person: string): boolean },
): ReadonlyMap<string, readonly string[]> {
  const units = new Map<string, string[]>();
  for (const group of groups) {
    const people = group.filter((person) => here.has(person));
    const whole = [...new Set(people.flatMap((person) => units.get(person) ?? [person]))];
    if (whole.length > 1) for (const person of whole) units.set(person, whole);
  }
  return units;
}

/** With whom somebody may not share a room, of those who are here. */
export function foesIn(
  groups: readonly (readonly string[])[],
  here: { has(person: string): boolean },
): (person: string) => readonly string[] {
  const foes = new Map<string, Set<string>>();
  for (const group of groups) {
    const people = [...new Set(group)].filter((person) => here.has(person));
    for (const one of people) {
      const others = foes.get(one) ?? new Set();
      for (const other of people) if (other !== one) others.add(other);
      if (others.size > 0) foes.set(one, others);
    }
  }
  return (person) => [...(foes.get(person) ?? [])];
}
