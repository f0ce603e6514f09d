/** What travels from the server to the chair's page. */
import type { ConsoleView } from '../../agenda/show/show-view.ts';
import type { Session } from '../shell/session.ts';

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
