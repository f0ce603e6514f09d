/**
 * What search engines read: the event and its sessions in schema.org's words. Addresses lead to our
 * public pages only; no join link is ever here.
 */
import type { Agenda, AgendaDay, AgendaEntry } from '../../agenda/view.ts';
import { sessionAddress } from './page-query.ts';

const CONTEXT = 'https://schema.org';
type Thing = Readonly<Record<string, unknown>>;

/** @param publicUrl the address people use, without a slash at its end. */
export function eventData(agenda: Agenda, publicUrl: string): Thing | null {
  const entries = agenda.days.flatMap((day) => day.entries);
  const address = `${publicUrl}/e/${agenda.event.slug}`;
  const [first] = entries;
  if (!first) return null;
  return {
    '@context': CONTEXT,
    ...online(agenda.event.name, first.start, latestEnd(entries), address),
    eventStatus: `${CONTEXT}/EventScheduled`,
    subEvent: agenda.days.flatMap((day) => sessionsOf(day).map((entry) => sessionThing(agenda, entry, publicUrl))),
  };
}

/** One session as the page of its own tells it. */
export function sessionData(agenda: Agenda, entry: AgendaEntry, publicUrl: string): Thing {
  const address = `${publicUrl}/e/${agenda.event.slug}`;
  const superEvent = { '@type': 'Event', '@id': address, name: agenda.event.name, url: address };
  return { '@context': CONTEXT, ...sessionThing(agenda, entry, publicUrl), superEvent };
}

function sessionsOf(day: AgendaDay): AgendaEntry[] {
  return day.entries.filter((entry) => entry.kind !== 'break');
}

function sessionThing(agenda: Agenda, entry: AgendaEntry, publicUrl: string): Thing {
  const address = publicUrl + sessionAddress(agenda.event.slug, entry.id);
  const moved = entry.previousStart !== null;
  return {
    ...online(entry.title, entry.start, entry.end, address),
    eventStatus: `${CONTEXT}/${moved ? 'EventRescheduled' : 'EventScheduled'}`,
    ...(moved ? { previousStartDate: entry.previousStart } : {}),
    ...(entry.abstract === '' ? {} : { description: entry.abstract.slice(0, 500) }),
  };
}

function online(name: string, startDate: string, endDate: string, url: string): Thing {
  return {
    '@type': 'Event',
    '@id': url,
    name,
    url,
    startDate,
    endDate,
    eventAttendanceMode: `${CONTEXT}/OnlineEventAttendanceMode`,
    location: { '@type': 'VirtualLocation', url },
  };
}

function latestEnd(entries: readonly AgendaEntry[]): string {
  return entries.map((entry) => entry.end).reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a));
}
