/** What a page that is taken over hears of its own end and of the server, wherever in it that is of use. */
import { createContext, useContext } from 'react';

/**
 * - `left`: signed out, removed, or without the right to the page any more
 * - `erased`: had their own data erased
 */
export type PageEnd = 'left' | 'erased';

export const EndPage = createContext<(end: PageEnd) => void>(() => undefined);
/** UTC milliseconds since which the server cannot be reached; null while it can. */
export const LostSince = createContext<number | null>(null);

/** Takes all that the page shows away, and says why. */
export const useEndPage = (): ((end: PageEnd) => void) => useContext(EndPage);
export const useLostSince = (): number | null => useContext(LostSince);
