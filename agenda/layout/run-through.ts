/**
 * Runs through a running order and notes when each entry starts and ends.
 *
 * An entry without a track is for everyone: it waits for all tracks. An entry of a track waits for the
 * entry before it in its track, or for the last entry that was for everyone. An announced start is an
 * anchor: the entry waits for it, and when it is already past, the entry starts late. A pinned entry
 * starts at its announced time even when what comes before it is still running.
 */
import { addMinutes, type Instant, latestOf, readWallTime } from '../../kernel/time.ts';
import type { Day, Session } from '../schema.ts';

/** An entry of a running order: a session, or a break to be laid. */
export type Item =
  | { readonly kind: 'session'; readonly session: Session; readonly anchor: Instant | null }
  | { readonly kind: 'break'; readonly minutes: number };

export interface Placed {
  readonly item: Item;
  readonly start: Instant;
  readonly end: Instant;
}

/** The day's sessions in running order, each with its anchor. */
export function itemsOf(day: Day): Item[] {
  return day.sessions.map((session) => ({ kind: 'session', session, anchor: anchorOf(day, session) }));
}

/** Where an entry is announced to start; a pinned one that only announces its end starts its length before. */
function anchorOf(day: Day, session: Session): Instant | null {
  if (session.announcedStart) return readWallTime(day.date, session.announcedStart, day.timeZone).at;
  if (!session.pinned || !session.announcedEnd) return null;
  return addMinutes(readWallTime(day.date, session.announcedEnd, day.timeZone).at, -session.minutes);
}

export function trackOf(item: Item): string | null {
  return item.kind === 'session' ? item.session.track : null;
}

export function minutesOf(item: Item): number {
  return item.kind === 'session' ? item.session.minutes : item.minutes;
}

/** Places each item, in the order given. Linear in the number of items. */
export function runThrough(items: readonly Item[], dayStart: Instant): Placed[] {
  let everyone: Instant = dayStart;
  const tracks = new Map<string, Instant>();
  return items.map((item) => {
    const track = trackOf(item);
    const ready = track === null ? latestOf(everyone, ...tracks.values()) : (tracks.get(track) ?? everyone);
    const start = startOf(item, ready);
    const end = addMinutes(start, minutesOf(item));
    const free = latestOf(ready, end);
    if (track === null) {
      everyone = free;
      tracks.clear();
    } else {
      tracks.set(track, free);
    }
    return { item, start, end };
  });
}

function startOf(item: Item, ready: Instant): Instant {
  if (item.kind === 'break' || item.anchor === null) return ready;
  return item.session.pinned ? item.anchor : latestOf(ready, item.anchor);
}

/**
 * The same running order with side by side tracks interleaved by time, so that a cut through it is a
 * cut through all tracks at once. Nothing moves in time by this: only entries of different tracks
 * change places, and each track keeps its order.
 */
export function interleaveTracks(placed: readonly Placed[]): Placed[] {
  const result: Placed[] = [];
  let group: { entry: Placed; key: number }[] = [];
  const lastKey = new Map<string, number>();
  const closeGroup = () => {
    result.push(...group.sort((a, b) => a.key - b.key).map(({ entry }) => entry));
    group = [];
    lastKey.clear();
  };
  for (const entry of placed) {
    const track = trackOf(entry.item);
    if (track === null) {
      closeGroup();
      result.push(entry);
      continue;
    }
    const key = Math.max(entry.start, lastKey.get(track) ?? entry.start);
    lastKey.set(track, key);
    group.push({ entry, key });
  }
  closeGroup();
  return result;
}
