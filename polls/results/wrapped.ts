/** Breaking texts into lines for drawings, where nothing breaks them by itself. */

/**
 * @param width in units of an average small letter; wide letters, as of Chinese, count two.
 * @param most lines; what does not fit is cut with an ellipsis.
 */
export function wrapped(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).flatMap((each) => pieces(each, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
  }
  if (line !== '') lines.push(line);
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), cut(lines[most - 1] ?? '', width)];
}

/** A word that is wider than a line, in pieces that are not. */
function pieces(word: string, width: number): string[] {
  const all: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (widthOf(piece + letter) > width) {
      all.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return piece === '' ? all : [...all, piece];
}

function cut(line: string, width: number): string {
  let kept = [...line];
  while (kept.length > 0 && widthOf(`${kept.join('')}…`) > width) kept = kept.slice(0, -1);
  return `${kept.join('').trimEnd()}…`;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += WIDE.test(letter) ? 2 : /[A-ZÀ-ÞMW@%]/u.test(letter) ? 1.25 : 1;
  return width;
}
