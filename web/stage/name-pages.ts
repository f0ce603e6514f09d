/**
 * Who goes where, by name, in pages that can be read from the back of a room: three columns of thirteen lines. Small
 * rooms stand side by side; a room that is larger than a page goes on on the next. Pure.
 */
import type { NamesView } from '../../breakouts/view.ts';

export const COLUMNS = 3;
export const LINES = 13;
/** How long a page stands, in milliseconds: so long that its names can be looked through. */
export const PAGE_STANDS = 10_000;

export interface NameGroup {
  readonly room: string;
  readonly topic: string | null;
  readonly names: readonly string[];
  readonly columns: number;
  /** The how many'th page of the room, of how many; both 1 for one that stands on one page. */
  readonly part: number;
  readonly parts: number;
}

export type NamePage = readonly NameGroup[];

export function namePages({ rooms }: Pick<NamesView, 'rooms'>): NamePage[] {
  const pages: NameGroup[][] = [];
  let free = 0;
  for (const group of groupsOf(rooms)) {
    if (group.columns > free) {
      pages.push([]);
      free = COLUMNS;
    }
    pages.at(-1)?.push(group);
    free -= group.columns;
  }
  return pages;
}

function groupsOf(rooms: NamesView['rooms']): NameGroup[] {
  const everybody = rooms.flatMap(({ people }) => people);
  return rooms.flatMap(({ name, topic, people }) => {
    const names = people.map((person) => calledAmong(person, everybody));
    const parts = Math.max(1, Math.ceil(names.length / (COLUMNS * LINES)));
    // Evenly: a second page with one name on it looks like a mistake.
    const each = Math.ceil(names.length / parts);
    return Array.from({ length: parts }, (_, at) => {
      const shown = names.slice(at * each, (at + 1) * each);
      const columns = Math.max(1, Math.ceil(shown.length / LINES));
      return { room: name, topic, names: shown, columns, part: at + 1, parts };
    });
  });
}

type Person = NamesView['rooms'][number]['people'][number];

/** With the organisation where somebody else has the same name. */
function calledAmong({ name, organisation }: Person, everybody: readonly Person[]): string {
  const namesakes = everybody.filter((other) => other.name === name).length;
  return namesakes > 1 && organisation !== null ? `${name}, ${organisation}` : name;
}

/** All screens show the same page at the same time. @param now UTC milliseconds. */
export function pageAt(pages: number, now: number): number {
  return pages === 0 ? 0 : Math.floor(now / PAGE_STANDS) % pages;
}
