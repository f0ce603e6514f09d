/** Words for rounds, sets and dealings. */
import type { DealingState, RoundState, SetSource } from '../../breakouts/round.ts';
import type { StaffRoundView } from '../../breakouts/view.ts';
import { countOf } from '../agenda/wording.ts';

export const STATE_NAMES: Readonly<Record<RoundState, string>> = {
  planned: 'Planned',
  assigned: 'Assigned',
  open: 'Open',
  closing: 'Closing',
  closed: 'Closed',
  reported: 'Reported',
};

export const SOURCE_NAMES: Readonly<Record<SetSource, string>> = {
  dealt: 'dealt',
  'as-last-time': 'as last time',
  copied: 'a copy',
  'by-hand': 'by hand',
};

export const DEALING_NAMES: Readonly<Record<DealingState, string>> = {
  running: 'Running',
  done: 'Done',
  stopped: 'Stopped: the best so far',
  used: 'Used',
  failed: 'Failed',
  interrupted: 'Interrupted: the server was stopped',
};

/** Everything of it may be changed. */
export const isAhead = (state: RoundState): boolean => state === 'planned' || state === 'assigned';
/** Links and leaders of rooms may be changed. */
export const isRunning = (state: RoundState): boolean => state === 'open' || state === 'closing';

/** Who is where, in a sentence: `118 people in 4 rooms of 29 or 30; 2 without a place, 3 absent.` */
export function peopleSentence({ rooms, set, unplaced, absent }: StaffRoundView): string {
  if (set === null) return 'Nobody has a place yet.';
  const sizes = rooms.map(({ size }) => size);
  const sum = sizes.reduce((total, size) => total + size, 0);
  const rest = [
    ...(unplaced > 0 ? [`${unplaced} without a place`] : []),
    ...(absent > 0 ? [`${absent} absent`] : []),
  ].join(', ');
  const people = sum === 1 ? '1 person' : `${sum} people`;
  return `${people} in ${countOf(rooms.length, 'room')} of ${sizesText(sizes)}${rest === '' ? '' : `; ${rest}`}.`;
}

/** `30`, `29 or 30`, `12 to 30` */
export function sizesText(sizes: readonly number[]): string {
  if (sizes.length === 0) return '0';
  const least = Math.min(...sizes);
  const most = Math.max(...sizes);
  if (least === most) return String(least);
  return most - least === 1 ? `${least} or ${most}` : `${least} to ${most}`;
}

/** `Office lead, Estonia` as lists show somebody. */
export function personText({
  name,
  organisation,
}: {
  readonly name: string;
  readonly organisation: string | null;
}): string {
  return organisation === null ? name : `${name} · ${organisation}`;
}
