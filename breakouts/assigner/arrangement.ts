/** Who is where in every round, and what a change would cost: whole numbers in typed arrays. */
import type { Objective } from './objective.ts';
import type { Setting } from './setting.ts';

/** One round. */
export interface Seating {
  /** Room of each person, -1 for who is not there. */
  readonly roomOf: Int32Array;
  /** People by room: those of room r begin at r * width. */
  readonly seats: Int32Array;
  readonly seatOf: Int32Array;
  readonly sizes: Int32Array;
  readonly width: number;
  /** People of each organisation by room, at room * organisations + organisation. */
  readonly ofOrganisation: Int32Array;
}

export class Arrangement {
  readonly seatings: readonly Seating[];
  /** Times that two people meet, at one * people + other. */
  readonly met: Uint8Array;
  cost: number;
  private readonly setting: Setting;
  private readonly objective: Objective;
  private readonly count: number;

  constructor(setting: Setting, objective: Objective, rooms: readonly Int32Array[]) {
    this.setting = setting;
    this.objective = objective;
    this.count = setting.people.length;
    this.seatings = rooms.map((roomOf, round) => this.seatingOf(roomOf, round));
    this.met = metIn(this.seatings, this.count);
    this.cost = this.recount();
  }

  /** Copies of the rooms of all people, round by round. */
  rooms(): Int32Array[] {
    return this.seatings.map(({ roomOf }) => roomOf.slice());
  }

  /** The cost from nothing, which changes of cost must add up to. */
  recount(): number {
    const { mixing, together, linear } = this.objective;
    let cost = 0;
    for (let one = 0; one < this.count; one++) {
      for (let other = one + 1; other < this.count; other++)
        cost += mixing[this.met[one * this.count + other] as number] as number;
    }
    this.seatings.forEach((seating, round) => {
      if (this.setting.rounds[round]?.frozen !== null) return;
      for (const people of seating.ofOrganisation) cost += (together * people * (people - 1)) / 2;
      const perRoom = linear[round] as Float64Array;
      seating.roomOf.forEach((room, person) => {
        if (room >= 0) cost += perRoom[person * seating.sizes.length + room] as number;
      });
    });
    return cost;
  }

  /** What it would cost that two people of a round, who are in two rooms, change places. */
  swapDelta(round: number, one: number, other: number): number {
    const { up, down } = this.objective;
    const { roomOf, seats, sizes, width } = this.seatings[round] as Seating;
    const met = this.met;
    const rowOne = one * this.count;
    const rowOther = other * this.count;
    const from = roomOf[one] as number;
    const to = roomOf[other] as number;
    let delta = this.placeDelta(round, one, from, to) + this.placeDelta(round, other, to, from);
    if (this.objective.mixes) {
      for (let at = from * width, end = at + (sizes[from] as number); at < end; at++) {
        const third = seats[at] as number;
        if (third !== one)
          delta += (down[met[rowOne + third] as number] as number) + (up[met[rowOther + third] as number] as number);
      }
      for (let at = to * width, end = at + (sizes[to] as number); at < end; at++) {
        const third = seats[at] as number;
        if (third !== other)
          delta += (down[met[rowOther + third] as number] as number) + (up[met[rowOne + third] as number] as number);
      }
    }
    const organisation = this.objective.organisations[one] as number;
    if (organisation < 0 || organisation !== this.objective.organisations[other]) return delta;
    // Each was counted as joining a room that the other, of the same organisation, leaves.
    return delta - 2 * this.objective.together;
  }

  swap(round: number, one: number, other: number, delta: number): void {
    const { roomOf } = this.seatings[round] as Seating;
    const from = roomOf[one] as number;
    const to = roomOf[other] as number;
    this.leave(round, one);
    this.leave(round, other);
    this.join(round, one, to);
    this.join(round, other, from);
    this.cost += delta;
  }

  /** What it would cost that someone goes to another room of the round. */
  moveDelta(round: number, person: number, to: number): number {
    const { up, down } = this.objective;
    const { roomOf, seats, sizes, width } = this.seatings[round] as Seating;
    const row = person * this.count;
    const from = roomOf[person] as number;
    let delta = this.placeDelta(round, person, from, to);
    for (let at = from * width, end = at + (sizes[from] as number); at < end; at++) {
      const third = seats[at] as number;
      if (third !== person) delta += down[this.met[row + third] as number] as number;
    }
    for (let at = to * width, end = at + (sizes[to] as number); at < end; at++)
      delta += up[this.met[row + (seats[at] as number)] as number] as number;
    return delta;
  }

