/**
 * What the assigner is asked, and what it answers. Rounds are counted from 0 in the order of the problem; people and
 * rooms are named by ids, compared by code units and never changed.
 *
 * - `faultsOf(problem)` in `faults.ts`: what makes the problem impossible or meaningless, with the names.
 * - `new Search(problem, { seed, steps })` in `search.ts`: finds a plan, step by step, and can be stopped.
 * - `figuresOf(problem, plan)` in `figures.ts`: what a plan comes to; `boundsOf`, `randomBaseline` beside it.
 * - `explain(problem, plan)` in `explain.ts`: per person, why.
 * - Beside it, for one round that people come into, by ids alone: `dealIn` in `latecomers.ts`, which moves nobody else,
 *   and `proposeMoves` in `no-shows.ts`, the fewest moves that make its rooms equal again.
 */

/** Someone who is dealt into rooms. */
export interface Person {
  readonly id: string;
  /** What messages call the person. */
  readonly name: string;
  readonly organisation: string | null;
  /** Carried along: no dial spreads countries over the rooms. */
  readonly country: string | null;
  readonly role: string | null;
  readonly tags: readonly string[];
  /** Topics, the dearest first. Empty for someone who does not mind. */
  readonly prefers: readonly string[];
  /** Rounds in which the person is not there. */
  readonly absent: readonly number[];
}

export interface Room {
  /** Unique within its round; the same room of several rounds keeps its id. */
  readonly id: string;
  readonly name: string;
  readonly topic: string | null;
  /** The most people it takes, facilitator and rapporteur included; null for as many as come. */
  readonly capacity: number | null;
  /** Ids of people, who belong into this room of this round unless absent. An id of nobody else is no fault. */
  readonly facilitator: string | null;
  readonly rapporteur: string | null;
}

/** People of each room of one round, in the order of its rooms: ids, sorted. */
export type Deal = readonly (readonly string[])[];

export interface Round {
  readonly rooms: readonly Room[];
  /** A round that is past or runs: its people count as having met, and nobody is moved. */
  readonly frozen: Deal | null;
}

/** Which rounds a rule holds in: null for all. */
type Rounds = readonly number[] | null;

export interface Pin {
  readonly person: string;
  /** Id of a room. In a round that has no such room the pin says nothing. */
  readonly room: string;
  readonly rounds: Rounds;
}

/** People who share a room, or of whom no two do. Who is absent from a round is left out there. */
export interface GroupRule {
  readonly people: readonly string[];
  readonly rounds: Rounds;
}

export interface Rules {
  readonly pins: readonly Pin[];
  readonly together: readonly GroupRule[];
  readonly apart: readonly GroupRule[];
}

/** What counts as good mixing. */
export const MIXINGS = ['meet-everyone', 'few-above-three', 'fewest-repeats'] as const;
export type Mixing = (typeof MIXINGS)[number];

/** How much each thing counts, 0 for not at all. Each is measured from its ideal (0) to what chance gives (1). */
export interface Dials {
  readonly mixing: number;
  /** People of one organisation spread over the rooms. */
  readonly organisations: number;
  /** Topics of people's own choice. */
  readonly topics: number;
}

export interface Aim {
  readonly mixing: Mixing;
  readonly dials: Dials;
}

export const PRESETS = ['meet-everyone', 'few-above-three', 'fewest-repeats', 'by-topic'] as const;
export type Preset = (typeof PRESETS)[number];

export function aimOf(preset: Preset): Aim {
  if (preset === 'by-topic') return { mixing: 'meet-everyone', dials: { mixing: 1, organisations: 1, topics: 10 } };
  return { mixing: preset, dials: { mixing: 4, organisations: 1, topics: 1 } };
}

/** A plan that people know already: what it costs to move one of them in one round, where mixing's whole way is 1. */
export interface Before {
  readonly plan: Plan;
  /** Per person and round in thousandths of the way from ideal to chance; 0 for free. */
  readonly costPerMove: number;
}

export interface Problem {
  readonly people: readonly Person[];
  readonly rounds: readonly Round[];
  readonly rules: Rules;
  readonly aim: Aim;
  /** Null where no plan is known. */
  readonly before: Before | null;
}

/** Who is in which room: one deal for each round of the problem. */
export interface Plan {
  readonly rounds: readonly Deal[];
}

/** One thing that makes a problem impossible, in words for whoever set it. */
export interface Fault {
  readonly code: FaultCode;
  /** A whole sentence that names people, rooms and the round. */
  readonly message: string;
  /** Ids. */
  readonly people: readonly string[];
  readonly rooms: readonly string[];
  /** Null where it is not of one round. */
  readonly round: number | null;
}

export const FAULT_CODES = [
  'duplicate-person',
  'duplicate-room',
  'unknown-person',
  'unknown-room',
  'unknown-round',
  'bad-number',
  'no-rooms',
  'frozen-twice',
  'over-capacity',
  'pinned-and-absent',
  'pinned-twice',
  'pins-over-capacity',
  'together-pinned-apart',
  'together-and-apart',
  'together-too-large',
  'apart-too-large',
  'apart-pinned-together',
  'no-arrangement',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** What a plan comes to. Frozen rounds count. */
export interface Figures {
  /** Pairs of people who meet at least once, and the most that can. */
  readonly distinctMet: number;
  readonly distinctCeiling: number;
  /** Over pairs of people: times met, two at a time. */
  readonly repeats: number;
  /** Fewer repeats are impossible; those of them that pins and together pairs force. */
  readonly repeatBound: number;
  readonly forcedRepeats: number;
  /** The most often that two people meet. */
  readonly maxMeetings: number;
  /** Pairs by times met: the first entry is of those who never meet. */
  readonly meetings: readonly number[];
  /** The fewest others that anyone who is there in some round meets, and who that is. */
  readonly worstOff: number;
  readonly worstOffPerson: string | null;
  /** Over rounds: pairs of one organisation in one room, the ideal, and how many are above it. */
  readonly organisationPairs: number;
  readonly organisationIdeal: number;
  readonly organisationExcess: number;
  /** Times that someone with preferences got the first, second, … of the topics on offer; the last entry: none. */
  readonly topics: readonly number[];
  /** Of the times that someone with preferences was dealt in where topics are on offer. */
  readonly topicsFirst: number;
  readonly topicsAsked: number;
  /** Sum of ranks (0 the first), and the least that is possible. */
  readonly topicCost: number;
  readonly topicIdeal: number;
  /** Of each round, by room. */
  readonly sizes: readonly (readonly number[])[];
  /** People moved from the plan before, over rounds. */
  readonly moved: number;
}

/** What chance comes to, as the mean of some random plans that keep attendance and sizes. */
export interface Baseline {
  readonly distinctMet: number;
  readonly repeats: number;
  readonly organisationPairs: number;
  readonly topicCost: number;
}
