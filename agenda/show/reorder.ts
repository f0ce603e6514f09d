/** Moving what is ahead. The stretch between the two places keeps its floors and gaps, with its entries in the new order. */
import { AppError } from '../../kernel/errors.ts';
import { addMinutes, type Instant, minutesBetween } from '../../kernel/time.ts';
import { aheadOf, type Run, type Step } from './run.ts';

/** @param before the entry in front of which it goes; null for the end. @throws AppError `state-not-right`, `not-found`. */
export function moveStep(run: Run, entry: string, before: string | null): Run {
  const ahead = aheadOf(run);
  const from = placeOf(run, entry);
  const target = before === null ? ahead.length : placeOf(run, before);
  const to = target > from ? target - 1 : target;
  if (to === from) throw new AppError('state-not-right', 'It stands there already.');
  const moved = ahead.toSpliced(from, 1).toSpliced(to, 0, ahead[from] as Step);
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  refusePinned(ahead.slice(first, last + 1));
  const floors = floorsOf(ahead.slice(first, last + 1), moved.slice(first, last + 1));
  const laid = moved.map((step, place): Step => ({ ...step, floor: floors[place - first] ?? step.floor }));
  refuseUnheard(laid);
  let next = 0;
  const steps = run.steps.map((step) => (step.status === 'ahead' ? (laid[next++] as Step) : step));
  return { ...run, steps };
}

/** Among what is ahead. */
function placeOf(run: Run, entry: string): number {
  const step = run.steps.find(({ parts }) => parts.some(({ id }) => id === entry));
  if (!step) throw new AppError('not-found', 'There is no such entry in this day.');
  if (step.status !== 'ahead') throw new AppError('state-not-right', 'Only what is ahead can be moved.');
  return aheadOf(run).indexOf(step);
}

function refusePinned(stretch: readonly Step[]): void {
  if (stretch.every(({ pinned }) => !pinned)) return;
  throw new AppError(
    'state-not-right',
    'A pinned entry keeps its time: it is not moved, and nothing is moved across it.',
  );
}

/** The same starts and gaps by place; lengths are of those that stand there now. */
function floorsOf(before: readonly Step[], after: readonly Step[]): Instant[] {
  const floors: Instant[] = [];
  let cursor = before[0]?.floor as Instant;
  for (const [place, step] of after.entries()) {
    floors.push(cursor);
    const [here, next] = [before[place], before[place + 1]];
    const gap = here && next ? Math.max(0, minutesBetween(here.floor, next.floor) - here.plannedMinutes) : 0;
    cursor = addMinutes(cursor, step.plannedMinutes + gap);
  }
  return floors;
}

/** Rooms report after they have met. */
function refuseUnheard(ahead: readonly Step[]): void {
  const places = new Map(ahead.flatMap(({ parts }, place) => parts.map(({ id }) => [id, place] as const)));
  for (const [place, { parts }] of ahead.entries()) {
    const early = parts.some(({ hears }) => hears !== null && (places.get(hears) ?? -1) > place);
    if (early) throw new AppError('state-not-right', 'A plenary cannot come before the breakout whose rooms it hears.');
  }
}
