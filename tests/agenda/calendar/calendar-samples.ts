import type { Agenda, AgendaDay, AgendaEntry } from '../../../agenda/view.ts';

/** A session of half an hour in the morning of the first day, changed as told. */
export function entryOf(change: Partial<AgendaEntry> = {}): AgendaEntry {
  return {
    id: '5d1f7c0e-93a4-4a57-8f0a-6c2f6d0b7a11',
    kind: 'presentation',
    title: 'A presentation',
    abstract: '',
    start: '2026-11-02T10:00:00+01:00',
    end: '2026-11-02T10:30:00+01:00',
    minutes: 30,
    audience: [],
    track: null,
    speakers: [],
    chair: null,
    reportsBack: null,
    previousStart: null,
    ...change,
  };
}

/** The first day of the sample event, changed as told. */
export function dayOf(entries: readonly AgendaEntry[], change: Partial<AgendaDay> = {}): AgendaDay {
  return {
    number: 1,
    date: '2026-11-02',
    timeZone: 'Europe/Zurich',
    start: '2026-11-02T10:00:00+01:00',
    end: '2026-11-02T15:30:00+01:00',
    chairs: [],
    entries,
    ...change,
  };
}

/** A published agenda of one day. */
export function agendaOf(entries: readonly AgendaEntry[], change: Partial<Agenda['event']> = {}): Agenda {
  return {
    event: {
      id: '0f8b5a5e-2a31-4f3e-9a6f-1d8f0a7c2b10',
      slug: 'five-days',
      name: 'Five days',
      timeZone: 'Europe/Zurich',
      isPublic: true,
      helpdesk: { email: null, phone: null, chat: null },
      advance: 'chair',
      ...change,
    },
    version: 1,
    publishedAt: '2026-10-30T08:00:00Z',
    days: [dayOf(entries)],
  };
}
