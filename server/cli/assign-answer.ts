/** What `plenum assign` answers, as JSON and for people to read. */
import type { Baseline, Figures, Plan, Problem } from '../../breakouts/assigner/problem.ts';
import { byName } from '../../breakouts/name-order.ts';
import { shown } from './verb.ts';

export interface AssignAnswer {
  readonly seed: number;
  readonly rounds: readonly { readonly rooms: readonly (readonly string[])[] }[];
  /** Null where nobody was dealt. */
  readonly score: Score | null;
  /** Those who make it impossible; empty where everybody was dealt. */
  readonly unplaced: readonly string[];
  readonly notes: readonly string[];
}

interface Score {
  readonly distinctMet: number;
  readonly distinctCeiling: number;
  readonly repeats: number;
  readonly repeatBound: number;
  readonly maxMeetings: number;
  readonly worstOff: number;
  readonly organisationExcess: number;
  readonly topicsFirst: number;
  readonly random: { readonly distinctMet: number; readonly repeats: number };
}

export function scoreOf(figures: Figures, random: Baseline): Score {
  const { distinctMet, distinctCeiling, repeats, repeatBound, maxMeetings, worstOff } = figures;
  const { organisationExcess, topicsFirst } = figures;
  return {
    ...{ distinctMet, distinctCeiling, repeats, repeatBound, maxMeetings, worstOff, organisationExcess, topicsFirst },
    random: { distinctMet: Math.round(random.distinctMet), repeats: Math.round(random.repeats) },
  };
}

export function assignmentTable(problem: Problem, plan: Plan, { score, notes }: AssignAnswer): string {
  const names = new Map(problem.people.map(({ id, name }) => [id, name]));
  const rounds = plan.rounds.map((deal, at) => {
    const rooms = deal.map((people, room) => {
      const { name = '', topic = null } = problem.rounds[at]?.rooms[room] ?? {};
      const about = topic === null ? '' : `, ${shown(topic)}`;
      const named = people.map((id) => ({ id, name: names.get(id) ?? id }));
      const lines = named
        .sort(byName)
        .map(({ id, name: who }) => `    ${shown(who)}${who === id ? '' : ` <${shown(id)}>`}`);
      return [`  ${shown(name)}${about} (${people.length})`, ...lines].join('\n');
    });
    return [`Round ${at + 1}`, ...rooms].join('\n');
  });
  return `${[...rounds, ...(score ? [figuresTable(score, wishesIn(problem))] : []), ...(notes.length > 0 ? [notes.join('\n')] : [])].join('\n\n')}\n`;
}

/** How often somebody who wishes for topics is dealt into a room. */
function wishesIn({ people, rounds }: Problem): number {
  return people
    .filter(({ prefers }) => prefers.length > 0)
    .reduce((sum, { absent }) => sum + rounds.length - absent.length, 0);
}

function figuresTable(score: Score, wishes: number): string {
  return [
    ['pairs who meet', score.distinctMet, `at most ${score.distinctCeiling}, by chance ${score.random.distinctMet}`],
    ['repeats', score.repeats, `at least ${score.repeatBound}, by chance ${score.random.repeats}`],
    ['the most often that two meet', score.maxMeetings, ''],
    ['the fewest others anyone meets', score.worstOff, ''],
    ['pairs of one organisation too many', score.organisationExcess, ''],
    ...(wishes === 0 ? [] : [['first topics given', score.topicsFirst, `of ${wishes} wished`]]),
  ]
    .map(([name, value, beside]) => `${String(name).padEnd(36)}${String(value).padStart(8)}  ${beside}`.trimEnd())
    .join('\n');
}
