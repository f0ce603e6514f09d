/** What a round came to, in words and bars. */
import type { PollContent } from '../../polls/schema.ts';
import type { Tally } from '../../polls/tally.ts';
import type { RoundView } from '../../polls/view.ts';
import { countOf } from '../agenda/wording.ts';
import { percent } from './result-rows.ts';

export interface Bar {
  readonly key: string;
  readonly text: string;
  readonly value: number;
  /** `12 (40 %)`, `34 points` */
  readonly figure: string;
  readonly isCorrect: boolean;
}

/** Of a ranking by points; of others by people, with their share of those who voted. */
export function barsOf({ kind, options, answer }: PollContent, tally: TallyView): Bar[] {
  const shareOf = (people: number) => `${people} (${percent(people, tally.people)})`;
  if (kind === 'text') {
    return tally.texts.map(({ text, people }) => ({
      ...{ key: text, text, value: people, figure: shareOf(people) },
      isCorrect: false,
    }));
  }
  return tally.options.map(({ id, people, points }) => ({
    key: id,
    text: textOf(options, id, kind),
    value: kind === 'ranking' ? points : people,
    figure: kind === 'ranking' ? `${countOf(points, 'point')}, by ${peopleOf(people)}` : shareOf(people),
    isCorrect: id === answer,
  }));
}

type TallyView = Omit<Tally, 'breakdown'>;

export function textOf(options: PollContent['options'], id: string, kind: PollContent['kind']): string {
  const text = options.find((option) => option.id === id)?.text ?? id;
  return kind === 'scale' ? `${id} ${text}` : text;
}

/** `61 people gave 118 answers.`; of a scale with its mean. */
export function countsText({ kind, most }: PollContent, { people, answers, mean }: TallyView): string {
  const who = peopleOf(people);
  if (mean !== null) return `${who} answered; the mean is ${mean.toFixed(2)}.`;
  if (kind === 'opinion' && most > 1) return `${who} gave ${countOf(answers, 'answer')}.`;
  return `${who} answered.`;
}

/** `61 voted: 70 % of 87 entitled, 82 % of 74 present.` */
export function sharesText({ turnout, entitled, present }: RoundView): string {
  const of = (whole: number | null, name: string) =>
    whole === null || whole === 0 ? [] : [`${percent(turnout, whole)} of ${whole} ${name}`];
  const shares = [...of(entitled, 'entitled'), ...of(present, 'present')];
  return `${turnout} voted${shares.length > 0 ? `: ${shares.join(', ')}` : ''}.`;
}

/** `Round 2, opened 14:20, closed 14:37` in UTC, as no zone is right for every reader. */
export function roundTitle({ number, openedAt, closedAt }: RoundView): string {
  const clock = (time: string) => time.slice(11, 16);
  const closed = closedAt === null ? '' : ` to ${clock(closedAt)}`;
  return `Round ${number}, ${openedAt.slice(0, 10)} ${clock(openedAt)}${closed} UTC`;
}

const peopleOf = (count: number): string => (count === 1 ? '1 person' : `${count} people`);