  move(round: number, person: number, to: number, delta: number): void {
    this.leave(round, person);
    this.join(round, person, to);
    this.cost += delta;
  }

  /** What of a change is the person's own: topic, a move from the plan before, and the organisation. */
  private placeDelta(round: number, person: number, from: number, to: number): number {
    const { sizes, ofOrganisation } = this.seatings[round] as Seating;
    const { linear, together, organisationCount } = this.objective;
    const perRoom = linear[round] as Float64Array;
    const row = person * sizes.length;
    const delta = (perRoom[row + to] as number) - (perRoom[row + from] as number);
    const organisation = this.objective.organisations[person] as number;
    if (organisation < 0 || together === 0) return delta;
    const there = ofOrganisation[to * organisationCount + organisation] as number;
    const here = ofOrganisation[from * organisationCount + organisation] as number;
    return delta + together * (there - here + 1);
  }

  private leave(round: number, person: number): void {
    const { roomOf, seats, seatOf, sizes, width, ofOrganisation } = this.seatings[round] as Seating;
    const room = roomOf[person] as number;
    const last = room * width + (sizes[room] as number) - 1;
    const seat = seatOf[person] as number;
    const mover = seats[last] as number;
    seats[seat] = mover;
    seatOf[mover] = seat;
    sizes[room] = (sizes[room] as number) - 1;
    roomOf[person] = -1;
    this.count1(ofOrganisation, room, person, -1);
    const { met, count } = this;
    for (let at = room * width; at < last; at++) {
      const third = seats[at] as number;
      met[person * count + third] = (met[person * count + third] as number) - 1;
      met[third * count + person] = (met[third * count + person] as number) - 1;
    }
  }

  private join(round: number, person: number, room: number): void {
    const { roomOf, seats, seatOf, sizes, width, ofOrganisation } = this.seatings[round] as Seating;
    const end = room * width + (sizes[room] as number);
    const { met, count } = this;
    for (let at = room * width; at < end; at++) {
      const third = seats[at] as number;
      met[person * count + third] = (met[person * count + third] as number) + 1;
      met[third * count + person] = (met[third * count + person] as number) + 1;
    }
    seats[end] = person;
    seatOf[person] = end;
    sizes[room] = (sizes[room] as number) + 1;
    roomOf[person] = room;
    this.count1(ofOrganisation, room, person, 1);
  }

  private count1(ofOrganisation: Int32Array, room: number, person: number, by: 1 | -1): void {
    const organisation = this.objective.organisations[person] as number;
    if (organisation < 0) return;
    const at = room * this.objective.organisationCount + organisation;
    ofOrganisation[at] = (ofOrganisation[at] as number) + by;
  }

  private seatingOf(given: Int32Array, round: number): Seating {
    const count = this.setting.rounds[round]?.rooms.length ?? 0;
    const sizes = new Int32Array(count);
    for (const room of given) if (room >= 0) sizes[room] = (sizes[room] as number) + 1;
    const { units = [] } = this.setting.rounds[round] ?? {};
    const largest = units.reduce((most, { people }) => Math.max(most, people.length), 1);
    // A move fills a room before others leave it.
    const width = sizes.reduce((most, size) => Math.max(most, size), 0) + largest + 1;
    const roomOf = given.slice();
    const seats = new Int32Array(count * width);
    const seatOf = new Int32Array(given.length).fill(-1);
    const ofOrganisation = new Int32Array(count * this.objective.organisationCount);
    const filled = new Int32Array(count);
    roomOf.forEach((room, person) => {
      if (room < 0) return;
      const seat = room * width + (filled[room] as number);
      filled[room] = (filled[room] as number) + 1;
      seats[seat] = person;
      seatOf[person] = seat;
      this.count1(ofOrganisation, room, person, 1);
    });
    return { roomOf, seats, seatOf, sizes, width, ofOrganisation };
  }
}

/** Times that two people meet, at one * count + other. */
export function metIn(seatings: readonly Pick<Seating, 'seats' | 'sizes' | 'width'>[], count: number): Uint8Array {
  const met = new Uint8Array(count * count);
  for (const { seats, sizes, width } of seatings) {
    sizes.forEach((size, room) => {
      for (let one = room * width; one < room * width + size; one++) {
        const row = (seats[one] as number) * count;
        for (let other = room * width; other < room * width + size; other++) {
          if (one !== other) met[row + (seats[other] as number)] = (met[row + (seats[other] as number)] as number) + 1;
        }
      }
    });
  }
  return met;
}
