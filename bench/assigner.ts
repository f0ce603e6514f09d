/** The assigner: for each instance the worst of five seeds, its processor time, the bound and what chance gives. */

import { metIn } from '../breakouts/assigner/acquaintance.ts';
import { figuresOf, randomBaseline } from '../breakouts/assigner/figures.ts';
import { dealIn } from '../breakouts/assigner/latecomers.ts';
import { type Aim, aimOf, type Deal, type Problem } from '../breakouts/assigner/problem.ts';
import { Search, STEPS_PER_SECOND } from '../breakouts/assigner/search.ts';
import { settingOf } from '../breakouts/assigner/setting.ts';
import type { BenchPart, Measurement } from './measurement.ts';

const SEEDS = [1, 2, 3, 4, 5];
type Figure = 'distinctMet' | 'repeats' | 'organisationExcess';

interface Instance {
  readonly size: readonly [people: number, rooms: number, rounds: number];
  readonly seconds: number;
  readonly figure: Figure;
  readonly target: number;
}

const INSTANCES: readonly Instance[] = [
  { size: [60, 3, 5], seconds: 1, figure: 'distinctMet', target: 1750 },
  { size: [60, 3, 5], seconds: 10, figure: 'distinctMet', target: 1770 },
  { size: [100, 4, 5], seconds: 1, figure: 'distinctMet', target: 4890 },
  { size: [100, 10, 5], seconds: 1, figure: 'repeats', target: 52 },
  { size: [100, 10, 5], seconds: 10, figure: 'repeats', target: 42 },
  { size: [1000, 50, 5], seconds: 2, figure: 'repeats', target: 0 },
  { size: [32, 8, 9], seconds: 0.1, figure: 'repeats', target: 0 },
  { size: [15, 5, 7], seconds: 5, figure: 'repeats', target: 0 },
  { size: [32, 8, 7], seconds: 5, figure: 'repeats', target: 0 },
  { size: [40, 10, 9], seconds: 5, figure: 'repeats', target: 0 },
  { size: [60, 3, 1], seconds: 0.1, figure: 'organisationExcess', target: 0 },
  { size: [100, 4, 1], seconds: 0.1, figure: 'organisationExcess', target: 0 },
  { size: [100, 10, 1], seconds: 0.1, figure: 'organisationExcess', target: 0 },
  { size: [200, 8, 1], seconds: 0.1, figure: 'organisationExcess', target: 0 },
];

export const assigner: readonly BenchPart[] = [...INSTANCES.map(partOf), latecomersPart()];

function partOf(instance: Instance): BenchPart {
  const name = `assign-${instance.size.join('x')}-${instance.seconds}s`;
  return { names: [name, `${name}-time`], measure: async () => measure(name, instance) };
}

function measure(name: string, { size, seconds, figure, target }: Instance): Measurement[] {
  const problem = problemOf(size, aimFor(figure));
  const runs = SEEDS.map((seed) => {
    const start = process.cpuUsage();
    const plan = new Search(problem, { seed, steps: seconds * STEPS_PER_SECOND }).finish();
    const { user, system } = process.cpuUsage(start);
    return { figures: figuresOf(problem, plan), seconds: (user + system) / 1e6 };
  });
  const better = figure === 'distinctMet' ? 'higher' : 'lower';
  const values = runs.map(({ figures }) => figures[figure]);
  const value = better === 'higher' ? Math.min(...values) : Math.max(...values);
  const random = randomBaseline(settingOf(problem));
  const { distinctCeiling, repeatBound, organisationIdeal } = (runs[0] as (typeof runs)[number]).figures;
  const chance = figure === 'organisationExcess' ? random.organisationPairs - organisationIdeal : random[figure];
  const bound = { distinctMet: distinctCeiling, repeats: repeatBound, organisationExcess: 0 }[figure];
  process.stderr.write(`  ${name}: ${figure} ${values.join(', ')}; bound ${bound}; chance ${Math.round(chance)}\n`);
  const time = Math.max(...runs.map((run) => run.seconds));
  return [
    { name, value, unit: 'pairs', better, target, reference: chance, measured: value, measuredIn: 'pairs' },
    { name: `${name}-time`, value: time, unit: 's', better: 'lower', target: null, reference: null, measured: time },
  ];
}

/** 40 who come late to a plan of 1,000, of whom 30 stay away: in each round by itself, as the service deals them in. */
function latecomersPart(): BenchPart {
  const measureOnce = async (): Promise<Measurement[]> => {
    const all = problemOf([1040, 50, 5], aimFor('repeats'));
    const people = all.people.slice(0, 1000);
    const { best } = new Search({ ...all, people }, { seed: 1, steps: 0.1 * STEPS_PER_SECOND });
    const away = new Set(people.slice(0, 30).map(({ id }) => id));
    const late = all.people.slice(1000).map(({ id }) => id);
    const rules = { belongs: new Map<string, string>(), together: [], apart: [] };
    const start = performance.now();
    const before = best.rounds.map((deal) => seatsOf(deal, away));
    const after = before.map((seats) => new Map(seats));
    all.rounds.forEach(({ rooms }, at) => {
      const seats = after[at] as Map<string, string>;
      const met = metIn(after.filter((_, round) => round !== at));
      const acquaintance = { met, organisationOf: () => null };
      for (const [person, room] of dealIn({ round: { rooms, ...rules }, seats, expected: late, acquaintance }, late)) {
        if (room !== null) seats.set(person, room);
      }
    });
    const time = performance.now() - start;
    const moved = before.flatMap((seats, at) => [...seats].filter(([id, room]) => after[at]?.get(id) !== room)).length;
    if (after.some(({ size }) => size !== 1010)) throw new Error('somebody was given no place');
    const stated = { better: 'lower', reference: null } as const;
    return [
      { name: 'assign-late', value: time, unit: 'ms', target: 100, measured: time, ...stated },
      { name: 'assign-late-moved', value: moved, unit: 'people', target: 0, measured: moved, ...stated },
    ];
  };
  return { names: ['assign-late', 'assign-late-moved'], measure: measureOnce };
}

function seatsOf(deal: Deal, away: ReadonlySet<string>): Map<string, string> {
  return new Map(deal.flatMap((ids, room) => ids.filter((id) => !away.has(id)).map((id) => [id, `r${room}`] as const)));
}

function aimFor(figure: Figure): Aim {
  if (figure === 'organisationExcess')
    return { mixing: 'meet-everyone', dials: { mixing: 0, organisations: 1, topics: 0 } };
  const { mixing } = aimOf(figure === 'repeats' ? 'fewest-repeats' : 'meet-everyone');
  return { mixing, dials: { mixing: 1, organisations: 0, topics: 0 } };
}

/** Over several rounds everyone is of another organisation; in one round of 17 of uneven sizes. */
function problemOf([people, rooms, rounds]: Instance['size'], aim: Aim): Problem {
  const own = { country: null, role: null, tags: [], prefers: [], absent: [] };
  const organisation = (at: number) => (rounds > 1 ? null : `o${Math.floor(Math.sqrt(at * 2.9)) % 17}`);
  const room = { topic: null, capacity: null, facilitator: null, rapporteur: null };
  return {
    people: Array.from({ length: people }, (_, at) => ({
      id: `p${at}`,
      name: `P${at}`,
      organisation: organisation(at),
      ...own,
    })),
    rounds: Array.from({ length: rounds }, () => ({
      rooms: Array.from({ length: rooms }, (_, at) => ({ id: `r${at}`, name: `R${at}`, ...room })),
      frozen: null,
    })),
    rules: { pins: [], together: [], apart: [] },
    aim,
    before: null,
  };
}
