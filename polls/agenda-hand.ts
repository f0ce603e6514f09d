/**
 * What the agenda and the clock do with a poll: when it opens, closes and shows its counts. Pure, and asked anew
 * whenever the clock says or the running day changes; what it answers depends on nothing but what is stored.
 */
import type { Anchor } from '../agenda/show/anchor.ts';
import { addMinutes, type Instant, instant } from '../kernel/time.ts';
import { GRACE, type Poll, type Round } from './poll.ts';
import type { PollContent } from './schema.ts';

export interface Look {
  /** What is to be done now; `close` means that the round takes no more ballots and is to be counted. */
  readonly step: 'open' | 'close' | 'show' | null;
  /** When ballots are due, as it is expected now; of the round to be opened where that is the step. */
  readonly closesAt: Instant | null;
  /**
   * When to look next, later than now; null while only a command or a change of the day can change anything. Made for
   * a poll as it is before the step: after one, look again.
   */
  readonly dueAt: Instant | null;
}

type LookedAt = Pick<Poll, 'state' | 'content' | 'round' | 'openedByAgenda'>;
type LookedAtRound = Pick<Round, 'number' | 'content' | 'openedAt' | 'closesAt' | 'closedByHand' | 'shownAt'>;

/**
 * @param round the newest; undefined before the first.
 * @param anchor the entry on which the poll hangs; undefined for none, or one that is gone from the agenda.
 */
export function lookAt(
  poll: LookedAt,
  round: LookedAtRound | undefined,
  anchor: Anchor | undefined,
  now: Instant,
): Look {
  if (poll.state === 'ready') return lookAtReady(poll, anchor, now);
  const closesAt = round?.closesAt ?? null;
  if (poll.state === 'open' && round) return lookAtOpen(poll, round, anchor, now);
  const shows = poll.state === 'closed' && round !== undefined && isShownNow(poll, round, anchor);
  return { step: shows ? 'show' : null, closesAt, dueAt: null };
}

/** It begins as the day does, which is told: the clock has nothing to wait for. */
function lookAtReady({ content, round, openedByAgenda }: LookedAt, anchor: Anchor | undefined, now: Instant): Look {
  const nothing: Look = { step: null, closesAt: null, dueAt: null };
  if (!anchor || content.opens !== 'agenda' || round > 0 || openedByAgenda) return nothing;
  if (anchor.status !== 'running' && anchor.status !== 'done') return nothing;
  const byAgenda = closingBy(content, anchor);
  // Over is the time of a poll that closes by hand when its entry is.
  if (byAgenda === null ? anchor.status === 'done' : byAgenda <= now) return nothing;
  return { step: 'open', closesAt: earliest(byAgenda, limitOf(content, now)), dueAt: null };
}

function lookAtOpen(poll: LookedAt, round: LookedAtRound, anchor: Anchor | undefined, now: Instant): Look {
  const closesAt = closingOf(poll, round, anchor);
  if (closesAt === null) return { step: null, closesAt, dueAt: null };
  const lastBallot = instant(closesAt + GRACE);
  if (lastBallot <= now) return { step: 'close', closesAt, dueAt: null };
  return { step: null, closesAt, dueAt: lastBallot };
}

function closingOf(poll: LookedAt, round: LookedAtRound, anchor: Anchor | undefined): Instant | null {
  if (round.closedByHand) return round.closesAt;
  const limit = limitOf(round.content, round.openedAt);
  // Nothing can be expected of an entry that is skipped or gone: what was expected of it last holds.
  if (poll.content.entry !== null && (!anchor || anchor.status === 'skipped')) return earliest(round.closesAt, limit);
  const byAgenda = anchor ? closingBy(round.content, anchor) : null;
  const isHeeded = byAgenda !== null && (byAgenda > round.openedAt || wasFollowed(poll, round, limit));
  return earliest(isHeeded ? byAgenda : null, limit);
}

/**
 * Whether the round's closing followed the agenda before. One that was opened by hand, after the agenda would have
 * closed it, does not close for that at once; one that was opened in time closes however early the ripple has it.
 */
function wasFollowed(
  { openedByAgenda }: LookedAt,
  { number, closesAt }: LookedAtRound,
  limit: Instant | null,
): boolean {
  return (openedByAgenda && number === 1) || (closesAt !== null && (limit === null || closesAt < limit));
}

function closingBy({ closes }: PollContent, anchor: Anchor): Instant | null {
  if (closes.how === 'by-hand') return null;
  return closes.how === 'before-end'
    ? addMinutes(anchor.endsAt, -closes.minutes)
    : addMinutes(anchor.resumesAt, closes.minutes);
}

function limitOf({ seconds }: PollContent, openedAt: Instant): Instant | null {
  return seconds === null ? null : instant(openedAt + seconds * 1_000);
}

function earliest(...times: readonly (Instant | null)[]): Instant | null {
  const set = times.filter((time) => time !== null);
  return set.length === 0 ? null : instant(Math.min(...set));
}

/** Counts that were shown, and taken away again by hand, are not shown again. */
function isShownNow({ content }: LookedAt, { shownAt }: LookedAtRound, anchor: Anchor | undefined): boolean {
  const mayShow = content.shows === 'agenda' && shownAt === null;
  return mayShow && anchor !== undefined && anchor.status !== 'skipped' && anchor.resumed;
}
