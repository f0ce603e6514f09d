/**
 * The pages that are drawn on the server and taken over in the browser, and the state that travels
 * between the two. Both sides must draw the same from the same state.
 */
import type { Agenda } from '../../agenda/view.ts';
import { AgendaPage } from './AgendaPage.tsx';
import { useFreshAgenda } from './fresh-agenda.ts';
import type { AgendaQuery } from './page-query.ts';
import { SessionPage } from './SessionPage.tsx';
import { entryOf } from './timetable.ts';

export type PageState =
  | { readonly page: 'agenda'; readonly agenda: Agenda; readonly query: AgendaQuery; readonly publicUrl: string }
  | { readonly page: 'session'; readonly agenda: Agenda; readonly session: string; readonly publicUrl: string };

export function Page({ state }: { readonly state: PageState }) {
  const { agenda, changes, lostSince } = useFreshAgenda(state.agenda);
  return (
    <>
      {state.page === 'agenda' ? (
        <AgendaPage {...state} agenda={agenda} />
      ) : (
        <OneSession state={state} agenda={agenda} />
      )}
      <Freshness changes={changes} lostSince={lostSince} />
    </>
  );
}

/** One that was taken out of the agenda in the meantime stays as it was. */
function OneSession({ state, agenda }: { readonly state: PageState & { page: 'session' }; readonly agenda: Agenda }) {
  const placed = entryOf(agenda, state.session);
  const known = placed ?? entryOf(state.agenda, state.session);
  if (!known) return null;
  return <SessionPage agenda={placed ? agenda : state.agenda} placed={known} publicUrl={state.publicUrl} />;
}

/** Says that times have changed to those who do not see it, and to all how old they are while nobody answers. */
function Freshness({ changes, lostSince }: { readonly changes: number; readonly lostSince: number | null }) {
  return (
    <>
      <p className="visually-hidden" role="status">
        {changes > 0 && <span key={changes}>Times in this agenda have changed.</span>}
      </p>
      {lostSince !== null && (
        <p className="agenda-stale" role="status">
          The server cannot be reached. These times are as of{' '}
          <span className="clock-digits">{new Date(lostSince).toLocaleTimeString('en-GB', { hourCycle: 'h23' })}</span>.
        </p>
      )}
    </>
  );
}
