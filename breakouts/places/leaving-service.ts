/** What becomes of somebody's places when they are absent, leave the event, or are erased; and what they take along. */
import type { Kysely } from 'kysely';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { formatRfc3339 } from '../../kernel/time.ts';
import type { OwnBreakouts } from '../breakout-service.ts';
import { holdRound, listRounds } from '../rounds/round-store.ts';
import { isVisible } from '../rounds/seen.ts';
import { findSettings } from '../rounds/setting-store.ts';
import { forgetWriters, summariesBy } from '../summaries/summary-store.ts';
import { ROUNDS_STAFF_TOPIC } from '../topics.ts';
import { type HeldRound, isAhead, storeMoved } from './moving-service.ts';
import { absencesOf, forgetWishesOf, placeOf, placesInUseOf, wishOf } from './place-store.ts';
import { listSetsWith } from './set-store.ts';
import { forgetToldOf } from './told-store.ts';

/** Out of every set of a round that is held. @returns the topics in which it shows. */
export async function takeAway(at: HeldRound, who: ParticipantId): Promise<readonly string[]> {
  const { tx, round } = at;
  const topics = new Set<string>();
  for (const set of await listSetsWith(tx, round.eventId, round.id, who)) {
    const from = (await placeOf(tx, round.eventId, set.id, who)) ?? null;
    const moved = [{ participantId: who, from, to: null }];
    for (const topic of await storeMoved(at, set.id, moved, 'themselves')) topics.add(topic);
  }
  return [...topics];
}

/** Out of every round that has not closed. What was, stays: others met them. @returns the topics in which it shows. */
export async function leaveRooms(tx: Kysely<Tables>, eventId: EventId, who: ParticipantId): Promise<readonly string[]> {
  const topics = new Set<string>();
  const ids = (await listRounds(tx, eventId)).map(({ id }) => id).sort();
  for (const id of ids) {
    const round = await holdRound(tx, eventId, id);
    if (!round || !isAhead(round)) continue;
    for (const topic of await takeAway({ tx, round }, who)) topics.add(topic);
  }
  // Whoever leaves without a place has been one of those without.
  return ids.length === 0 ? [] : [...new Set([...topics, ROUNDS_STAFF_TOPIC])];
}

export async function forget(tx: Kysely<Tables>, eventId: EventId, who: ParticipantId): Promise<void> {
  await forgetWishesOf(tx, eventId, who);
  await forgetToldOf(tx, eventId, who);
  await forgetWriters(tx, eventId, who);
}

/** What one may know of oneself: no room before people see theirs. */
export async function ownOf(tx: Kysely<Tables>, eventId: EventId, who: ParticipantId): Promise<OwnBreakouts> {
  const { settings } = await findSettings(tx, eventId);
  const places = await placesInUseOf(tx, eventId, who);
  const absences = await absencesOf(tx, eventId, who);
  const rounds = (await listRounds(tx, eventId)).flatMap((round) => {
    const place = isVisible(round, settings.from) ? places.get(round.id) : undefined;
    const room = round.content.rooms.find(({ id }) => id === place?.roomId);
    const absent = absences.has(round.id);
    if (!room && !absent) return [];
    const joinedAt = place?.joinedAt ? formatRfc3339(place.joinedAt, 'UTC') : null;
    return [
      { session: round.content.entry.id, room: room?.name ?? null, topic: room?.topic ?? null, joinedAt, absent },
    ];
  });
  return { rounds, topics: (await wishOf(tx, eventId, who)) ?? [], summaries: await writtenBy(tx, eventId, who) };
}

async function writtenBy(tx: Kysely<Tables>, eventId: EventId, who: ParticipantId): Promise<OwnBreakouts['summaries']> {
  const rounds = await listRounds(tx, eventId);
  return (await summariesBy(tx, eventId, who)).map(({ roundId, roomId, texts }) => {
    const content = rounds.find(({ id }) => id === roundId)?.content;
    const room = content?.rooms.find(({ id }) => id === roomId)?.name ?? '';
    return { session: content?.entry.id ?? '', room, ...texts };
  });
}
