/** What cells of every file have in common. */
import { z } from 'zod';

/** Trimmed and composed (NFC). */
export const cellText = z.string().transform((cell) => cell.normalize('NFC').trim());
/** Null for an empty cell. */
export const optionalCellText = cellText.transform((cell) => (cell === '' ? null : cell));

/** What a fault of a cell says was expected, without a full stop. */
export function expectedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `one of ${issue.values.join(', ')}`;
  const own = /^expected (.*)$/s.exec(issue.message)?.[1];
  if (own) return own;
  if (issue.code === 'too_big') return `at most ${issue.maximum}${unitOf(issue.origin)}`;
  if (issue.code === 'too_small') return `at least ${issue.minimum}${unitOf(issue.origin)}`;
  return issue.message;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}
