/**
 * The speakers of a cell: `Ann Example (Example University); to be confirmed`. A backslash before
 * `; ( ) \` takes it literally.
 */
import { splitList, unescaped } from '../../kernel/spreadsheet/listed-text.ts';
import type { Speaker } from '../schema.ts';

const TO_BE_CONFIRMED = /^(?:to be confirmed|tbc)$/i;

/** Reads the speakers of a cell. Nobody named yet is `to be confirmed`. */
export function readSpeakers(cell: string): Speaker[] {
  return splitList(cell)
    .filter((text) => text !== '')
    .map(readSpeaker);
}

/** `Name (Organisation) (to be confirmed)`: each part may be missing. */
function readSpeaker(text: string): Speaker {
  const { before, inside } = lastParenthesis(text);
  if (inside !== null && TO_BE_CONFIRMED.test(inside)) return { ...readNamed(before), confirmed: false };
  return readNamed(text);
}

function readNamed(text: string): Speaker {
  const { before, inside } = lastParenthesis(text);
  const organisation = inside === null || inside === '' ? null : unescaped(inside);
  if (TO_BE_CONFIRMED.test(before)) return { name: null, organisation, confirmed: false };
  return { name: before === '' ? null : unescaped(before), organisation, confirmed: true };
}

/** What stands in a last unescaped parenthesis, inner ones included, and what stands before it. */
function lastParenthesis(text: string): { before: string; inside: string | null } {
  const marks = [...text.matchAll(/\\[\s\S]|[()]/g)].filter(([mark]) => mark === '(' || mark === ')');
  if (marks.at(-1)?.[0] !== ')' || marks.at(-1)?.index !== text.length - 1) return { before: text, inside: null };
  let open = 0;
  for (const mark of marks.reverse()) {
    open += mark[0] === ')' ? 1 : -1;
    if (open > 0) continue;
    return { before: text.slice(0, mark.index).trim(), inside: text.slice(mark.index + 1, -1).trim() };
  }
  return { before: text, inside: null };
}

/** Writes speakers such that `readSpeakers` gives them back. */
export function writeSpeakers(speakers: readonly Speaker[]): string {
  return speakers.map(writeSpeaker).join('; ');
}

function writeSpeaker({ name, organisation, confirmed }: Speaker): string {
  const affiliation = organisation === null ? '' : `(${escaped(organisation)})`;
  if (name === null && !confirmed) return `to be confirmed ${affiliation}`.trim();
  if (name === null) return affiliation === '' ? '()' : affiliation;
  return [escaped(name), affiliation, confirmed ? '' : '(to be confirmed)'].filter((part) => part !== '').join(' ');
}

function escaped(text: string): string {
  return text.replace(/[\\;()]/g, '\\$&');
}
