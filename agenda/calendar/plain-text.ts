/** Text as it may leave in a file of another format: what some reader of that format would choke on is gone. */

/** Everything that some reader takes for the end of a line, and vertical space. */
const LINE_ENDS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;
const LONE_SURROGATES = /\p{Surrogate}/gu;
const UNPRINTABLE = /[\p{Cc}\p{Noncharacter_Code_Point}]/gu;

/**
 * Text of several lines, separated by `\n` alone. Tabs become spaces, control characters and
 * non-characters go, and half a surrogate pair becomes the replacement character.
 */
export function cleanText(text: string): string {
  return text
    .replace(LINE_ENDS, '\n')
    .replace(/\t/g, ' ')
    .replace(LONE_SURROGATES, '\uFFFD')
    .split('\n')
    .map((line) => line.replace(UNPRINTABLE, ''))
    .join('\n');
}

/** The same as one line: line ends become spaces. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\n/g, ' ').trim();
}
