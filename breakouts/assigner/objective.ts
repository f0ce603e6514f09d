/**
 * What a plan costs, in whole numbers: each term is measured from its ideal to what chance gives, weighted by its
 * dial, and rounded once to whole weights, so that changes add up exactly on every machine.
 */
import type { Baseline, Mixing, Person } from './problem.ts';
import type { RoundSetting, Setting } from './setting.ts';

export interface Objective {
  /** Cost of a pair by times met, 0 to 255. */
  readonly mixing: Float64Array;
  /** What one meeting more costs, by times met; and one fewer. */
  readonly up: Float64Array;
  readonly down: Float64Array;
  readonly mixes: boolean;
  /** Cost of two people of one organisation in one room. */
  readonly together: number;
  /** Of each person, -1 for who is alone of theirs. */
  readonly organisations: Int32Array;
  readonly organisationCount: number;
  /** By round, at person * rooms + room: what the topic and a move from the plan before cost. */
  readonly linear: readonly Float64Array[];
  /** Costs of a thousandth of a step of mixing, and of one rank of topics. */
  readonly mixingWeight: number;
  readonly topicWeight: number;
  /** The least and the most that one step of a term costs, where there is one. */
  readonly finest: number;
  readonly coarsest: number;
}

/** What a pair costs by times met, in thousandths of a step. A pair that never meets, or a repeat, is a step. */
export function pairCost(mixing: Mixing, times: number): number {
  const repeats = (times * (times - 1)) / 2;
  if (mixing === 'fewest-repeats') return 1000 * repeats;
  const missed = times === 0 ? 1000 : 0;
  if (mixing === 'meet-everyone') return missed + repeats;
  return missed + 20 * repeats + 2000 * Math.max(0, times - 3);
}

/** What each term is measured between, in steps of the term. */
export interface Ranges {
  readonly mixing: number;
  readonly organisations: number;
  readonly topics: number;
}

export function rangesOf(
  random: Baseline & { readonly pairCost: number },
  ideal: { readonly pairCost: number; readonly organisationPairs: number; readonly topicCost: number },
): Ranges {
  return {
    mixing: Math.max(1, (random.pairCost - ideal.pairCost) / 1000),
    organisations: Math.max(1, random.organisationPairs - ideal.organisationPairs),
    topics: Math.max(1, random.topicCost - ideal.topicCost),
  };
}

/** Weight of a term whose way from ideal to chance is one step long, at dial 1. */
const WHOLE = 1_000_000;

export function objectiveOf(setting: Setting, ranges: Ranges): Objective {
  const { aim, before } = setting.problem;
  const weight = (dial: number, range: number) => (dial > 0 ? Math.max(1, Math.round((dial * WHOLE) / range)) : 0);
  const top = Math.max(aim.dials.mixing, aim.dials.organisations, aim.dials.topics, 1e-9);
  const mixingWeight = weight(aim.dials.mixing / top, ranges.mixing);
  const together = weight(aim.dials.organisations / top, ranges.organisations);
  const topicWeight = weight(aim.dials.topics / top, ranges.topics);
  const moveWeight = before === null ? 0 : Math.round((before.costPerMove * WHOLE) / 1000);
  const mixing = Float64Array.from({ length: 257 }, (_, times) => mixingWeight * pairCost(aim.mixing, times));
  const scale = 1000;
  const steps = [mixingWeight, together, topicWeight].filter((step) => step > 0).map((step) => step * scale);
  const counted = organisationsThatMeet(setting.organisations, setting.organisationCount);
  return {
    mixing,
    up: Float64Array.from({ length: 256 }, (_, times) => (mixing[times + 1] as number) - (mixing[times] as number)),
    down: Float64Array.from({ length: 256 }, (_, times) =>
      times === 0 ? 0 : (mixing[times - 1] as number) - (mixing[times] as number),
    ),
    mixes: mixingWeight > 0,
    together: together * scale,
    ...counted,
    linear: linearCosts(setting, topicWeight * scale, moveWeight * scale),
    mixingWeight,
    topicWeight: topicWeight * scale,
    finest: Math.min(...steps, WHOLE * scale),
    coarsest: Math.max(...steps, 1),
  };
}

/**
 * Rank of the room's topic among what the round offers and the person prefers: 0 is the dearest; as many as there are
 * for none of them. Null where that does not matter: no topics on offer, or the person prefers none of them.
 */
export function topicRank(person: Person, round: Pick<RoundSetting, 'rooms' | 'topics'>, room: number): number | null {
  const wanted = wantedOf(person, round);
  if (wanted.length === 0) return null;
  const rank = wanted.indexOf(round.rooms[room]?.topic ?? '');
  return rank < 0 ? wanted.length : rank;
}

/** The topics of the round that the person prefers, the dearest first. */
export function wantedOf({ prefers }: Person, { topics }: Pick<RoundSetting, 'topics'>): string[] {
  if (prefers.length === 0) return [];
  return [...new Set(prefers)].filter((topic) => topics.has(topic));
}

function linearCosts(setting: Setting, topicWeight: number, moveWeight: number): Float64Array[] {
  return setting.rounds.map(({ rooms, present, topics }, round) => {
    const costs = new Float64Array(setting.people.length * rooms.length);
    const before = setting.problem.before?.plan.rounds[round];
    const roomBefore = new Map(before?.flatMap((people, room) => people.map((id) => [id, room] as const)) ?? []);
    for (const index of present) {
      const person = setting.people[index] as Person;
      const wanted = topicWeight > 0 ? wantedOf(person, { topics }) : [];
      const was = moveWeight > 0 ? roomBefore.get(person.id) : undefined;
      if (wanted.length === 0 && was === undefined) continue;
      rooms.forEach(({ topic }, room) => {
        const place = wanted.indexOf(topic ?? '');
        const rank = place < 0 ? wanted.length : place;
        costs[index * rooms.length + room] = rank * topicWeight + (was !== undefined && was !== room ? moveWeight : 0);
      });
    }
    return costs;
  });
}

/** Organisations of two people and more, numbered anew: the others cost nothing. */
function organisationsThatMeet(organisations: Int32Array, count: number) {
  const people = new Int32Array(count);
  for (const organisation of organisations) {
    if (organisation >= 0) people[organisation] = (people[organisation] as number) + 1;
  }
  const numbers = new Int32Array(count).fill(-1);
  let organisationCount = 0;
  people.forEach((size, organisation) => {
    if (size > 1) numbers[organisation] = organisationCount++;
  });
  return {
    organisations: organisations.map((organisation) => (organisation < 0 ? -1 : (numbers[organisation] as number))),
    organisationCount,
  };
}
