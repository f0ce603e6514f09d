/** The organiser's pages about people as whole HTML documents, written on the server. Pure. */
import { type PageSite, renderPage } from '../shell/render.tsx';
import { Page, type PeoplePageState } from './pages.tsx';

export type { PeoplePageState } from './pages.tsx';

const TITLES: Readonly<Record<PeoplePageState['page'], string>> = {
  people: 'People',
  registration: 'Registration',
  access: 'Keys and log',
};

export function renderPeoplePage(state: PeoplePageState, site: PageSite): string {
  const title = `${TITLES[state.page]}: ${state.session.event.name}`;
  return renderPage({ title, body: <Page state={state} />, state, site });
}
