/** The organiser's page of polls as a whole HTML document, written on the server. Pure. */
import { type PageSite, renderPage } from '../shell/render.tsx';
import type { PollsPageState } from './PollsPage.tsx';
import { Page } from './pages.tsx';

export type { PollsPageState } from './PollsPage.tsx';

export function renderPollsPage(state: PollsPageState, site: PageSite): string {
  return renderPage({ title: `Polls: ${state.session.event.name}`, body: <Page state={state} />, state, site });
}
