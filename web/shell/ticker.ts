/** Beats on the server's clock, one for all that are drawn as often. It stops while nobody sees the page. */
import { serverClock } from './heartbeat.ts';

export interface Ticker {
  readonly follow: (hear: () => void) => () => void;
  /** The last beat, in UTC milliseconds. */
  readonly look: () => number;
}

const tickers = new Map<number, Ticker>();

/** @param everyMs a second, a minute. */
export function tickerOf(everyMs: number): Ticker {
  const known = tickers.get(everyMs) ?? makeTicker(everyMs);
  tickers.set(everyMs, known);
  return known;
}

function makeTicker(everyMs: number): Ticker {
  const hearers = new Set<() => void>();
  let timer: number | undefined;
  let last: number | null = null;

  const beat = (): void => {
    window.clearTimeout(timer);
    if (document.hidden || hearers.size === 0) return;
    const now = serverClock.now(Date.now());
    const current = Math.floor(now / everyMs) * everyMs;
    // A timer may come a little early: then it is the same beat, and the next one is near.
    timer = window.setTimeout(beat, current + everyMs - now + 1);
    if (current === last) return;
    last = current;
    for (const hear of hearers) hear();
  };

  return {
    follow(hear) {
      hearers.add(hear);
      if (hearers.size === 1) document.addEventListener('visibilitychange', beat);
      beat();
      return () => {
        hearers.delete(hear);
        if (hearers.size > 0) return;
        window.clearTimeout(timer);
        document.removeEventListener('visibilitychange', beat);
        last = null;
      };
    },
    look() {
      last ??= Math.floor(serverClock.now(Date.now()) / everyMs) * everyMs;
      return last;
    },
  };
}
