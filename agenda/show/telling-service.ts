/** What became of a running day is stored with all that follows: what is told of it, and the calendars. */

import { advanceCalendarEntries } from '../calendar/calendar-entry.ts';
import { raiseShowVersion } from '../draft/event-store.ts';
import { agendaEvent } from '../published/snapshot.ts';
import { loadCalendarEntriesOf, saveCalendarEntries } from '../published/version-store.ts';
import { nextLook } from './clock-hand.ts';
import type { DayAt } from './day-service.ts';
import type { Run } from './run.ts';
import { insertShowStep, type Show, type ShowChange, saveShow } from './show-store.ts';
import { forCalendars, isSameTold, type ToldTime, toldOf } from './told.ts';
import { AGENDA_TOPIC, consoleTopic, NOW_TOPIC } from './topics.ts';

/** What is stored of a change. */
export interface ChangeOfDay {
  readonly run: Run;
  /** As in the audit log. */
  readonly by: string;
  readonly change: ShowChange;
  /** The run to which undo goes back; null where it cannot be undone. */
  readonly before: Run | null;
  /** Who has the controls then. */
  readonly controller: string | null;
}

/** @returns the day as it then is, and the topics in which it shows. */
export async function changeDay(at: DayAt, changed: ChangeOfDay): Promise<{ show: Show; topics: string[] }> {
  const { tx, event, day, show, now } = at;
  const { run, by, change, before, controller } = changed;
  const number = show.version + 1;
  const keepsControls = controller === show.controller;
  const since = controller === null ? null : now;
  const controlledSince = keepsControls ? show.controlledSince : since;
  const topics = [consoleTopic(day.day.number), ...(run === show.run ? [] : [NOW_TOPIC])];
  const told = await tell(at, { ...show, run, version: number, controller, controlledSince });
  await insertShowStep(tx, event.id, day.id, { number, actor: by, change, before }, now);
  return { show: told.show, topics: [...topics, ...told.topics] };
}

/** Stores a day, and tells what is expected of it where that is another than was told last. */
export async function tell(at: DayAt, show: Show): Promise<{ show: Show; topics: string[] }> {
  const { tx, event, day, now } = at;
  const told = toldOf(show.run, day.day, now);
  const saved = { ...show, told, dueAt: nextLook(show.run, event.advance, now) };
  await saveShow(tx, event.id, saved);
  if (isSameTold(told, show.told)) return { show: saved, topics: [] };
  await tellCalendars(at, told);
  await raiseShowVersion(tx, event.id);
  return { show: saved, topics: [AGENDA_TOPIC] };
}

async function tellCalendars({ tx, event, day, now }: DayAt, told: readonly ToldTime[]): Promise<void> {
  const before = await loadCalendarEntriesOf(
    tx,
    event.id,
    day.day.entries.map(({ id }) => id),
  );
  const going = forCalendars(day.day, told, before, { published: false });
  const agenda = { event: agendaEvent(event), version: 0, publishedAt: null, days: [going] };
  const after = advanceCalendarEntries(before, agenda, now, day.joinLinks);
  await saveCalendarEntries(
    tx,
    event.id,
    after.filter((entry) => !before.includes(entry)),
  );
}
