/**
 * The organiser's page of polls, drawn on the server and taken over in the browser, and the state that travels between
 * the two. Both sides must draw the same from the same state.
 */
import { UnsavedProvider } from '../organise/unsaved.tsx';
import type { LiveMe } from '../shell/live.ts';
import { WrittenAt } from '../shell/use-live.ts';
import { PollsPage, type PollsPageState } from './PollsPage.tsx';

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
