/** What the next day's chair has to know of a day: what took longer, what fell out, and what is still open. Pure. */
import { formatRfc3339, type Instant, latestOf, minutesBetween } from '../../kernel/time.ts';
import type { AgendaDay } from '../view.ts';
import { expectedAt, partTimes } from './expected.ts';
import { floorMinute, type Part, phaseAt, type Run, type Step } from './run.ts';
import type { HandOverView } from './show-view.ts';

/** What other rooms count; null from rooms that do not keep such a thing yet. */
export interface OpenMatters {
  readonly openHelp: number;
  readonly openQuestions: number | null;
  readonly missingSummaries: number | null;
}

/** @param next the published day after it, undefined for the last one. */
export function handOver(
  run: Run,
  day: AgendaDay,
  next: AgendaDay | undefined,
  open: OpenMatters,
  now: Instant,
): HandOverView {
  const written = (at: Instant | null) => (at === null ? null : formatRfc3339(at, day.timeZone));
  return {
    day: day.number,
    phase: phaseAt(run, now),
    startedAt: written(run.startedAt),
    endedAt: written(run.endedAt),
    overMinutes: run.endedAt === null || run.startedAt === null ? null : expectedAt(run, now).lateMinutes,
    entries: entriesOf(run, day),
    nextDay: next ? nextDayOf(next) : null,
    openHelp: open.openHelp,
    openQuestions: open.openQuestions,
    missingSummaries: open.missingSummaries,
  };
}

type Entry = HandOverView['entries'][number];

function entriesOf(run: Run, day: AgendaDay): Entry[] {
  const titles = new Map(day.entries.map(({ id, title }) => [id, title]));
  return run.steps.flatMap((step) =>
    linesOf(step).map((line): Entry => ({ ...line, title: titles.get(line.id) ?? 'No longer in the agenda' })),
  );
}

function linesOf(step: Step): Omit<Entry, 'title'>[] {
  if (step.status === 'skipped') return step.parts.map(({ id }) => ({ id, status: 'skipped', overMinutes: 0 }));
  if (step.status !== 'done') return [];
  return step.parts
    .map((part) => ({ id: part.id, status: 'over' as const, overMinutes: takenMinutes(step, part) - part.minutes }))
    .filter(({ overMinutes }) => overMinutes > 0);
}

/** Counted, as all lengths are, in whole minutes from the one in which it began. */
function takenMinutes(step: Step, { id }: Part): number {
  const start = step.startedAt ?? step.floor;
  const times = partTimes(step, { start, end: latestOf(start, step.endedAt ?? start) });
  const part = times.find((each) => each.id === id);
  return part ? minutesBetween(floorMinute(part.start), floorMinute(part.end)) : 0;
}

function nextDayOf({ number, date, chairs, entries }: AgendaDay): HandOverView['nextDay'] {
  return {
    ...{ number, date },
    chairs: chairs.map(({ name, organisation }) => (name === null ? organisation : `${name}, ${organisation}`)),
    unconfirmed: entries
      .filter(({ speakers }) => speakers.some(({ confirmed }) => !confirmed))
      .map(({ id, title, start }) => ({ id, title, start })),
  };
}
