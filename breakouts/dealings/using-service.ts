/** Takes what a dealing has found over: a set for each of its rounds, all or none. */
import type { Kysely } from 'kysely';
import { AppError } from '../../kernel/errors.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { Asked } from '../breakout-service.ts';
import type { BreakoutNeeds } from '../needs.ts';
import { placesById, seatsOf } from '../places/moves.ts';
import { placesOf } from '../places/place-store.ts';
import { brokenBy, type Seats } from '../places/room-rules.ts';
import { peopleOf, type RoundPeople } from '../places/round-people-service.ts';
import { insertSet, listSets } from '../places/set-store.ts';
import type { BreakoutRound, BreakoutSet, Place } from '../round.ts';
import { storeRound, topicsOfRounds } from '../rounds/change-service.ts';
import { obey } from '../rounds/life.ts';
import { holdRound } from '../rounds/round-store.ts';
import { findSettings } from '../rounds/setting-store.ts';
import type { Dealing, DealtRound } from './dealing.ts';
import { holdDealing, markUsed } from './dealing-store.ts';
import { hasOpened } from './loading-service.ts';

/**
 * @param inUse whether the sets are taken into use.
 * @throws AppError `not-found`; `state-not-right` for a dealing without a result or used before, and where a round has
 * opened, gone, or has other rooms since, or rules that what was found would break, which are named.
 */
export async function takeOverDealing(needs: BreakoutNeeds, asked: Asked, id: string, inUse: boolean): Promise<void> {
  const { event } = asked;
  const topics = new Set<string>();
  await inTransaction(needs.db, async (tx) => {
    topics.clear();
    const dealing = await holdDealing(tx, event.id, id);
    if (!dealing) throw new AppError('not-found', 'There is no such dealing.');
    const result = resultOf(dealing);
    const at = { needs, asked, tx, dealing, inUse, now: needs.clock.now() };
    // In one order, so that of two who hold several rounds none waits for the other.
    for (const dealt of [...result].sort((one, other) => (one.round < other.round ? -1 : 1)))
      for (const topic of await takeOver(at, dealt)) topics.add(topic);
    await markUsed(tx, event.id, id);
    // Once all rounds are held: whoever holds one of them may be waiting to raise the same topics.
    await needs.touch(tx, event.id, ...topics);
  });
  needs.announce({ kind: 'topics-changed', eventId: event.id, topics: [...topics] });
}

function resultOf({ state, result }: Dealing): readonly DealtRound[] {
  if ((state === 'done' || state === 'stopped') && result !== null) return result;
  const advice = state === 'used' ? 'It has been used before.' : 'It has found nothing that could be used.';
  throw new AppError('state-not-right', advice, { extra: { state } });
}

interface Using {
  readonly needs: BreakoutNeeds;
  readonly asked: Asked;
  readonly tx: Kysely<Tables>;
  readonly dealing: Dealing;
  readonly inUse: boolean;
  readonly now: Instant;
}

/** @returns where it shows. */
async function takeOver(using: Using, dealt: DealtRound): Promise<readonly string[]> {
  const { needs, asked, tx, dealing, inUse, now } = using;
  const round = await holdRound(tx, asked.event.id, dealt.round);
  refuseChanged(round, dealt);
  const set: BreakoutSet = {
    ...{ id: newId(), roundId: round.id, name: dealing.content.name, source: 'dealt', dealingId: dealing.id },
    ...{ revision: 1, createdAt: now },
  };
  const people = await peopleOf(needs, tx, round);
  const places = await placesFor(using, people, dealt);
  refuseBroken(people, places);
  await insertSet(tx, round.eventId, set, places.given);
  const deed = { actor: asked.actor, action: 'breakout-dealt' as const, details: { dealing: dealing.id, inUse } };
  if (inUse) {
    const { warnSeconds } = (await findSettings(tx, round.eventId)).settings;
    const used = obey(round, { do: 'use', set: set.id }, { now, warnSeconds });
    return (await storeRound(needs, { tx, round, now }, used, deed)).topics;
  }
  const subject = `breakout:${round.id}`;
  await needs.record(tx, { ...deed, eventId: round.eventId, subject });
  return await topicsOfRounds(tx, round.eventId, []);
}

function refuseChanged(round: BreakoutRound | undefined, dealt: DealtRound): asserts round is BreakoutRound {
  if (!round) throw new AppError('state-not-right', 'A round of this dealing is gone. Nothing was changed.');
  if (hasOpened(round))
    throw new AppError('state-not-right', 'A round of this dealing has opened. Nothing was changed.', {
      extra: { round: round.id, state: round.state },
    });
  const rooms = new Set(round.content.rooms.map(({ id }) => id));
  if (dealt.rooms.length === rooms.size && dealt.rooms.every(({ room }) => rooms.has(room))) return;
  throw new AppError('state-not-right', 'A round of this dealing has other rooms since. Nothing was changed.', {
    extra: { round: round.id, state: round.state },
  });
}

interface PlacesFound {
  /** A place that was locked and is kept stays locked. */
  readonly given: readonly Place[];
  /** Rooms in which people are locked today. */
  readonly locked: Seats;
}

/** Of those who are there. */
async function placesFor(
  { tx }: Using,
  { round, present, rooms: known }: RoundPeople,
  { rooms }: DealtRound,
): Promise<PlacesFound> {
  const before = round.setId ?? (await listSets(tx, round.eventId, round.id)).at(-1)?.id;
  const places = before === undefined ? [] : await placesOf(tx, round.eventId, before);
  const locked = new Map(
    places.flatMap((place) => (place.locked && known.has(place.roomId) ? [[place.participantId, place.roomId]] : [])),
  );
  const given = rooms.flatMap(({ room, people }) =>
    people
      .filter((participantId) => present.has(participantId))
      .map((participantId) => ({
        ...{ participantId, roomId: room, joinedAt: null },
        locked: locked.get(participantId) === room,
      })),
  );
  return { given, locked };
}

/** The most of them that are told in a sentence each. */
const MOST_TOLD = 6;

/** What was found keeps the rules as they were when it was begun, and is used by those as they are. */
function refuseBroken({ round, rules, members }: RoundPeople, { given, locked }: PlacesFound): void {
  const nameOf = (id: ParticipantId) => members.get(id)?.name ?? 'Somebody';
  const nameOfRoom = (id: string | undefined) => rules.rooms.find((room) => room.id === id)?.name ?? '';
  const moved = given.filter(({ participantId: id, roomId }) => locked.has(id) && locked.get(id) !== roomId);
  const broken = [
    ...brokenBy(new Map(), seatsOf(placesById(given)), rules, nameOf).map(({ sentence }) => sentence),
    ...moved.map(({ participantId: id }) => `${nameOf(id)} is locked in ${nameOfRoom(locked.get(id))}.`),
  ];
  if (broken.length === 0) return;
  const told = broken.slice(0, MOST_TOLD).join(' ');
  const more = broken.length > MOST_TOLD ? ` And ${broken.length - MOST_TOLD} more.` : '';
  throw new AppError(
    'state-not-right',
    `Rules have changed since, which this dealing does not keep. ${told}${more} Nothing was changed: deal again.`,
    { extra: { round: round.id, state: round.state } },
  );
}
