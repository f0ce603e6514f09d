/**
 * What the agenda and the clock do with a round: when it opens, warns and closes. Pure, and asked anew whenever the
 * clock says or the running day changes; what it answers depends on nothing but what is stored.
 */
import { addMinutes, type Instant, instant, latestOf } from '../../kernel/time.ts';
import type { RoundAnchor } from '../neighbours.ts';
import type { BreakoutRound } from '../round.ts';

export interface Look {
  /** What is to be done now. `go-on` takes a warning back: there is more time than it said. */
  readonly step: 'open' | 'warn' | 'go-on' | 'close' | null;
  /** When the rooms close, as it is expected now; of the round to be opened where that is the step. */
  readonly closesAt: Instant | null;
  /**
   * When to look next, later than now; null while only a command or a change of the day can change anything. Made for
   * a round as it is before the step: after one, look again.
   */
  readonly dueAt: Instant | null;
}

export interface OfDay {
  /** The session on which the round hangs, a breakout or not; undefined for one that is gone from the agenda. */
  readonly anchor: RoundAnchor | undefined;
  /** For how long the breakout was planned; null where the session is none, or none any more. */
  readonly minutes: number | null;
  readonly warnSeconds: number;
}

type LookedAt = Pick<BreakoutRound, 'state' | 'content' | 'openedAt' | 'closesAt' | 'closesByHand' | 'openedByAgenda'>;

export function lookAt(round: LookedAt, of: OfDay, now: Instant): Look {
  const { state, openedAt } = round;
  if (state === 'assigned') return lookAtAssigned(round, of, now);
  if ((state === 'open' || state === 'closing') && openedAt !== null) return lookAtOpen(round, openedAt, of, now);
  return { step: null, closesAt: round.closesAt, dueAt: null };
}

/** It begins as the session does, which is told: the clock has nothing to wait for. */
function lookAtAssigned({ content, openedByAgenda }: LookedAt, { anchor, minutes }: OfDay, now: Instant): Look {
  const begins = minutes !== null && anchor?.status === 'running' && anchor.dueAt > now;
  const opens = begins && content.opens === 'agenda' && !openedByAgenda;
  return { step: opens ? 'open' : null, closesAt: opens ? anchor.dueAt : null, dueAt: null };
}

function lookAtOpen(round: LookedAt, openedAt: Instant, of: OfDay, now: Instant): Look {
  const byAgenda = closingBy(round, openedAt, of);
  const closesAt = round.closesByHand === null ? byAgenda : earlier(byAgenda, round.closesByHand);
  if (closesAt <= now) return { step: 'close', closesAt, dueAt: null };
  const warnsAt = instant(closesAt - of.warnSeconds * 1_000);
  const warned = round.state === 'closing';
  if (warnsAt > now) return { step: warned ? 'go-on' : null, closesAt, dueAt: warnsAt };
  return { step: warned ? null : 'warn', closesAt, dueAt: closesAt };
}

/** What is the latest that the agenda lets a round run which was opened at a moment. */
export function closingBy({ closesAt }: Pick<LookedAt, 'closesAt'>, openedAt: Instant, of: OfDay): Instant {
  const { anchor, minutes } = of;
  const whole = minutes === null ? (closesAt ?? openedAt) : addMinutes(openedAt, minutes);
  // Nothing can be expected of a session that is skipped or gone: what was expected of it last holds.
  if (!anchor || anchor.status === 'skipped') return closesAt ?? whole;
  if (anchor.status === 'running') return anchor.dueAt;
  // The show counts in whole seconds.
  const second = instant(Math.floor(openedAt / 1_000) * 1_000);
  if (anchor.status === 'done' && anchor.endsAt >= second) return anchor.endsAt;
  // By hand, outside the session. What had followed it before that does not close it.
  return anchor.resumed && anchor.resumesAt < second ? whole : earlier(whole, latestOf(openedAt, anchor.resumesAt));
}

function earlier(one: Instant, other: Instant): Instant {
  return instant(Math.min(one, other));
}
