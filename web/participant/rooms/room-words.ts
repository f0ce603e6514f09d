/** Which breakouts the participant's page shows, and what it says of them. Pure; instants are UTC milliseconds. */
import type { OwnBreakoutsView, OwnRoundView, RoundsView, RoundView } from '../../../breakouts/view.ts';

/** A round as everybody sees it, with what is one's own of it. */
export interface OwnRound {
  readonly round: RoundView;
  readonly own: OwnRoundView;
}

export interface ShownRounds {
  /** Told whole: those whose rooms are open, else the one that has just closed, until it reports, and the next. */
  readonly here: readonly OwnRound[];
  /** One line each, the earliest first. */
  readonly later: readonly OwnRound[];
}

/** So long after the rooms have closed it is still said that they have. */
const CLOSED_FOR = 30 * 60_000;

export function shownRounds({ rounds }: RoundsView, own: OwnBreakoutsView, now: number): ShownRounds {
  const all = rounds.flatMap((round): OwnRound[] => {
    const mine = own.rounds.find((each) => each.round === round.id);
    return mine ? [{ round, own: mine }] : [];
  });
  const open = all.filter(({ round }) => isOpen(round));
  const ahead = all.filter(({ round: { state } }) => state === 'planned' || state === 'assigned');
  const closed = all.filter(({ round: { state, closesAt, report }, own: { room } }) => {
    // The plenary has begun to hear them: only who still has to write is kept at it.
    const heard = report.filter((each) => each.state !== 'ahead');
    const isAwaited = heard.length === 0 || (room?.writes && !heard.some((each) => each.room === room.id));
    return state === 'closed' && isAwaited && closesAt !== null && now - Date.parse(closesAt) < CLOSED_FOR;
  });
  if (open.length > 0) return { here: open, later: ahead };
  const next = ahead.find(({ round }) => round.state === 'assigned');
  const here = [...closed.slice(-1), ...(next ? [next] : [])];
  return { here, later: ahead.filter((each) => each !== next) };
}

export function isOpen({ state }: Pick<RoundView, 'state'>): boolean {
  return state === 'open' || state === 'closing';
}

/** How long the rooms are still open; null while they are not. Not below nothing: the server closes them. */
export function leftOf(round: Pick<RoundView, 'state' | 'closesAt'>, now: number): number | null {
  if (!isOpen(round) || round.closesAt === null) return null;
  return Math.max(0, Date.parse(round.closesAt) - now);
}

/** Whether the rooms are being left: a page knows it as early as the server does. */
export function isClosing(round: Pick<RoundView, 'state' | 'closesAt' | 'warnSeconds'>, now: number): boolean {
  const left = leftOf(round, now);
  return round.state === 'closing' || (left !== null && left <= round.warnSeconds * 1000);
}

/** What of all rounds says that one may be elsewhere now, and has to ask. */
export function whereabouts({ rounds }: RoundsView): string {
  return JSON.stringify(
    rounds.map(({ id, state, visible, placesRevision, selfMoves, rooms }) => [
      ...[id, state === 'closing' ? 'open' : state, visible, placesRevision, selfMoves],
      ...rooms.map(({ id, name, topic }) => [id, name, topic]),
    ]),
  );
}

export interface Move {
  readonly round: string;
  readonly text: string;
}

/** What is said to those whom somebody else has moved: from one answer of the server to the next. */
export function movesBetween(before: OwnBreakoutsView, after: OwnBreakoutsView): Move[] {
  return after.rounds.flatMap(({ round, room }) => {
    const was = before.rounds.find((each) => each.round === round)?.room;
    if (!was || was.id === room?.id) return [];
    const text = room
      ? `You have been moved from ${was.name} to ${room.name}.`
      : `You are no longer in ${was.name}. Another room is being looked for.`;
    return [{ round, text: after.rounds.find((each) => each.round === round)?.absent ? '' : text }];
  });
}

/** `20 people are in this room` @param size oneself included. */
export function peopleText(size: number): string {
  return size === 1 ? 'You are the first in this room.' : `${size} people in this room`;
}
