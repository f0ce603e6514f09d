/** Counting the ballots of a round. The same ballots come to the same, in whatever order they are. */
import { breakdownOf } from './breakdown.ts';
import { countOptions } from './option-counts.ts';
import { inOrder } from './order.ts';
import type { CountedBallot, Voter } from './poll.ts';
import type { PollContent } from './schema.ts';
import type { OptionCount, Tally, TextCount } from './tally.ts';

/**
 * @param voters where the voters come from, by participant id. Without it there is no breakdown: so for a poll that
 * is open, and for a round after one that had one (`mayBreakDown`).
 */
export function tallyOf(
  content: PollContent,
  ballots: readonly CountedBallot[],
  voters?: ReadonlyMap<string, Voter>,
): Tally {
  const options = countOptions(content, ballots);
  const texts = countTexts(ballots);
  const answers = [...options, ...texts].reduce((sum, { people }) => sum + people, 0);
  return {
    people: ballots.length,
    answers,
    options,
    texts,
    mean: content.kind === 'scale' ? meanOf(options) : null,
    breakdown: voters === undefined ? null : breakdownOf(content, ballots, voters),
  };
}

function countTexts(ballots: readonly CountedBallot[]): TextCount[] {
  const counts = new Map<string, TextCount>();
  for (const { choice } of ballots) {
    if (!('text' in choice)) continue;
    const key = textKey(choice.text);
    const { text, people } = counts.get(key) ?? { text: choice.text, people: 0 };
    counts.set(key, { text: inOrder(choice.text, text) < 0 ? choice.text : text, people: people + 1 });
  }
  return [...counts]
    .sort(([keyA, a], [keyB, b]) => b.people - a.people || inOrder(keyA, keyB))
    .map(([, count]) => count);
}

/** By way of capitals, so that what has two of one letter is one: ß and ss, σ and ς. */
function textKey(text: string): string {
  return text.toUpperCase().toLowerCase().normalize('NFC').replace(/\s+/gu, ' ').trim();
}

function meanOf(options: readonly OptionCount[]): number | null {
  const people = options.reduce((all, each) => all + each.people, 0);
  const sum = options.reduce((all, each) => all + Number(each.id) * each.people, 0);
  return people === 0 ? null : Math.round((sum * 100) / people) / 100;
}
