/** When those who came leave rooms unequal: the fewest moves that mend it. Only proposed, never made here. */
import { type Acquaintance, costsOf, People, type Seats } from './acquaintance.ts';
import { type Counts, fewestMoves, transfersOf } from './fewest-moves.ts';
import { foesIn, type OpenRound, unitsOf } from './open-rooms.ts';
import { sizesOf } from './sizes.ts';

export interface Move {
  readonly person: string;
  readonly from: string;
  readonly to: string;
}

/** One round with people missing. */
export interface Uneven {
  readonly round: OpenRound;
  /** Of everybody who has a place, also of those who have not come: their places stay theirs, and rules hold for them. */
  readonly seats: Seats;
  /** Who came, among those with a place: of these alone rooms are to be equal. */
  readonly came: ReadonlySet<string>;
  /** Who keeps their place: it is locked. */
  readonly locked: ReadonlySet<string>;
  readonly acquaintance: Acquaintance;
}

/** So many of the costs of people are looked at in all; beyond it, of some people for each move. */
const MOST_COSTS = 20_000;

/**
 * The fewest moves after which the rooms are within one of each other, as far as capacities and those who have to stay
 * let them be: no capacity is exceeded, no rule broken, nobody moved who belongs in a room, is locked or has not come.
 * Who must be together moves together, and counts each.
 *
 * That no fewer do, and that rooms cannot be made more equal where these leave them unequal, is certain where nobody
 * who may move has to be together with somebody or apart; and also otherwise while `fewestMoves` comes to its end, as it
 * does where few are bound or few have to move. Of as few moves those are proposed that cost least one after the other: the one move that suffices costs
 * least of all, several together need not.
 */
export function proposeMoves(uneven: Uneven): Move[] {
  const { units, counts, rooms, foes } = readingOf(uneven);
  const bound = units.filter((unit) => !isFree(unit, foes));
  const found = fewestMoves(
    counts,
    bound.map((unit) => ({ ...unit, foes: unit.people.flatMap(foes) })),
    new Map([...uneven.seats].map(([person, room]) => [person, rooms.indexOf(room)])),
  );
  const people = new People(uneven.seats, uneven.acquaintance);
  const move = (person: string, to: number): Move => {
    const from = people.roomOf.get(person) as string;
    people.seat(person, rooms[to] as string);
    return { person, from, to: rooms[to] as string };
  };
  const moves = found.moved.flatMap(({ unit, to }) => (bound[unit]?.people ?? []).map((person) => move(person, to)));
  const free = units.filter((unit) => isFree(unit, foes)).flatMap((unit) => unit.people);
  return [...moves, ...freeMoves(free, rooms, found.counts, uneven.acquaintance, people, move)];
}

/** People who move together, or one alone; rooms by place. */
interface Unit {
  readonly people: readonly string[];
  readonly room: number;
}

function isFree({ people }: Unit, foes: (person: string) => readonly string[]): boolean {
  return people.length === 1 && foes(people[0] as string).length === 0;
}

function readingOf({ round, seats, came, locked }: Uneven) {
  const rooms = round.rooms.map(({ id }) => id);
  const foes = foesIn(round.apart, seats);
  const together = unitsOf(round.together, seats);
  const mayMove = (person: string) => came.has(person) && !locked.has(person) && !round.belongs.has(person);
  const units: Unit[] = [];
  const done = new Set<string>();
  for (const person of [...came].filter((each) => seats.has(each)).sort()) {
    const people = together.get(person) ?? [person];
    if (done.has(person)) continue;
    for (const each of people) done.add(each);
    const isOne = people.every((each) => mayMove(each) && seats.get(each) === seats.get(person));
    if (isOne) units.push({ people: [...people].sort(), room: rooms.indexOf(seats.get(person) as string) });
  }
  const sizeOf = (room: string, people: Iterable<string>) => [...people].filter((each) => seats.get(each) === room);
  const sizes = rooms.map((room) => sizeOf(room, came).length);
  const moving = rooms.map((_, at) =>
    units.filter(({ room }) => room === at).reduce((sum, { people }) => sum + people.length, 0),
  );
  // Who has not come takes up a place, and yet does not count.
  const most = round.rooms.map(({ id, capacity }, at) => {
    const missing = sizeOf(id, seats.keys()).length - (sizes[at] as number);
    return capacity === null ? null : Math.max(capacity - missing, sizes[at] as number);
  });
  const staying = sizes.map((size, at) => size - (moving[at] as number));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const wanted = sizesOf(total, most, staying) as NonNullable<ReturnType<typeof sizesOf>>;
  const free = rooms.map((_, at) => units.filter((unit) => unit.room === at && isFree(unit, foes)).length);
  const counts: Counts = { sizes, free, least: [...wanted.least], most: [...wanted.most], holds: most };
  return { rooms, foes, units, counts };
}

/** The moves that are left for those whom no rule binds: each out of a room that gives into one that takes. */
function freeMoves(
  free: readonly string[],
  rooms: readonly string[],
  counts: Counts,
  acquaintance: Acquaintance,
  people: People,
  move: (person: string, to: number) => Move,
): Move[] {
  const moves: Move[] = [];
  const left = new Set(free);
  const sizes = [...counts.sizes];
  const frees = [...counts.free];
  const { moves: all } = transfersOf(counts);
  for (let at = 0; at < all; at += 1) {
    const now = transfersOf({ ...counts, sizes, free: frees });
    const givers = new Set(now.givers.map((room) => rooms[room]));
    const candidates = [...left].filter((person) => givers.has(people.roomOf.get(person)));
    const stride = Math.max(1, Math.ceil((candidates.length * all) / MOST_COSTS));
    let best: { person: string; to: number; cost: number } | null = null;
    for (let next = 0; next < candidates.length; next += stride) {
      const person = candidates[next] as string;
      const costs = costsOf(person, acquaintance, people);
      const here = costs.get(people.roomOf.get(person) as string) ?? 0;
      for (const to of now.takers) {
        const cost = (costs.get(rooms[to] as string) ?? 0) - here;
        if (best === null || cost < best.cost) best = { person, to, cost };
      }
    }
    if (best === null) return moves;
    const { person, to } = best;
    const from = rooms.indexOf(people.roomOf.get(person) as string);
    moves.push(move(person, to));
    left.delete(person);
    sizes[from] = (sizes[from] as number) - 1;
    frees[from] = (frees[from] as number) - 1;
    sizes[to] = (sizes[to] as number) + 1;
  }
  return moves;
}
