import type { Agenda } from './view.ts';

/** One line of what differs between two published versions (or the newest and the draft). */
export interface Difference {
  readonly kind: 'moved' | 'renamed' | 'added' | 'removed' | 'length-changed';
  readonly id: string;
  readonly title: string;
  /** What it was: a start (RFC 3339) where moved, added or removed, a title, or whole minutes. */
  readonly before: string | number | null;
  readonly after: string | number | null;
}

/** In order of time, earliest first. Breaks are left out: they are laid, not planned. */
export function differenceBetween(before: Agenda, after: Agenda): Difference[] {
  throw new Error(`being written: ${before.version} ${after.version}`);
}
