import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakdownOf, mayBreakDown } from '../../polls/breakdown.ts';
import { tallyOf } from '../../polls/counting.ts';
import type { CountedBallot } from '../../polls/poll.ts';
import { choosing, opinion, voterOf } from './contents.ts';

/** `{ A: 6, B: 5 }` people of each organisation; those of `''` are of none. They choose in turn. */
function votesOf(sizes: Readonly<Record<string, number>>, choices: readonly string[] = ['a', 'b', 'c']) {
  const people = Object.entries(sizes).flatMap(([name, size]) =>
    Array.from({ length: size }, (_, at) => ({ id: `${name}-${at}`, organisation: name === '' ? null : name })),
  );
  const ballots = people.map(({ id }, at) => choosing(id, choices[at % choices.length] ?? 'a'));
  const voters = new Map(people.map(({ id, organisation }) => [id, voterOf(organisation)]));
  return { ballots, voters };
}

function groupsOf(sizes: Readonly<Record<string, number>>, groupsOf = 5): Record<string, number> | null {
  const { ballots, voters } = votesOf(sizes);
  const found = breakdownOf(opinion({ breakdown: 'organisation', groupsOf }), ballots, voters);
  return found && Object.fromEntries(found.groups.map(({ name, people }) => [name ?? 'others', people]));
}

describe('a breakdown', () => {
  test('shows the 40 largest groups, and what comes after them among the others', () => {
    const sizes = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`${100 + at}`, 70 - at]));
    const found = Object.entries(groupsOf(sizes) ?? {});
    expect(found).toHaveLength(41);
    const left = Array.from({ length: 20 }, (_, at) => 30 - at).reduce((sum, each) => sum + each);
    expect([found.find(([name]) => name === '139'), found.find(([name]) => name === 'others')]).toEqual([
      ['139', 31],
      ['others', left],
    ]);
  });

  test('shows groups by size, then by name, each with its counts', () => {
    const { ballots, voters } = votesOf({ B: 2, A: 2, C: 3 });
    const content = opinion({ breakdown: 'organisation', groupsOf: 2 });
    const counts = (a: number, b: number, c: number) => [
      { id: 'a', people: a, points: a },
      { id: 'b', people: b, points: b },
      { id: 'c', people: c, points: c },
    ];
    expect(breakdownOf(content, ballots, voters)).toEqual({
      by: 'organisation',
      groups: [
        { name: 'C', people: 3, options: counts(1, 1, 1) },
        { name: 'A', people: 2, options: counts(1, 0, 1) },
        { name: 'B', people: 2, options: counts(1, 1, 0) },
      ],
    });
  });

  test('puts smaller groups, and those who are of none, together', () => {
    expect(groupsOf({ A: 6, B: 3, C: 1, '': 1 })).toEqual({ A: 6, others: 5 });
  });

  test('has the smallest group join others who would be too few', () => {
    expect(groupsOf({ A: 8, B: 7, C: 5, D: 4 })).toEqual({ A: 8, B: 7, others: 9 });
    expect(groupsOf({ A: 8, B: 7, '': 1 })).toEqual({ A: 8, others: 8 });
  });

  test('is not given where all would be one group', () => {
    expect(groupsOf({ A: 9 })).toBeNull();
    expect(groupsOf({ A: 9, B: 1 })).toBeNull();
    expect(groupsOf({ A: 3, B: 3 })).toBeNull();
    expect(groupsOf({})).toBeNull();
  });

  test('goes by country where the poll says so', () => {
    const voters = new Map(['1', '2', '3', '4'].map((id) => [id, voterOf('A', id < '3' ? 'CH' : 'FR')]));
    const ballots = ['1', '2', '3', '4'].map((id) => choosing(id, 'a'));
    const found = breakdownOf(opinion({ breakdown: 'country', groupsOf: 2 }), ballots, voters);
    expect(found?.groups.map(({ name }) => name)).toEqual(['CH', 'FR']);
  });

  test('is not in a tally while nobody says where voters come from, nor where the poll asks for none', () => {
    const { ballots, voters } = votesOf({ A: 6, B: 6 });
    expect(tallyOf(opinion({ breakdown: 'organisation' }), ballots).breakdown).toBeNull();
    expect(tallyOf(opinion(), ballots, voters).breakdown).toBeNull();
    expect(tallyOf(opinion({ breakdown: 'organisation' }), ballots, voters).breakdown?.groups.length).toBe(2);
  });

  test('is not made of a secret poll, whatever its content says', () => {
    const { ballots, voters } = votesOf({ A: 6, B: 6 });
    const content = { ...opinion({ breakdown: 'organisation' }), secrecy: 'secret' as const };
    expect(breakdownOf(content, ballots, voters)).toBeNull();
    expect(mayBreakDown(content, [])).toBe(false);
  });

  test('is given for one round of a poll', () => {
    const content = opinion({ breakdown: 'organisation' });
    const { ballots, voters } = votesOf({ A: 6, B: 6 });
    const without = tallyOf(content, ballots);
    expect(mayBreakDown(content, [])).toBe(true);
    expect(mayBreakDown(content, [without, null])).toBe(true);
    expect(mayBreakDown(content, [without, tallyOf(content, ballots, voters)])).toBe(false);
    expect(mayBreakDown(opinion(), [])).toBe(false);
  });
});

