/** Simulated annealing: changes at random, of which the worse are put up with ever less. Every rule holds throughout. */
import type { Arrangement, Seating } from './arrangement.ts';
import { type Random, TOLERANCES } from './random.ts';
import type { RoundSetting, Setting } from './setting.ts';

export interface Schedule {
  /** Work to spend: about as many look-ups as it costs. */
  readonly work: number;
  /** The cost that is put up with at the beginning and at the end. */
  readonly hot: number;
  readonly cold: number;
  /** Nothing costs less: reaching it ends the search. */
  readonly floor: number;
}

/** The round's people and units that can move. */
interface Movable {
  readonly round: number;
  readonly setting: RoundSetting;
  readonly seating: Seating;
  readonly singles: Int32Array;
  readonly groups: readonly number[];
  /** Whether rooms differ in size, so that one more may sit in another room. */
  readonly uneven: boolean;
  readonly foes: boolean;
}

const BLOCK = 256;

/** Best so far, which a search may end with at any time. */
export interface Best {
  cost: number;
  rooms: Int32Array[];
}

/** @yields the work spent since the last time */
export function* anneal(
  setting: Setting,
  arrangement: Arrangement,
  schedule: Schedule,
  best: Best,
  random: Random,
): Generator<number, void> {
  const movable = movablesOf(setting, arrangement);
  keepBest(arrangement, best);
  if (movable.length === 0 || schedule.work <= 0) return;
  const work = BLOCK * (10 + 4 * meanSize(movable));
  const blocks = Math.max(1, Math.ceil(schedule.work / work));
  // A geometric fall in steps of plain multiplication; the root by halving, so that no machine rounds its own way.
  const fall = rootOf(schedule.cold / schedule.hot, blocks);
  let heat = schedule.hot;
  for (let block = 0; block < blocks && arrangement.cost > schedule.floor; block++) {
    for (let at = 0; at < BLOCK; at++) {
      const chosen = movable[movable.length === 1 ? 0 : random.below(movable.length)] as Movable;
      propose(arrangement, chosen, heat, random);
      if (arrangement.cost <= schedule.floor) break;
    }
    keepBest(arrangement, best);
    heat *= fall;
    yield work;
  }
}

function keepBest(arrangement: Arrangement, best: Best): void {
  if (arrangement.cost >= best.cost) return;
  best.cost = arrangement.cost;
  best.rooms = arrangement.rooms();
}

function propose(arrangement: Arrangement, movable: Movable, heat: number, random: Random): void {
  const { groups, uneven, singles } = movable;
  if (groups.length > 0 && (singles.length < 2 || (random.next() & 3) === 0))
    exchangeGroup(arrangement, movable, heat, random);
  else if (uneven && (random.next() & 15) === 0) moveOne(arrangement, movable, heat, random);
  else if (singles.length > 1) swapTwo(arrangement, movable, heat, random);
}

function accepts(delta: number, heat: number, random: Random): boolean {
  return delta <= 0 || delta <= heat * (TOLERANCES[random.next() & 4095] as number);
}

function swapTwo(arrangement: Arrangement, movable: Movable, heat: number, random: Random): void {
  const { round, seating, singles, setting } = movable;
  const one = singles[random.below(singles.length)] as number;
  let other = singles[random.below(singles.length)] as number;
  for (let tries = 0; seating.roomOf[one] === seating.roomOf[other]; tries++) {
    if (tries === 8) return;
    other = singles[random.below(singles.length)] as number;
  }
  if (movable.foes) {
    const { roomOf } = seating;
    if (meetsFoe(setting, roomOf, one, roomOf[other] as number, other)) return;
    if (meetsFoe(setting, roomOf, other, roomOf[one] as number, one)) return;
  }
  const delta = arrangement.swapDelta(round, one, other);
  if (accepts(delta, heat, random)) arrangement.swap(round, one, other, delta);
}

