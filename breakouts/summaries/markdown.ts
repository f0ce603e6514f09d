/** What people typed, as Markdown that says nothing else than they did. Pure. */

/** What some program or other takes for the end of a line. */
const LINE_ENDS = /\r\n?|[\n\v\f\u0085\u2028\u2029]/g;

/** One line of text that is taken for no markup, wherever it stands. */
export function plainLine(text: string): string {
  return text
    .replace(LINE_ENDS, ' ')
    .replace(/[\\`*_[\]<>~|]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .trim()
    .replace(/^(?:[#+=-]|\d{1,9}(?=[.)]))/, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`));
}

type Kind = 'text' | 'bullet' | 'number';

interface Line {
  readonly kind: Kind;
  readonly written: string;
}

/**
 * Text of several lines: what was typed as a list stays one, and each other line stays a line. Headings, links, pictures
 * and tags are taken literally.
 */
export function plainText(text: string): string {
  const paragraphs = text
    .replace(LINE_ENDS, '\n')
    .split(/\n\s*\n/)
    .map((paragraph) => written(paragraph.split('\n').filter((each) => each.trim() !== '')));
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

function written(lines: readonly string[]): string {
  const read = lines.map(lineOf);
  return read
    .map(({ kind, written: line }, place) => {
      const next = read[place + 1];
      if (next === undefined) return line;
      if (next.kind !== kind) return `${line}\n\n`;
      // A backslash at its end is a line break that nobody takes away for a stray space.
      return kind === 'text' ? `${line}\\\n` : `${line}\n`;
    })
    .join('');
}

function lineOf(line: string): Line {
  const bullet = /^\s*[-*+•–]\s+(.+)$/.exec(line)?.[1];
  if (bullet !== undefined) return { kind: 'bullet', written: `- ${plainLine(bullet)}` };
  const [, number, item] = /^\s*(\d{1,4})[.)]\s+(.+)$/.exec(line) ?? [];
  if (number !== undefined && item !== undefined)
    return { kind: 'number', written: `${Number(number)}. ${plainLine(item)}` };
  return { kind: 'text', written: plainLine(line) };
}
