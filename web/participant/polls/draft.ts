/** A vote while it is being made up. Pure. */
import { LONGEST_TEXT } from '../../../polls/poll.ts';
import type { PaperView } from '../../../polls/view.ts';

export interface Draft {
  /** In the order chosen: of a ranking, best first. */
  readonly options: readonly string[];
  readonly text: string;
}

export const EMPTY_DRAFT: Draft = { options: [], text: '' };

type Limits = Pick<PaperView, 'kind' | 'least' | 'most'>;

/** Of one answer, the other is let go; of several, one more than may be is not taken. */
export function toggled({ options }: Draft, id: string, { most }: Limits): readonly string[] {
  if (options.includes(id)) return most === 1 ? options : options.filter((each) => each !== id);
  if (most === 1) return [id];
  return options.length < most ? [...options, id] : options;
}

/** @param by −1 for one place better. */
export function moved(options: readonly string[], id: string, by: -1 | 1): readonly string[] {
  const from = options.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= options.length) return options;
  const others = options.filter((each) => each !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}

/** What is missing, as a sentence; null where it can be sent. */
export function draftFault({ options, text }: Draft, { kind, least, most }: Limits): string | null {
  if (kind === 'text') {
    const { length } = text.trim();
    if (length === 0) return 'Write a few words first.';
    return length > LONGEST_TEXT ? `Write at most ${LONGEST_TEXT} characters; these are ${length}.` : null;
  }
  if (options.length === 0 && least === 1) return kind === 'ranking' ? 'Rank at least one.' : 'Choose an answer first.';
  if (options.length < least) return `${verbOf(kind)} at least ${least}; you have ${options.length}.`;
  return options.length > most ? `${verbOf(kind)} at most ${most}; you have ${options.length}.` : null;
}

/** `Choose up to 3`, `Choose 2 to 3`, `Rank 3 in your order, best first`. Of `count` options. */
export function limitsText({ kind, least, most }: Limits, count: number): string {
  if (kind === 'text') return `At most ${LONGEST_TEXT} characters`;
  if (kind === 'scale') return 'Choose one, from 1 to 5';
  if (kind === 'ranking') return `${rankText(least, most, count)}, best first`;
  if (most === 1) return 'Choose one';
  if (least === most) return `Choose ${most}`;
  return least === 1 ? `Choose up to ${most}` : `Choose ${least} to ${most}`;
}

function rankText(least: number, most: number, count: number): string {
  if (least === count) return `Put all ${count} in your order`;
  if (least === most) return `Rank ${most}`;
  return least === 1 ? `Rank up to ${most}` : `Rank ${least} to ${most}`;
}

const verbOf = (kind: Limits['kind']): string => (kind === 'ranking' ? 'Rank' : 'Choose');
