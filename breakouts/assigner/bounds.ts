/** What no plan can do better than. Each bound holds; that it can be reached is not said. */
import { meetingsIn } from './meetings.ts';
import { pairCost, wantedOf } from './objective.ts';
import type { Person } from './problem.ts';
import type { RoundSetting, Setting } from './setting.ts';

export interface Bounds {
  readonly distinctCeiling: number;
  readonly repeats: number;
  /** Of pairs that pins, together pairs and frozen rounds bring together. */
  readonly forcedRepeats: number;
  readonly organisationPairs: number;
  readonly topicCost: number;
  /** The same without what frozen rounds come to, which no plan changes. */
  readonly open: { readonly organisationPairs: number; readonly topicCost: number };
  /** Of all pairs, in thousandths of a step. */
  readonly pairCost: number;
}

export function boundsOf(setting: Setting): Bounds {
  const sizes = setting.rounds.map(sizesIn);
  const meetings = sizes.flat().reduce((sum, size) => sum + pairs(size), 0);
  const can = pairsThatCanMeet(setting);
  const forced = forcedMeetings(setting);
  const forcedRepeats = forced.reduce((sum, count, times) => sum + count * pairs(times), 0);
  const byRounds = repeatsByRounds(setting, sizes);
  const repeats = Math.max(byRounds, leastRepeats(meetings, can, forced));
  const rounds = setting.rounds.length;
  const distinctCeiling = Math.min(
    can,
    mostDistinct(meetings, can, forced),
    // [met] is at most times met - 2/rounds × pairs of rounds in which both met.
    Math.floor(meetings - (2 * repeats) / Math.max(1, rounds) + 1e-9),
    byPerson(setting, sizes),
  );
  const missed = pairs(setting.people.length) - distinctCeiling;
  const { mixing } = setting.problem.aim;
  const byRound = setting.rounds.map((round, at) => ({
    frozen: round.frozen !== null,
    organisationPairs: organisationIdeal(setting, round, sizes[at] ?? []),
    topicCost: topicIdeal(setting, round),
  }));
  return {
    distinctCeiling,
    repeats,
    forcedRepeats,
    ...sumOf(byRound),
    open: sumOf(byRound.filter(({ frozen }) => !frozen)),
    pairCost: missed * pairCost(mixing, 0) + repeats * (pairCost(mixing, 2) - 2 * pairCost(mixing, 1)),
  };
}

const pairs = (count: number): number => (count * (count - 1)) / 2;

/** Pairs within cells over which so many are spread evenly. */
function evenPairs(count: number, cells: number): number {
  const full = Math.floor(count / cells);
  const more = count % cells;
  return (cells - more) * pairs(full) + more * pairs(full + 1);
}

/** Sizes of the rooms: which of them hold one more does not matter here. */
function sizesIn({ rooms, frozen, sizes }: RoundSetting): number[] {
  const counts = rooms.map(() => 0);
  if (frozen !== null) {
    for (const room of frozen) if (room >= 0) counts[room] = (counts[room] ?? 0) + 1;
    return counts;
  }
  let extras = sizes?.extras ?? 0;
  return counts.map((_, room) => {
    const [least, most] = [sizes?.least[room] ?? 0, sizes?.most[room] ?? 0];
    return most > least && extras-- > 0 ? most : least;
  });
}

/** Pairs with a round in which both are there. */
function pairsThatCanMeet(setting: Setting): number {
  const patterns = new Map<string, { rounds: readonly number[]; people: number }>();
  const attendance = setting.people.map((): number[] => []);
  setting.rounds.forEach(({ present }, round) => {
    for (const person of present) attendance[person]?.push(round);
  });
  for (const rounds of attendance) {
    const pattern = patterns.get(rounds.join());
    if (pattern === undefined) patterns.set(rounds.join(), { rounds, people: 1 });
    else pattern.people++;
  }
  const all = [...patterns.values()];
  let count = 0;
  all.forEach((one, at) => {
    if (one.rounds.length > 0) count += pairs(one.people);
    for (const other of all.slice(at + 1)) {
      if (one.rounds.some((round) => other.rounds.includes(round))) count += one.people * other.people;
    }
  });
  return count;
}

/** How many pairs must meet once, twice, … at the least; the first entry is 0. */
function forcedMeetings(setting: Setting): number[] {
  const groups = setting.rounds.map((round) => forcedGroups(round).filter((group) => group.length > 1));
  const [, ...met] = meetingsIn(groups, setting.people.length).meetings;
  return [0, ...met];
}

/** People of whom it is settled that they share a room. */
function forcedGroups({ frozen, units, rooms }: RoundSetting): number[][] {
  const byRoom: number[][] = rooms.map(() => []);
  if (frozen !== null) {
    frozen.forEach((room, person) => {
      byRoom[room]?.push(person);
    });
    return byRoom;
  }
  for (const { people, pin } of units) byRoom[pin]?.push(...people);
  return [...byRoom, ...units.filter(({ pin }) => pin < 0).map(({ people }) => [...people])];
}

