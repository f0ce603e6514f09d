/** A problem in numbers: people by their place in the order of ids, rooms by their place in the round. */
import type { GroupRule, Person, Problem, Room, Round } from './problem.ts';
import { type Sizes, sizesOf } from './sizes.ts';

/** People who share a room in a round; most are alone. */
export interface Unit {
  readonly people: readonly number[];
  /** The room they are pinned to, or -1. */
  readonly pin: number;
}

export interface RoundSetting {
  readonly rooms: readonly Room[];
  /** Those of the rooms. */
  readonly topics: ReadonlySet<string | null>;
  readonly present: readonly number[];
  /** Null for a round that is frozen. */
  readonly sizes: Sizes | null;
  /** Where everyone is, for a round that is frozen; -1 for who is not there. */
  readonly frozen: Int32Array | null;
  readonly units: readonly Unit[];
  /** Unit of each person, -1 for who is not there. */
  readonly unitOf: Int32Array;
  /** Whom a person may not share a room with; null for most. */
  readonly foes: readonly (readonly number[] | null)[];
}

export interface Setting {
  readonly problem: Problem;
  readonly people: readonly Person[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Organisation of each person in numbers, -1 for none. */
  readonly organisations: Int32Array;
  readonly organisationCount: number;
  readonly rounds: readonly RoundSetting[];
}

/** By code units, which no language setting of a machine changes. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Of a problem without faults in its words; that its rules can hold is not looked at. */
export function settingOf(problem: Problem): Setting {
  const people = [...problem.people].sort((a, b) => byText(a.id, b.id));
  const indexOf = new Map(people.map((person, at) => [person.id, at]));
  const names = new Map<string, number>();
  const organisations = Int32Array.from(people, ({ organisation }) => {
    if (organisation === null) return -1;
    if (!names.has(organisation)) names.set(organisation, names.size);
    return names.get(organisation) ?? -1;
  });
  const rounds = problem.rounds.map((round, at) => roundSetting(problem, people, indexOf, round, at));
  return { problem, people, indexOf, organisations, organisationCount: names.size, rounds };
}

/** Whether a rule holds in a round. */
export function holdsIn(rounds: readonly number[] | null, round: number): boolean {
  return rounds === null || rounds.includes(round);
}

/** Where a round pins people, rooms by place: pins and the people who lead a room. In the order of the problem. */
export function pinsOf(problem: Problem, at: number): { person: string; room: number }[] {
  const { rooms } = problem.rounds[at] as Round;
  const ruled = problem.rules.pins
    .filter(({ rounds }) => holdsIn(rounds, at))
    .map(({ person, room }) => ({ person, room: rooms.findIndex(({ id }) => id === room) }))
    .filter(({ room }) => room >= 0);
  const leading = rooms.flatMap(({ facilitator, rapporteur }, room) =>
    [facilitator, rapporteur].flatMap((person) => (person === null ? [] : [{ person, room }])),
  );
  return [...ruled, ...leading];
}

function roundSetting(
  problem: Problem,
  people: readonly Person[],
  indexOf: ReadonlyMap<string, number>,
  round: Round,
  at: number,
): RoundSetting {
  const frozen = round.frozen === null ? null : frozenRooms(round.frozen, people.length, indexOf);
  const isHere = (person: number) =>
    frozen === null ? !(people[person] as Person).absent.includes(at) : (frozen[person] ?? -1) >= 0;
  const present = people.map((_, person) => person).filter(isHere);
  const here = new Set(present);
  const numbers = (rule: GroupRule) => [
    ...new Set(
      rule.people.map((id) => indexOf.get(id)).filter((person) => person !== undefined && here.has(person)) as number[],
    ),
  ];
  const together = problem.rules.together.filter(({ rounds }) => holdsIn(rounds, at)).map(numbers);
  const pins = new Map<number, number>();
  for (const { person, room } of pinsOf(problem, at)) {
    const index = indexOf.get(person);
    if (index !== undefined && here.has(index)) pins.set(index, room);
  }
  const { units, unitOf } = unitsOf(people.length, present, together, pins);
  const foes: (number[] | null)[] = people.map(() => null);
  for (const group of problem.rules.apart.filter(({ rounds }) => holdsIn(rounds, at)).map(numbers)) {
    for (const one of group) foes[one] = [...new Set([...(foes[one] ?? []), ...group.filter((each) => each !== one)])];
  }
  const sizes =
    frozen === null
      ? sizesOf(
          present.length,
          round.rooms.map(({ capacity }) => capacity),
        )
      : null;
  const topics = new Set(round.rooms.map(({ topic }) => topic));
  return { rooms: round.rooms, topics, present, sizes, frozen, units, unitOf, foes };
}

function frozenRooms(deal: readonly (readonly string[])[], count: number, indexOf: ReadonlyMap<string, number>) {
  const rooms = new Int32Array(count).fill(-1);
  deal.forEach((ids, room) => {
    for (const id of ids) {
      const person = indexOf.get(id);
      if (person !== undefined) rooms[person] = room;
    }
  });
  return rooms;
}

function unitsOf(
  count: number,
  present: readonly number[],
  together: readonly (readonly number[])[],
  pins: ReadonlyMap<number, number>,
) {
  const heads = Int32Array.from({ length: count }, (_, person) => person);
  const headOf = (person: number): number => {
    let head = person;
    while (heads[head] !== head) head = heads[head] as number;
    heads[person] = head;
    return head;
  };
  for (const [first, ...others] of together) {
    for (const other of others) {
      const [low, high] = [headOf(first as number), headOf(other)].sort((a, b) => a - b) as [number, number];
      heads[high] = low;
    }
  }
  const byHead = new Map<number, number[]>();
  for (const person of present) {
    const head = headOf(person);
    const unit = byHead.get(head);
    if (unit === undefined) byHead.set(head, [person]);
    else unit.push(person);
  }
  const unitOf = new Int32Array(count).fill(-1);
  const units = [...byHead.values()].map((members, at): Unit => {
    for (const person of members) unitOf[person] = at;
    const pinned = members.find((person) => pins.has(person));
    return { people: members, pin: pinned === undefined ? -1 : (pins.get(pinned) ?? -1) };
  });
  return { units, unitOf };
}
