/** The fewest moves between rooms that make them equal: by counting where nobody is bound by rules, else by search. */

/** Of one round, by room. */
export interface Counts {
  readonly sizes: readonly number[];
  /** How many of those in it may go anywhere. */
  readonly free: readonly number[];
  /** How many it is to hold: at most one more than the least. */
  readonly least: readonly number[];
  readonly most: readonly number[];
  /** How many it can hold at all; null for as many as come. */
  readonly holds: readonly (number | null)[];
}

/** People who move together and whom rules bind. */
export interface BoundUnit {
  readonly people: readonly string[];
  readonly room: number;
  /** Who may not be in their room. */
  readonly foes: readonly string[];
}

export interface UnitMove {
  readonly unit: number;
  readonly to: number;
}

export interface Fewest {
  /** Of those who are bound. */
  readonly moved: readonly UnitMove[];
  /** As they are after these: what is left is done by those who may go anywhere. */
  readonly counts: Counts;
}

export interface Transfers {
  readonly moves: number;
  /** How many people too many or too few are in rooms afterwards. */
  readonly left: number;
  /** Rooms between which the next of them may be. */
  readonly givers: readonly number[];
  readonly takers: readonly number[];
}

/**
 * What those who may go anywhere can do. A move out of a room that is too full into one that is too empty mends two
 * faults, every other one; no move mends more, so that taking as many of the first kind as there are is the fewest.
 */
export function transfersOf({ sizes, free, least, most }: Counts): Transfers {
  const each = sizes.map((size, room) => {
    const over = Math.max(0, size - (most[room] as number));
    const under = Math.max(0, (least[room] as number) - size);
    const gives = Math.min(over, free[room] as number);
    const mayGive = Math.max(0, Math.min(free[room] as number, size - (least[room] as number)) - gives);
    const mayTake = Math.max(0, (most[room] as number) - Math.max(size, least[room] as number));
    return { over, under, gives, mayGive, mayTake };
  });
  const sum = (of: keyof (typeof each)[number]) => each.reduce((all, room) => all + room[of], 0);
  const rooms = (of: keyof (typeof each)[number]) => [...each.keys()].filter((room) => (each[room]?.[of] ?? 0) > 0);
  const both = Math.min(sum('gives'), sum('under'));
  const away = Math.min(sum('gives') - both, sum('mayTake'));
  const here = Math.min(sum('under') - both, sum('mayGive'));
  return {
    moves: both + away + here,
    left: sum('over') + sum('under') - 2 * both - away - here,
    givers: rooms(both + away > 0 ? 'gives' : 'mayGive'),
    takers: rooms(both + here > 0 ? 'under' : 'mayTake'),
  };
}

/** So many ways of moving those who are bound are looked at. */
const MOST_LOOKS = 20_000;

/**
 * Which of those who are bound move, so that the rooms become as equal as they can, and then so that as few people move
 * as can, all counted. Everything is looked at that could be better, up to `MOST_LOOKS` ways; beyond it the best of
 * these is taken.
 * @param rooms of everybody whom a rule may be about.
 */
export function fewestMoves(counts: Counts, bound: readonly BoundUnit[], rooms: ReadonlyMap<string, number>): Fewest {
  return new UnitSearch(counts, bound, rooms).run();
}

class UnitSearch {
  readonly #counts: Counts;
  readonly #bound: readonly BoundUnit[];
  readonly #rooms: ReadonlyMap<string, number>;
  /** With those who are chosen moved. */
  readonly #sizes: number[];
  readonly #chosen: UnitMove[] = [];
  readonly #movedTo = new Map<string, number>();
  #best: { readonly left: number; readonly moves: number; readonly moved: readonly UnitMove[] };
  #looks = 0;

  constructor(counts: Counts, bound: readonly BoundUnit[], rooms: ReadonlyMap<string, number>) {
    this.#counts = counts;
    this.#bound = bound;
    this.#rooms = rooms;
    this.#sizes = [...counts.sizes];
    const { left, moves } = transfersOf(counts);
    this.#best = { left, moves, moved: [] };
  }

  /** One more of them at a time, so that what moves few is seen first. */
  run(): Fewest {
    for (let units = 1; units <= this.#bound.length; units += 1) {
      if (!this.#mayBeBetter(Math.max(units, this.#fewestFromHere())) || this.#looks >= MOST_LOOKS) break;
      this.#choose(0, units, 0);
    }
    const sizes = [...this.#counts.sizes];
    for (const { unit, to } of this.#best.moved) {
      const { room, people } = this.#bound[unit] as BoundUnit;
      sizes[room] = (sizes[room] as number) - people.length;
      sizes[to] = (sizes[to] as number) + people.length;
    }
    return { moved: this.#best.moved, counts: { ...this.#counts, sizes } };
  }

  /** @param from the first of the bound that may be chosen, @param moves so far. */
  #choose(from: number, units: number, moves: number): void {
    if (units === 0) {
      this.#look(moves);
      return;
    }
    for (let unit = from; unit <= this.#bound.length - units; unit += 1) {
      const { room, people } = this.#bound[unit] as BoundUnit;
      for (const to of this.#sizes.keys()) {
        if (to === room || this.#looks >= MOST_LOOKS) continue;
        this.#looks += 1;
        this.#move(unit, to, 1);
        if (this.#mayBeBetter(moves + people.length + Math.max(units - 1, this.#fewestFromHere())))
          this.#choose(unit + 1, units - 1, moves + people.length);
        this.#move(unit, to, -1);
      }
    }
  }

  #move(unit: number, to: number, sign: 1 | -1): void {
    const { room, people } = this.#bound[unit] as BoundUnit;
    this.#sizes[room] = (this.#sizes[room] as number) - sign * people.length;
    this.#sizes[to] = (this.#sizes[to] as number) + sign * people.length;
    if (sign > 0) this.#chosen.push({ unit, to });
    else this.#chosen.pop();
    for (const person of people) {
      if (sign > 0) this.#movedTo.set(person, to);
      else this.#movedTo.delete(person);
    }
  }

  /** No one who moves mends more than one fault of either kind. */
  #fewestFromHere(): number {
    const { least, most } = this.#counts;
    let [over, under] = [0, 0];
    this.#sizes.forEach((size, room) => {
      over += Math.max(0, size - (most[room] as number));
      under += Math.max(0, (least[room] as number) - size);
    });
    return Math.max(over, under);
  }

  #mayBeBetter(moves: number): boolean {
    return this.#best.left > 0 || moves < this.#best.moves;
  }

  #look(moves: number): void {
    if (!this.#keepsRules()) return;
    const { left, moves: others } = transfersOf({ ...this.#counts, sizes: this.#sizes });
    if (left > this.#best.left || (left === this.#best.left && moves + others >= this.#best.moves)) return;
    this.#best = { left, moves: moves + others, moved: [...this.#chosen] };
  }

  #keepsRules(): boolean {
    const { holds } = this.#counts;
    if (this.#sizes.some((size, room) => size > (holds[room] ?? Number.POSITIVE_INFINITY))) return false;
    const roomOf = (person: string) => this.#movedTo.get(person) ?? this.#rooms.get(person);
    return this.#chosen.every(({ unit, to }) =>
      (this.#bound[unit] as BoundUnit).foes.every((foe) => roomOf(foe) !== to),
    );
  }
}