const anySizes = fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', ''), fc.integer({ min: 1, max: 14 }));
const anyLeast = fc.integer({ min: 2, max: 7 });

/** How many people each figure is of that anybody can work out: of each set of groups, and of the whole without it. */
function peopleKnown(whole: number, groups: readonly number[]): Set<number> {
  let sums = [0];
  for (const size of groups) sums = sums.concat(sums.map((sum) => sum + size));
  return new Set(sums.flatMap((sum) => [sum, whole - sum]));
}

describe('any breakdown', () => {
  test('lets no figures be worked out of fewer people than it may, from groups and the whole', () => {
    fc.assert(
      fc.property(anySizes, anyLeast, (sizes, least) => {
        const { ballots, voters } = votesOf(sizes);
        const found = breakdownOf(opinion({ breakdown: 'organisation', groupsOf: least }), ballots, voters);
        const groups = (found?.groups ?? []).map(({ people }) => people);
        const few = [...peopleKnown(ballots.length, groups)].filter((people) => people > 0 && people < least);
        expect(found ? few : []).toEqual([]);
        if (found) expect(groups.reduce((sum, people) => sum + people, 0)).toBe(ballots.length);
      }),
      { numRuns: 300 },
    );
  });

  test('counts in its groups what the whole counts', () => {
    fc.assert(
      fc.property(anySizes, anyLeast, (sizes, least) => {
        const { ballots, voters } = votesOf(sizes);
        const tally = tallyOf(opinion({ breakdown: 'organisation', groupsOf: least }), ballots, voters);
        fc.pre(tally.breakdown !== null);
        const sums = tally.options.map(({ id }) =>
          (tally.breakdown?.groups ?? []).flatMap(({ options }) => options).filter((each) => each.id === id),
        );
        expect(sums.map((each) => each.reduce((sum, { people }) => sum + people, 0))).toEqual(
          tally.options.map(({ people }) => people),
        );
      }),
    );
  });

  test('groups the same people the same way whatever they choose, so that two polls cannot be taken from one another', () => {
    const names = (ballots: readonly CountedBallot[], voters: ReturnType<typeof votesOf>['voters'], least: number) =>
      breakdownOf(opinion({ breakdown: 'organisation', groupsOf: least }), ballots, voters)?.groups.map(
        ({ name, people }) => ({ name, people }),
      );
    const choices = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(anySizes, anyLeast, choices, fc.boolean(), (sizes, least, chosen, turned) => {
        const { ballots, voters } = votesOf(sizes);
        const other = votesOf(sizes, chosen).ballots;
        expect(names(turned ? other.toReversed() : other, voters, least)).toEqual(names(ballots, voters, least));
      }),
    );
  });
});
