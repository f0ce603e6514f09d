/** All findings on a plan, by day and gravest first. */

import type { DayTimeline } from '../layout/timeline.ts';
import type { Plan } from '../schema.ts';
import { breakFindings } from './breaks.ts';
import { chairFindings } from './chairs.ts';
import type { Finding } from './finding.ts';
import { sessionFindings } from './sessions.ts';
import { timeFindings, wallTimeFindings } from './times.ts';

const GRAVITY = { error: 0, warning: 1, info: 2 };

/** @param timelines one for each day of the plan, in the same order. */
export function findingsOf(plan: Plan, timelines: readonly DayTimeline[]): Finding[] {
  const laid = plan.days.flatMap((day, index) => {
    const timeline = timelines[index];
    return timeline ? [{ day, timeline }] : [];
  });
  return [
    ...laid.flatMap((each) => [...timeFindings(each), ...wallTimeFindings(each.day), ...breakFindings(each)]),
    ...sessionFindings(plan, laid),
    ...chairFindings(laid),
  ].sort((a, b) => a.day - b.day || GRAVITY[a.severity] - GRAVITY[b.severity]);
}
