import { useMemo, useState } from 'react';
import type { RoomsOnStage } from './stage-rooms.ts';
import { pageOf, type SummaryPage, summaryPages } from './summary-pages.ts';

/** What the room that reports wrote, page by page. */
export interface Paging {
  /** None where nothing is written, or no room reports. */
  readonly pages: readonly SummaryPage[];
  /** Which of them is shown, from 0. */
  readonly at: number;
  /** By so many pages, within the first and the last. From then on they stand until somebody turns again. */
  readonly turn: (by: -1 | 1) => void;
}

/** From its first page on, however long the screen has been there: by itself, until somebody at the screen turns one. */
export function usePaging(rooms: RoomsOnStage | null, now: number): Paging {
  const room = rooms?.what === 'report' ? rooms.room : null;
  const texts = rooms?.round.report.find((each) => room !== null && each.room === room)?.texts ?? null;
  const pages = useMemo(() => (texts === null ? [] : summaryPages(texts)), [texts]);
  const [shown, setShown] = useState({ room, since: now, turnedTo: null as number | null });
  const here = shown.room === room ? shown : { room, since: now, turnedTo: null };
  if (here !== shown) setShown(here);
  const at = pageOf(pages.length, now - here.since, here.turnedTo);
  const turn = (by: -1 | 1) => setShown({ ...here, turnedTo: Math.max(0, Math.min(pages.length - 1, at + by)) });
  return { pages, at, turn };
}
