/**
 * Ways to make a day that is over fit. Each is a list of edits with every time they would change;
 * nothing changes until one is chosen.
 *
 * Breaks are shortened no further than 5 minutes each, those that stand in the plan no further than
 * their least length; sessions no further than theirs; and only a session that others do not hang on
 * (no opening, closure, breakout, report-back, nothing announced) is moved, to a day that has room.
 */

import { type TimeChange, timeChanges } from '../layout/time-changes.ts';
import { type DayTimeline, layOutDay } from '../layout/timeline.ts';
import { type Day, LEAST_BREAK_MINUTES, type Plan, type Session } from '../schema.ts';
import { applyEdits, type Edit } from './edits.ts';
import { sessionEdits } from './shorter-sessions.ts';

export interface Proposal {
  readonly key: 'shorten-breaks' | 'shorten-sessions' | 'shorten-both' | 'move-session';
  /** A whole sentence: what it does. */
  readonly message: string;
  /** `overMinutes` of the day afterwards: 0 or less. */
  readonly overMinutes: number;
  readonly edits: readonly Edit[];
  readonly changes: readonly TimeChange[];
}

/** What is proposed for one day. */
export interface ProposalsView {
  readonly revision: number;
  readonly day: number;
  /** None for a day that fits. */
  readonly proposals: readonly Proposal[];
}

/** Up to three ways to make a day fit; none for a day that fits or does not exist. */
export function proposalsFor(plan: Plan, dayNumber: number): Proposal[] {
  const day = plan.days.find(({ number }) => number === dayNumber);
  if (!day || over(day) <= 0) return [];
  const breaks = shortenBreaks(plan, day);
  const sessions = shortenSessions(day);
  const both = breaks || sessions ? null : shortenBoth(plan, day);
  const found = [breaks, sessions, both, moveSession(plan, day)];
  return found.flatMap((draft) => (draft ? [complete(plan, day, draft)] : []));
}

type Draft = Pick<Proposal, 'key' | 'message' | 'edits'>;

function complete(plan: Plan, day: Day, draft: Draft): Proposal {
  const after = applyEdits(plan, draft.edits);
  return { ...draft, overMinutes: over(dayOf(after, day)), changes: timeChanges(plan, after) };
}

function over(day: Day): number {
  return layOutDay(day).overMinutes;
}

function dayOf(plan: Plan, { id }: Day): Day {
  return plan.days.find((day) => day.id === id) as Day;
}

function shortenBreaks(plan: Plan, day: Day): Draft | null {
  const timeline = layOutDay(day);
  const fits = (by: number) => fitsWithItsBreaks(timeline, dayOf(applyEdits(plan, breakEdits(day, timeline, by)), day));
  const by = leastThatFits(timeline.overMinutes, mostFromBreaks(day, timeline), fits);
  if (by === null) return null;
  return { key: 'shorten-breaks', message: `${shorterBreaks(timeline, by)}.`, edits: breakEdits(day, timeline, by) };
}

/** How many minutes the breaks can give in all. */
function mostFromBreaks(day: Day, timeline: DayTimeline): number {
  let by = timeline.breakMinutes;
  while (by > 0 && breakEdits(day, timeline, by).length === 0) by--;
  return by;
}

/** The least of `from` to `to` that fits, found by halving: each try lays out a day, and a long day has many minutes. */
function leastThatFits(from: number, to: number, fits: (by: number) => boolean): number | null {
  if (from > to) return null;
  if (fits(from)) return from;
  if (!fits(to)) return null;
  let [tooLittle, enough] = [from, to];
  while (enough - tooLittle > 1) {
    const middle = Math.floor((tooLittle + enough) / 2);
    if (fits(middle)) enough = middle;
    else tooLittle = middle;
  }
  return enough;
}

function shorterBreaks({ number, breakMinutes }: DayTimeline, by: number): string {
  return `Shorten the breaks of day ${number} from ${breakMinutes} to ${breakMinutes - by} min in all`;
}

/** Fits, with as many breaks as before: shortening a break is not dropping it. */
function fitsWithItsBreaks(before: DayTimeline, day: Day): boolean {
  const after = layOutDay(day);
  const count = ({ entries }: DayTimeline) => entries.filter(({ kind }) => kind === 'break').length;
  return after.overMinutes <= 0 && count(after) >= count(before);
}

/**
 * Takes minutes from break time that found no place and from the laid breaks first, then from the
 * breaks that stand in the plan, the last first. Empty when they cannot give that much.
 */
