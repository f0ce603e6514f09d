/** How many questions of each state wait where. Pure. */
import type { QuestionState } from './schema.ts';
import type { QuestionOverview } from './view.ts';

interface Count {
  readonly place: string;
  readonly state: QuestionState;
  readonly count: number;
}

/** Places in the order given, those left out at which nothing waits and nothing was asked. */
export function overviewOf(moderated: boolean, counts: readonly Count[]): QuestionOverview {
  const places = [...new Set(counts.map(({ place }) => place))];
  const countOf = (at: string, of: QuestionState) =>
    counts.find(({ place, state }) => place === at && state === of)?.count ?? 0;
  const lines = places.map((place) => ({
    place,
    new: countOf(place, 'new'),
    accepted: countOf(place, 'accepted'),
    asked: countOf(place, 'asked'),
    answered: countOf(place, 'answered'),
  }));
  return { moderated, places: lines.filter((line) => line.new + line.accepted + line.asked + line.answered > 0) };
}
