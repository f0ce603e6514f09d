/** How long a plan takes from days and sessions to a checked report with every time in it, in a process that has warmed up. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planReport } from '../agenda/layout/report.ts';
import type { Plan } from '../agenda/schema.ts';
import { planFromImport, readPlanFiles } from '../agenda/spreadsheet/plan-file.ts';
import type { SheetFile } from '../kernel/spreadsheet/cell-fault.ts';
import { type BenchPart, type Measurement, median } from './measurement.ts';
import { planFilesOf } from './plan-files.ts';

const ROUNDS = 51;
const WARMING = 200;

export const layout: BenchPart = {
  names: ['layout-five-days', 'layout-1000-sessions'],
  measure: async () => [
    laidOut('layout-five-days', planIn({ days: sample('days.csv'), sessions: sample('sessions.csv') }), 2),
    laidOut('layout-1000-sessions', planIn(planFilesOf({ days: 5, sessionsPerDay: 200, tracks: 20 })), 50),
  ],
};

/** The real five-day event, which comes with the server. */
function sample(name: string): SheetFile {
  return { name, bytes: readFileSync(join(import.meta.dirname, '..', 'server', 'sample', name)) };
}

function planIn(files: { readonly days: SheetFile; readonly sessions: SheetFile }): Plan {
  const read = readPlanFiles(files);
  if (!read.ok) throw new Error(`the plan of a bench cannot be read: ${JSON.stringify(read.faults[0])}`);
  return planFromImport(read.plan, (kind, index) => `${kind}-${index + 1}`);
}

function laidOut(name: string, plan: Plan, target: number): Measurement {
  for (let round = 0; round < WARMING; round += 1) planReport(plan, ({ id }) => id);
  const times = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now();
    planReport(plan, ({ id }) => id);
    return performance.now() - begun;
  });
  const value = median(times);
  return { name, value, unit: 'ms', better: 'lower', target, reference: null, measured: value };
}
