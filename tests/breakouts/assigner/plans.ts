/** Everything by brute force, from the words of problem.ts alone: what the clever ways are held against. */
import type { Deal, Plan, Problem } from '../../../breakouts/assigner/problem.ts';

/** All deals of a round in which each room is below the fullest by more than one only where it is full. */
export function dealsOf(problem: Problem, at: number): Deal[] {
  const { rooms, frozen } = problem.rounds[at] ?? { rooms: [], frozen: null };
  if (frozen !== null) return [frozen];
  const here = problem.people.filter(({ absent }) => !absent.includes(at)).map(({ id }) => id);
  let deals: string[][][] = [rooms.map(() => [])];
  for (const id of here)
    deals = deals.flatMap((deal) => rooms.map((_, to) => deal.map((ids, room) => (room === to ? [...ids, id] : ids))));
  return deals.filter((deal) => isEven(problem, at, deal) && keepsRules(problem, at, deal));
}

export function isEven(problem: Problem, at: number, deal: Deal): boolean {
  const most = Math.max(...deal.map((ids) => ids.length));
  return deal.every((ids, room) => {
    const capacity = problem.rounds[at]?.rooms[room]?.capacity ?? Number.POSITIVE_INFINITY;
    return ids.length <= capacity && (ids.length >= most - 1 || ids.length === capacity);
  });
}

/** Of rules that hold in all rounds. */
export function keepsRules({ rules, rounds }: Problem, at: number, deal: Deal): boolean {
  const roomOf = (id: string) => deal.findIndex((ids) => ids.includes(id));
  const placesOf = (ids: readonly string[]) => ids.map(roomOf).filter((room) => room >= 0);
  return (
    rules.pins.every(({ person, room }) => [undefined, room].includes(rounds[at]?.rooms[roomOf(person)]?.id)) &&
    rules.together.every(({ people }) => new Set(placesOf(people)).size < 2) &&
    rules.apart.every(({ people }) => new Set(placesOf(people)).size === placesOf(people).length)
  );
}

export function plansOf(problem: Problem): Plan[] {
  let plans: Deal[][] = [[]];
  for (const at of problem.rounds.keys()) {
    const deals = dealsOf(problem, at);
    plans = plans.flatMap((before) => deals.map((deal) => [...before, deal]));
  }
  return plans.map((rounds) => ({ rounds }));
}

/** Counted pair by pair. */
export function countsOf(problem: Problem, plan: Plan) {
  const { people, rounds } = problem;
  const counts = { distinctMet: 0, repeats: 0, organisationPairs: 0, topicCost: 0, missed: 0 };
  const rooms = people.map(({ id }) => plan.rounds.map((deal) => deal.findIndex((ids) => ids.includes(id))));
  people.forEach((one, a) => {
    plan.rounds.forEach((_, at) => {
      const offered = rounds[at]?.rooms.map(({ topic }) => topic) ?? [];
      const wanted = one.prefers.filter((topic) => offered.includes(topic));
      const room = rooms[a]?.[at] ?? -1;
      const rank = wanted.indexOf(offered[room] ?? '');
      if (room >= 0) counts.topicCost += rank < 0 ? wanted.length : rank;
    });
    for (let b = 0; b < a; b++) {
      const times = (rooms[a] ?? []).filter((room, at) => room >= 0 && room === rooms[b]?.[at]).length;
      if (times > 0) counts.distinctMet++;
      else counts.missed++;
      counts.repeats += (times * (times - 1)) / 2;
      if (one.organisation !== null && one.organisation === people[b]?.organisation) counts.organisationPairs += times;
    }
  });
  return counts;
}
