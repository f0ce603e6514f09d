/** Which breakout round of the day the chair sees first, and what the foot of the page says of it. Pure; `now` UTC milliseconds. */
import type { StepView } from '../../agenda/show/show-view.ts';
import type { StaffRoundView } from '../../breakouts/view.ts';
import { countdownDigits } from '../show/show-words.ts';

export type StaffRoom = StaffRoundView['rooms'][number];

/** Those that hang on an entry of the day, in its order. */
export function roundsOfDay(rounds: readonly StaffRoundView[], dayId: string): readonly StaffRoundView[] {
  return rounds.filter(({ day }) => day === dayId);
}

export const hasBreakout = (steps: readonly StepView[]): boolean =>
  steps.some(({ parts }) => parts.some(({ kind }) => kind === 'breakout'));

/**
 * The round to which the chair looks first: whose rooms are open; then the one that the plenary hears, or has still to
 * hear; then the next. What the day has left behind comes last.
 */
export function foremostRound(
  rounds: readonly StaffRoundView[],
  steps: readonly StepView[],
): StaffRoundView | undefined {
  const isAhead = ({ entry }: StaffRoundView) => !isLeft(steps.find(has(({ id }) => id === entry)));
  const isUnheard = ({ entry }: StaffRoundView) => !isLeft(steps.find(has(({ hears }) => hears === entry)));
  const waits = rounds.filter(({ state }) => state === 'assigned' || state === 'planned');
  const closed = rounds.filter(({ state }) => state === 'closed');
  return (
    rounds.find(isOpen) ??
    closed.find(({ report }) => report.some(({ state }) => state === 'presenting')) ??
    closed.find(isUnheard) ??
    waits.find(isAhead) ??
    closed.at(-1) ??
    rounds.findLast(({ state }) => state === 'reported') ??
    waits[0]
  );
}

export const has =
  (is: (part: StepView['parts'][number]) => boolean) =>
  ({ parts }: StepView): boolean =>
    parts.some(is);

/** Over or skipped; what is not in the day is neither. */
export const isLeft = (step: StepView | undefined): boolean => step?.status === 'done' || step?.status === 'skipped';

export function isOpen({ state }: Pick<StaffRoundView, 'state'>): boolean {
  return state === 'open' || state === 'closing';
}

export const STATE_WORDS: Readonly<Record<StaffRoundView['state'], string>> = {
  planned: 'Planned',
  assigned: 'Assigned',
  open: 'Open',
  closing: 'Closing',
  closed: 'Closed',
  reported: 'All rooms have reported',
};

/** Those on the stage or presented. */
export const reportedCount = (report: StaffRoundView['report']): number =>
  report.filter(({ state }) => state !== 'ahead').length;

/** @returns null where nothing is counted; never below nothing, for the server closes them. */
export function timeLeft({ state, closesAt }: Pick<StaffRoundView, 'state' | 'closesAt'>, now: number): number | null {
  return isOpen({ state }) && closesAt !== null ? Math.max(0, Date.parse(closesAt) - now) : null;
}

/** Those whose summary is not in. */
export const missingRooms = ({ rooms }: Pick<StaffRoundView, 'rooms'>): readonly StaffRoom[] =>
  rooms.filter(({ summary }) => summary !== 'in');

/** In the line that is always in sight: `Rooms 4/5 in`. */
export function roomsBrief(round: StaffRoundView | undefined, now: number): string {
  if (!round) return 'Rooms';
  const { state, rooms, report } = round;
  if (state === 'planned' || state === 'assigned') return `Rooms: ${STATE_WORDS[state].toLowerCase()}`;
  const left = timeLeft(round, now);
  const inNow = `${rooms.length - missingRooms(round).length}/${rooms.length}`;
  if (left !== null) return `Rooms ${countdownDigits(left)} · ${inNow} in`;
  const reported = reportedCount(report);
  return reported > 0 ? `Rooms ${reported}/${report.length} reported` : `Rooms ${inNow} in`;
}
