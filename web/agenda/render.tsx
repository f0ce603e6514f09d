/** The agenda's pages as whole HTML documents, written on the server. Pure: the same input, the same bytes. */
import { renderToString } from 'react-dom/server';
import type { Agenda, AgendaEntry } from '../../agenda/view.ts';
import { dateRange } from '../clock-face.ts';
import { type PageAssets, renderDocument } from '../shell/document.ts';
import { NoticePage } from '../shell/NoticePage.tsx';
import { eventFeed } from './feeds.ts';
import { type AgendaQuery, agendaAddress, readQuery, sessionAddress } from './page-query.ts';
import { Page, type PageState } from './pages.tsx';
import { eventData, sessionData } from './structured-data.ts';
import { entryOf, hearingOf, type Placed } from './timetable.ts';

export interface Site {
  /** The address people use, without a slash at its end. */
  readonly publicUrl: string;
  /** What pages load that the browser takes over, and what those load that it does not. */
  readonly assets: { readonly agenda: PageAssets; readonly notice: PageAssets };
}

/** The agenda page that an address asks for, not drawn yet. Addresses that show the same have the same key. */
export function agendaPage(agenda: Agenda, search: URLSearchParams, site: Site): { key: string; draw: () => string } {
  const query = readQuery(search, agenda);
  return { key: agendaAddress(agenda.event.slug, query), draw: () => renderAgendaPage(agenda, query, site) };
}

/** The public agenda page. @param query what the address asked for, already read. */
export function renderAgendaPage(agenda: Agenda, query: AgendaQuery, { publicUrl, assets }: Site): string {
  const state: PageState = { page: 'agenda', agenda: withoutAbstracts(agenda), query, publicUrl };
  const { name, slug } = agenda.event;
  return renderDocument({
    title: `${name}: agenda`,
    description: describe(agenda),
    canonical: `${publicUrl}/e/${slug}`,
    assets: assets.agenda,
    body: renderToString(<Page state={state} />),
    state,
    structuredData: eventData(agenda, publicUrl),
    alternates: agenda.event.isPublic ? [{ type: 'text/calendar', title: name, href: eventFeed(slug).path }] : [],
  });
}

/** The page of one session, or null where the agenda has none of that id (a break has no page). */
export function renderSessionPage(agenda: Agenda, sessionId: string, { publicUrl, assets }: Site): string | null {
  const placed = entryOf(agenda, sessionId);
  if (!placed || placed.entry.kind === 'break') return null;
  const state: PageState = { page: 'session', agenda: aroundSession(agenda, placed), session: sessionId, publicUrl };
  return renderDocument({
    title: `${placed.entry.title}: ${agenda.event.name}`,
    description: placed.entry.abstract.slice(0, 200) || describe(agenda),
    canonical: publicUrl + sessionAddress(agenda.event.slug, sessionId),
    assets: assets.agenda,
    body: renderToString(<Page state={state} />),
    state,
    structuredData: sessionData(agenda, placed.entry, publicUrl),
  });
}

/** The first page of an installation that has several public events, or none yet. */
export function renderEventList(agendas: readonly Agenda[], { publicUrl, assets }: Site): string {
  const events = agendas.map((agenda) => ({
    href: `/e/${agenda.event.slug}`,
    name: agenda.event.name,
    when: agenda.days.length === 0 ? 'The dates are not published yet.' : describeDates(agenda),
  }));
  const lead =
    events.length === 0
      ? 'No event is public yet. When one is, it will be listed here.'
      : 'Each event has its agenda, its calendars and its helpdesk.';
  return renderDocument({
    title: 'Events',
    description: 'The public events of this installation.',
    canonical: `${publicUrl}/`,
    assets: assets.notice,
    body: renderToString(<NoticePage title="Events" lead={lead} links={events} />),
    state: null,
    structuredData: null,
  });
}

/** What stands where no page is. @param event the event whose page was asked for, where there is one. */
export function renderNotFound(event: Agenda['event'] | null, { assets }: Site): string {
  const links = event ? [{ href: `/e/${event.slug}/agenda`, name: event.name, when: 'The agenda as it is now' }] : [];
  const lead = event
    ? 'There is no such session in the agenda. It may have been taken out, or the address may be incomplete.'
    : 'There is no public page at this address. It may be mistyped, or the event may not be public.';
  return renderDocument({
    title: 'Page not found',
    description: lead,
    canonical: null,
    assets: assets.notice,
    body: renderToString(
      <NoticePage
        title="This page does not exist."
        lead={lead}
        links={[...links, { href: '/', name: 'All events', when: '' }]}
      />,
    ),
    state: null,
    structuredData: null,
  });
}

function describe(agenda: Agenda): string {
  const dates = describeDates(agenda);
  return `${agenda.event.name}, ${dates}: the agenda with all times, speakers and calendars.`;
}

function describeDates({ days }: Agenda): string {
  const first = days[0];
  const last = days.at(-1);
  return first && last ? dateRange(first.date, last.date) : 'dates not published yet';
}

/** The agenda page shows no abstracts, so its state carries none. */
function withoutAbstracts(agenda: Agenda): Agenda {
  const bare = (entry: AgendaEntry): AgendaEntry => ({ ...entry, abstract: '' });
  return { ...agenda, days: agenda.days.map((day) => ({ ...day, entries: day.entries.map(bare) })) };
}

/** What a session's page needs: its own day, and from others only the entry it reports to or hears. */
function aroundSession(agenda: Agenda, { day, entry }: Placed): Agenda {
  const linked = new Set([entry.reportsBack, hearingOf(agenda, entry.id)?.entry.id]);
  const days = withoutAbstracts(agenda).days.map((each) => ({
    ...each,
    entries: each.entries
      .filter(({ id }) => each.number === day.number || linked.has(id))
      .map((kept) => (kept.id === entry.id ? entry : kept)),
  }));
  return { ...agenda, days };
}
