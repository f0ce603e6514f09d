/**
 * Which poll the shared screen shows, and when.
 *
 * - A poll that is open or being counted comes before everything: the newest that was opened.
 * - Otherwise the newest that was closed, for a minute after its closing, so that nothing flickers while the chair
 *   reaches for the counts; and once its counts are shown, until an entry of the agenda begins after that.
 * - Archived, or with its counts taken back, it leaves the screen. What is on and next stands at the foot meanwhile.
 *
 * Pure; times are RFC 3339, `now` UTC milliseconds of the server's clock.
 */
import type { NowView } from '../../agenda/show/show-view.ts';
import type { PaperView, PollsView } from '../../polls/view.ts';

const MINUTE = 60_000;

/** @returns null where what is on is shown. */
export function pollOnStage({ polls }: PollsView, { day }: Pick<NowView, 'day'>, now: number): PaperView | null {
  const newest = [...polls].sort((one, other) => Date.parse(other.openedAt) - Date.parse(one.openedAt));
  const open = newest.find(({ state }) => state === 'open' || state === 'closing');
  if (open) return open;
  const begun = lastBegun(day);
  return newest.find((paper) => isFresh(paper, begun, now)) ?? null;
}

function isFresh({ closesAt, shownAt, countsShown }: PaperView, begun: number, now: number): boolean {
  if (countsShown && shownAt !== null) return begun <= Date.parse(shownAt);
  return closesAt !== null && now - Date.parse(closesAt) < MINUTE;
}

/** When the last entry began that has begun; long ago where none has. */
function lastBegun(day: NowView['day']): number {
  const begun = day?.run.steps.flatMap(({ startedAt }) => (startedAt === null ? [] : [Date.parse(startedAt)])) ?? [];
  return Math.max(Number.NEGATIVE_INFINITY, ...begun);
}

/** How much there is to read: so many and so long options decide how large they can stand. */
export type Crowd = 'few' | 'some' | 'many' | 'full';

export function crowdOf(texts: readonly string[]): Crowd {
  const longest = Math.max(0, ...texts.map((text) => text.length));
  if (texts.length <= 5 && longest <= 60) return 'few';
  if (texts.length <= 8 && longest <= 70) return 'some';
  if (texts.length <= 12 && longest <= 80) return 'many';
  return texts.length <= 6 ? 'some' : 'full';
}

/** Whether options stand on the screen while people vote: only where they can be read from the back. */
export const areListed = (texts: readonly string[]): boolean =>
  texts.length > 0 && texts.length <= 8 && texts.join('').length <= 480;

/** `plenum.example.org/e/annual`: to be typed, without what browsers add by themselves. */
export const shortAddress = (address: string): string => address.replace(/^https?:\/\//, '');

/** The most places of a board that stand beside the bars. */
export const BOARD_PLACES = 8;
/** More texts than these cannot be read from the back; the most frequent stay. */
export const MOST_TEXTS = 24;
