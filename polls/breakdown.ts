/**
 * Breaking a tally down by where voters come from, without letting any few of them be singled out: neither in a
 * group that is shown, nor by taking groups from the whole. Which groups are shown depends on how many voted in
 * each, never on what they chose.
 */
import { countOptions } from './option-counts.ts';
import { inOrder } from './order.ts';
import type { CountedBallot, Voter } from './poll.ts';
import type { PollContent } from './schema.ts';
import type { Group, Tally } from './tally.ts';

/**
 * Whether a round may be given a breakdown, after its earlier ones. A poll gives one at most: of two rounds, in which
 * mostly the same people vote, one could be taken from the other.
 */
export function mayBreakDown({ breakdown, secrecy }: PollContent, earlier: readonly (Tally | null)[]): boolean {
  return breakdown !== 'none' && secrecy !== 'secret' && earlier.every((tally) => !tally?.breakdown);
}

/** Of the largest groups so many are shown: with twenty options more would make a state that is slow to send. */
const MOST_GROUPS = 40;

/** Groups by size, then name; the others last. Null where there are not two groups of enough people. */
export function breakdownOf(
  content: PollContent,
  ballots: readonly CountedBallot[],
  voters: ReadonlyMap<string, Voter>,
): Tally['breakdown'] {
  const { breakdown: by, secrecy, groupsOf } = content;
  if (by === 'none' || secrecy === 'secret') return null;
  const parts = largestOf(partsOf(originsOf(by, ballots, voters), groupsOf));
  if (parts.length < 2) return null;
  return { by, groups: parts.map((part) => groupOf(content, part)) };
}

/** What comes after them joins the others, which only makes these more. */
function largestOf(parts: readonly Part[]): readonly Part[] {
  const named = parts.filter(({ name }) => name !== null);
  if (named.length <= MOST_GROUPS) return parts;
  const shown = named.slice(0, MOST_GROUPS);
  const ballots = parts.filter((part) => !shown.includes(part)).flatMap((part) => part.ballots);
  return [...shown, { name: null, ballots }];
}

export interface Part {
  /** Null for the others. */
  readonly name: string | null;
  readonly ballots: readonly CountedBallot[];
}

/** Ballots by where their voters come from; null for those of whom it is not known. */
export function originsOf(
  by: 'organisation' | 'country',
  ballots: readonly CountedBallot[],
  voters: ReadonlyMap<string, Voter>,
): ReadonlyMap<string | null, readonly CountedBallot[]> {
  const origins = new Map<string | null, CountedBallot[]>();
  for (const ballot of ballots) {
    const origin = ballot.participantId === null ? null : (voters.get(ballot.participantId)?.[by] ?? null);
    const group = origins.get(origin);
    if (group) group.push(ballot);
    else origins.set(origin, [ballot]);
  }
  return origins;
}

/** What may be shown of them: no part of fewer ballots than the least, nor what is left beside those that have names. */
export function partsOf(origins: ReadonlyMap<string | null, readonly CountedBallot[]>, least: number): Part[] {
  const bySize = [...origins]
    .map(([name, ballots]) => ({ name, ballots }))
    .sort((a, b) => b.ballots.length - a.ballots.length || inOrder(a.name ?? '', b.name ?? ''));
  const mayBeShown = ({ name, ballots }: Part) => name !== null && ballots.length >= least;
  const shown = bySize.filter(mayBeShown);
  const others = bySize.filter((part) => !mayBeShown(part)).flatMap(({ ballots }) => ballots);
  // The smallest group joins those that would be too few, as often as it takes.
  while (others.length > 0 && others.length < least) {
    const smallest = shown.pop();
    if (!smallest) return [];
    others.push(...smallest.ballots);
  }
  return others.length === 0 ? shown : [...shown, { name: null, ballots: others }];
}

function groupOf(content: PollContent, { name, ballots }: Part): Group {
  return { name, people: ballots.length, options: countOptions(content, ballots) };
}
