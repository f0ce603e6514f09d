/**
 * The result of one round as a drawing: bars from zero, each with its value in words, on white so that it can be
 * printed. What is drawn is said in `<title>` and `<desc>` too.
 */
import { escapeHtml } from '../../kernel/html.ts';
import type { RoundResults } from './results-view.ts';
import { wrapped } from './wrapped.ts';

const WIDTH = 960;
const EDGE = 32;
/** Where the bars begin, and how long the longest is. */
const ZERO = 336;
const LONGEST_BAR = 420;
const LINE = 20;
const BAR = 24;
/** Of the texts those that were given most often. */
const MOST_BARS = 20;

interface Bar {
  readonly label: string;
  readonly size: number;
  readonly value: string;
  readonly isRight: boolean;
}

export function drawResults(results: RoundResults): string {
  const bars = barsOf(results);
  const title = wrapped(results.question, 76, 4);
  const summary = wrapped(summaryOf(results), 112, 3);
  const top = EDGE + title.length * 30 + summary.length * LINE + 24;
  const rows = placed(bars, top);
  const bottom = (rows.at(-1)?.end ?? top) + 8;
  const least = `<line x1="${ZERO}" y1="${top - 8}" x2="${ZERO}" y2="${bottom}" stroke="#333" stroke-width="1"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${bottom + 48}" viewBox="0 0 ${WIDTH} ${bottom + 48}" role="img" aria-labelledby="title desc" font-family="system-ui, sans-serif">`,
    `<title id="title">${inXml(results.question)}</title>`,
    `<desc id="desc">${inXml(inWords(results, bars))}</desc>`,
    `<rect width="${WIDTH}" height="${bottom + 48}" fill="#fff"/>`,
    ...title.map((line, at) =>
      letters(EDGE, EDGE + 22 + at * 30, line, 'font-size="24" font-weight="600" fill="#111"'),
    ),
    ...summary.map((line, at) =>
      letters(EDGE, EDGE + title.length * 30 + 16 + at * LINE, line, 'font-size="15" fill="#444"'),
    ),
    ...rows.map(drawRow(Math.max(1, ...bars.map(({ size }) => size)))),
    least,
    letters(ZERO, bottom + 18, '0', 'font-size="13" fill="#444" text-anchor="middle"'),
    letters(EDGE, bottom + 36, footOf(results), 'font-size="13" fill="#444"'),
    '</svg>',
  ].join('\n');
}

interface Row {
  readonly bar: Bar;
  readonly lines: readonly string[];
  readonly start: number;
  readonly end: number;
}

function placed(bars: readonly Bar[], top: number): Row[] {
  let start = top;
  return bars.map((bar) => {
    const lines = wrapped(bar.label, 34, 5);
    const row = { bar, lines, start, end: start + Math.max(BAR, lines.length * LINE) + 12 };
    start = row.end;
    return row;
  });
}

function drawRow(largest: number) {
  return ({ bar, lines, start }: Row): string => {
    const length = Math.round((bar.size / largest) * LONGEST_BAR);
    const height = Math.max(BAR, lines.length * LINE);
    const middle = start + height / 2;
    const first = middle - ((lines.length - 1) * LINE) / 2 + 5;
    return [
      ...lines.map((line, at) =>
        letters(ZERO - 12, first + at * LINE, line, 'font-size="16" fill="#111" text-anchor="end"'),
      ),
      `<rect x="${ZERO}" y="${middle - BAR / 2}" width="${length}" height="${BAR}" fill="${bar.isRight ? '#9fd3a8' : '#a9c7ea'}" stroke="#333" stroke-width="1"/>`,
      letters(ZERO + length + 10, middle + 5, bar.value, 'font-size="16" fill="#111"'),
    ].join('\n');
  };
}

function barsOf({ kind, options, tally, turnout, answer }: RoundResults): Bar[] {
  if (kind === 'text') {
    const texts = tally.texts.slice(0, MOST_BARS);
    return texts.map(({ text, people }) => ({
      label: text,
      size: people,
      value: inPeople(people, turnout),
      isRight: false,
    }));
  }
  return tally.options.map(({ id, people, points }) => {
    const isRight = id === answer;
    const label = options.find((option) => option.id === id)?.text ?? id;
    const value = kind === 'ranking' ? `${counted(points, 'point')}` : inPeople(people, turnout);
    return {
      label: kind === 'scale' ? `${id}: ${label}` : label,
      size: kind === 'ranking' ? points : people,
      value: isRight ? `${value}, correct` : value,
      isRight,
    };
  });
}

function inPeople(people: number, turnout: number): string {
  return turnout === 0 ? `${people}` : `${people} (${percent(people, turnout)})`;
}

function percent(part: number, whole: number): string {
  return `${Math.round((part * 100) / whole)} %`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

/** Who voted, of how many; people and answers apart where one may give several. */
function summaryOf({ tally, turnout, entitled, present }: RoundResults): string {
  const voted = `${people(turnout)} voted`;
  const several = tally.answers === turnout ? '' : ` and gave ${counted(tally.answers, 'answer')}`;
  const shares = [
    entitled !== null && entitled > 0 && `${percent(turnout, entitled)} of ${entitled} registered`,
    present !== null && present > 0 && `${percent(turnout, present)} of ${present} present`,
  ].filter((share) => share !== false);
  const mean = tally.mean === null ? '' : ` Mean ${tally.mean.toFixed(2)}.`;
  return `${voted}${several}${shares.length === 0 ? '' : `: ${shares.join(', ')}`}.${mean}`;
}

function footOf({ kind, round, tally }: RoundResults): string {
  const left = tally.texts.length - MOST_BARS;
  const more = left > 0 ? ` The ${MOST_BARS} most frequent texts; ${left} more are not drawn.` : '';
  return `${kind === 'ranking' ? 'Points' : 'People, and their share of those who voted'}. Round ${round}.${more}`;
}

function inWords(results: RoundResults, bars: readonly Bar[]): string {
  return [summaryOf(results), ...bars.map(({ label, value }) => `${label}: ${value}.`)].join('\n');
}

function letters(x: number, y: number, text: string, style: string): string {
  return `<text x="${x}" y="${y}" ${style}>${inXml(text)}</text>`;
}

/** XML cannot hold some characters at all, however they are written. */
function inXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return escapeHtml(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, ''));
}
