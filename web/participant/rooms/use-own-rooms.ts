/** Where one is in each breakout, asked again whenever that may have changed. */
import { useCallback, useContext, useEffect, useRef, useState } from 'react';
import type { OwnBreakoutsView, RoomView, RoundsView } from '../../../breakouts/view.ts';
import { type Call, call, ProblemError } from '../../shell/api.ts';
import { LiveLine } from '../../shell/use-live.ts';
import { type Move, movesBetween, whereabouts } from './room-words.ts';

/** Milliseconds. Everybody hears of it at once, and not everybody has to ask at once. */
const JITTER = 300;
/** Who else comes into a room is asked no more often. */
const COMERS_EVERY = 2000;

export interface OwnRooms {
  /** Of one's own places over HTTP. */
  readonly path: string;
  readonly own: OwnBreakoutsView;
  /** What was said of being moved by others, until the reader has seen it. */
  readonly moves: readonly Move[];
  /** Why one was not dealt in, by round. */
  readonly failures: ReadonlyMap<string, unknown>;
  /** Asks once more to be dealt in, where one got no room. */
  readonly dealIn: (round: string) => void;
  readonly seen: (round: string) => void;
  /** Asks for a change of one's own, and shows what it came to. @throws ProblemError */
  readonly change: (path: string, request: Call) => Promise<void>;
  readonly again: () => void;
}

export function useOwnRooms(slug: string, written: OwnBreakoutsView, view: RoundsView, onMoved: () => void): OwnRooms {
  const line = useContext(LiveLine);
  const base = `/api/events/${slug}/me/breakouts`;
  const [own, setOwn] = useState(written);
  const [moves, setMoves] = useState<readonly Move[]>([]);
  const known = useRef(written);
  const told = useRef(onMoved);
  told.current = onMoved;
  // An answer counts only if nothing newer was asked.
  const newest = useRef(0);
  const take = useCallback((answer: OwnBreakoutsView, isByOthers: boolean) => {
    const moved = isByOthers ? movesBetween(known.current, answer) : [];
    known.current = answer;
    setOwn(answer);
    if (moved.length === 0) return;
    setMoves((before) => [...before.filter(({ round }) => !moved.some((each) => each.round === round)), ...moved]);
    if (moved.some(({ text }) => text !== '')) told.current();
  }, []);
  const again = useCallback(() => {
    newest.current += 1;
    const asked = newest.current;
    call<OwnBreakoutsView>(base).then((answer) => asked === newest.current && take(answer, true), nothing);
  }, [base, take]);
  const change = useCallback(
    async (path: string, request: Call) => {
      newest.current += 1;
      const asked = newest.current;
      const answer = await call<OwnBreakoutsView>(`${base}${path}`, request);
      if (asked === newest.current) take(answer, false);
      else again();
    },
    [base, take, again],
  );
  const where = whereabouts(view);
  const first = useRef(where);
  useEffect(() => {
    if (!line || first.current === where) return;
    first.current = where;
    const timer = window.setTimeout(again, Math.random() * JITTER);
    return () => window.clearTimeout(timer);
  }, [line, where, again]);
  const { failures, dealIn } = useDealIn(line !== null, own, change);
  const seen = useCallback((round: string) => setMoves((all) => all.filter((each) => each.round !== round)), []);
  return { path: base, own, moves, failures, dealIn, seen, change, again };
}

/**
 * Asks again when somebody was taken out of one's room, which may be oneself; and when others came into it, not more
 * than every two seconds. Of a room that one came into while the page was open, once more: a move may have come between.
 * @param written what the page was written with of that room; null for nothing.
 */
export function useRoomComers(room: RoomView | null, written: RoomView | null, again: () => void): void {
  const known = useRef(written);
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useEffect(() => {
    const before = known.current;
    if (!room || (before && isAsKnown(before, room))) return;
    known.current = room;
    const now = performance.now();
    const isLeft = before?.room === room.room && before.left !== room.left;
    const pause = isLeft ? 0 : Math.max(0, askedAt.current + COMERS_EVERY - now);
    window.clearTimeout(timer.current);
    const ask = () => {
      askedAt.current = performance.now();
      again();
    };
    timer.current = window.setTimeout(ask, pause + Math.random() * JITTER);
  }, [room, again]);
}

function isAsKnown(before: RoomView, room: RoomView): boolean {
  return before.room === room.room && before.left === room.left && before.came === room.came;
}

/** Milliseconds before it is tried again, where the server did not answer. */
const DEAL_IN_AGAIN = 2000;

/**
 * Whoever has no room of a round that is dealt gets one as soon as their page is open. Once, for full is full, until
 * they ask again; but again by itself where no answer came, and when one has lost one's room since.
 */
function useDealIn(
  isOpen: boolean,
  own: OwnBreakoutsView,
  change: OwnRooms['change'],
): Pick<OwnRooms, 'failures' | 'dealIn'> {
  const asked = useRef(new Set<string>());
  const [failures, setFailures] = useState<ReadonlyMap<string, unknown>>(new Map());
  const [, retry] = useState(0);
  const askAgain = useCallback((round: string) => {
    asked.current.delete(round);
    retry((times) => times + 1);
  }, []);
  const dealIn = useCallback(
    (round: string) => {
      setFailures((before) => without(before, round));
      askAgain(round);
    },
    [askAgain],
  );
  for (const { round, mayBeDealtIn } of own.rounds) if (!mayBeDealtIn) asked.current.delete(round);
  const due = own.rounds.find(({ round, mayBeDealtIn }) => mayBeDealtIn && !asked.current.has(round))?.round;
  useEffect(() => {
    if (!isOpen || due === undefined) return;
    asked.current.add(due);
    const failed = (error: unknown) => {
      setFailures((before) => new Map([...before, [due, error]]));
      if (!(error instanceof ProblemError) || !PASSING.includes(error.code)) return;
      const later = DEAL_IN_AGAIN * (1 + Math.random());
      window.setTimeout(() => askAgain(due), later);
    };
    const done = () => setFailures((before) => without(before, due));
    change(`/${due}/deal-in`, { method: 'POST' }).then(done, failed);
  }, [isOpen, due, change, askAgain]);
  return { failures, dealIn };
}

const without = (failures: ReadonlyMap<string, unknown>, round: string): ReadonlyMap<string, unknown> =>
  new Map([...failures].filter(([each]) => each !== round));

const PASSING: readonly string[] = ['unavailable', 'internal', 'too-many-requests', 'unreachable'];
const nothing = () => undefined;
