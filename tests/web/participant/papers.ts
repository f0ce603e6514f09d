/** A poll as participants see it. */
import type { PaperView, PollView } from '../../../polls/view.ts';

export const CLOSING = Date.parse('2026-03-09T09:07:10.000Z');

const PAPER: PaperView = {
  ...{ id: 'p', round: 1, state: 'open', kind: 'opinion', question: 'Where next?', explanation: '' },
  options: [
    { id: 'data', text: 'Data' },
    { id: 'parcels', text: 'Parcels' },
    { id: 'laboratories', text: 'Laboratories' },
  ],
  ...{ least: 1, most: 1, picture: null, secrecy: 'unnamed', mayChange: true, quiz: null, entry: null },
  ...{ openedAt: '2026-03-09T09:05:00.000Z', closesAt: '2026-03-09T09:07:10.000Z', countsShown: false, shownAt: null },
};

export const paper = (given: Partial<PaperView> = {}): PaperView => ({ ...PAPER, ...given });

type Counts = NonNullable<PollView['tally']>;

/** @param counts people and points of the options, in the order of the paper. */
export function result(
  given: Partial<PaperView>,
  counts: readonly (readonly [people: number, points: number])[],
  people: number,
): PollView {
  const asked = paper({ state: 'closed', countsShown: true, ...given });
  const options: Counts['options'] = asked.options.map(({ id }, place) => {
    const [people, points] = counts[place] ?? [0, 0];
    return { id, people, points };
  });
  const tally = { people, answers: people, options, texts: [], mean: null, breakdown: null };
  return { paper: asked, turnout: people, entitled: null, present: null, tally, answer: null, board: null };
}
