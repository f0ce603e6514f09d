/** The columns of `days.csv` and `sessions.csv`, in the order in which they are written. */
import { quoted } from './plan-fault.ts';

/** One column of a plan file. A required one must be in the header row; its cells may still be empty. */
export interface PlanColumn<Name extends string = string> {
  readonly name: Name;
  readonly required: boolean;
}

export const DAY_COLUMNS = [
  { name: 'day', required: true },
  { name: 'date', required: true },
  { name: 'start', required: true },
  { name: 'end', required: true },
  { name: 'time_zone', required: true },
  { name: 'break_minutes', required: true },
  { name: 'break_slots', required: true },
  { name: 'chair', required: false },
  { name: 'chair_organisation', required: true },
  { name: 'deputy', required: false },
  { name: 'deputy_organisation', required: false },
] as const satisfies readonly PlanColumn[];

export const SESSION_COLUMNS = [
  { name: 'day', required: true },
  { name: 'order', required: true },
  { name: 'kind', required: true },
  { name: 'title', required: true },
  { name: 'minutes', required: true },
  { name: 'announced_start', required: false },
  { name: 'announced_end', required: false },
  { name: 'audience', required: false },
  { name: 'speaker', required: false },
  { name: 'reports_back', required: false },
  { name: 'track', required: false },
  { name: 'least_minutes', required: false },
  { name: 'pinned', required: false },
  { name: 'join_link', required: false },
  { name: 'chair', required: false },
  { name: 'chair_organisation', required: false },
  { name: 'abstract', required: false },
] as const satisfies readonly PlanColumn[];

export type DayColumn = (typeof DAY_COLUMNS)[number]['name'];
export type SessionColumn = (typeof SESSION_COLUMNS)[number]['name'];

/** Where the known columns stand in a row (from 0), and what is wrong with the header row. */
export interface Header {
  readonly positions: ReadonlyMap<string, number>;
  readonly faults: readonly HeaderFault[];
}

export interface HeaderFault {
  /** From 0. */
  readonly position: number;
  readonly columnName: string | null;
  readonly found: string;
  readonly expected: string;
}

/** Finds the known columns in a header row. Case, spaces, hyphens and underscores make no difference. */
export function readHeader(cells: readonly string[], columns: readonly PlanColumn[]): Header {
  const positions = new Map<string, number>();
  const faults: HeaderFault[] = [];
  const misspelt = new Set<string>();
  for (const [position, cell] of cells.entries()) {
    if (cell.trim() === '') continue;
    const column = columns.find(({ name }) => plainName(name) === plainName(cell));
    const found = `the column ${quoted(cell)}`;
    if (!column) {
      const near = nearest(cell, columns);
      if (near) misspelt.add(near);
      const expected = near ?? `one of ${columns.map(({ name }) => name).join(', ')}`;
      faults.push({ position, columnName: null, found, expected });
    } else if (positions.has(column.name)) {
      faults.push({ position, columnName: column.name, found: `${found} again`, expected: 'each column once' });
    } else {
      positions.set(column.name, position);
    }
  }
  for (const { name, required } of columns) {
    if (!required || positions.has(name) || misspelt.has(name)) continue;
    faults.push({ position: cells.length, columnName: name, found: 'no such column', expected: `a column ${name}` });
  }
  return { positions, faults };
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}

const LONGEST_MISSPELLING = 100;

/** The column that was probably meant: about a third of its letters wrong at most. */
function nearest(written: string, columns: readonly PlanColumn[]): string | null {
  // No column is near to what is much longer than any; comparing it all the same could take a very long time.
  if (written.length > LONGEST_MISSPELLING) return null;
  const ranked = columns
    .map(({ name }) => ({ name, distance: editDistance(plainName(written), plainName(name)) }))
    .sort((one, other) => one.distance - other.distance);
  const [best] = ranked;
  return best && best.distance <= Math.ceil(best.name.length / 3) ? best.name : null;
}

/** How many letters must be added, removed or replaced to make one word of the other. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
