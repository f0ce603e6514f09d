/**
 * Ways to make a day that is over fit. Each is a list of edits with every time they would change;
 * nothing changes until one is chosen.
 *
 * Breaks are shortened no further than 5 minutes each, or to what a break that stands in the plan
 * allows; sessions no further than their least length; and only a session that others do not hang on
 * (no opening, closure, breakout, report-back, nothing announced) is moved, to a day that has room.
 */
import { applyEdits, type Edit } from './edits.ts';
import { type Day, LEAST_BREAK_MINUTES, type Plan, type Session } from './schema.ts';
import { type TimeChange, timeChanges } from './time-changes.ts';
import { layOutDay } from './timeline.ts';

export interface Proposal {
  readonly key: 'shorten-breaks' | 'shorten-sessions' | 'shorten-both' | 'move-session';
  /** A whole sentence: what it does. */
  readonly message: string;
  /** `overMinutes` of the day afterwards: 0 or less. */
  readonly overMinutes: number;
  readonly edits: readonly Edit[];
  readonly changes: readonly TimeChange[];
}

/** Up to three ways to make a day fit; none for a day that fits or does not exist. */
export function proposalsFor(plan: Plan, dayNumber: number): Proposal[] {
  const day = plan.days.find(({ number }) => number === dayNumber);
  if (!day || over(day) <= 0) return [];
  const breaks = shortenBreaks(plan, day);
  const sessions = shortenSessions(plan, day);
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
  const total = layOutDay(day).breakMinutes;
  for (let by = over(day); by <= total; by++) {
    const edits = breakEdits(day, by);
    if (edits.length === 0) return null;
    if (keepsItsBreaks(day, dayOf(applyEdits(plan, edits), day))) {
      const message = `Shorten the breaks of day ${day.number} from ${total} to ${total - by} min in all.`;
      return { key: 'shorten-breaks', message, edits };
    }
  }
  return null;
}

/** Fits, with as many breaks as before: shortening a break is not dropping it. */
function keepsItsBreaks(before: Day, after: Day): boolean {
  const count = (day: Day) => layOutDay(day).entries.filter(({ kind }) => kind === 'break').length;
  return over(after) <= 0 && count(after) >= count(before);
}

/** Takes minutes from the laid breaks first, then from those that stand in the plan, the last first. Empty when they cannot give that much. */
function breakEdits(day: Day, by: number): Edit[] {
  const { entries, breakMinutes } = layOutDay(day);
  const laid = entries.filter(({ session, kind }) => kind === 'break' && session === null);
  const laidMinutes = laid.reduce((sum, { minutes }) => sum + minutes, 0);
  const fromLaid = Math.min(by, laidMinutes - LEAST_BREAK_MINUTES * laid.length);
  const standing = day.sessions.filter(({ kind, track }) => kind === 'break' && track === null).reverse();
  const { edits, left } = take(standing, by - fromLaid, (entry) => entry.leastMinutes ?? LEAST_BREAK_MINUTES);
  if (left > 0) return [];
  return [{ kind: 'break-minutes', day: day.id, breakMinutes: breakMinutes - by }, ...edits];
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

function shortenSessions(plan: Plan, day: Day): Draft | null {
  const edits = sessionEdits(plan, day);
  if (edits.length === 0 || over(dayOf(applyEdits(plan, edits), day)) > 0) return null;
  return { key: 'shorten-sessions', message: `Shorten ${listed(day, edits)}.`, edits };
}

/** Takes five minutes at a time from whichever session can give most, as long as the day is over. */
function sessionEdits(plan: Plan, day: Day): Edit[] {
  const minutes = new Map<Session, number>();
  const useless = new Set<Session>();
  const giveOf = (session: Session) => (minutes.get(session) ?? session.minutes) - (session.leastMinutes ?? Infinity);
  const edits = (): Edit[] =>
    [...minutes].map(([session, length]) => ({ kind: 'minutes', session: session.id, minutes: length }));
  const overNow = () => over(dayOf(applyEdits(plan, edits()), day));
  for (let left = overNow(); left > 0; ) {
    const giver = mostGiving(day, (session) => (useless.has(session) ? 0 : giveOf(session)));
    if (!giver) break;
    const before = minutes.get(giver);
    minutes.set(giver, (before ?? giver.minutes) - Math.min(5, left, giveOf(giver)));
    const reached = overNow();
    if (reached >= left) {
      useless.add(giver);
      if (before === undefined) minutes.delete(giver);
      else minutes.set(giver, before);
    }
    left = Math.min(left, reached);
  }
  return edits();
}

function mostGiving(day: Day, giveOf: (session: Session) => number): Session | null {
  const givers = day.sessions.filter((session) => session.kind !== 'break' && giveOf(session) > 0);
  return givers.sort((a, b) => giveOf(b) - giveOf(a))[0] ?? null;
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
  for (let by = over(day) - 1; by > 0; by--) {
    const edits = breakEdits(day, by);
    if (edits.length === 0) continue;
    const shortened = applyEdits(plan, edits);
    const more = sessionEdits(shortened, dayOf(shortened, day));
    if (more.length === 0 || !keepsItsBreaks(day, dayOf(applyEdits(shortened, more), day))) continue;
    const total = layOutDay(day).breakMinutes;
    const message = `Shorten the breaks of day ${day.number} from ${total} to ${total - by} min in all, and ${listed(day, more)}.`;
    return { key: 'shorten-both', message, edits: [...edits, ...more] };
  }
  return null;
}

const MOVABLE = new Set(['presentation', 'update', 'keynote', 'assembly', 'plenary']);

/** The shortest session that makes room enough, to the day with the most slack, before its closing entries. */
function moveSession(plan: Plan, day: Day): Draft | null {
  const movable = day.sessions
    .filter(
      ({ kind, announcedStart, announcedEnd, reportsBack }) =>
        MOVABLE.has(kind) && !announcedStart && !announcedEnd && !reportsBack,
    )
    .toSorted((a, b) => a.minutes - b.minutes);
  const roomy = plan.days.filter((other) => over(other) < 0).toSorted((a, b) => over(a) - over(b));
  for (const session of movable) {
    for (const target of roomy) {
      const edit: Edit = { kind: 'move', session: session.id, toDay: target.id, position: beforeClosing(target) };
      const after = applyEdits(plan, [edit]);
      if (over(dayOf(after, day)) > 0 || over(dayOf(after, target)) > 0) continue;
      const message = `Move “${session.title}” (${session.minutes} min) to day ${target.number}, which has ${-over(target)} min of slack.`;
      return { key: 'move-session', message, edits: [edit] };
    }
  }
  return null;
}

function beforeClosing(day: Day): number {
  const last = day.sessions.findLastIndex(({ kind }) => kind !== 'closure');
  return last + 1;
}
