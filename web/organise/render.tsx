/** The organiser's home and the plan as whole HTML documents, written on the server. Pure. */
import { type PageSite, renderPage } from '../shell/render.tsx';
import { type OrganisePageState, Page } from './pages.tsx';

const TITLES: Readonly<Record<OrganisePageState['page'], string>> = {
  home: 'Organise',
  plan: 'Plan',
};

export function renderOrganisePage(state: OrganisePageState, site: PageSite): string {
  const title = `${TITLES[state.page]}: ${state.session.event.name}`;
  return renderPage({ title, body: <Page state={state} />, state, site });
}
