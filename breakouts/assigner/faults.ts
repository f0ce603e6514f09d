/** What makes a problem impossible or meaningless, with the names: nothing is bent silently. */

import { namesOf } from './names.ts';
import { place } from './place.ts';
import type { Fault, FaultCode, Problem } from './problem.ts';
import { Random } from './random.ts';
import { roundFaults } from './round-faults.ts';
import { settingOf } from './setting.ts';

/** More rounds than this cannot be counted in a byte. */
const MOST_ROUNDS = 250;
/** A search of so many takes 100 MB for each look at who has met whom, and about fifteen seconds whatever its effort. */
const MOST_PEOPLE = 10_000;

/** Empty where a plan exists; else what is wrong in the words of the problem, and only then what its rules forbid. */
export function faultsOf(problem: Problem): Fault[] {
  const words = [...peopleFaults(problem), ...roomFaults(problem), ...ruleFaults(problem), ...frozenFaults(problem)];
  if (words.length > 0) return words;
  const setting = settingOf(problem);
  const rules = setting.rounds.flatMap((round, at) => roundFaults(setting, round, at));
  if (rules.length > 0) return rules;
  return setting.rounds.flatMap((round, at) => {
    if (place(round, null, new Random(at)) !== null) return [];
    const bound = round.units
      .filter(({ people, pin }) => pin >= 0 || people.length > 1 || people.some((person) => round.foes[person]))
      .flatMap(({ people }) => people.map((person) => setting.people[person]?.id ?? ''));
    const message = `Round ${at + 1}: no way was found to seat ${namesOf(setting.people, bound)} as their rules say.`;
    return [fault('no-arrangement', message, bound, [], at)];
  });
}

export function fault(
  code: FaultCode,
  message: string,
  people: readonly string[],
  rooms: readonly string[] = [],
  round: number | null = null,
): Fault {
  return { code, message, people, rooms, round };
}

function peopleFaults({ people, rounds }: Problem): Fault[] {
  if (people.length > MOST_PEOPLE) {
    const message = `At most 10,000 people are dealt at once, and there are ${people.length.toLocaleString('en')}.`;
    return [fault('bad-number', message, [])];
  }
  const seen = new Set<string>();
  return people.flatMap(({ id, name, absent }) => {
    const faults: Fault[] = [];
    if (seen.has(id)) faults.push(fault('duplicate-person', `${name} (${id}) is there twice.`, [id]));
    seen.add(id);
    const unknown = absent.find((round) => !isRound(round, rounds.length));
    if (unknown !== undefined)
      faults.push(fault('unknown-round', `${name} is absent from round ${unknown + 1}, which does not exist.`, [id]));
    return faults;
  });
}

function roomFaults({ rounds }: Problem): Fault[] {
  const faults: Fault[] = [];
  if (rounds.length > MOST_ROUNDS)
    faults.push(fault('bad-number', `At most ${MOST_ROUNDS} rounds are dealt at once.`, []));
  rounds.forEach(({ rooms }, round) => {
    if (rooms.length === 0) faults.push(fault('no-rooms', `Round ${round + 1} has no rooms.`, [], [], round));
    const seen = new Set<string>();
    for (const { id, name, capacity } of rooms) {
      if (seen.has(id))
        faults.push(
          fault('duplicate-room', `Round ${round + 1}: room ${name} (${id}) is there twice.`, [], [id], round),
        );
      seen.add(id);
      if (capacity === null || (Number.isSafeInteger(capacity) && capacity >= 0)) continue;
      const message = `Round ${round + 1}: the capacity of room ${name} is ${capacity}, expected a whole number.`;
      faults.push(fault('bad-number', message, [], [id], round));
    }
  });
  return faults;
}

function ruleFaults({ people, rounds, rules, aim }: Problem): Fault[] {
  const known = new Set(people.map(({ id }) => id));
  const rooms = new Set(rounds.flatMap((round) => round.rooms.map(({ id }) => id)));
  const all = [
    ...rules.pins.map(({ person, rounds }) => ({ people: [person], rounds })),
    ...rules.together,
    ...rules.apart,
  ];
  const faults = all.flatMap((rule) => {
    const found = rule.people
      .filter((id) => !known.has(id))
      .map((id) => fault('unknown-person', `A rule names ${id}, who is not among the people.`, [id]));
    for (const round of rule.rounds ?? []) {
      if (isRound(round, rounds.length)) continue;
      found.push(fault('unknown-round', `A rule names round ${round + 1}, which does not exist.`, rule.people));
    }
    return found;
  });
  for (const { person, room } of rules.pins) {
    if (!rooms.has(room))
      faults.push(fault('unknown-room', `${person} is pinned to room ${room}, which no round has.`, [person], [room]));
  }
  for (const [dial, weight] of Object.entries(aim.dials)) {
    if (!(weight >= 0 && weight < 1e6))
      faults.push(fault('bad-number', `The dial ${dial} is ${weight}, expected a number from 0 to a million.`, []));
  }
  return faults;
}

function frozenFaults({ people, rounds }: Problem): Fault[] {
  const known = new Set(people.map(({ id }) => id));
  return rounds.flatMap(({ frozen, rooms }, round) => {
    if (frozen === null) return [];
    const faults: Fault[] = [];
    const where = `Round ${round + 1} is settled`;
    if (frozen.length !== rooms.length)
      faults.push(fault('unknown-room', `${where} with ${frozen.length} rooms of ${rooms.length}.`, [], [], round));
    const seen = new Set<string>();
    for (const id of frozen.flat()) {
      if (!known.has(id))
        faults.push(fault('unknown-person', `${where} with ${id}, who is not among the people.`, [id], [], round));
      if (seen.has(id)) faults.push(fault('frozen-twice', `${where} with ${id} in two places.`, [id], [], round));
      seen.add(id);
    }
    return faults;
  });
}

function isRound(round: number, count: number): boolean {
  return Number.isInteger(round) && round >= 0 && round < count;
}
