/** The days of a plan file, and what is wrong between their cells and rows. */

import type { CellFault } from '../../kernel/spreadsheet/cell-fault.ts';
import type { TableRow } from '../../kernel/spreadsheet/table.ts';
import { readWallTime } from '../../kernel/time.ts';
import { type Chair, type DayFields, dayFields } from '../schema.ts';
import type { DayCells } from './plan-cells.ts';

type DayRow = TableRow<DayCells> & { readonly fields: DayCells };

/** The days of the rows that are whole, in order of their numbers. */
export function readDays(rows: readonly TableRow<DayCells>[]): { days: DayFields[]; faults: CellFault[] } {
  const whole = rows.filter((row): row is DayRow => row.fields !== null);
  const lines = new Map<number, number>();
  const faults: CellFault[] = [];
  for (const row of whole) {
    const earlier = lines.get(row.fields.day);
    if (earlier) faults.push(row.fault('day', `each day once (it stands in line ${earlier} too)`));
    else lines.set(row.fields.day, row.line);
    faults.push(...endFaults(row), ...chairFaults(row));
  }
  const days = whole.map(({ fields }) => dayOf(fields)).sort((one, other) => one.number - other.number);
  return { days, faults };
}

function dayOf(cells: DayCells): DayFields {
  return {
    number: cells.day,
    date: cells.date,
    start: cells.start,
    end: cells.end,
    timeZone: cells.time_zone,
    breakMinutes: cells.break_minutes,
    breakSlots: cells.break_slots,
    chairs: [
      ...chairsOf('chair', cells.chair, cells.chair_organisation),
      ...chairsOf('deputy', cells.deputy, cells.deputy_organisation),
    ],
  };
}

/** Names and organisations stand for one another by their places in the two lists. */
function chairsOf(
  role: Chair['role'],
  names: readonly (string | null)[],
  organisations: readonly (string | null)[],
): Chair[] {
  return organisations.flatMap((organisation, index) =>
    organisation === null ? [] : [{ name: names[index] ?? null, organisation, role }],
  );
}

function endFaults({ fields, fault }: DayRow): CellFault[] {
  const { date, start, end, time_zone } = fields;
  const later = readWallTime(date, end, time_zone).at > readWallTime(date, start, time_zone).at;
  return later ? [] : [fault('end', `a time after the day's start at ${start}`)];
}

function chairFaults({ fields, fault }: DayRow): CellFault[] {
  const nameless = (['chair', 'deputy'] as const).filter((role) =>
    fields[role].some((name, index) => name !== null && !fields[`${role}_organisation`][index]),
  );
  const faults = nameless.map((role) => fault(role, `an organisation of each of them in ${role}_organisation`));
  if (dayFields.shape.chairs.safeParse(dayOf(fields).chairs).success) return faults;
  return [...faults, fault('chair_organisation', 'at most 10 chairs and deputies')];
}
