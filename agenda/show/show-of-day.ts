/** A published day with its run as people see it: the run's places joined with what was published. Pure. */
import { formatRfc3339, type Instant } from '../../kernel/time.ts';
import type { Snapshot } from '../published/snapshot.ts';
import type { AgendaDay, AgendaEntry } from '../view.ts';
import type { Timings } from './day-steps.ts';
import type { Part, Run, Step } from './run.ts';
import type { PartView, RunView, ShowDayView, StepView } from './show-view.ts';

/** A day as it was published last, with all that its show needs. */
export interface ShowDay {
  /** The day's own id, which stays when days are renumbered. */
  readonly id: string;
  readonly day: AgendaDay;
  readonly timings: Timings;
  /** By session id. */
  readonly joinLinks: Readonly<Record<string, string>>;
}

/**
 * In the order of the agenda. A day that was published before versions held its id, and was taken out of the plan
 * since, is left out.
 * @param drafted the days as the plan has them now, for versions that do not hold their ids.
 */
export function showDaysOf(
  { agenda, timings = {}, joinLinks, dayIds }: Snapshot,
  drafted: readonly { readonly id: string; readonly number: number }[],
): ShowDay[] {
  return agenda.days.flatMap((day) => {
    const id = dayIds?.[day.number] ?? drafted.find(({ number }) => number === day.number)?.id;
    return id === undefined ? [] : [{ id, day, timings, joinLinks }];
  });
}

export function dayView(show: ShowDay, run: Run): ShowDayView {
  const { number, date, timeZone, chairs } = show.day;
  return { number, date, timeZone, chairs: linesOf(chairs), run: runView(show, run) };
}

function runView(show: ShowDay, run: Run): RunView {
  const time = timeIn(show);
  return {
    opensAt: time(run.opensAt),
    endsBy: time(run.endsBy),
    startedAt: maybe(run.startedAt, time),
    endedAt: maybe(run.endedAt, time),
    heldSince: maybe(run.heldSince, time),
    changedAt: maybe(run.changedAt, time),
    steps: stepViews(show, run, time),
  };
}

type Write = (at: Instant) => string;

function timeIn({ day }: ShowDay): Write {
  return (at) => formatRfc3339(at, day.timeZone);
}

function maybe(at: Instant | null, time: Write): string | null {
  return at === null ? null : time(at);
}

function stepViews(show: ShowDay, { steps }: Run, time: Write): StepView[] {
  const entries = new Map(show.day.entries.map((entry) => [entry.id, entry]));
  return steps.map((step) => ({
    ...step,
    parts: step.parts.map((part) => partView(part, step, entries.get(part.id), show, time)),
    floor: time(step.floor),
    startedAt: maybe(step.startedAt, time),
    endedAt: maybe(step.endedAt, time),
  }));
}

/** @param entry undefined for what has run and was taken out of the plan since. */
function partView(part: Part, step: Step, entry: AgendaEntry | undefined, show: ShowDay, time: Write): PartView {
  return {
    id: part.id,
    kind: entry?.kind ?? step.kind,
    title: entry?.title ?? GONE,
    track: entry?.track ?? null,
    audience: [...(entry?.audience ?? [])],
    speakers: linesOf(entry?.speakers ?? []),
    joinable: show.joinLinks[part.id] !== undefined,
    offset: part.offset,
    minutes: part.minutes,
    plannedStart: time(part.plannedStart),
    plannedEnd: time(part.plannedEnd),
    hears: part.hears,
  };
}

/** What stands in place of the title of something that was taken out of the plan after it had begun. */
const GONE = 'No longer in the agenda';

/** `Name, Organisation`; those of whom neither is known are left out. */
function linesOf(people: readonly { readonly name: string | null; readonly organisation: string | null }[]): string[] {
  return people.flatMap(({ name, organisation }) => {
    const line = [name, organisation].filter((part) => part !== null).join(', ');
    return line === '' ? [] : [line];
  });
}

/** What an entry of the day is called. */
export function titleIn({ day }: ShowDay, run: Run, entry: string): string {
  const step = run.steps.find(({ parts }) => parts.some(({ id }) => id === entry));
  const ids = step?.parts.map(({ id }) => id) ?? [entry];
  const titles = ids.flatMap((id) => day.entries.find((each) => each.id === id)?.title ?? []);
  return titles.join(' / ') || GONE;
}
