/** When to load which file: one meeting holds one set of rooms, so each round's is loaded before it opens. Pure. */
import { addMinutes, formatClock, type Instant, instant } from '../../kernel/time.ts';
import type { BreakoutSession } from '../neighbours.ts';

/** How long before the rooms open their file is loaded, in minutes. */
const AHEAD = 15;

export interface Loading {
  readonly file: string;
  readonly timeZone: string;
  readonly session: BreakoutSession | undefined;
  /** When it is expected to begin; null where nobody knows. */
  readonly startsAt: Instant | null;
  /** When the breakout before it ends, whose rooms the file puts others in the place of; null where there is none. */
  readonly earlierEndsAt: Instant | null;
  readonly emptyRooms: readonly string[];
}

export function runSheetLine(loading: Loading): string {
  const { file, session, startsAt, timeZone, emptyRooms } = loading;
  const title = session?.title ?? 'the breakout';
  const day = session ? `Day ${session.day}: load` : 'Load';
  const opens = startsAt === null ? 'opens' : `opens at ${formatClock(startsAt, timeZone)}`;
  const at = startsAt === null ? '' : ` at ${formatClock(loadingTime(startsAt, loading.earlierEndsAt), timeZone)}`;
  const empty =
    emptyRooms.length === 0
      ? ''
      : ` Make by hand, because nobody is assigned to ${emptyRooms.length === 1 ? 'it' : 'them'}: ${emptyRooms.join(', ')}.`;
  return `${day} ${file}${at}, before ${title} ${opens}.${empty}`;
}

/** Not before the rooms that are there have closed, and not after the new ones are needed. */
function loadingTime(startsAt: Instant, earlierEndsAt: Instant | null): Instant {
  const usual = addMinutes(startsAt, -AHEAD);
  return earlierEndsAt === null ? usual : instant(Math.min(startsAt, Math.max(usual, earlierEndsAt)));
}

/** One name a round, plain on every disk. */
export function zoomFileName(slug: string, session: BreakoutSession | undefined, place: number): string {
  const day = session === undefined ? '' : `-day-${session.day}`;
  return `zoom-${slug}${day}-breakout-${place + 1}.csv`;
}
