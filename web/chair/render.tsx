/** The chair's page as a whole HTML document, written on the server. Pure. */
import { type PageSite, renderPage } from '../shell/render.tsx';
import type { ChairPageState } from './chair-state.ts';
import { Page } from './pages.tsx';

export type { OwnDay } from './chair-state.ts';

export function renderChairPage(state: ChairPageState, site: PageSite): string {
  const { day, session } = state;
  const title = `Chair${day ? `, day ${day.number}` : ''}: ${session.event.name}`;
  return renderPage({ title, body: <Page state={state} />, state, site });
}
