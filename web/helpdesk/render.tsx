/** The helpdesk's page as a whole HTML document, written on the server. Pure. */
import { type PageSite, renderPage } from '../shell/render.tsx';
import { deskOf, titleWith } from './desk.ts';
import { type HelpdeskPageState, Page } from './pages.tsx';

export type { HelpdeskPageState } from './pages.tsx';

export function renderHelpdeskPage(state: HelpdeskPageState, site: PageSite): string {
  const title = titleWith(deskOf(state.desk).waiting.length, state.session.event.name);
  return renderPage({ title, body: <Page state={state} />, state, site });
}
