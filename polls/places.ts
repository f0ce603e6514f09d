/** Where polls may hang: the entries of the published agenda, day by day, as the organiser's page of polls needs them. */
import type { SessionKind } from '../agenda/schema.ts';
import type { Agenda, AgendaEntry } from '../agenda/view.ts';
import type { PollLineView } from './view.ts';

export interface Place {
  /** Of the agenda's entry. */
  readonly id: string;
  readonly kind: SessionKind;
  /** Breaks of a day that are called alike are numbered: `Break 2`. */
  readonly title: string;
  /** RFC 3339 with the day's offset: `2021-01-11T14:20:00+01:00`. */
  readonly start: string;
  readonly end: string;
  /** As told last on a running day; null where that is as planned. */
  readonly expectedStart: string | null;
  readonly audience: readonly string[];
}

export interface PlaceDay {
  readonly id: string;
  readonly number: number;
  readonly date: string;
  readonly places: readonly Place[];
}

/** A day's number and its id, which the published agenda does not tell. */
export interface DayId {
  readonly id: string;
  readonly number: number;
}

export function placeDays({ days }: Pick<Agenda, 'days'>, ids: readonly DayId[]): PlaceDay[] {
  return days.flatMap(({ number, date, entries }) => {
    const id = ids.find((each) => each.number === number)?.id;
    if (id === undefined) return [];
    const shown = entries.filter(({ skipped }) => skipped !== true);
    return [{ id, number, date, places: shown.map((entry) => placeOf(entry, shown)) }];
  });
}

function placeOf(entry: AgendaEntry, all: readonly AgendaEntry[]): Place {
  const { id, kind, start, end, expectedStart = null, audience } = entry;
  return { id, kind, title: titleOf(entry, all), start, end, expectedStart, audience };
}

function titleOf({ id, kind, title }: AgendaEntry, all: readonly AgendaEntry[]): string {
  const alike = all.filter((each) => each.kind === 'break' && each.title === title);
  if (kind !== 'break' || alike.length < 2) return title;
  return `${title} ${alike.findIndex((each) => each.id === id) + 1}`;
}

/** An entry with its day and what the show goes on with after it. */
export interface Found {
  readonly day: PlaceDay;
  readonly place: Place;
  /** Null where it is the last of its day. */
  readonly next: Place | null;
}

export function findPlace(days: readonly PlaceDay[], entry: string | null): Found | null {
  for (const day of days) {
    const place = day.places.find(({ id }) => id === entry);
    if (place)
      return { day, place, next: day.places.find((each) => each.start >= place.end && each !== place) ?? null };
  }
  return null;
}

/** Breaks on which nothing hangs that is still to be used: an archived poll leaves its break free. */
export function breaksWithout(days: readonly PlaceDay[], polls: readonly PollLineView[]): Found[] {
  return allBreaks(days).filter(({ place }) => pollsOf(place.id, polls).every(({ state }) => state === 'archived'));
}

export function allBreaks(days: readonly PlaceDay[]): Found[] {
  return days.flatMap(({ places }) =>
    places.filter(({ kind }) => kind === 'break').flatMap(({ id }) => findPlace(days, id) ?? []),
  );
}

/** Days of which something is still to come. @param now UTC milliseconds. */
export function daysAhead(days: readonly PlaceDay[], now: number): PlaceDay[] {
  return days.filter(({ places }) => places.some(({ end }) => Date.parse(end) > now));
}

/** In the order of their positions. */
export function pollsOf(entry: string, polls: readonly PollLineView[]): PollLineView[] {
  return polls.filter((poll) => poll.entry === entry).sort((a, b) => a.position - b.position);
}

/** Those that hang on nothing, or on what is published no more; those read from reports of other tools apart. */
export function pollsElsewhere(days: readonly PlaceDay[], polls: readonly PollLineView[]) {
  const loose = polls.filter(({ entry }) => entry === null || findPlace(days, entry) === null);
  return { own: loose.filter(({ imported }) => !imported), imported: loose.filter(({ imported }) => imported) };
}

/** `14:20` as the place's day has it. @param time RFC 3339 with an offset. */
export const clockOf = (time: string): string => time.slice(11, 16);

/** What the event is about, by whom its sessions are for: each once, in the order of the agenda. */
export function topicsOf(days: readonly PlaceDay[]): string[] {
  return [...new Set(days.flatMap(({ places }) => places.flatMap(({ audience }) => audience)))];
}
