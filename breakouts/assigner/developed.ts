/**
 * Plans with a pattern, to begin from. People stand in rows of as many as there are rooms; person (row, y) of a round
 * goes to room y + shift(row, round), summed in a group. Two people of different rows then meet twice in as many cases as their
 * rows' differences agree in two rounds, whatever y is: so a table of rows × rounds stands for the whole plan.
 * In a field, shift = round · row repeats nothing; elsewhere a short search finds a table with few repeats.
 */
import { type Group, groupOf } from './finite-field.ts';
import { type Random, TOLERANCES } from './random.ts';

/** Above so many rooms, tables of the group would be too large. */
const MOST_ROOMS = 400;

/**
 * @param tries changes of the table to try
 * @yields tries made, by the thousand
 * @returns the room of each place, row after row, of each round; null where a pattern makes no sense
 */
export function* developed(
  people: number,
  rooms: number,
  rounds: number,
  tries: number,
  random: Random,
): Generator<number, Int32Array[] | null> {
  const rows = Math.ceil(people / rooms);
  if (rooms < 2 || rows < 2 || rooms > MOST_ROOMS || rounds * rounds * rooms > 4_000_000) return null;
  const group = groupOf(rooms);
  const shifted = group.product === null ? rounds : Math.min(rounds, rooms);
  const shifts = new Shifts(rows, shifted, group);
  yield* shifts.search(tries, random);
  const plan: Int32Array[] = Array.from({ length: shifted }, (_, round) =>
    Int32Array.from({ length: people }, (_, place) => {
      const row = Math.floor(place / rooms);
      return group.sum[(place % rooms) * rooms + shifts.at(row, round)] as number;
    }),
  );
  // Once each shift was used, people of one row have still not met.
  for (let round = shifted; round < rounds; round++) plan.push(byRow(people, rooms));
  return plan;
}

/** Rows one after the other, those that shifted alike side by side. */
function byRow(people: number, rooms: number): Int32Array {
  const places = Array.from({ length: people }, (_, place) => place);
  const like = (place: number) => Math.floor(place / rooms) % rooms;
  places.sort((a, b) => like(a) - like(b) || a - b);
  const plan = new Int32Array(people);
  places.forEach((place, at) => {
    plan[place] = Math.floor((at * rooms) / people);
  });
  return plan;
}

class Shifts {
  private readonly table: Int32Array;
  /** How many rows differ by so much in two rounds, at (one * rounds + other) * order + difference. */
  private readonly counts: Int32Array;
  private cost = 0;
  private readonly rows: number;
  private readonly rounds: number;
  private readonly group: Group;

  constructor(rows: number, rounds: number, group: Group) {
    this.rows = rows;
    this.rounds = rounds;
    this.group = group;
    const { order, product } = group;
    this.table = Int32Array.from({ length: rows * rounds }, (_, at) => {
      const [row, round] = [Math.floor(at / rounds) % order, at % rounds];
      return product === null ? (row * round) % order : (product[row * order + round] as number);
    });
    this.counts = new Int32Array(rounds * rounds * order);
    for (let row = 0; row < rows; row++) {
      for (let round = 0; round < rounds; round++) this.cost += this.change(row, round, 1, round);
    }
  }

  at(row: number, round: number): number {
    return this.table[row * this.rounds + round] as number;
  }

  /** Annealing of the table; the best that was seen stays. */
  *search(tries: number, random: Random): Generator<number, void> {
    let best = this.cost;
    let kept = this.table.slice();
    for (let attempt = 0; attempt < tries && best > this.leastCost(); attempt++) {
      if (attempt % 1000 === 999) yield 1000;
      const row = random.below(this.rows);
      const round = random.below(this.rounds);
      const at = row * this.rounds + round;
      const was = this.table[at] as number;
      let delta = this.change(row, round, -1, this.rounds);
      this.table[at] = random.below(this.group.order);
      delta += this.change(row, round, 1, this.rounds);
      // Below this it freezes, above it wanders: found by trying.
      const heat = 0.45 - (0.2 * attempt) / tries;
      if (delta <= heat * (TOLERANCES[random.next() & 4095] as number)) this.cost += delta;
      else {
        this.change(row, round, -1, this.rounds);
        this.table[at] = was;
        this.change(row, round, 1, this.rounds);
      }
      if (this.cost < best) {
        best = this.cost;
        kept = this.table.slice();
      }
    }
    this.table.set(kept);
  }

  /** Of every two rounds: rows spread evenly over the differences. */
  private leastCost(): number {
    const { order } = this.group;
    const [full, more] = [Math.floor(this.rows / order), this.rows % order];
    const least = ((order - more) * full * (full - 1) + more * full * (full + 1)) / 2;
    return (least * this.rounds * (this.rounds - 1)) / 2;
  }

  /** Counts a row's differences of one round with those before `end` in or out. @returns by how much repeats rise */
  private change(row: number, round: number, sign: 1 | -1, end: number): number {
    const { order, sum, minus } = this.group;
    const { rounds, table, counts } = this;
    const own = table[row * rounds + round] as number;
    let delta = 0;
    for (let other = 0; other < end; other++) {
      if (other === round) continue;
      const that = table[row * rounds + other] as number;
      const difference = sum[own * order + (minus[that] as number)] as number;
      const here = (round * rounds + other) * order + difference;
      const there = (other * rounds + round) * order + (minus[difference] as number);
      const rows = counts[here] as number;
      delta += sign > 0 ? rows : 1 - rows;
      counts[here] = rows + sign;
      counts[there] = rows + sign;
    }
    return delta;
  }
}
