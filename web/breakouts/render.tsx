/** The organiser's page of breakouts as a whole HTML document, written on the server. Pure. */
import { type PageSite, renderPage } from '../shell/render.tsx';
import type { BreakoutsPageState } from './BreakoutsPage.tsx';
import { Page } from './pages.tsx';

export function renderBreakoutsPage(state: BreakoutsPageState, site: PageSite): string {
  return renderPage({ title: `Breakouts: ${state.session.event.name}`, body: <Page state={state} />, state, site });
}
