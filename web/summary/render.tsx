/** The page of a room's summary as a whole document. Pure: the same input, the same bytes. */
import { type PageSite, renderPage } from '../shell/render.tsx';
import { SummaryPage, type SummaryState } from './SummaryPage.tsx';

export function renderSummaryPage(state: SummaryState, site: PageSite): string {
  const title = `${state.summary.room.name} · Summary · ${state.session.event.name}`;
  return renderPage({ title, body: <SummaryPage state={state} />, state, site });
}
