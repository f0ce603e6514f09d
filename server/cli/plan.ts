/** `plenum plan`: checks and lays out a plan, and says how each day that is over could fit; without a database. */

import { planFromImport } from '../../agenda/spreadsheet/plan-file.ts';
import { planAnswer } from './plan-answer.ts';
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
    'Nothing is stored. For a day that is over, ways to make it fit are proposed. Exit status 1 says that',
    'something is wrong with the plan.',
  ].join('\n'),
  options: { days: { type: 'string' }, sessions: { type: 'string' }, json: { type: 'boolean' } },
  run: async (values, terminal) => {
    const { imported } = readPlanInput(values);
    const days = planAnswer(planFromImport(imported, (kind, index) => `${kind}-${index + 1}`));
    terminal.out(values.json ? asJson({ days }) : timetable(days));
    const wrong = days.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
    return wrong ? 1 : 0;
  },
};
