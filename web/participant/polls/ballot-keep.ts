/**
 * Where a page keeps the ballots that are not in yet: as long as its tab is open, over reloads, and no longer. Devices
 * are shared, and what outlives the tab would tell the next reader what somebody chose.
 */
import type { BallotKeep, SentBallot } from './ballots.ts';

/** @param key each person's of each event apart. Without storage they last as long as the page. */
export function ballotKeep(key: string): BallotKeep {
  return {
    read() {
      try {
        return readBallots(sessionStorage.getItem(key));
      } catch {
        return [];
      }
    },
    write(ballots) {
      try {
        if (ballots.length > 0) sessionStorage.setItem(key, JSON.stringify(ballots));
        else sessionStorage.removeItem(key);
      } catch {
        // Storage is full or forbidden.
      }
    },
  };
}

/** Whatever is no ballot is left out: others may write there. */
export function readBallots(stored: string | null): SentBallot[] {
  if (stored === null) return [];
  try {
    const parsed: unknown = JSON.parse(stored);
    return Array.isArray(parsed) ? parsed.filter(isBallot) : [];
  } catch {
    return [];
  }
}

function isBallot(value: unknown): value is SentBallot {
  const { id, poll, round, options, text } = (value ?? {}) as Record<string, unknown>;
  const isMarked = typeof id === 'string' && typeof poll === 'string' && typeof round === 'number';
  const isOptions = Array.isArray(options) && options.every((each) => typeof each === 'string');
  return isMarked && (isOptions ? text === undefined : options === undefined && typeof text === 'string');
}
