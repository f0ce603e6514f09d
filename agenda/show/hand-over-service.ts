/** What a day hands over to the next, as it stands. */

import type { ShowNeeds } from './day-service.ts';
import { findDayFor, presentSecond, showDays, showOf } from './day-service.ts';
import { handOver } from './hand-over.ts';
import type { CommandOf } from './show-service.ts';
import type { HandOverView } from './show-view.ts';

/** @throws AppError as `findDayFor`. */
export async function readHandOver(
  needs: ShowNeeds,
  of: Pick<CommandOf, 'actor' | 'event' | 'day'>,
): Promise<HandOverView> {
  const { db, neighbours } = needs;
  const now = presentSecond(needs.clock);
  const { event, day } = await findDayFor(needs, of);
  const { run } = await showOf(db, event, day, now);
  const days = await showDays(needs, db, event);
  const next = days[days.findIndex(({ id }) => id === day.id) + 1];
  const { waiting, taken } = await neighbours.countHelp(db, event.id);
  const sessions = day.day.entries.map(({ id }) => id);
  const openQuestions = await neighbours.countQuestions(db, event.id, sessions);
  const missingSummaries = await neighbours.countMissing(db, event.id, sessions);
  const open = { openHelp: waiting + taken, openQuestions, missingSummaries };
  return handOver(run, day.day, next?.day, open, now);
}
