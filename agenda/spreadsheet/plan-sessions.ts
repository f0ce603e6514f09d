/** The sessions of a plan file, and what is wrong between their cells and rows. */

import type { CellFault } from '../../kernel/spreadsheet/cell-fault.ts';
import type { Table, TableRow } from '../../kernel/spreadsheet/table.ts';
import type { SessionFields } from '../schema.ts';
import type { SessionCells } from './plan-cells.ts';
import { breakoutNamed, dayAndOrder } from './report-back.ts';

/** Names one session of an imported plan: no two of them have the same day and order. */
export interface SessionReference {
  /** The day's number. */
  readonly day: number;
  /** The session's `order`, not necessarily whole or without gaps. */
  readonly order: number;
}

export interface ImportedSession extends SessionReference {
  readonly fields: Omit<SessionFields, 'reportsBack'>;
  /** The breakout whose rooms this plenary hears; always a breakout of the same imported plan. */
  readonly reportsBack: SessionReference | null;
}

type SessionRow = TableRow<SessionCells> & { readonly fields: SessionCells };

/**
 * The sessions of the rows that are whole, in order of day and `order`. What a session says of days and
 * of other sessions is only a fault when those are known.
 * @param dayNumbers null when the days could not be read.
 */
export function readSessions(
  { rows, faults: tableFaults }: Table<SessionCells>,
  dayNumbers: readonly number[] | null,
): { sessions: ImportedSession[]; faults: CellFault[] } {
  const whole = rows.filter((row): row is SessionRow => row.fields !== null);
  const lines = new Map<string, number>();
  const faults: CellFault[] = [];
  for (const row of whole) {
    const place = dayAndOrder(row.fields);
    const earlier = lines.get(place);
    if (earlier) faults.push(row.fault('order', `each place in a day once (it stands in line ${earlier} too)`));
    else lines.set(place, row.line);
    faults.push(...dayFaults(row, dayNumbers), ...contradictions(row));
  }
  const heard = whole.map((row) => breakoutHeard(row, whole, tableFaults.length === 0));
  faults.push(...heard.flatMap(({ fault }) => (fault ? [fault] : [])));
  const sessions = whole.map(({ fields }, index) => sessionOf(fields, heard[index]?.breakout ?? null));
  return { sessions: sessions.sort((one, other) => one.day - other.day || one.order - other.order), faults };
}

function sessionOf(cells: SessionCells, reportsBack: SessionReference | null): ImportedSession {
  const chair = cells.chair_organisation && { name: cells.chair, organisation: cells.chair_organisation };
  return {
    day: cells.day,
    order: cells.order,
    fields: {
      kind: cells.kind,
      title: cells.title,
      abstract: cells.abstract,
      minutes: cells.minutes,
      leastMinutes: cells.least_minutes,
      announcedStart: cells.announced_start,
      announcedEnd: cells.announced_end,
      pinned: cells.pinned,
      audience: cells.audience,
      track: cells.track,
      speakers: cells.speaker,
      chair: chair ? { ...chair, role: 'chair' } : null,
      joinLink: cells.join_link,
    },
    reportsBack,
  };
}

function dayFaults({ fields, fault }: SessionRow, dayNumbers: readonly number[] | null): CellFault[] {
  if (!dayNumbers || dayNumbers.includes(fields.day)) return [];
  return [fault('day', `a day of the days file: ${dayNumbers.join(', ')}`)];
}

function contradictions({ fields, fault }: SessionRow): CellFault[] {
  const faults: CellFault[] = [];
  if (fields.least_minutes !== null && fields.least_minutes > fields.minutes) {
    faults.push(fault('least_minutes', `at most the planned ${fields.minutes} minutes`));
  }
  if (fields.pinned && fields.announced_start === null && fields.announced_end === null) {
    faults.push(fault('pinned', 'an announced_start or announced_end that the session is pinned to'));
  }
  if (fields.chair !== null && fields.chair_organisation === null) {
    faults.push(fault('chair', 'an organisation in chair_organisation'));
  }
  return faults;
}

interface Heard {
  readonly breakout: SessionReference | null;
  readonly fault: CellFault | null;
}

/** @param all whether every row of the file was read; if not, the breakout may be in one that was not. */
function breakoutHeard({ fields, fault }: SessionRow, rows: readonly SessionRow[], all: boolean): Heard {
  if (fields.reports_back === null) return { breakout: null, fault: null };
  const named = breakoutNamed(
    fields.reports_back,
    fields,
    rows.map((row) => row.fields),
  );
  if (named.kind === 'breakout') {
    return { breakout: { day: named.session.day, order: named.session.order }, fault: null };
  }
  if (named.kind === 'several') {
    const places = named.sessions.map(dayAndOrder).join(' or ');
    return { breakout: null, fault: fault('reports_back', `words that stand for one breakout alone, or ${places}`) };
  }
  if (!all) return { breakout: null, fault: null };
  const other = named.kind === 'no-breakout' ? ` (${dayAndOrder(named.session)} is of kind ${named.session.kind})` : '';
  return { breakout: null, fault: fault('reports_back', `the title of a breakout${other}`) };
}
