/** What follows from a change of places: it is stored, counted, and told to the rooms that it concerns. */
import type { BreakoutRound } from '../round.ts';
import type { RoundAt } from '../rounds/change-service.ts';
import { saveRound } from '../rounds/round-store.ts';
import { findSettings } from '../rounds/setting-store.ts';
import { namesTopic, ROUNDS_STAFF_TOPIC, ROUNDS_TOPIC, roomTopic } from '../topics.ts';
import type { Moved } from './moves.ts';
import { countMoved, movePlaces } from './place-store.ts';
import { raiseSet } from './set-store.ts';

/** In a transaction that holds the round's row. */
export type HeldRound = Pick<RoundAt, 'tx' | 'round'>;

/** Who moved: by themselves their own page knows. Latecomers come in without a new revision of the set. */
export type MovedBy = 'organiser' | 'themselves' | 'latecomer';

/** More than so many are told at once, by everybody looking where they are. */
const FEW = 20;

/** @returns the topics in which it shows, for the caller to have raised. */
export async function storeMoved(
  at: HeldRound,
  setId: string,
  moved: readonly Moved[],
  by: MovedBy,
): Promise<readonly string[]> {
  const { tx, round } = at;
  await movePlaces(tx, round.eventId, setId, moved);
  if (by !== 'latecomer') await raiseSet(tx, round.eventId, setId);
  if (round.setId !== setId) return [ROUNDS_STAFF_TOPIC];
  const came = moved.flatMap(({ to }) => to?.roomId ?? []);
  const gone = moved.flatMap(({ from }) => from?.roomId ?? []);
  await countMoved(tx, round.eventId, round.id, came, gone);
  const names = await namesTopics(at);
  const rooms = [...new Set([...came, ...gone])].map((room) => roomTopic(round.id, room));
  return [...rooms, ROUNDS_STAFF_TOPIC, ...names, ...(await tellEverybody(at, moved, by))];
}

/** Whoever has no place follows no room, and so hears of one only where everybody is asked to look. */
async function tellEverybody({ tx, round }: HeldRound, moved: readonly Moved[], by: MovedBy): Promise<string[]> {
  if (by !== 'organiser') return [];
  if (moved.length <= FEW && moved.every(({ from }) => from !== null)) return [];
  await saveRound(tx, { ...round, placesRevision: round.placesRevision + 1 });
  return [ROUNDS_TOPIC];
}

async function namesTopics({ tx, round }: HeldRound): Promise<string[]> {
  const { settings } = await findSettings(tx, round.eventId);
  return settings.names === 'everybody' ? [namesTopic(round.id)] : [];
}

/** Whether people of a round come and go: from when it is assigned until it closes. */
export function isOn({ state }: Pick<BreakoutRound, 'state'>): boolean {
  return state === 'assigned' || state === 'open' || state === 'closing';
}

/** Whether its sets may be changed: until it has closed. */
export function isAhead({ state }: Pick<BreakoutRound, 'state'>): boolean {
  return state === 'planned' || isOn({ state });
}
