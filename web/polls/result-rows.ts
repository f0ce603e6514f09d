/** What a poll came to, as rows that can be drawn as bars and read as text. Pure. */
import type { PollKind } from '../../polls/schema.ts';
import type { PollView } from '../../polls/view.ts';
import { countOf } from '../agenda/wording.ts';
import { percent } from './turnout-words.ts';

type Tally = NonNullable<PollView['tally']>;

/** As far as its paper, or its content, says how it is read. */
export interface AskedPoll {
  readonly kind: PollKind;
  readonly options: readonly { readonly id: string; readonly text: string }[];
  readonly most: number;
}

export interface ResultRow {
  readonly id: string;
  readonly text: string;
  /** People, or points of a ranking. */
  readonly count: number;
  /** Of the greatest count, 0 to 1: bars begin at zero. */
  readonly part: number;
  /** `24, 39 %`; of a ranking `142 points`. */
  readonly value: string;
  readonly isAnswer: boolean;
}

export interface ResultRows {
  readonly rows: readonly ResultRow[];
  /** What was counted: `61 people answered, 140 answers in all. Several were possible.` */
  readonly counted: string;
}

/** @param answer the correct option, once it may be seen. Texts have no option and are named by themselves. */
export function resultRows(asked: AskedPoll, tally: Tally, answer: string | null): ResultRows {
  const rows = asked.kind === 'text' ? textRows(tally) : optionRows(asked, tally, answer);
  return { rows, counted: countedText(asked, tally) };
}

function optionRows({ kind, options }: AskedPoll, tally: Tally, answer: string | null): ResultRow[] {
  const counts = new Map(tally.options.map((each) => [each.id, kind === 'ranking' ? each.points : each.people]));
  const greatest = Math.max(0, ...counts.values());
  return options.map(({ id, text }) => {
    const count = counts.get(id) ?? 0;
    const value = kind === 'ranking' ? countOf(count, 'point') : shareText(count, tally.people);
    return { id, text, count, part: partOf(count, greatest), value, isAnswer: id === answer };
  });
}

function textRows({ texts }: Tally): ResultRow[] {
  const greatest = Math.max(0, ...texts.map(({ people }) => people));
  return texts.map(({ text, people }) => ({
    ...{ id: text, text, count: people, part: partOf(people, greatest) },
    ...{ value: String(people), isAnswer: false },
  }));
}

const partOf = (count: number, whole: number): number => (whole === 0 ? 0 : count / whole);

/** `24, 39 %`; without anybody no share. */
export function shareText(count: number, people: number): string {
  return people === 0 ? String(count) : `${count}, ${percent(count, people)}`;
}

/** What was counted, people and answers apart. */
export function countedText({ kind, options, most }: AskedPoll, { people, answers, mean }: Tally): string {
  const who = `${people} ${people === 1 ? 'person' : 'people'}`;
  if (kind === 'ranking') return `${who} ranked them. A first place counts ${countOf(options.length, 'point')}.`;
  if (kind === 'scale' && mean !== null) return `${who} answered. The mean is ${mean.toFixed(2)}.`;
  if (most > 1) return `${who} gave ${countOf(answers, 'answer')}. Shares are of people, who could choose several.`;
  return `${who} answered.`;
}