function breakEdits(day: Day, { entries, breakMinutes, unplacedBreakMinutes }: DayTimeline, by: number): Edit[] {
  const laid = entries.filter(({ session }) => session === null);
  const spare = laid.reduce((sum, { minutes }) => sum + minutes - LEAST_BREAK_MINUTES, unplacedBreakMinutes);
  const standing = day.sessions.filter(({ kind, track }) => kind === 'break' && track === null).reverse();
  const leastOf = ({ leastMinutes }: Session) => Math.max(LEAST_BREAK_MINUTES, leastMinutes ?? 0);
  const { edits, left } = take(standing, by - Math.min(by, spare), leastOf);
  if (left > 0) return [];
  // Where breaks that stand in the plan exceed the budget, the budget stays as it is.
  const budget = Math.min(day.breakMinutes, breakMinutes - by);
  return budget === day.breakMinutes ? edits : [{ kind: 'break-minutes', day: day.id, breakMinutes: budget }, ...edits];
}

/** Takes minutes from entries in the order given, none below its least. */
function take(
  entries: readonly Session[],
  wanted: number,
  leastOf: (entry: Session) => number,
): { edits: Edit[]; left: number } {
  const edits: Edit[] = [];
  let left = wanted;
  for (const entry of entries) {
    const taken = Math.min(left, Math.max(0, entry.minutes - leastOf(entry)));
    if (taken > 0) edits.push({ kind: 'minutes', session: entry.id, minutes: entry.minutes - taken });
    left -= taken;
  }
  return { edits, left };
}

function shortenSessions(day: Day): Draft | null {
  const edits = sessionEdits(day);
  if (edits.length === 0) return null;
  return { key: 'shorten-sessions', message: `Shorten ${listed(day, edits)}.`, edits };
}

function listed(day: Day, edits: readonly Edit[]): string {
  const lengths = new Map(edits.flatMap((edit) => (edit.kind === 'minutes' ? [[edit.session, edit.minutes]] : [])));
  return day.sessions
    .filter(({ id }) => lengths.has(id))
    .map(({ id, title, minutes }) => `“${title}” from ${minutes} to ${lengths.get(id)} min`)
    .join(', ');
}

/** Breaks as far as they go, the rest from sessions: only where neither is enough by itself. */
function shortenBoth(plan: Plan, day: Day): Draft | null {
  const timeline = layOutDay(day);
  const most = Math.min(timeline.overMinutes - 1, mostFromBreaks(day, timeline));
  for (let by = most; by > 0; by = Math.floor(by / 2)) {
    const edits = breakEdits(day, timeline, by);
    if (edits.length === 0) continue;
    const shortened = applyEdits(plan, edits);
    const more = sessionEdits(dayOf(shortened, day));
    if (more.length === 0 || !fitsWithItsBreaks(timeline, dayOf(applyEdits(shortened, more), day))) continue;
    const message = `${shorterBreaks(timeline, by)}, and ${listed(day, more)}.`;
    return { key: 'shorten-both', message, edits: [...edits, ...more] };
  }
  return null;
}

const MOVABLE = new Set(['presentation', 'update', 'keynote', 'assembly', 'plenary']);

/** The shortest session that makes room enough, to the day with the most slack, before its closing entries. */
function moveSession(plan: Plan, day: Day): Draft | null {
  const roomy = plan.days
    .map((target) => ({ target, slack: -over(target) }))
    .filter(({ slack }) => slack > 0)
    .sort((a, b) => b.slack - a.slack);
  for (const session of movableFrom(day)) {
    if (over({ ...day, sessions: day.sessions.filter((other) => other !== session) }) > 0) continue;
    for (const { target, slack } of roomy.filter((each) => each.slack >= session.minutes)) {
      const edit: Edit = { kind: 'move', session: session.id, toDay: target.id, position: beforeClosing(target) };
      if (over(dayOf(applyEdits(plan, [edit]), target)) > 0) continue;
      const message = `Move “${session.title}” (${session.minutes} min) to day ${target.number}, which has ${slack} min of slack.`;
      return { key: 'move-session', message, edits: [edit] };
    }
  }
  return null;
}

/** Sessions that others do not hang on, the shortest first. */
function movableFrom(day: Day): Session[] {
  return day.sessions
    .filter(({ kind, announcedStart, announcedEnd }) => MOVABLE.has(kind) && !announcedStart && !announcedEnd)
    .filter(({ reportsBack }) => reportsBack === null)
    .sort((a, b) => a.minutes - b.minutes);
}

function beforeClosing(day: Day): number {
  const last = day.sessions.findLastIndex(({ kind }) => kind !== 'closure');
  return last + 1;
}
