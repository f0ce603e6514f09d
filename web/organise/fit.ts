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

export function blocksOf(
  { timeline, dayMinutes }: Pick<DraftDay, 'timeline' | 'dayMinutes'>,
  startsAt: number,
): Block[] {
  return timeline.map(({ kind, start, minutes }) => {
    const from = Math.round((Date.parse(start) - startsAt) / 60_000);
    return { kind: kind === 'break' ? 'break' : 'session', from, minutes, over: from + minutes > dayMinutes };
  });
}
