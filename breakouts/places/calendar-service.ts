/**
 * Somebody's rooms as their own calendar shows them. A calendar believes only news with a higher SEQUENCE, so what it
 * was told is kept from one asking to the next: nothing is written while nothing has changed.
 */
import type { Kysely } from 'kysely';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { BreakoutNeeds } from '../needs.ts';
import { listRounds } from '../rounds/round-store.ts';
import { isVisible } from '../rounds/seen.ts';
import { findSettings } from '../rounds/setting-store.ts';
import { absencesOf, placesInUseOf } from './place-store.ts';
import type { ToldRoom } from './told-room.ts';
import { saveTold, toldOf } from './told-store.ts';

type Room = NonNullable<ToldRoom['room']>;

export async function roomsToldOf(
  { db, clock }: Pick<BreakoutNeeds, 'db' | 'clock'>,
  eventId: EventId,
  who: ParticipantId,
): Promise<ReadonlyMap<string, ToldRoom>> {
  return await inTransaction(db, async (tx) => {
    const rooms = await roomsSeenBy(tx, eventId, who);
    const told = new Map(await toldOf(tx, eventId, who));
    for (const entry of new Set([...rooms.keys(), ...told.keys()])) {
      const next = toldNext(told.get(entry), rooms.get(entry) ?? null, clock.now());
      if (next === told.get(entry) || next === undefined) continue;
      await saveTold(tx, eventId, who, entry, next);
      told.set(entry, next);
    }
    return told;
  });
}

/** The same object where there is nothing new. */
function toldNext(before: ToldRoom | undefined, room: Room | null, now: Instant): ToldRoom | undefined {
  if (JSON.stringify(before?.room ?? null) === JSON.stringify(room)) return before;
  const revisedAt = Math.max(before?.revisedAt ?? 0, now) as Instant;
  return { room, sequence: (before?.sequence ?? 0) + 1, revisedAt };
}

async function roomsSeenBy(tx: Kysely<Tables>, eventId: EventId, who: ParticipantId): Promise<Map<string, Room>> {
  const { settings } = await findSettings(tx, eventId);
  const places = await placesInUseOf(tx, eventId, who);
  const absences = await absencesOf(tx, eventId, who);
  const rounds = (await listRounds(tx, eventId)).filter((round) => isVisible(round, settings.from));
  return new Map(
    rounds.flatMap(({ id, content: { entry, rooms } }) => {
      const room = absences.has(id) ? undefined : rooms.find((each) => each.id === places.get(id)?.roomId);
      return room ? [[entry.id, { name: room.name, topic: room.topic, joinLink: room.joinLink }] as const] : [];
    }),
  );
}
