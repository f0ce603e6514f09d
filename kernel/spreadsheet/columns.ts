/** The columns of a file, by the names in its header row. */
import { quoted } from './cell-fault.ts';

/** One column of a file. A required one must be in the header row; its cells may still be empty. */
export interface Column<Name extends string = string> {
  readonly name: Name;
  readonly required: boolean;
}

/** Where the known columns stand in a row (from 0), and what is wrong with the header row. */
export interface Header {
  readonly positions: ReadonlyMap<string, number>;
  readonly faults: readonly HeaderFault[];
}

export interface HeaderFault {
  /** `unknown`: like no column; `misspelt`: like one, named in `meant`. */
  readonly kind: 'unknown' | 'misspelt' | 'repeated' | 'missing';
  readonly meant: string | null;
  /** From 0. */
  readonly position: number;
  readonly columnName: string | null;
  readonly found: string;
  readonly expected: string;
}

/** Finds the known columns in a header row. Case, spaces, hyphens and underscores make no difference. */
export function readHeader(cells: readonly string[], columns: readonly Column[]): Header {
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
      faults.push({ kind: near ? 'misspelt' : 'unknown', meant: near, position, columnName: null, found, expected });
    } else if (positions.has(column.name)) {
      faults.push(repeated(column.name, position, found));
    } else {
      positions.set(column.name, position);
    }
  }
  for (const { name, required } of columns) {
    if (!required || positions.has(name) || misspelt.has(name)) continue;
    faults.push(missing(name, cells.length));
  }
  return { positions, faults };
}

function repeated(columnName: string, position: number, found: string): HeaderFault {
  const told = { found: `${found} again`, expected: 'each column once' };
  return { kind: 'repeated', meant: columnName, position, columnName, ...told };
}

function missing(columnName: string, position: number): HeaderFault {
  const told = { found: 'no such column', expected: `a column ${columnName}` };
  return { kind: 'missing', meant: columnName, position, columnName, ...told };
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}

const LONGEST_MISSPELLING = 100;

/** The column that was probably meant: about a third of its letters wrong at most. */
function nearest(written: string, columns: readonly Column[]): string | null {
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
