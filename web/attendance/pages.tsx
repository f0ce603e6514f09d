/**
 * Who came, drawn on the server and taken over in the browser, and the state that travels between the two. Both sides
 * must draw the same from the same state.
 */
import type { AttendanceView } from '../../agenda/attendance/attendance.ts';
import type { LiveMe } from '../shell/live.ts';
import type { Session } from '../shell/session.ts';
import { AttendancePage } from './AttendancePage.tsx';

export interface AttendancePageState {
  readonly session: Session;
  readonly attendance: AttendanceView;
}

export function Page({ state }: { readonly state: AttendancePageState }) {
  return <AttendancePage {...state} />;
}

/** The same roles that the server opens the page to. */
export function mayStay({ state, roles }: LiveMe): boolean {
  return state === 'registered' && roles.some(({ role }) => role === 'organiser');
}