/** One person into a room that may hold one more, out of a room that may hold one fewer. */
function moveOne(arrangement: Arrangement, movable: Movable, heat: number, random: Random): void {
  const { round, setting, seating, singles } = movable;
  const person = singles[random.below(singles.length)] as number;
  const to = random.below(seating.sizes.length);
  const from = seating.roomOf[person] as number;
  const sizes = setting.sizes as NonNullable<RoundSetting['sizes']>;
  if (from === to || (seating.sizes[to] as number) >= (sizes.most[to] as number)) return;
  if ((seating.sizes[from] as number) <= (sizes.least[from] as number)) return;
  if (meetsFoe(setting, seating.roomOf, person, to, -1)) return;
  const delta = arrangement.moveDelta(round, person, to);
  if (accepts(delta, heat, random)) arrangement.move(round, person, to, delta);
}

/** People who stay together, for as many others of another room; taken back when that costs too much. */
function exchangeGroup(arrangement: Arrangement, movable: Movable, heat: number, random: Random): void {
  const { round, setting, seating, groups } = movable;
  const unit = setting.units[groups[random.below(groups.length)] as number]?.people as readonly number[];
  const from = seating.roomOf[unit[0] as number] as number;
  const to = random.below(seating.sizes.length);
  if (to === from) return;
  const others = asMany(movable, to, unit.length, random);
  if (others === null) return;
  let delta = 0;
  const go = (person: number, room: number) => {
    const each = arrangement.moveDelta(round, person, room);
    arrangement.move(round, person, room, each);
    delta += each;
  };
  for (const person of unit) go(person, to);
  for (const person of others) go(person, from);
  const { roomOf } = seating;
  const broken =
    movable.foes &&
    [...unit, ...others].some((person) => meetsFoe(setting, roomOf, person, roomOf[person] as number, -1));
  if (!broken && accepts(delta, heat, random)) return;
  for (const person of others) go(person, to);
  for (const person of unit) go(person, from);
}

/** Whole units of a room that come to so many people; null where chance finds none. */
function asMany(movable: Movable, room: number, count: number, random: Random): number[] | null {
  const { seating, setting } = movable;
  const { seats, sizes, width } = seating;
  const chosen = new Set<number>();
  const people: number[] = [];
  for (let tries = 0; tries < 3 * count + 6 && people.length < count; tries++) {
    const number = setting.unitOf[seats[room * width + random.below(sizes[room] as number)] as number] as number;
    const unit = setting.units[number] as RoundSetting['units'][number];
    if (unit.pin >= 0 || chosen.has(number) || people.length + unit.people.length > count) continue;
    chosen.add(number);
    people.push(...unit.people);
  }
  return people.length === count ? people : null;
}

/** Whether someone's foe is in the room, but for who leaves it. */
export function meetsFoe(
  setting: RoundSetting,
  roomOf: Int32Array,
  person: number,
  room: number,
  leaver: number,
): boolean {
  const foes = setting.foes[person];
  return foes?.some((foe) => foe !== leaver && roomOf[foe] === room) ?? false;
}

function movablesOf(setting: Setting, arrangement: Arrangement): Movable[] {
  return setting.rounds.flatMap((round, at): Movable[] => {
    if (round.sizes === null || round.rooms.length < 2) return [];
    const loose = [...round.units.entries()].filter(([, { pin }]) => pin < 0);
    const singles = loose.filter(([, { people }]) => people.length === 1).map(([, { people }]) => people[0] as number);
    const groups = loose.filter(([, { people }]) => people.length > 1).map(([number]) => number);
    if (singles.length + groups.length === 0) return [];
    return [
      {
        round: at,
        setting: round,
        seating: arrangement.seatings[at] as Seating,
        singles: Int32Array.from(singles),
        groups,
        uneven: round.sizes.extras > 0 && singles.length > 0,
        foes: round.foes.some((foes) => foes !== null),
      },
    ];
  });
}

function meanSize(movable: readonly Movable[]): number {
  const people = movable.reduce((sum, { setting }) => sum + setting.present.length, 0);
  const rooms = movable.reduce((sum, { setting }) => sum + setting.rooms.length, 0);
  return people / rooms;
}

/** The `degree`th root of a number between 0 and 1. */
function rootOf(number: number, degree: number): number {
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (power(middle, degree) < number) low = middle;
    else high = middle;
  }
  return high;
}

function power(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
