/** `plenum plan`: checks and lays out a plan, without a database. */

import { planReport } from '../../agenda/layout/report.ts';
import { planFromImport } from '../../agenda/spreadsheet/plan-file.ts';
import { readPlanInput } from './plan-input.ts';
import { timetable } from './timetable.ts';
import { asJson, type Verb } from './verb.ts';

export const plan: Verb = {
  summary: 'checks a plan and lays it out',
  usage: [
    '--days FILE --sessions FILE [--json]',
    '',
    '  --days FILE      the days of the plan, as CSV',
    '  --sessions FILE  its sessions, as CSV',
    '  --json           prints one JSON document',
    '',
    'Nothing is stored. Exit status 1 says that something is wrong with the plan.',
  ].join('\n'),
  options: { days: { type: 'string' }, sessions: { type: 'string' }, json: { type: 'boolean' } },
  run: async (values, terminal) => {
    const { imported } = readPlanInput(values);
    const report = planReport(
      planFromImport(imported, (kind, index) => `${kind}-${index + 1}`),
      ({ title }) => title,
    );
    terminal.out(values.json ? asJson(report) : timetable(report));
    const wrong = report.days.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
    return wrong ? 1 : 0;
  },
};
