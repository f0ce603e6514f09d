/**
 * The pages that are drawn on the server and taken over in the browser, and the state that travels
 * between the two. Both sides must draw the same from the same state.
 */
import type { Agenda } from '../../agenda/view.ts';
import { AgendaPage } from './AgendaPage.tsx';
import type { AgendaQuery } from './page-query.ts';
import { SessionPage } from './SessionPage.tsx';
import { entryOf } from './timetable.ts';

export type PageState =
  | { readonly page: 'agenda'; readonly agenda: Agenda; readonly query: AgendaQuery; readonly publicUrl: string }
  | { readonly page: 'session'; readonly agenda: Agenda; readonly session: string; readonly publicUrl: string };

export function Page({ state }: { readonly state: PageState }) {
  if (state.page === 'agenda') return <AgendaPage {...state} />;
  const placed = entryOf(state.agenda, state.session);
  return placed && <SessionPage agenda={state.agenda} placed={placed} publicUrl={state.publicUrl} />;
}
