/**
 * How long the padded ballot of a poll is. All ballots of a poll are padded to the same length before they are sealed,
 * so that a box tells nothing by its size.
 */
import { LONGEST_TEXT, type PollContent } from '../schema.ts';

/** A code point as JSON may write it at most, in bytes: `\u0000`. */
const LONGEST_SIGN = 6;

/** The length in bytes of the longest choice, written as JSON, that a ballot of this poll may hold. */
export function longestChoice({ kind, options, most }: PollContent): number {
  if (kind === 'text') return JSON.stringify({ text: '' }).length + LONGEST_TEXT * LONGEST_SIGN;
  const longest = options
    .map(({ id }) => id)
    .sort((one, other) => other.length - one.length)
    .slice(0, most);
  return Buffer.byteLength(JSON.stringify({ options: longest }));
}
