/** What the participant's page says of the day at one moment. Pure; instants are UTC milliseconds. */
import type { ShowDayView, StepView } from '../../agenda/show/show-view.ts';
import { dayAndMonth, faceAt } from '../clock-face.ts';
import type { RunNow } from '../show/run-now.ts';
import { stepTitle } from '../show/show-words.ts';

const DAY_MS = 86_400_000;

/** `today`, `tomorrow`, `on Tuesday 12 January`, on the calendar of a zone. */
export function dayWords(at: number, now: number, zone: string): string {
  const { date } = faceAt(at, zone);
  if (date === faceAt(now, zone).date) return 'today';
  const next = new Date(Date.parse(`${faceAt(now, zone).date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return date === next ? 'tomorrow' : `on ${dayAndMonth(date)}`;
}

/** How a day stands among all of the event, whose numbers may have gaps. */
export interface DayPlace {
  /** Its number, null for the first. */
  readonly before: number | null;
  /** Its number, null for the last. */
  readonly after: number | null;
  /** `Day 2 of 5`, `Day 7` where numbers are left out, `Today` for an only day. */
  readonly title: string;
}

/** @param days the numbers of all days, rising. */
export function dayPlace(number: number, days: readonly number[]): DayPlace {
  const place = days.indexOf(number);
  const isCounted = days.every((each, index) => each === index + 1);
  const title = isCounted ? `Day ${number} of ${days.length}` : `Day ${number}`;
  return {
    before: days[place - 1] ?? null,
    after: days[place + 1] ?? null,
    title: days.length > 1 ? title : 'Today',
  };
}

export interface Headline {
  /** What stands above the title: `Now`. */
  readonly label: string;
  readonly title: string;
}

/** What is on in two lines, for the eye and, when it changes, for the ear. */
export function headlineOf(
  day: ShowDayView | null,
  days: readonly number[],
  run: RunNow | null,
  now: number,
  zone: string,
): Headline {
  if (!day || !run) return { label: 'Agenda', title: 'The agenda is not published yet.' };
  const [next] = run.ahead;
  switch (run.moment) {
    case 'closed':
      return { label: `Day ${day.number}`, title: startText(day, run, now, zone) };
    case 'open':
      return { label: 'Lobby', title: next ? titleOf(next) : `Day ${day.number}` };
    case 'over':
      return {
        label: `Day ${day.number}`,
        title: dayPlace(day.number, days).after === null ? 'The event is over.' : `Day ${day.number} is over.`,
      };
    case 'between':
      return { label: 'Now', title: 'Nothing is on at the moment.' };
    case 'held':
      return { label: 'Paused', title: run.current ? titleOf(run.current) : '' };
    default:
      return { label: 'Now', title: run.current ? titleOf(run.current) : '' };
  }
}

/** Tracks have their titles below. */
function titleOf(step: StepView): string {
  const tracks = new Set(step.parts.map(({ track }) => track)).size;
  return tracks > 1 ? `${tracks} sessions side by side` : stepTitle(step);
}

/** `Day 3 starts tomorrow at 12:00.` */
function startText(day: ShowDayView, run: RunNow, now: number, zone: string): string {
  const at = firstStart(run);
  return `Day ${day.number} starts ${dayWords(at, now, zone)} at ${faceAt(at, zone).clock}.`;
}

/** When the day's first entry is planned. */
export function firstStart({ run }: RunNow): number {
  return run.steps[0]?.floor ?? run.opensAt;
}
