/**
 * When a page that lost the server tries again. Pure: the throw of dice, from 0 to below 1, is an argument.
 * All figures are milliseconds.
 *
 * A server that starts anew has everybody back within 10 seconds and not all at once: the first tries spread over
 * two seconds, and the next follow each other within two, for as long as a start takes. Only then they wait longer,
 * up to eight. Who was let go for asking too much, or for reading too slowly, comes back slowly.
 */

/** Why a socket was closed, see `server/live/frames.ts`; 1006 is the browser's own for a line that broke. */
const SIGNED_OUT = 4401;
const WITH_PATIENCE = [1008, 1009, 4408, 4429];

/** How many tries after the first come soon: at least so many seconds. */
const SOON = 6;

/** @param tries how many came before it since the server was last heard. @returns null for never. */
export function pauseBeforeTry(code: number, tries: number, dice: number): number | null {
  if (code === SIGNED_OUT) return null;
  if (WITH_PATIENCE.includes(code)) return spread(Math.min(5000 * 2 ** tries, 30_000), dice);
  return tries === 0
    ? 200 + 1800 * dice
    : spread(tries <= SOON ? 1000 : Math.min(1000 * 2 ** (tries - SOON), 4000), dice);
}

/** Between two questions over HTTP, while the socket fails. @param failures how many went unanswered in a row. */
export function pauseBeforePoll(failures: number, dice: number): number {
  return spread(Math.min(3000 * 2 ** failures, 15_000), dice);
}

/** From once to twice as long. */
function spread(least: number, dice: number): number {
  return least * (1 + dice);
}
