/** Why somebody is where they are, in sentences. */
import type { ExplanationView } from '../../breakouts/view.ts';

const RANKS = ['first', 'second', 'third', 'fourth', 'fifth'];

export function explanationText({ newMet, topicRank, forcedBy, bestSwap }: ExplanationView['rounds'][number]): string {
  const met = newMet === 0 ? 'Meets nobody new.' : `Meets ${newMet} new ${newMet === 1 ? 'person' : 'people'}.`;
  const topic = topicRank === null ? null : `It has their ${RANKS[topicRank] ?? `${topicRank + 1}th`} topic.`;
  const swap = bestSwap && `The best swap that was not made: ${bestSwap.sentence}`;
  return [met, topic, forcedBy, swap].filter((each) => each !== null).join(' ');
}
