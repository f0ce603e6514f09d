/** What a plan comes to, and what chance comes to. */
import { type Bounds, boundsOf } from './bounds.ts';
import { meetingsIn } from './meetings.ts';
import { pairCost, topicRank } from './objective.ts';
import type { Baseline, Figures, Person, Plan, Problem } from './problem.ts';
import { Random } from './random.ts';
import { type RoundSetting, type Setting, settingOf } from './setting.ts';

export function figuresOf(problem: Problem, plan: Plan): Figures {
  const setting = settingOf(problem);
  return figuresIn(setting, boundsOf(setting), plan);
}

/** For several plans of one problem. */
export function figuresIn(setting: Setting, bounds: Bounds, plan: Plan): Figures {
  const rooms = roomsOf(setting, plan);
  const { distinctMet, repeats, meetings, others } = meetingsOf(setting, rooms);
  const topics = topicsOf(setting, rooms);
  const organisationPairs = organisationPairsOf(setting, rooms);
  return {
    distinctMet,
    distinctCeiling: bounds.distinctCeiling,
    repeats,
    repeatBound: bounds.repeats,
    forcedRepeats: bounds.forcedRepeats,
    maxMeetings: meetings.length - 1,
    meetings,
    ...worstOffOf(setting, others),
    organisationPairs,
    organisationIdeal: bounds.organisationPairs,
    organisationExcess: organisationPairs - bounds.organisationPairs,
    ...topics,
    topicIdeal: bounds.topicCost,
    sizes: plan.rounds.map((deal) => deal.map((people) => people.length)),
    moved: movedFrom(setting.problem, plan),
  };
}

/** The mean of three random plans; of thousands of people one says as much. */
export function randomBaseline(setting: Setting): Baseline & { readonly pairCost: number } {
  const random = new Random(1);
  const sums = { distinctMet: 0, repeats: 0, organisationPairs: 0, topicCost: 0, pairCost: 0 };
  const samples = setting.people.length > 1500 ? 1 : 3;
  for (let sample = 0; sample < samples; sample++) {
    const rooms = setting.rounds.map((round) => dealAtRandom(round, random));
    const { distinctMet, repeats, meetings } = meetingsOf(setting, rooms);
    sums.distinctMet += distinctMet;
    sums.repeats += repeats;
    sums.organisationPairs += organisationPairsOf(setting, rooms);
    sums.topicCost += topicsOf(setting, rooms).topicCost;
    meetings.forEach((count, times) => {
      sums.pairCost += count * pairCost(setting.problem.aim.mixing, times);
    });
  }
  return {
    distinctMet: sums.distinctMet / samples,
    repeats: sums.repeats / samples,
    organisationPairs: sums.organisationPairs / samples,
    topicCost: sums.topicCost / samples,
    pairCost: sums.pairCost / samples,
  };
}

/** Room of each person by round; -1 for who is in none. */
export function roomsOf(setting: Setting, plan: Plan): Int32Array[] {
  return setting.rounds.map((_, round) => {
    const rooms = new Int32Array(setting.people.length).fill(-1);
    plan.rounds[round]?.forEach((people, room) => {
      for (const id of people) {
        const index = setting.indexOf.get(id);
        if (index !== undefined) rooms[index] = room;
      }
    });
    return rooms;
  });
}

export function planOf(setting: Setting, rooms: readonly Int32Array[]): Plan {
  return {
    rounds: setting.rounds.map((round, at) => {
      const deal: string[][] = round.rooms.map(() => []);
      rooms[at]?.forEach((room, index) => {
        if (room >= 0) deal[room]?.push((setting.people[index] as Person).id);
      });
      return deal;
    }),
  };
}

function dealAtRandom(round: RoundSetting, random: Random): Int32Array {
  if (round.frozen !== null) return round.frozen;
  const rooms = new Int32Array(round.unitOf.length).fill(-1);
  const order = [...round.present];
  random.shuffle(order);
  const { least, most } = round.sizes as NonNullable<RoundSetting['sizes']>;
  const places = round.rooms.flatMap((_, room) => Array<number>(least[room] as number).fill(room));
  places.push(...round.rooms.map((_, room) => room).filter((room) => (most[room] as number) > (least[room] as number)));
  order.forEach((person, at) => {
    rooms[person] = places[at] as number;
  });
  return rooms;
}

function meetingsOf(setting: Setting, rooms: readonly Int32Array[]) {
  const groups = setting.rounds.map((round, at) => {
    const people: number[][] = round.rooms.map(() => []);
    rooms[at]?.forEach((room, index) => {
      people[room]?.push(index);
    });
    return people;
  });
  const { meetings, others } = meetingsIn(groups, setting.people.length);
  const repeats = meetings.reduce((sum, pairs, times) => sum + (pairs * times * (times - 1)) / 2, 0);
  return { distinctMet: meetings.slice(1).reduce((sum, pairs) => sum + pairs, 0), repeats, meetings, others };
}

/** @param others how many others each person meets */
function worstOffOf(setting: Setting, others: Int32Array) {
  const here = new Set(setting.rounds.flatMap(({ present }) => present));
  let worst = Number.POSITIVE_INFINITY;
  let person: string | null = null;
  others.forEach((met, index) => {
    if (met >= worst || !here.has(index)) return;
    worst = met;
    person = (setting.people[index] as Person).id;
  });
  return { worstOff: person === null ? 0 : worst, worstOffPerson: person };
}

function organisationPairsOf(setting: Setting, rooms: readonly Int32Array[]): number {
  let sum = 0;
  setting.rounds.forEach((round, at) => {
    const counts = new Map<number, number>();
    rooms[at]?.forEach((room, index) => {
      const organisation = setting.organisations[index] as number;
      if (room < 0 || organisation < 0) return;
      const key = organisation * round.rooms.length + room;
      const others = counts.get(key) ?? 0;
      sum += others;
      counts.set(key, others + 1);
    });
  });
  return sum;
}

function topicsOf(setting: Setting, rooms: readonly Int32Array[]) {
  const topics: number[] = [];
  let topicCost = 0;
  let topicsAsked = 0;
  let without = 0;
  setting.rounds.forEach((round, at) => {
    rooms[at]?.forEach((room, index) => {
      const person = setting.people[index] as Person;
      const rank = room < 0 ? null : topicRank(person, round, room);
      if (rank === null) return;
      topicsAsked++;
      topicCost += rank;
      if (!person.prefers.includes(round.rooms[room]?.topic ?? '')) without++;
      else topics[rank] = (topics[rank] ?? 0) + 1;
    });
  });
  const given = Array.from(topics, (count) => count ?? 0);
  return { topics: [...given, without], topicsFirst: given[0] ?? 0, topicsAsked, topicCost };
}

function movedFrom({ before }: Problem, plan: Plan): number {
  if (before === null) return 0;
  let moved = 0;
  plan.rounds.forEach((deal, round) => {
    const was = new Map(before.plan.rounds[round]?.flatMap((ids, room) => ids.map((id) => [id, room] as const)) ?? []);
    deal.forEach((ids, room) => {
      for (const id of ids) if (was.has(id) && was.get(id) !== room) moved++;
    });
  });
  return moved;
}
