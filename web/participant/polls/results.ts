/** The counts of a poll as bars. Pure. */
import type { PaperView, PollView } from '../../../polls/view.ts';
import { percent } from '../../polls/turnout-words.ts';

type TallyView = NonNullable<PollView['tally']>;

export interface ResultBar {
  readonly id: string;
  readonly text: string;
  /** Beside the bar: `31 people, 51 %`, `142 points`. */
  readonly value: string;
  /** How much of the width the bar takes, 0 to 1; every chart begins at 0. */
  readonly width: number;
  readonly isOwn: boolean;
  readonly isCorrect: boolean;
}

/** In the order of the paper, a ranking by points. @param own what the reader chose. */
export function resultBars(view: PollView, own: readonly string[]): ResultBar[] {
  const { paper, tally, answer } = view;
  if (!tally) return [];
  const isRanking = paper.kind === 'ranking';
  const whole = isRanking ? Math.max(1, ...tally.options.map(({ points }) => points)) : Math.max(1, tally.people);
  const bars = tally.options.map((count) => ({
    id: count.id,
    text: textOf(paper, count.id),
    value: valueText(count, tally, isRanking),
    width: (isRanking ? count.points : count.people) / whole,
    isOwn: own.includes(count.id),
    isCorrect: answer === count.id,
    points: count.points,
  }));
  if (isRanking) bars.sort((one, other) => other.points - one.points);
  return bars.map(({ points: _, ...bar }) => bar);
}

export function textOf({ options, kind }: Pick<PaperView, 'options' | 'kind'>, id: string): string {
  const text = options.find((option) => option.id === id)?.text ?? id;
  return kind === 'scale' && text !== id ? `${id} · ${text}` : text;
}

function valueText(count: TallyView['options'][number], { people }: TallyView, isRanking: boolean): string {
  if (isRanking) return count.points === 1 ? '1 point' : `${count.points} points`;
  return `${count.people === 1 ? '1 person' : `${count.people} people`}, ${percent(count.people, people)}`;
}

/** Steps of size in the cloud, 1 to 4, by how often a text was given. */
export function cloudSize(people: number, most: number): 1 | 2 | 3 | 4 {
  if (most <= 1) return 1;
  return Math.min(4, 1 + Math.floor((3 * (people - 1)) / (most - 1))) as 1 | 2 | 3 | 4;
}

/** The cloud is read in the order of the alphabet, so that it does not reorder as texts come in. */
export function cloudOf(texts: TallyView['texts'], shown: number): TallyView['texts'] {
  return [...texts.slice(0, shown)].sort((one, other) => one.text.localeCompare(other.text));
}

/**
 * The polls that are looked at now, and those of before, of a list that begins with the newest: what is on, and the
 * newest whatever has become of it.
 */
export function splitPolls<Paper extends Pick<PaperView, 'state'>>(
  polls: readonly Paper[],
): { readonly here: readonly Paper[]; readonly earlier: readonly Paper[] } {
  const isOn = ({ state }: Paper) => state === 'open' || state === 'closing';
  const [newest] = polls;
  const isHere = (paper: Paper) => isOn(paper) || paper === newest;
  return { here: polls.filter(isHere), earlier: polls.filter((paper) => !isHere(paper)) };
}
