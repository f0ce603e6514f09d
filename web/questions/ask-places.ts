/** For what one can ask: the sessions of the agenda by day, those that are on and next first, and one's own rooms. Pure. */
import type { NowView } from '../../agenda/show/show-view.ts';
import type { Agenda, AgendaEntry } from '../../agenda/view.ts';
import { dayAndMonth } from '../clock-face.ts';

export interface AskPlace {
  /** As questions name it: `session:ID`, or `room:NAME`. */
  readonly place: string;
  readonly title: string;
  /** As planned, on the clock of the day: `14:10`; null of a room. */
  readonly clock: string | null;
}

export interface AskDay {
  /** 0 of the rooms, which are of no day. */
  readonly number: number;
  /** `Day 2 · Tuesday 12 January` */
  readonly name: string;
  readonly places: readonly AskPlace[];
}

/** Days without sessions are left out; nobody asks a break. */
export function askDays(agenda: Agenda): AskDay[] {
  return agenda.days.flatMap(({ number, date, entries }) => {
    const places = entries.filter(({ kind }) => kind !== 'break').map(placeOfEntry);
    return places.length === 0 ? [] : [{ number, name: `Day ${number} · ${dayAndMonth(date)}`, places }];
  });
}

function placeOfEntry({ id, title, start }: AgendaEntry): AskPlace {
  return { place: `session:${id}`, title, clock: start.slice(11, 16) };
}

/** The walls of ideas of the rooms that somebody is in, each once, as a last group; nothing where they are in none. */
export function roomWalls(rooms: readonly string[]): AskDay[] {
  const places = [...new Set(rooms)].map((name) => ({ place: `room:${name}`, title: name, clock: null }));
  return places.length === 0 ? [] : [{ number: 0, name: 'Ideas of your rooms', places }];
}

/** What is on and what comes next, as far as one can ask for it; at most three. */
export function nearPlaces({ day }: Pick<NowView, 'day'>): string[] {
  if (!day) return [];
  const isNear = ({ status }: { readonly status: string }) => status === 'running' || status === 'ahead';
  const parts = day.run.steps.filter(isNear).flatMap((step) => step.parts);
  return parts
    .filter(({ kind }) => kind !== 'break')
    .map(({ id }) => `session:${id}`)
    .slice(0, 3);
}

/** @param asked what the address names. The one asked for, else what is on, else the first there is. */
export function firstPlace(days: readonly AskDay[], near: readonly string[], asked: string | null): string | null {
  const all = days.flatMap(({ places }) => places.map(({ place }) => place));
  const known = (place: string | null | undefined) => typeof place === 'string' && all.includes(place);
  return [asked, ...near, all[0]].find(known) ?? null;
}

export function titleOfPlace(days: readonly AskDay[], place: string): string {
  const found = days.flatMap(({ places }) => places).find((each) => each.place === place);
  return (
    found?.title ?? (place.startsWith('room:') ? place.slice('room:'.length) : 'A session that is no longer planned')
  );
}
