/** What a plan comes to, as rows of a table with bars: each figure with its bound and with what chance gives. */
import type { FiguresView, MoveCostView } from '../../breakouts/view.ts';

export interface FigureRow {
  readonly name: string;
  /** What more of it means. */
  readonly better: 'more' | 'less';
  readonly value: number;
  /** The best that can be. */
  readonly bound: number;
  readonly random: number;
  /** A sentence with all three, and whatever else is to be said. */
  readonly text: string;
}

const format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** `1,770` */
export const countText = (count: number): string => format.format(Math.round(count));

/** `98.6 %`; never rounded up to all. */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return '100 %';
  const share = (100 * part) / whole;
  if (part >= whole) return '100 %';
  return `${tenths.format(Math.floor(share * 10) / 10)} %`;
}

export function figureRows(figures: FiguresView): FigureRow[] {
  const { topicsAsked } = figures;
  return [
    metRow(figures),
    repeatRow(figures),
    organisationRow(figures),
    ...(topicsAsked > 0 ? [topicRow(figures)] : []),
  ];
}

function metRow({ distinctMet: value, distinctCeiling: bound, random }: FiguresView): FigureRow {
  const text = `${countText(value)} of at most ${countText(bound)}, ${shareText(value, bound)}; chance ${countText(random.distinctMet)}.`;
  return { name: 'Pairs of people who meet', better: 'more', value, bound, random: random.distinctMet, text };
}

function repeatRow({ repeats: value, repeatBound: bound, forcedRepeats, random }: FiguresView): FigureRow {
  const forced = forcedRepeats === 0 ? '' : ` ${countText(forcedRepeats)} of them cannot be avoided.`;
  const text = `${countText(value)}, at least ${countText(bound)}; chance ${countText(random.repeats)}.${forced}`;
  return { name: 'Repeated meetings', better: 'less', value, bound, random: random.repeats, text };
}

function organisationRow({ organisationPairs: value, organisationIdeal: bound, random }: FiguresView): FigureRow {
  const text = `${countText(value)}, at least ${countText(bound)}; chance ${countText(random.organisationPairs)}.`;
  const name = 'Pairs of one organisation in one room';
  return { name, better: 'less', value, bound, random: random.organisationPairs, text };
}

function topicRow({ topicCost: value, topicIdeal: bound, random }: FiguresView): FigureRow {
  const text = `${countText(value)} ranks lost, at least ${countText(bound)}; chance ${countText(random.topicCost)}.`;
  return { name: 'Ranks lost from first topics', better: 'less', value, bound, random: random.topicCost, text };
}

export interface CountRow {
  readonly name: string;
  readonly count: number;
}

/** Pairs by how often they meet. */
export function meetingRows({ meetings }: FiguresView): CountRow[] {
  return meetings.map((count, times) => ({ name: MEETINGS[times] ?? `${times} times`, count }));
}
const MEETINGS = ['Never', 'Once', 'Twice'];

/** How often people got their first topic, their second, and so on. */
export function topicRows({ topics, topicsAsked }: FiguresView): CountRow[] {
  if (topicsAsked === 0) return [];
  return topics.map((count, rank) => {
    const isLast = rank === topics.length - 1;
    return { name: isLast ? 'None of theirs' : `${ORDINALS[rank] ?? `${rank + 1}th`} topic`, count };
  });
}
const ORDINALS = ['First', 'Second', 'Third', 'Fourth', 'Fifth'];

/** Who meets fewest others, in a sentence. */
export function worstOffText({ worstOff, worstOffName }: FiguresView): string {
  const others = worstOff === 1 ? '1 other' : `${countText(worstOff)} others`;
  return worstOffName === null ? `Everybody meets at least ${others}.` : `${worstOffName} meets fewest: ${others}.`;
}

export interface CostRow {
  readonly name: string;
  /** `1,745 to 1,743` */
  readonly change: string;
  /** `2 fewer: worse` */
  readonly verdict: string;
  readonly isWorse: boolean;
}

type Compared = readonly [name: string, better: 'more' | 'less', of: (figures: FiguresView) => number];

const COMPARED: readonly Compared[] = [
  ['Pairs of people who meet', 'more', ({ distinctMet }) => distinctMet],
  ['Repeated meetings', 'less', ({ repeats }) => repeats],
  ['Most meetings of two people', 'less', ({ maxMeetings }) => maxMeetings],
  ['Others met by whoever meets fewest', 'more', ({ worstOff }) => worstOff],
  ['Pairs of one organisation in one room', 'less', ({ organisationPairs }) => organisationPairs],
  ['Ranks lost from first topics', 'less', ({ topicCost }) => topicCost],
];

/** The figures that moves would change; none where they cost nothing. */
export function costRows({ before, after }: MoveCostView): CostRow[] {
  return COMPARED.flatMap(([name, better, of]) => {
    const [was, is] = [of(before), of(after)];
    if (was === is) return [];
    const isWorse = better === 'more' ? is < was : is > was;
    const by = countText(Math.abs(is - was));
    const verdict = `${by} ${is > was ? 'more' : 'fewer'}: ${isWorse ? 'worse' : 'better'}`;
    return [{ name, change: `${countText(was)} to ${countText(is)}`, verdict, isWorse }];
  });
}

/** What moves cost in one line: `Pairs of people who meet: 2 fewer.` */
export function costLine(cost: MoveCostView): string {
  if (cost.broken.length > 0) return cost.broken.join(' ');
  const rows = costRows(cost);
  if (rows.length === 0) return 'No figure changes.';
  return `${rows.map(({ name, verdict }) => `${name}: ${verdict}`).join('; ')}.`;
}
