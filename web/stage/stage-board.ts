/**
 * What the shared screen says at a moment, in three lines at most: what is on, the clock, and what is next.
 *
 * - Before a day: when it starts. The clock counts down to it.
 * - While something is on: its title; the clock counts down, and what runs over its time is said in words. What
 *   the chair holds stands still.
 * - In a break, and while nothing is on: when it goes on. That is what people look up for.
 * - After the last day: that the event is over.
 */

import { expectedAt, leftMs, partTimes } from '../../agenda/show/expected.ts';
import { readRun } from '../../agenda/show/read-run.ts';
import { aheadOf, currentOf, phaseAt, type Run, type Step } from '../../agenda/show/run.ts';
import type { NowView, PartView, ShowDayView } from '../../agenda/show/show-view.ts';
import type { Instant } from '../../kernel/time.ts';
import { dayAndMonth, faceAt } from '../clock-face.ts';

export interface Board {
  readonly state: 'unpublished' | 'before' | 'on' | 'held' | 'pause' | 'over';
  /** One or two words above the first line: `Now`, `Break`, `On hold`. */
  readonly word: string;
  /** What is on; several where tracks run side by side, or one sentence. */
  readonly lines: readonly BoardLine[];
  readonly clock: BoardClock | null;
  /** Null where nothing follows on that day. */
  readonly next: BoardNext | null;
  /** For those who hear it: changes when what is on changes, and not with the time. */
  readonly said: string;
}

export interface BoardLine {
  readonly track: string | null;
  readonly text: string;
}

/** Counts down from so many milliseconds, or says in words that the time is over. */
export type BoardClock =
  | { readonly kind: 'left'; readonly ms: number }
  | { readonly kind: 'over'; readonly words: string };

export interface BoardNext {
  /** `Next`, `First` */
  readonly word: string;
  /** `14:31`, on the event's clock; null where the first line says it. */
  readonly at: string | null;
  readonly text: string;
}

const DAY = 86_400_000;
const MINUTE = 60_000;

/** @param now UTC milliseconds of the server's clock. */
export function boardOf({ day, days }: NowView, now: Instant): Board {
  if (!day) return plain('unpublished', 'The agenda is not published yet.');
  const run = readRun(day.run);
  const phase = phaseAt(run, now);
  if (phase === 'over') {
    return plain('over', day.number === days.at(-1) ? 'The event is over.' : `Day ${day.number} is over.`);
  }
  if (phase === 'closed' || phase === 'open') return before(day, run, now);
  const current = currentOf(run);
  if (!current) return between(day, run, now);
  if (run.heldSince !== null) return held(day, run, current, run.heldSince);
  return phase === 'break' ? pause(day, run, current, now) : on(day, run, current, now);
}

function plain(state: 'unpublished' | 'over', text: string): Board {
  return { state, word: '', lines: [{ track: null, text }], clock: null, next: null, said: text };
}

function before(day: ShowDayView, run: Run, now: Instant): Board {
  const [first] = aheadOf(run);
  const next = first ? nextOf(day, first, 'First', null) : null;
  const name = `Day ${day.number}`;
  if (!first || now >= first.floor) return sentence('before', name, `${name} starts in a moment.`, null, next);
  const { clock, date } = faceAt(first.floor, day.timeZone);
  const isToday = date === faceAt(now, day.timeZone).date;
  const text = `${name} starts ${isToday ? '' : `on ${dayAndMonth(date)} `}at ${clock}`;
  const left = first.floor - now;
  return sentence('before', name, text, left < DAY ? { kind: 'left', ms: left } : null, next);
}

function on(day: ShowDayView, run: Run, current: Step, now: Instant): Board {
  const lines = linesOf(day, run, current, now);
  const clock = clockOf(leftMs(run, now) ?? 0);
  const next = following(day, run, now);
  const over = clock.kind === 'over' ? ' The time is up.' : '';
  return { state: 'on', word: 'Now', lines, clock, next, said: `Now: ${textOf(lines)}.${over}${saidOf(next)}` };
}

/** The clock stands where it stood when it was held. */
function held(day: ShowDayView, run: Run, current: Step, since: Instant): Board {
  const lines = linesOf(day, run, current, since);
  const next = following(day, run, since);
  const said = `On hold: ${textOf(lines)}.${saidOf(next)}`;
  return { state: 'held', word: 'On hold', lines, clock: clockOf(leftMs(run, since) ?? 0), next: untimed(next), said };
}

/** When what is held goes on, nobody knows. */
function untimed(next: BoardNext | null): BoardNext | null {
  return next && { ...next, at: null };
}

