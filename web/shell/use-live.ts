/**
 * What a page's components see of the show as it changes:
 *
 *     const { state, version, isLive, asOf } = useTopic<NowView>('now', written.now);
 *     const now = useServerNow(1000);
 *
 * On the server, and until the page is taken over, it is the time at which the page was written (`WrittenAt`).
 */
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { NO_PICTURE } from './followed.ts';
import { serverClock } from './heartbeat.ts';
import type { Live } from './live.ts';
import { tickerOf } from './ticker.ts';

/** The page's socket; null on the server, and on pages of nobody who is in an event. */
export const LiveLine = createContext<Live | null>(null);
/** UTC milliseconds of the server's clock when the page was written: the pages' components provide it. */
export const WrittenAt = createContext(0);

export interface FollowedTopic<State> {
  /** What the page was written with, until something newer is heard; null where there is neither. */
  readonly state: State | null;
  /** Of what the socket brought. */
  readonly version: number | null;
  /** Whether each change is heard of within the second. */
  readonly isLive: boolean;
  /** UTC milliseconds of the server's clock at which the state was surely current; null while it is, or opens. */
  readonly asOf: number | null;
  /** What the server refused it with: `forbidden`. */
  readonly refused: string | null;
}

/** @param topic null for none. @param written the state that the page was written with. */
export function useTopic<State>(topic: string | null, written: State | null = null): FollowedTopic<State> {
  const line = useContext(LiveLine);
  const follow = useCallback(
    (hear: () => void) => (line && topic !== null ? line.follow(topic, hear) : nothing),
    [line, topic],
  );
  const look = () => (line && topic !== null ? line.picture(topic) : NO_PICTURE);
  const picture = useSyncExternalStore(follow, look, noPicture);
  const asOf = useAsOf();
  const state = picture.refused === null ? ((picture.state as State | null) ?? written) : null;
  return { ...picture, state, asOf };
}

/** Since when nothing of the page is surely current, on the server's clock; null while all is. */
export function useAsOf(): number | null {
  const line = useContext(LiveLine);
  const follow = useCallback((hear: () => void) => line?.onAsOf(hear) ?? nothing, [line]);
  return useSyncExternalStore(follow, () => line?.asOf ?? null, never);
}

/**
 * The server's time in UTC milliseconds, a multiple of `everyMs`: it ticks on the server's own seconds, and not
 * at all while nobody sees the page.
 */
export function useServerNow(everyMs: number): number {
  const writtenAt = useContext(WrittenAt);
  const ticker = tickerOf(everyMs);
  return useSyncExternalStore(ticker.follow, ticker.look, () => Math.floor(writtenAt / everyMs) * everyMs);
}

/** The server's time at this very moment, where something is pressed. */
export const serverNow = (): number => Math.floor(serverClock.now(Date.now()));

const nothing = () => undefined;
const noPicture = () => NO_PICTURE;
const never = () => null;
