/**
 * Names of organisations that are probably the same, written twice: the same letters and digits but for
 * marks between them, or one letter too many, too few or another. Numbers and short words tell names
 * apart, so that "Office 1" is not taken for "Office 2".
 */
import { nameKey } from '../name-key.ts';

/** Shorter words have too many neighbours that mean something else. */
const SHORTEST_WORD = 5;
/** A longer name is compared without looking for slips of a letter. */
const LONGEST_NAME = 80;

export interface NearNames {
  /** A name noted before that is probably the same, though not equal; undefined for none. */
  nearTo(name: string): string | undefined;
  note(name: string): void;
}

/** Remembers names, and finds those near to another in a time that does not grow with their number. */
export function nearNames(): NearNames {
  const byTrace = new Map<string, string>();
  return {
    nearTo: (name) => {
      for (const trace of traces(name)) {
        const near = byTrace.get(trace);
        if (near !== undefined && nameKey(near) !== nameKey(name)) return near;
      }
      return undefined;
    },
    note: (name) => {
      for (const trace of traces(name)) if (!byTrace.has(trace)) byTrace.set(trace, name);
    },
  };
}

/** Two names share one when they are near: the letters themselves, and the letters with one left out. */
function traces(name: string): string[] {
  const words = nameKey(name)
    .replaceAll('&', ' and ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const whole = words.join('');
  if (whole.length > LONGEST_NAME) return [whole];
  return [whole, ...words.flatMap((word, place) => slips(word).map((slip) => words.with(place, slip).join('')))];
}

function slips(word: string): string[] {
  if (word.length < SHORTEST_WORD || /\p{N}/u.test(word)) return [];
  return Array.from(word, (_, place) => word.slice(0, place) + word.slice(place + 1));
}
