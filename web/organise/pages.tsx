/**
 * The organiser's home and the plan, drawn on the server and taken over in the browser, and the state
 * that travels between the two. Both sides must draw the same from the same state.
 */
import type { NowView } from '../../agenda/show/show-view.ts';
import type { HelpDeskView } from '../../people/help/help-schema.ts';
import type { LiveMe } from '../shell/live.ts';
import type { Session } from '../shell/session.ts';
import { HomePage } from './HomePage.tsx';
import type { BreakCounts } from './open-points.ts';
import { PlanPage } from './PlanPage.tsx';
import type { PlanRights } from './rights.ts';
import { UnsavedProvider } from './unsaved.tsx';

export type OrganisePageState = { readonly session: Session } & (
  | {
      readonly page: 'home';
      /** What is on, and who asks for help, when the page was written: UTC milliseconds of the server's clock. */
      readonly now: NowView;
      readonly help: HelpDeskView;
      readonly breaks: BreakCounts;
      readonly at: number;
    }
  | { readonly page: 'plan'; readonly rights: PlanRights; readonly search: string }
);

export function Page({ state }: { readonly state: OrganisePageState }) {
  if (state.page === 'home') return <HomePage {...state} />;
  return (
    <UnsavedProvider>
      <PlanPage {...state} />
    </UnsavedProvider>
  );
}

/** The same roles that the server opens the page to. */
export function mayStay({ state, roles }: LiveMe, { page }: OrganisePageState): boolean {
  const enough = page === 'plan' ? ['organiser', 'chair', 'deputy', 'helpdesk'] : ['organiser'];
  return state === 'registered' && roles.some(({ role }) => enough.includes(role));
}
