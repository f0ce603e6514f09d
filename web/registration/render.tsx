/** The registration page, as a whole document. Pure: the same input, the same bytes. */
import type { Agenda } from '../../agenda/view.ts';
import { tagsOf } from '../agenda/page-query.ts';
import { type PageSite, renderPage } from '../shell/render.tsx';
import { RegistrationPage, type RegistrationState } from './RegistrationPage.tsx';

export type { RegistrationState } from './RegistrationPage.tsx';

export function renderRegistrationPage(state: RegistrationState, site: PageSite): string {
  const title = `Registration: ${state.registration.event.name}`;
  return renderPage({ title, body: <RegistrationPage state={state} />, state, site });
}

/** The fields of expertise that an agenda names, in the order in which it first does. */
export function offeredTags(agenda: Agenda): string[] {
  return tagsOf(agenda).map(({ label }) => label);
}
