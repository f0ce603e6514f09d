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
import { absentIn, placesOf } from '../places/place-store.ts';
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
 * opened, gone, or has other rooms since.
 */
export async function takeOverDealing(needs: BreakoutNeeds, asked: Asked, id: string, inUse: boolean): Promise<void> {
  const { event } = asked;
  const topics = new Set<string>();
  await inTransaction(needs.db, async (tx) => {
    topics.clear();
    const dealing = await holdDealing(tx, event.id, id);
    if (!dealing) throw new AppError('not-found', 'There is no such dealing.');
    const result = resultOf(dealing);
    const here = new Set((await needs.neighbours.membersOf(tx, event.id)).map((member) => member.id));
    const at = { needs, asked, tx, dealing, here, inUse, now: needs.clock.now() };
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
  readonly here: ReadonlySet<ParticipantId>;
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
  await insertSet(tx, round.eventId, set, await placesFor(using, round, dealt));
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

/** Of those who are there; a place that was locked and is kept stays locked. */
async function placesFor({ tx, here }: Using, round: BreakoutRound, { rooms }: DealtRound): Promise<Place[]> {
  const before = round.setId ?? (await listSets(tx, round.eventId, round.id)).at(-1)?.id;
  const known = before === undefined ? [] : await placesOf(tx, round.eventId, before);
  const locked = new Map(known.flatMap((place) => (place.locked ? [[place.participantId, place.roomId]] : [])));
  const absent = await absentIn(tx, round.eventId, round.id);
  return rooms.flatMap(({ room, people }) =>
    people
      .filter((participantId) => here.has(participantId) && !absent.has(participantId))
      .map((participantId) => ({
        ...{ participantId, roomId: room, joinedAt: null },
        locked: locked.get(participantId) === room,
      })),
  );
}