function pause(day: ShowDayView, run: Run, current: Step, now: Instant): Board {
  const [first] = aheadOf(run);
  const word = 'Break';
  const left = leftMs(run, now) ?? 0;
  if (!first) return sentence('pause', word, `Day ${day.number} ends after this break.`, clockOf(left), null);
  const next = nextOf(day, first, 'Next', null);
  if (left <= 0) return sentence('pause', word, 'We resume in a moment.', null, next);
  const at = startOf(run, first, now);
  const isNear = at - now < left + MINUTE;
  const text = `We resume at ${faceAt(at, day.timeZone).clock}`;
  return sentence('pause', titleOfBreak(day, current), text, { kind: 'left', ms: isNear ? left : at - now }, next);
}

/** What organisers called it, where that says more than that it is one. */
function titleOfBreak(day: ShowDayView, { parts: [{ id }] }: Step): string {
  const title = partsOf(day).get(id)?.title ?? '';
  return title === '' || title.length > 24 ? 'Break' : title;
}

function between(day: ShowDayView, run: Run, now: Instant): Board {
  const [first] = aheadOf(run);
  const name = `Day ${day.number}`;
  if (!first) return sentence('pause', name, `Nothing more is planned for day ${day.number}.`, null, null);
  const next = nextOf(day, first, 'Next', null);
  const left = first.floor - now;
  if (left <= 0) return sentence('pause', name, 'We go on in a moment.', null, next);
  const text = `We go on at ${faceAt(first.floor, day.timeZone).clock}`;
  return sentence('pause', name, text, { kind: 'left', ms: left }, next);
}

function sentence(
  state: Board['state'],
  word: string,
  text: string,
  clock: BoardClock | null,
  next: BoardNext | null,
): Board {
  return { state, word, lines: [{ track: null, text }], clock, next, said: `${text}${saidOf(next)}` };
}

function clockOf(ms: number): BoardClock {
  return ms > 0 ? { kind: 'left', ms } : { kind: 'over', words: overWords(-ms) };
}

/** `3 min over`. */
function overWords(ms: number): string {
  const minutes = Math.floor(ms / MINUTE);
  return minutes === 0 ? 'Time is up' : `${minutes} min over`;
}

function following(day: ShowDayView, run: Run, now: Instant): BoardNext | null {
  const [first] = aheadOf(run);
  return first ? nextOf(day, first, 'Next', faceAt(startOf(run, first, now), day.timeZone).clock) : null;
}

function startOf(run: Run, step: Step, now: Instant): Instant {
  return expectedAt(run, now).steps.find(({ id }) => id === step.id)?.start ?? step.floor;
}

function nextOf(day: ShowDayView, step: Step, word: string, at: string | null): BoardNext {
  const parts = partsOf(day);
  const tracks = new Set(step.parts.map(({ id }) => parts.get(id)?.track));
  const title = parts.get(step.id)?.title || 'Break';
  return { word, at, text: tracks.size > 1 ? `${tracks.size} tracks side by side` : title };
}

/** One line for each track: what is on in it now, or was last. */
function linesOf(day: ShowDayView, run: Run, step: Step, now: Instant): BoardLine[] {
  const parts = partsOf(day);
  const times = expectedAt(run, now).steps.find(({ id }) => id === step.id);
  const begun = times ? partTimes(step, times).filter(({ start }) => start <= now) : [];
  const lines = new Map<string | null, BoardLine>();
  for (const { id } of begun.length > 0 ? begun : step.parts) {
    const { track = null, title = '' } = parts.get(id) ?? {};
    lines.set(track, { track, text: title });
  }
  const all = [...lines.values()];
  return all.length === 1 ? all.map(({ text }) => ({ track: null, text })) : all;
}

function partsOf({ run }: ShowDayView): ReadonlyMap<string, PartView> {
  return new Map(run.steps.flatMap(({ parts }) => parts.map((part) => [part.id, part])));
}

function textOf(lines: readonly BoardLine[]): string {
  return lines.map(({ track, text }) => (track === null ? text : `${track}: ${text}`)).join('; ');
}

function saidOf(next: BoardNext | null): string {
  return next ? ` ${next.word}: ${next.text}.` : '';
}

/** How long what is read is, so that it is set no larger than it fits. */
export function sizeOf(text: string): 'short' | 'middle' | 'long' | 'longest' {
  if (text.length <= 36) return 'short';
  if (text.length <= 72) return 'middle';
  return text.length <= 130 ? 'long' : 'longest';
}
