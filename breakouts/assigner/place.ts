/** Dealing one round so that every rule holds, as near as may be to where people are wished to be. */
import type { Random } from './random.ts';
import type { RoundSetting, Unit } from './setting.ts';
import type { Sizes } from './sizes.ts';

/** So many tries, each of so many placings that are taken back, before a round counts as impossible. */
const TRIES = 40;
const PLACINGS = 4000;

/**
 * @param wish the room each person would be in, -1 for any; or null
 * @returns the room of each person, -1 for who is not there; null where no way was found
 */
export function place(round: RoundSetting, wish: Int32Array | null, random: Random): Int32Array | null {
  if (round.sizes === null) return round.frozen;
  const bound = round.units.filter((unit) => isBound(round, unit));
  const free = round.units.filter((unit) => !isBound(round, unit)).map(({ people }) => people[0] as number);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const placing = new Placing(round, round.sizes, attempt === 0 ? wish : null, random);
    if (!placing.placeAll(inOrder(round, bound, attempt === 0 ? null : random))) continue;
    placing.fill(free, wish);
    return placing.rooms;
  }
  return null;
}

/** Whether a rule speaks of the unit, so that it cannot go just anywhere. */
export function isBound(round: RoundSetting, { people, pin }: Unit): boolean {
  return pin >= 0 || people.length > 1 || people.some((person) => round.foes[person] !== null);
}

/** The pinned first, then the large, then those with most foes. */
function inOrder(round: RoundSetting, units: readonly Unit[], random: Random | null): Unit[] {
  const weight = ({ people, pin }: Unit) =>
    (pin >= 0 ? 1e9 : 0) +
    people.length * 1e5 +
    people.reduce((sum, person) => sum + (round.foes[person]?.length ?? 0), 0) * 4 +
    (random?.below(40) ?? 0);
  return units
    .map((unit) => ({ unit, weight: weight(unit) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ unit }) => unit);
}

class Placing {
  readonly rooms: Int32Array;
  private readonly taken: Int32Array;
  private extrasLeft: number;
  private placings = PLACINGS;
  private readonly round: RoundSetting;
  private readonly sizes: Sizes;
  private readonly wish: Int32Array | null;
  private readonly random: Random;

  constructor(round: RoundSetting, sizes: Sizes, wish: Int32Array | null, random: Random) {
    this.round = round;
    this.sizes = sizes;
    this.wish = wish;
    this.random = random;
    this.rooms = new Int32Array(round.unitOf.length).fill(-1);
    this.taken = new Int32Array(round.rooms.length);
    this.extrasLeft = sizes.extras;
  }

  /** Without recursion, because a round may bind thousands. */
  placeAll(units: readonly Unit[]): boolean {
    const choices: number[][] = [];
    let at = 0;
    while (at < units.length) {
      const unit = units[at] as Unit;
      const left = choices[at] ?? this.choicesFor(unit);
      choices[at] = left;
      const room = left.shift();
      if (room !== undefined) {
        if (!this.fits(unit, room)) continue;
        this.put(unit, room, 1);
        at++;
        continue;
      }
      choices.length = at;
      at--;
      if (at < 0 || this.placings-- <= 0) return false;
      this.put(units[at] as Unit, this.rooms[(units[at] as Unit).people[0] as number] as number, -1);
    }
    return true;
  }

  /** People who may go anywhere: where they are wished while there is a place, then into what is left. */
  fill(people: readonly number[], wish: Int32Array | null): void {
    const rest: number[] = [];
    for (const person of people) {
      const room = wish?.[person] ?? -1;
      const { least } = this.sizes;
      if (room >= 0 && room < least.length && (this.taken[room] as number) < (least[room] as number))
        this.seat(person, room);
      else rest.push(person);
    }
    const places: number[] = [];
    for (let room = 0; room < this.taken.length; room++) {
      for (let seat = this.taken[room] as number; seat < (this.sizes.least[room] as number); seat++) places.push(room);
    }
    if (wish === null) this.random.shuffle(rest);
    this.seatExtras(rest, wish, places);
    this.random.shuffle(places);
    for (const [at, person] of rest.entries()) this.seat(person, places[at] as number);
  }

  /** The rooms that hold one more: those that people wish for, then by chance. */
  private seatExtras(rest: number[], wish: Int32Array | null, places: number[]): void {
    for (let at = rest.length - 1; at >= 0 && this.extrasLeft > 0 && rest.length > places.length; at--) {
      const room = wish?.[rest[at] as number] ?? -1;
      if (room < 0 || room >= this.taken.length || !this.takesExtra(room)) continue;
      this.seat(rest[at] as number, room);
      this.extrasLeft--;
      rest.splice(at, 1);
    }
    const open = [...this.taken.keys()].filter((room) => this.mayHoldExtra(room));
    this.random.shuffle(open);
    places.push(...open.slice(0, this.extrasLeft));
  }

  private takesExtra(room: number): boolean {
    return this.taken[room] === this.sizes.least[room] && this.mayHoldExtra(room);
  }

  private mayHoldExtra(room: number): boolean {
    const { least, most } = this.sizes;
    return (most[room] as number) > (least[room] as number) && (this.taken[room] as number) < (most[room] as number);
  }

  private seat(person: number, room: number): void {
    this.rooms[person] = room;
    this.taken[room] = (this.taken[room] as number) + 1;
  }

  private choicesFor({ people, pin }: Unit): number[] {
    if (pin >= 0) return [pin];
    const rooms = [...this.taken.keys()];
    this.random.shuffle(rooms);
    rooms.sort((a, b) => this.placesIn(b) - this.placesIn(a));
    const wished = this.wish?.[people[0] as number] ?? -1;
    return wished < 0 ? rooms : [wished, ...rooms.filter((room) => room !== wished)];
  }

  private placesIn(room: number): number {
    return (this.sizes.least[room] as number) - (this.taken[room] as number);
  }

  private fits({ people }: Unit, room: number): boolean {
    const size = (this.taken[room] ?? Number.POSITIVE_INFINITY) + people.length;
    if (!(size <= (this.sizes.most[room] as number))) return false;
    if (size > (this.sizes.least[room] as number) && this.extrasLeft === 0) return false;
    return people.every((person) => !this.round.foes[person]?.some((foe) => this.rooms[foe] === room));
  }

  private put({ people }: Unit, room: number, sign: 1 | -1): void {
    const before = this.taken[room] as number;
    const after = before + sign * people.length;
    const least = this.sizes.least[room] as number;
    this.taken[room] = after;
    this.extrasLeft -= (after > least ? 1 : 0) - (before > least ? 1 : 0);
    for (const person of people) this.rooms[person] = sign > 0 ? room : -1;
  }
}
