/**
 * What of the breakouts the shared screen shows, and when.
 *
 * - **Who goes where**, while people may see their rooms: once the session of a round that is assigned is on, and in
 *   the five minutes before it where nothing else comes first.
 * - **The rooms** with their topics and the time left, from when they open until they close.
 * - **A room that reports**, from when the chair puts it on the stage until the chair takes it off, whatever the agenda
 *   does meanwhile: a room that is late is still heard. It is shown with what it wrote, or as missing.
 *
 * Polls have the same screen. What asks people to do something now comes first:
 *
 * 1. a poll that is open or being counted,
 * 2. the room that reports,
 * 3. a poll that was closed, or its counts shown, within the last two minutes,
 * 4. open rooms, and who goes where,
 * 5. the counts of an older poll, as long as it stays (`stage-poll.ts`),
 * 6. the board (`stage-board.ts`). While something else has the screen, it stands in one line at the foot.
 *
 * A banner stands at the foot of all of them. Once the day is over none of this is shown.
 *
 * Pure; times are RFC 3339, `now` UTC milliseconds of the server's clock.
 */
import { expectedAt } from '../../agenda/show/expected.ts';
import { readRun } from '../../agenda/show/read-run.ts';
import { aheadOf, currentOf, phaseAt } from '../../agenda/show/run.ts';
import type { NowView } from '../../agenda/show/show-view.ts';
import type { RoundsView, RoundView } from '../../breakouts/view.ts';
import type { Instant } from '../../kernel/time.ts';
import type { PaperView } from '../../polls/view.ts';

const MINUTE = 60_000;
const BEFORE = 5 * MINUTE;
const LATELY = 2 * MINUTE;

export type RoomsOnStage =
  | { readonly what: 'who-goes-where'; readonly round: RoundView }
  | { readonly what: 'rooms'; readonly round: RoundView }
  | { readonly what: 'report'; readonly round: RoundView; readonly room: string };

/** @returns null where nothing of the breakouts is shown. */
export function roomsOnStage({ rounds }: RoundsView, { day }: Pick<NowView, 'day'>, now: Instant): RoomsOnStage | null {
  if (day && phaseAt(readRun(day.run), now) === 'over') return null;
  const reporting = rounds.find(({ state, report }) => state === 'closed' && presented(report) !== undefined);
  const room = reporting && presented(reporting.report)?.room;
  if (reporting && room) return { what: 'report', round: reporting, room };
  const open = rounds.find(({ state }) => state === 'open' || state === 'closing');
  if (open) return { what: 'rooms', round: open };
  const near = entriesNear(day, now);
  const next = rounds.find(({ state, visible, entry }) => state === 'assigned' && visible && near.has(entry));
  return next ? { what: 'who-goes-where', round: next } : null;
}

const presented = (report: RoundView['report']) => report.find(({ state }) => state === 'presenting');

/** The entries that are on, and those next where they begin within five minutes. */
function entriesNear(day: NowView['day'], now: Instant): ReadonlySet<string> {
  if (!day) return new Set();
  const run = readRun(day.run);
  const [next] = aheadOf(run);
  const start = next && (expectedAt(run, now).steps.find(({ id }) => id === next.id)?.start ?? next.floor);
  const isNear = start !== undefined && start - now <= BEFORE;
  const steps = [currentOf(run), isNear ? next : undefined];
  return new Set(steps.flatMap((step) => step?.parts.map(({ id }) => id) ?? []));
}

/** Whether a poll comes before what the breakouts have for the screen. */
export function pollComesFirst({ state, closesAt, shownAt }: PaperView, rooms: RoomsOnStage, now: number): boolean {
  if (state === 'open' || state === 'closing') return true;
  if (rooms.what === 'report') return false;
  const ended = Math.max(...[closesAt, shownAt].map((at) => (at === null ? Number.NEGATIVE_INFINITY : Date.parse(at))));
  return now - ended < LATELY;
}

/** How long the rooms are still open; never below nothing, for the server closes them. */
export function leftOf({ closesAt }: Pick<RoundView, 'closesAt'>, now: number): number | null {
  return closesAt === null ? null : Math.max(0, Date.parse(closesAt) - now);
}

/** A screen knows it as early as the server does. */
export function isClosing(round: Pick<RoundView, 'state' | 'closesAt' | 'warnSeconds'>, now: number): boolean {
  const left = leftOf(round, now);
  return round.state === 'closing' || (left !== null && left <= round.warnSeconds * 1000);
}

type Room = RoundView['rooms'][number];

export interface RoomLines {
  readonly shown: readonly Room[];
  /** How many are left out. */
  readonly more: number;
  readonly size: 'large' | 'small';
  readonly columns: 1 | 2 | 3;
}

/** @param beside whether something else takes a third of the width. */
export function layRooms(rooms: readonly Room[], beside: boolean): RoomLines {
  // The big clock needs the height that a picture at the side leaves.
  const rows = beside ? 5 : 4;
  if (rooms.length <= rows - (beside ? 0 : 1)) return { shown: rooms, more: 0, size: 'large', columns: 1 };
  const columns = beside || rooms.length <= 2 * rows ? 2 : 3;
  const most = columns * rows;
  // Where some are left out, how many stands in the last place.
  const kept = rooms.length > most ? most - 1 : most;
  return { shown: rooms.slice(0, kept), more: Math.max(0, rooms.length - kept), size: 'small', columns };
}

/** What is said of a round for those who hear it: it changes when what is shown does, not with the time. */
export function saidOfRooms(rooms: RoomsOnStage, isWarned: boolean): string {
  if (rooms.what === 'who-goes-where') return 'The rooms of the breakout: look at your page for yours.';
  if (rooms.what === 'rooms')
    return isWarned ? 'The breakout rooms are about to close.' : 'The breakout rooms are open.';
  const room = rooms.round.rooms.find(({ id }) => id === rooms.room);
  return `Report: ${room?.name ?? 'a room'}${room?.topic ? `, ${room.topic}` : ''}.`;
}
