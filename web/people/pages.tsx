/**
 * The organiser's pages about people, drawn on the server and taken over in the browser, and the state
 * that travels between the two. Both sides must draw the same from the same state.
 */
import type { LiveMe } from '../shell/live.ts';
import type { Session } from '../shell/session.ts';
import { AccessPage } from './AccessPage.tsx';
import { PeoplePage } from './PeoplePage.tsx';
import { RegistrationSettingsPage } from './RegistrationSettingsPage.tsx';

export type PeoplePageState = {
  readonly session: Session;
} & (
  | {
      readonly page: 'people';
      /** Whether this person may change people, or only find them and send links: the helpdesk. */
      readonly mayEdit: boolean;
      /** The numbers of the event's days, for roles of days. */
      readonly days: readonly number[];
      /** The part of the address after its `?`. */
      readonly search: string;
    }
  | { readonly page: 'registration' }
  | { readonly page: 'access' }
);

export function Page({ state }: { readonly state: PeoplePageState }) {
  if (state.page === 'people') return <PeoplePage {...state} />;
  if (state.page === 'registration') return <RegistrationSettingsPage session={state.session} />;
  return <AccessPage session={state.session} />;
}

/** The same roles that the server opens the page to. */
export function mayStay({ state, roles }: LiveMe, { page }: PeoplePageState): boolean {
  const enough = page === 'people' ? ['organiser', 'helpdesk'] : ['organiser'];
  return state === 'registered' && roles.some(({ role }) => enough.includes(role));
}
