/** What the helpdesk works through: who waits, who is looked after, and what was solved. Pure. */
import type { HelpDeskView } from '../../people/help/help-schema.ts';

export type DeskRequest = HelpDeskView['requests'][number];

export interface Desk {
  /** Oldest first. */
  readonly waiting: readonly DeskRequest[];
  readonly taken: readonly DeskRequest[];
  /** Newest first, the last few. */
  readonly solved: readonly DeskRequest[];
}

export function deskOf({ requests }: HelpDeskView): Desk {
  const of = (state: DeskRequest['state']) => requests.filter((request) => request.state === state);
  return { waiting: of('waiting'), taken: of('taken'), solved: of('solved') };
}

/** @param participantId of the reader; null for whoever does not take part in the event. */
export function isTakenBy({ takenById }: Pick<DeskRequest, 'takenById'>, participantId: string | null): boolean {
  return takenById !== null && takenById === participantId;
}

/** `just now`, `4 min`, `1 h 5 min`. @param since RFC 3339. @param now UTC milliseconds. */
export function agoText(since: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(since)) / 60_000);
  if (minutes < 1) return 'just now';
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}

/** `(3) Helpdesk: Annual event`: a tab in the background says how many wait. */
export function titleWith(waiting: number, event: string): string {
  return `${waiting > 0 ? `(${waiting}) ` : ''}Helpdesk: ${event}`;
}

/** Those that wait now and did not before. */
export function newlyWaiting(before: readonly DeskRequest[], after: readonly DeskRequest[]): readonly DeskRequest[] {
  const known = new Set(before.map(({ id }) => id));
  return after.filter(({ id }) => !known.has(id));
}
