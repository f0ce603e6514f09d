/** How a day comes out, in words and as a state that a mark can be drawn for. */
import type { DraftDay } from '../../agenda/draft/draft.ts';
import { lengthText } from '../agenda/wording.ts';

export interface Fit {
  readonly state: 'over' | 'fits' | 'slack' | 'empty';
  /** `25 min over`, `10 min of slack`, `fits`, `no sessions yet`. */
  readonly text: string;
}

export function fitOf({ sessions, overMinutes }: Pick<DraftDay, 'sessions' | 'overMinutes'>): Fit {
  if (sessions.length === 0) return { state: 'empty', text: 'no sessions yet' };
  if (overMinutes > 0) return { state: 'over', text: `${lengthText(overMinutes)} over` };
  if (overMinutes < 0) return { state: 'slack', text: `${lengthText(-overMinutes)} of slack` };
  return { state: 'fits', text: 'fits' };
}

/** One block of a day's column, in minutes from the day's start. */
export interface Block {
  readonly kind: 'session' | 'break';
  readonly from: number;
  readonly minutes: number;
  /** Whether it ends after the day is to end. */
  readonly over: boolean;
}

/** Blocks of tracks lie beside each other in time. */
export function blocksOf(day: Pick<DraftDay, 'timeline' | 'dayMinutes' | 'date' | 'start'>): Block[] {
  const startsAt = Date.parse(startOf(day));
  return day.timeline.map(({ kind, start, minutes }) => {
    const from = Math.round((Date.parse(start) - startsAt) / 60_000);
    return { kind: kind === 'break' ? 'break' : 'session', from, minutes, over: from + minutes > day.dayMinutes };
  });
}

/** RFC 3339. A wall time that is in doubt carries its own offset; any other has that of the day's entries. */
function startOf({ timeline, date, start }: Pick<DraftDay, 'timeline' | 'date' | 'start'>): string {
  const offset = start.slice(5) || timeline[0]?.start.slice(19) || 'Z';
  return `${date}T${start.slice(0, 5)}:00${offset}`;
}
