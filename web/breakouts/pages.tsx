/**
 * The organiser's page of breakouts, drawn on the server and taken over in the browser, and the state that travels
 * between the two. Both sides must draw the same from the same state.
 */
import { UnsavedProvider } from '../organise/unsaved.tsx';
import type { LiveMe } from '../shell/live.ts';
import { WrittenAt } from '../shell/use-live.ts';
import { BreakoutsPage, type BreakoutsPageState } from './BreakoutsPage.tsx';

export function Page({ state }: { readonly state: BreakoutsPageState }) {
  return (
    <WrittenAt value={state.at}>
      <UnsavedProvider>
        <BreakoutsPage {...state} />
      </UnsavedProvider>
    </WrittenAt>
  );
}

/** The same roles that the server opens the page to. */
export function mayStay({ state, roles }: LiveMe): boolean {
  return state === 'registered' && roles.some(({ role }) => role === 'organiser');
}
