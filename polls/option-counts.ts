/** How often each option was chosen: of a whole round, or of a group in it. */
import type { CountedBallot } from './poll.ts';
import type { PollContent } from './schema.ts';
import type { OptionCount } from './tally.ts';

/** In the order of the ballot paper. Of a ranking the first place counts as many points as there are options. */
export function countOptions({ kind, options }: PollContent, ballots: readonly CountedBallot[]): OptionCount[] {
  const people = new Map<string, number>(options.map(({ id }) => [id, 0]));
  const points = new Map(people);
  for (const { choice } of ballots) {
    for (const [place, id] of ('options' in choice ? choice.options : []).entries()) {
      people.set(id, (people.get(id) ?? 0) + 1);
      points.set(id, (points.get(id) ?? 0) + (kind === 'ranking' ? options.length - place : 1));
    }
  }
  return options.map(({ id }) => ({ id, people: people.get(id) ?? 0, points: points.get(id) ?? 0 }));
}