/** Convexity: so many meetings over so many pairs, some of which must meet, as evenly as can be. */
function leastRepeats(meetings: number, can: number, forced: readonly number[]): number {
  let left = meetings;
  let repeats = 0;
  let below = can;
  forced.forEach((count, times) => {
    left -= count * times;
    repeats += count * pairs(times);
    below -= count;
  });
  for (let level = 0; left > 0 && (below > 0 || level < forced.length); level++) {
    const raised = Math.min(left, below);
    repeats += raised * level;
    left -= raised;
    below += forced[level + 1] ?? 0;
  }
  return repeats;
}

function mostDistinct(meetings: number, can: number, forced: readonly number[]): number {
  const lost = forced.reduce((sum, count, times) => sum + count * Math.max(0, times - 1), 0);
  return Math.min(can, meetings - lost);
}

/** Nobody meets more than fill the largest rooms around them. */
function byPerson(setting: Setting, sizes: readonly (readonly number[])[]): number {
  const others = setting.people.map(() => 0);
  setting.rounds.forEach(({ present, frozen }, round) => {
    const largest = Math.max(1, ...(sizes[round] ?? []));
    for (const person of present) {
      const size = frozen === null ? largest : (sizes[round]?.[frozen[person] as number] ?? 1);
      others[person] = (others[person] ?? 0) + size - 1;
    }
  });
  const most = setting.people.length - 1;
  return Math.floor(others.reduce((sum, each) => sum + Math.min(each, most), 0) / 2);
}

/** Of every two rounds: people of a room spread evenly over the rooms of the other round. */
function repeatsByRounds(setting: Setting, sizes: readonly (readonly number[])[]): number {
  const attends = setting.rounds.map(({ present }) => new Set(present));
  let sum = 0;
  for (let one = 0; one < sizes.length; one++) {
    for (let other = 0; other < one; other++) {
      const [here, there] = [attends[one] as Set<number>, attends[other] as Set<number>];
      const both = [...here].reduce((count, person) => count + (there.has(person) ? 1 : 0), 0);
      const [rooms, others] = [sizes[one] as number[], sizes[other] as number[]];
      if (both === 0) continue;
      const spread = (from: readonly number[], over: number) =>
        from.reduce((all, size) => all + evenPairs(size, over), 0);
      const bounds = [evenPairs(both, rooms.length * others.length)];
      if (both === here.size) bounds.push(spread(rooms, others.length));
      if (both === there.size) bounds.push(spread(others, rooms.length));
      sum += Math.max(...bounds);
    }
  }
  return sum;
}

function sumOf(ideals: readonly { readonly organisationPairs: number; readonly topicCost: number }[]) {
  return {
    organisationPairs: ideals.reduce((sum, { organisationPairs }) => sum + organisationPairs, 0),
    topicCost: ideals.reduce((sum, { topicCost }) => sum + topicCost, 0),
  };
}

function organisationIdeal(
  setting: Setting,
  { present, rooms, frozen }: RoundSetting,
  sizes: readonly number[],
): number {
  const members = new Map<number, number>();
  for (const person of present) {
    const organisation = setting.organisations[person] as number;
    // What is frozen is as it is.
    const key = frozen === null ? organisation : organisation * rooms.length + (frozen[person] as number);
    if (organisation >= 0) members.set(key, (members.get(key) ?? 0) + 1);
  }
  return [...members.values()].reduce(
    (sum, count) => sum + (frozen === null ? spreadOver(count, sizes) : pairs(count)),
    0,
  );
}

/** Pairs when so many are spread evenly over rooms that hold no more than their sizes. */
function spreadOver(count: number, sizes: readonly number[]): number {
  let left = count;
  let sum = 0;
  for (let level = 0; left > 0; level++) {
    const open = sizes.filter((size) => size > level).length;
    if (open === 0) return sum;
    const seated = Math.min(left, open);
    sum += seated * level;
    left -= seated;
  }
  return sum;
}

/** Of those whose first topic has no place left, each gets the second at best. */
function topicIdeal(setting: Setting, round: RoundSetting): number {
  const { rooms, present, frozen, sizes } = round;
  const first = new Map<string, number>();
  let sum = 0;
  for (const index of present) {
    const wanted = wantedOf(setting.people[index] as Person, round);
    const [topic] = wanted;
    if (topic === undefined) continue;
    if (frozen === null) {
      first.set(topic, (first.get(topic) ?? 0) + 1);
      continue;
    }
    const rank = wanted.indexOf(rooms[frozen[index] as number]?.topic ?? '');
    sum += rank < 0 ? wanted.length : rank;
  }
  for (const [topic, people] of first) {
    const places = rooms.reduce((all, each, room) => all + (each.topic === topic ? (sizes?.most[room] ?? 0) : 0), 0);
    sum += Math.max(0, people - places);
  }
  return sum;
}
