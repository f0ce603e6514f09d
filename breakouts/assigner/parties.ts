/**
 * Plans in which people go about in parties, to begin from. With large rooms a plan that lets nearly everyone meet has
 * such a shape: who goes about together costs little, and a few parties are soon dealt so that nearly every two of them
 * meet. Several sizes of parties are tried, because which one suits the rooms is not known beforehand.
 */
import { anneal, type Best } from './anneal.ts';
import { Arrangement } from './arrangement.ts';
import { boundsOf } from './bounds.ts';
import { randomBaseline } from './figures.ts';
import { objectiveOf, rangesOf } from './objective.ts';
import { place } from './place.ts';
import type { Person, Problem } from './problem.ts';
import type { Random } from './random.ts';
import { type Setting, settingOf } from './setting.ts';

const LARGEST = 8;

/** Sizes of parties that leave at least two parties for each room. */
export function partySizes({ people, rounds }: Setting): number[] {
  const most = Math.max(...rounds.map(({ rooms }) => rooms.length));
  const sizes: number[] = [];
  for (let size = 2; size <= LARGEST && people.length >= size * 2 * most; size++) sizes.push(size);
  return sizes;
}

/**
 * Deals parties, each of which stands for `size` people, by mixing alone.
 *
 * @yields the work spent since the last time
 * @returns by round the room of each party
 */
export function* dealParties(
  { problem, people }: Setting,
  size: number,
  work: number,
  random: Random,
): Generator<number, Int32Array[]> {
  const setting = settingOf(ofParties(problem, Math.ceil(people.length / size)));
  const objective = objectiveOf(setting, rangesOf(randomBaseline(setting), boundsOf(setting)));
  const rooms = setting.rounds.map((round) => place(round, null, random) as Int32Array);
  const best: Best = { cost: Number.POSITIVE_INFINITY, rooms };
  const arrangement = new Arrangement(setting, objective, rooms);
  const schedule = { work, hot: 0.7 * objective.coarsest, cold: 0.15 * objective.finest, floor: 0 };
  yield* anneal(setting, arrangement, schedule, best, random);
  return best.rooms;
}

/** Nobody is absent, and no rule binds anyone. */
function ofParties(problem: Problem, count: number): Problem {
  const party = (at: number): Person => {
    const id = String(at).padStart(6, '0');
    return { id, name: id, organisation: null, country: null, role: null, tags: [], prefers: [], absent: [] };
  };
  const room = (id: string) => ({ id, name: id, topic: null, capacity: null, facilitator: null, rapporteur: null });
  return {
    people: Array.from({ length: count }, (_, at) => party(at)),
    rounds: problem.rounds.map(({ rooms }) => ({ rooms: rooms.map(({ id }) => room(id)), frozen: null })),
    rules: { pins: [], together: [], apart: [] },
    aim: { mixing: problem.aim.mixing, dials: { mixing: 1, organisations: 0, topics: 0 } },
    before: null,
  };
}
