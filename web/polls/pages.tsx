/**
 * The organiser's page of polls, drawn on the server and taken over in the browser, and the state that travels between
 * the two. Both sides must draw the same from the same state.
 */
import type { PollLinesView } from '../../polls/view.ts';
import { UnsavedProvider } from '../organise/unsaved.tsx';
import type { LiveMe } from '../shell/live.ts';
import type { Session } from '../shell/session.ts';
import { WrittenAt } from '../shell/use-live.ts';
import { PollsPage } from './PollsPage.tsx';
import type { DayId, PlaceDay } from './places.ts';

export interface PollsPageState {
  readonly session: Session;
  /** All days of the event, whether published or not. */
  readonly dayIds: readonly DayId[];
  /** Where polls may hang, and all polls, when the page was written. */
  readonly days: readonly PlaceDay[];
  readonly polls: PollLinesView;
  /** What the page's address asks for, from its `?` on. */
  readonly search: string;
  /** UTC milliseconds of the server's clock. */
  readonly at: number;
}

export function Page({ state }: { readonly state: PollsPageState }) {
  return (
    <WrittenAt value={state.at}>
      <UnsavedProvider>
        <PollsPage {...state} />
      </UnsavedProvider>
    </WrittenAt>
  );
}

/** The same roles that the server opens the page to. */
export function mayStay({ state, roles }: LiveMe): boolean {
  return state === 'registered' && roles.some(({ role }) => role === 'organiser');
}
