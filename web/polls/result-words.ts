/** What a round came to, in words and bars. */
import type { PollContent } from '../../polls/schema.ts';
import type { Tally } from '../../polls/tally.ts';
import type { RoundView } from '../../polls/view.ts';
import { countOf } from '../agenda/wording.ts';
import { faceAt, plainDate, zoneCity } from '../clock-face.ts';
import { percent } from './turnout-words.ts';

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

/** `Round 2, 11 January 2021, 14:20 to 14:37, Zurich`. @param zone of the event: IANA. */
export function roundTitle({ number, openedAt, closedAt }: RoundView, zone: string): string {
  const opened = faceAt(Date.parse(openedAt), zone);
  const closed = closedAt === null ? null : faceAt(Date.parse(closedAt), zone);
  const day = closed && closed.date !== opened.date ? `${plainDate(closed.date)}, ` : '';
  const until = closed ? ` to ${day}${closed.clock}` : '';
  return `Round ${number}, ${plainDate(opened.date)}, ${opened.clock}${until}, ${zoneCity(zone)}`;
}

const peopleOf = (count: number): string => (count === 1 ? '1 person' : `${count} people`);
