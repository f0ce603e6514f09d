/**
 * What a reader picked on the agenda page, and the addresses that say so: `?day=2`,
 * `?tag=risk-management`, `?zone=own`. Whatever is not a day or tag of this agenda is left out, so
 * that every address shows something and the number of different pages stays small.
 */
import { tagSlug } from '../../agenda/calendar/tag-slug.ts';
import type { Agenda, AgendaEntry } from '../../agenda/view.ts';

export type ZoneChoice = 'own' | 'event';

export interface AgendaQuery {
  /** Number of the one day that is shown; null for all. */
  readonly day: number | null;
  /** Slug of the one audience that is shown; null for everyone. */
  readonly tag: string | null;
  /** Null while the reader has not said which clock is wanted. */
  readonly zone: ZoneChoice | null;
}

export interface Tag {
  readonly slug: string;
  readonly label: string;
}

/** The audiences of an agenda in the order they first appear. */
export function tagsOf(agenda: Agenda): Tag[] {
  const labels = new Map<string, string>();
  for (const { entries } of agenda.days) {
    for (const label of entries.flatMap((entry) => entry.audience)) {
      if (!labels.has(tagSlug(label))) labels.set(tagSlug(label), label);
    }
  }
  return [...labels].map(([slug, label]) => ({ slug, label }));
}

/** @param search the part of an address after its `?`, or what a framework made of it. */
export function readQuery(search: URLSearchParams, agenda: Agenda): AgendaQuery {
  const day = Number(search.get('day') ?? Number.NaN);
  const tag = search.get('tag');
  const zone = search.get('zone');
  return {
    day: agenda.days.some(({ number }) => number === day) ? day : null,
    tag: tag !== null && tagsOf(agenda).some(({ slug }) => slug === tag) ? tag : null,
    zone: zone === 'own' || zone === 'event' ? zone : null,
  };
}

/** The address of the agenda page as picked, without a host; `changes` overrule `query`. */
export function agendaAddress(slug: string, query: AgendaQuery, changes: Partial<AgendaQuery> = {}): string {
  const { day, tag, zone } = { ...query, ...changes };
  const search = new URLSearchParams();
  if (day !== null) search.set('day', String(day));
  if (tag !== null) search.set('tag', tag);
  if (zone !== null) search.set('zone', zone);
  const text = search.toString();
  return `/e/${slug}/agenda${text === '' ? '' : `?${text}`}`;
}

/** True when the entry is for the audience; without one, for whatever entry. */
export function isFor(entry: AgendaEntry, tag: string | null): boolean {
  return tag === null || entry.audience.some((label) => tagSlug(label) === tag);
}

/** `/e/annual-event/session/…` */
export function sessionAddress(slug: string, id: string): string {
  return `/e/${slug}/session/${id}`;
}
