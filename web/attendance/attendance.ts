/** Who came, as it is drawn: bars from zero, all on one scale. Pure. */
import type { AttendanceView } from '../../agenda/attendance/attendance.ts';

export type AttendanceDay = AttendanceView['days'][number];
export type AttendedSession = AttendanceDay['sessions'][number];

/** The longest bar of all days, at least 1. */
export function scaleOf({ days }: AttendanceView): number {
  return Math.max(1, ...days.flatMap(({ seen, joined, sessions }) => [seen, joined, ...sessions.flatMap(figuresOf)]));
}

const figuresOf = ({ seen, joined }: AttendedSession): number[] => [seen, joined];

/** Whether anything was counted at all. */
export function isCounted({ days }: AttendanceView): boolean {
  return days.some(
    (day) => day.seen > 0 || day.joined > 0 || day.sessions.some((each) => each.joined > 0 || each.seen > 0),
  );
}

/** Of 100, to the hundredth. */
export function shareOf(figure: number, scale: number): string {
  return `${((100 * figure) / scale).toFixed(2)}%`;
}
