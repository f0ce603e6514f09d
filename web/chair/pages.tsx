/**
 * The chair's page, drawn on the server and taken over in the browser, and the state that travels between the
 * two. Both sides must draw the same from the same state.
 */
import type { ConsoleView } from '../../agenda/show/show-view.ts';
import type { LiveMe } from '../shell/live.ts';
import type { Session } from '../shell/session.ts';
import { ChairPage } from './ChairPage.tsx';

export interface OwnDay {
  readonly id: string;
  readonly number: number;
}

export interface ChairPageState {
  readonly session: Session;
  /** `participant:ID`, as the controls name whoever has them. */
  readonly self: string;
  /** The days that this person may run, by number. */
  readonly days: readonly OwnDay[];
  /** Which of them is shown; null where there is none. */
  readonly day: OwnDay | null;
  /** Null where the day is not published. */
  readonly view: ConsoleView | null;
  /** When the page was written, UTC milliseconds. */
  readonly writtenAt: number;
}

export function Page({ state }: { readonly state: ChairPageState }) {
  return <ChairPage {...state} />;
}

/** The same roles that the server opens the day to. */
export function mayStay({ state, roles }: LiveMe, { day }: ChairPageState): boolean {
  const runs = roles.some(
    ({ role, dayId }) =>
      role === 'organiser' ||
      ((role === 'chair' || role === 'deputy') && (day === null || dayId === null || dayId === day.id)),
  );
  return state === 'registered' && runs;
}
