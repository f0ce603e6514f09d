/** The shared screen as a whole HTML document, written on the server. Pure. */
import { type PageSite, renderPage } from '../shell/render.tsx';
import { Page, type StagePageState } from './pages.tsx';

export type { StagePageState } from './pages.tsx';

export function renderStagePage(state: StagePageState, site: PageSite): string {
  return renderPage({ title: `Stage: ${state.session.event.name}`, body: <Page state={state} />, state, site });
}
