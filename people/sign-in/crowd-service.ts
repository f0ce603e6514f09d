/**
 * Looks up together what many ask for at the same time, as in the minute in which thousands vote: one statement for
 * all who asked in one turn of the event loop, or while the look before was under way. Nothing is remembered: each
 * look begins after the last of its askers asked.
 */

/** Finds those that are there, by what was asked for, of which each is named once. */
type Look<Found> = (asked: readonly string[]) => Promise<ReadonlyMap<string, Found>>;

interface Asker<Found> {
  readonly asked: string;
  readonly resolve: (found: Found | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** @param most in one look. @returns what finds one; undefined for what is not there, and it rejects as the look did. */
export function lookedUpTogether<Found>(
  look: Look<Found>,
  most: number,
): (asked: string) => Promise<Found | undefined> {
  let waiting: Asker<Found>[] = [];
  let isLooking = false;

  async function lookForAll(): Promise<void> {
    isLooking = true;
    const askers = waiting.slice(0, most);
    waiting = waiting.slice(most);
    try {
      const found = await look([...new Set(askers.map(({ asked }) => asked))]);
      for (const { asked, resolve } of askers) resolve(found.get(asked));
    } catch (error) {
      for (const { reject } of askers) reject(error);
    }
    isLooking = false;
    if (waiting.length > 0) setImmediate(lookForAll);
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      const isFirst = waiting.push({ asked, resolve, reject }) === 1;
      if (isFirst && !isLooking) setImmediate(lookForAll);
    });
}
