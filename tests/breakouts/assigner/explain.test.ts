import { describe, expect, test } from 'vitest';
import { boundsOf } from '../../../breakouts/assigner/bounds.ts';
import { explain } from '../../../breakouts/assigner/explain.ts';
import { randomBaseline } from '../../../breakouts/assigner/figures.ts';
import { rangesOf } from '../../../breakouts/assigner/objective.ts';
import type { Plan, Problem } from '../../../breakouts/assigner/problem.ts';
import { Search } from '../../../breakouts/assigner/search.ts';
import { settingOf } from '../../../breakouts/assigner/setting.ts';
import { countsOf, keepsRules } from './plans.ts';
import { person, problemOf, room } from './problems.ts';

const group = (...people: string[]) => ({ people, rounds: null });

/** Nine people in three rooms over three rounds, the first of them frozen, with rules of every kind. */
const problem: Problem = {
  ...problemOf(0, 0, 0),
  people: Array.from({ length: 9 }, (_, at) =>
    person(`p${at}`, {
      organisation: ['one', 'two', 'three', null][at % 4] ?? null,
      prefers: [['t1', 't2'], ['t0'], []][at % 3] ?? [],
      absent: at === 8 ? [1] : [],
    }),
  ),
  rounds: [0, 1, 2].map((round) => ({
    rooms: [0, 1, 2].map((at) => room(`r${at}`, { topic: `t${at}` })),
    frozen:
      round > 0
        ? null
        : [
            ['p0', 'p1', 'p2'],
            ['p3', 'p4', 'p5'],
            ['p6', 'p7'],
          ],
  })),
  rules: {
    pins: [{ person: 'p0', room: 'r1', rounds: null }],
    together: [group('p1', 'p2')],
    apart: [group('p3', 'p4', 'p8')],
  },
};
const plan: Plan = new Search(problem, { seed: 3, steps: 300 }).best;

const exchanged = (round: number, one: string, other: string): Plan => ({
  rounds: plan.rounds.map((deal, at) =>
    at === round ? deal.map((ids) => ids.map((id) => (id === one ? other : id === other ? one : id))) : deal,
  ),
});

/** In parts of the way from ideal to chance, from nothing. */
function costOf(of: Plan): number {
  const setting = settingOf(problem);
  const ranges = rangesOf(randomBaseline(setting), boundsOf(setting));
  const { missed, repeats, organisationPairs, topicCost } = countsOf(problem, of);
  return (
    (missed + repeats / 1000) / ranges.mixing +
    organisationPairs / ranges.organisations / 4 +
    topicCost / ranges.topics / 4
  );
}

describe('an explanation', () => {
  test.each(problem.people.map(({ id }) => id))('says whom %s met anew, and what topic they got', (id) => {
    const [explained] = explain(problem, plan, [id]);
    const known = new Set<string>([id]);
    plan.rounds.forEach((deal, at) => {
      const at0 = deal.findIndex((ids) => ids.includes(id));
      const fresh = (deal[at0] ?? []).filter((each) => !known.has(each));
      for (const each of fresh) known.add(each);
      const prefers = problem.people.find((each) => each.id === id)?.prefers ?? [];
      const place = prefers.indexOf(`t${at0}`);
      const rank = at0 < 0 || prefers.length === 0 ? null : place < 0 ? prefers.length : place;
      expect(explained?.rounds[at]).toMatchObject({
        room: at0 < 0 ? null : at0,
        newPeople: fresh.length,
        topicRank: rank,
      });
    });
    expect(explained?.distinctMet).toBe(known.size - 1);
  });

  test('names the rules that left no choice', () => {
    const forces = (id: string) => explain(problem, plan, [id])[0]?.rounds.map(({ forcedBy }) => forcedBy.join());
    expect(forces('p0')).toEqual(['frozen', 'pinned', 'pinned']);
    expect(forces('p1')).toEqual(['frozen', 'together', 'together']);
    expect(forces('p3')).toEqual(['frozen', 'apart', 'apart']);
    expect(forces('p8')).toEqual(['frozen', 'absent', 'apart']);
    expect(forces('p5')).toEqual(['frozen', '', '']);
  });

  test.each(['p3', 'p4', 'p5', 'p6', 'p7', 'p8'])('names the change of places that costs %s least', (id) => {
    const [explained] = explain(problem, plan, [id]);
    const loose = ['p3', 'p4', 'p5', 'p6', 'p7', 'p8'];
    const costs = [1, 2].map((round) => {
      const deal = plan.rounds[round] ?? [];
      const roomOf = (who: string) => deal.findIndex((ids) => ids.includes(who));
      if (roomOf(id) < 0) return [];
      return loose
        .filter((other) => roomOf(other) >= 0 && roomOf(other) !== roomOf(id))
        .filter((other) => keepsRules(problem, round, exchanged(round, id, other).rounds[round] ?? []))
        .map((other) => ({ with: other, cost: costOf(exchanged(round, id, other)) - costOf(plan) }));
    });
    expect(explained?.rounds[0]?.bestSwap).toBe(null);
    costs.forEach((allowed, at) => {
      const swap = explained?.rounds[at + 1]?.bestSwap ?? null;
      if (allowed.length === 0) {
        expect(swap).toBe(null);
        return;
      }
      expect(swap?.cost).toBeCloseTo(Math.min(...allowed.map(({ cost }) => cost)), 4);
      expect(swap?.cost).toBeCloseTo(allowed.find((each) => each.with === swap?.with)?.cost ?? Number.NaN, 4);
      expect(plan.rounds[at + 1]?.[swap?.room ?? -1]).toContain(swap?.with);
    });
  });

  test('offers no change of places to who is pinned or kept together, and knows nobody else', () => {
    const swaps = explain(problem, plan, ['p0', 'p1', 'nobody']).map(({ rounds }) => rounds.map((r) => r.bestSwap));
    expect(swaps).toEqual([
      [null, null, null],
      [null, null, null],
    ]);
  });
});
