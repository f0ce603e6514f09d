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
import type { ResultRow } from '../polls/result-rows.ts';

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

/**
 * How much stands on the screen at once. Options are never smaller than a thirtieth of its height, which is read at
 * twelve metres from a screen two metres high; what does not fit at that size does not stand there, and everybody has
 * it on their own screen. Lengths are in characters of a line of Latin letters; what is wider is cut after two lines.
 */
export type Size = 'large' | 'small';

/**
 * Options beside the QR code while people vote; `two-columns` are small.
 *
 * @param question what stands above them: lines that it leaves free are theirs.
 * @returns null where they cannot all be read from the back.
 */
export function layOptions(texts: readonly string[], question: string): Size | 'two-columns' | null {
  if (texts.length === 0) return null;
  const free = Math.max(0, MOST_OF_QUESTION - linesOf(question, 36));
  if (sum(texts.map((text) => linesOf(text, 46))) <= 5 + free) return 'large';
  if (sum(texts.map((text) => linesOf(text, 62))) <= 6 + 2 * free) return 'small';
  return texts.length <= 12 && texts.every((text) => text.length <= SHORT) ? 'two-columns' : null;
}

/** So many lines of a question are shown. */
const MOST_OF_QUESTION = 3;
/** Of a text that can stand in one of two columns. */
const SHORT = 26;

export interface BarsOnStage {
  /** In the order of the ballot paper. */
  readonly shown: readonly ResultRow[];
  readonly size: Size;
  readonly columns: 1 | 2;
}

/** One below the other there is room for so many lines of small type. */
const LINES = 10;
/**
 * All bars where they fit, short ones in two columns; otherwise those most chosen, the correct one always among them.
 *
 * @param beside whether a leaderboard takes nearly half of the width.
 */
export function barsOnStage(rows: readonly ResultRow[], beside: boolean): BarsOnStage {
  const tallest = (width: number) => Math.max(1, ...rows.map(({ text }) => linesOf(text, width)));
  const isCut = tallest(beside ? 26 : 68) > 2;
  if (!isCut && rows.length * tallest(beside ? 26 : 68) <= LINES - 2) return { shown: rows, size: 'large', columns: 1 };
  const most = Math.floor(LINES / Math.min(2, tallest(beside ? 34 : 84)));
  if (rows.length <= most) return { shown: rows, size: 'small', columns: 1 };
  if (!beside && rows.length <= 2 * LINES && rows.every(({ text }) => text.length <= SHORT))
    return { shown: rows, size: 'small', columns: 2 };
  return { shown: foremost(rows, most), size: 'small', columns: 1 };
}

/** Of the same count, what comes first on the ballot paper. */
function foremost(rows: readonly ResultRow[], most: number): ResultRow[] {
  const sorted = [...rows].sort(
    (one, other) => Number(other.isAnswer) - Number(one.isAnswer) || other.count - one.count,
  );
  const kept = new Set(sorted.slice(0, most));
  return rows.filter((row) => kept.has(row));
}

/** `The 5 most chosen of 20 are here, all are on your own screen.` Nothing where all are here. */
export function leftOutText(shown: number, all: number): string {
  return shown === all ? '' : `The ${shown} most chosen of ${all} are here, all are on your own screen.`;
}

export interface CloudOnStage {
  readonly shown: readonly ResultRow[];
  readonly size: Size;
}

/** The most frequent texts, as many as fit. @param rows most frequent first. */
export function cloudOnStage(rows: readonly ResultRow[]): CloudOnStage {
  if (rows.length <= 12 && sum(rows.map((row) => widthIn(row, 2.26, 3))) <= 420) return { shown: rows, size: 'large' };
  const ends = rows.map((_, at) => sum(rows.slice(0, at + 1).map((row) => widthIn(row, 2.26, 1.5))));
  return { shown: rows.filter((_, at) => at === 0 || (ends[at] ?? 0) <= 760), size: 'small' };
}

/** In units of the stage's type: letters are about half as wide as they are high; its count and the gap need eight. */
const widthIn = ({ text, part }: ResultRow, least: number, more: number): number =>
  text.length * 0.55 * (least + more * part) + 8;

const linesOf = (text: string, width: number): number => Math.ceil(text.length / width);
const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);

/** `plenum.example.org/e/annual`: to be typed, without what browsers add by themselves. */
export const shortAddress = (address: string): string => address.replace(/^https?:\/\//, '');

/** The most places of a board that stand beside the bars. */
export const BOARD_PLACES = 8;
