/**
 * A room's summary on the shared screen: its fields side by side in the largest type in which all of it fits, one of
 * them wider where equal columns would not do; what fits in none goes over several pages, one field after the other.
 * Type is never smaller than what is read at twelve metres (see `stage-poll.ts`). Lengths are estimated in letters, wide
 * ones counting twice. Pure.
 */
import { SUMMARY_FIELDS, type SummaryField } from '../../breakouts/summary-fields.ts';
import type { SummaryTexts } from '../../breakouts/view.ts';

/** How long a page stands, in milliseconds, where there are several. */
export const SUMMARY_STANDS = 20_000;

export interface SummaryPage {
  readonly size: 'large' | 'middle' | 'small';
  readonly fields: readonly { readonly field: SummaryField; readonly text: string }[];
  /** Of the columns, against each other. */
  readonly widths: readonly number[];
  /** Whether its one field is a piece of a longer text. */
  readonly isPiece: boolean;
}

/** In units of the stage's type: the letters' height, and how much of the screen is there for text. */
const SIZES = [
  ['large', 3.25],
  ['middle', 2.75],
  ['small', 2.26],
] as const;
const WIDTH = 110;
const HEIGHT = 33;
const GAP = 4;
const LETTER = 0.56;
const LINE = 1.3;

/**
 * Which of `count` pages is shown, from 0: each for a while, and from the last on to the first again; or the one that
 * somebody turned to. @param after milliseconds since the first was shown.
 */
export function pageOf(count: number, after: number, turnedTo: number | null): number {
  if (count === 0) return 0;
  if (turnedTo !== null) return Math.min(turnedTo, count - 1);
  return Math.floor(Math.max(0, after) / SUMMARY_STANDS) % count;
}

/** @returns none where nothing is written. */
export function summaryPages(texts: SummaryTexts): SummaryPage[] {
  const fields = SUMMARY_FIELDS.map((field) => ({ field, text: texts[field].trim() })).filter(
    ({ text }) => text !== '',
  );
  if (fields.length === 0) return [];
  for (const [size, height] of SIZES) {
    const widths = columnsFor(fields.length).find((each) =>
      fields.every(({ text }, at) => {
        const { letters, lines } = spaceOf(height, each, at);
        return linesOf(text, letters).length <= lines;
      }),
    );
    if (widths) return [{ size, fields, widths, isPiece: false }];
  }
  // Two columns: lines across the whole screen are too long to find the next one.
  const { letters, lines } = spaceOf(2.26, [1, 1], 0);
  return fields.flatMap(({ field, text }) =>
    // Not quite as many: two columns of whole paragraphs are never of equal height.
    inPieces(linesOf(text, letters), 2 * (lines - 1)).map((piece) => {
      return { size: 'small' as const, fields: [{ field, text: piece }], widths: [1], isPiece: true };
    }),
  );
}

/** All of one width first, then with one of them twice as wide. */
function columnsFor(count: number): (readonly number[])[] {
  const equal = Array.from({ length: count }, () => 1);
  return [equal, ...(count > 1 ? equal.map((_, wide) => equal.map((width, at) => (at === wide ? 2 : width))) : [])];
}

/** Of one of several columns: how many letters stand in a line, and how many lines there are. */
function spaceOf(
  height: number,
  widths: readonly number[],
  column: number,
): { readonly letters: number; readonly lines: number } {
  const all = widths.reduce((sum, each) => sum + each, 0);
  const width = ((WIDTH - GAP * (widths.length - 1)) * (widths[column] ?? 1)) / all;
  return { letters: Math.floor(width / (height * LETTER)), lines: Math.floor(HEIGHT / (height * LINE)) };
}

interface Line {
  readonly text: string;
  /** Whether its paragraph ends with it. */
  readonly isLast: boolean;
}

/** As a browser breaks them, about: between words, and within those that are longer than a line. */
function linesOf(text: string, letters: number): Line[] {
  return text.split(/\r?\n/).flatMap((paragraph) => {
    const lines = [''];
    for (const word of paragraph.split(/\s+/).flatMap((each) => cut(each, letters))) {
      const line = lines.at(-1) ?? '';
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && widthOf(longer) > letters) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines.map((line, at) => ({ text: line, isLast: at === lines.length - 1 }));
  });
}

/** A word that is longer than a line, in pieces. */
function cut(word: string, letters: number): string[] {
  if (widthOf(word) <= letters) return [word];
  const pieces = [''];
  for (const letter of word) {
    const piece = pieces.at(-1) ?? '';
    if (piece !== '' && widthOf(piece + letter) > letters) pieces.push(letter);
    else pieces[pieces.length - 1] = piece + letter;
  }
  return pieces;
}

/** Letters of East Asian scripts and pictures are twice as wide as others. */
function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) >= 0x2e80 ? 2 : 1), 0);
}

function inPieces(lines: readonly Line[], most: number): string[] {
  const count = Math.ceil(lines.length / most);
  return Array.from({ length: count }, (_, at) => {
    const piece = lines.slice(at * most, (at + 1) * most);
    return piece
      .map(({ text, isLast }) => text + (isLast ? '\n' : ' '))
      .join('')
      .trim();
  });
}
