/** People in their rooms: dealt in when they come late, moving themselves, joining, and absent. */
import { AppError } from '../../kernel/errors.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { Asked, PlaceService } from '../breakout-service.ts';
import type { BreakoutNeeds } from '../needs.ts';
import { demand, participantIn } from '../rights.ts';
import { changeRound, type RoundAt } from '../rounds/change-service.ts';
import { isVisible } from '../rounds/seen.ts';
import type { OwnWishes } from '../schema.ts';
import { ROUNDS_STAFF_TOPIC } from '../topics.ts';
import type { OwnBreakoutsView } from '../view.ts';
import { roomsToldOf } from './calendar-service.ts';
import { createDealIn, notOn } from './dealing-in-service.ts';
import { roomsOpenTo } from './latecomer.ts';
import { forget, leaveRooms, ownOf, takeAway } from './leaving-service.ts';
import { type Moved, type Places, seatsOf } from './moves.ts';
import { isAhead, isOn, type MovedBy, storeMoved } from './moving-service.ts';
import { type Filled, filled, ownView, topicsOnOffer } from './own-view-service.ts';
import { deleteAbsence, insertAbsence, placeOf, savePlace, saveWish } from './place-store.ts';
import { peopleOf, placesThatCount, type RoundPeople, unplacedAmong } from './round-people-service.ts';
import { SharedReads } from './shared-reads.ts';

export function createPlaces(needs: BreakoutNeeds): PlaceService {
  const dealIn = createDealIn(needs);
  const reads: RoundReads = new SharedReads();
  return {
    readOwn: (asked) => readOwn(needs, reads, asked, participantIn(asked.actor, asked.event)),
    dealIn: async (asked, round) => {
      const who = participantIn(asked.actor, asked.event);
      await dealIn(asked.event, round, who);
      return await readOwn(needs, reads, asked, who);
    },
    moveOwn: (asked, round, room) => moveOwn(needs, asked, round, room),
    join: (asked, round) => join(needs, asked, round),
    setAbsent: (asked, round, participant, absent) => setAbsent(needs, asked, round, participant, absent),
    setWishes: (asked, wishes) => setWishes(needs, asked, wishes),
    roomsOf: (eventId, participant) => roomsToldOf(needs, eventId, participant),
    ownOf: (tx, eventId, participant) => ownOf(tx, eventId, participant),
    leave: (tx, eventId, participant) => leaveRooms(tx, eventId, participant),
    forget: (tx, eventId, participant) => forget(tx, eventId, participant),
  };
}

/** By the ids of rounds. */
type RoundReads = SharedReads<string, Filled>;

async function readOwn(
  needs: BreakoutNeeds,
  reads: RoundReads,
  { event }: Asked,
  who: ParticipantId,
): Promise<OwnBreakoutsView> {
  // Read bit by bit: a thousand ask at once, and none of them is to hold a connection for all that it reads.
  return await ownView(needs, needs.db, event.id, who, (round) =>
    reads.ask(round.id, () => filled(needs, needs.db, round)),
  );
}

/** A round with the set in use, and everybody's place in it. */
interface OnAt extends RoundAt {
  readonly setId: string;
  readonly people: RoundPeople;
  readonly places: Places;
  readonly who: ParticipantId;
}

/** @throws AppError `state-not-right` while nobody comes or goes. */
async function onAt(needs: BreakoutNeeds, at: RoundAt, who: ParticipantId): Promise<OnAt> {
  const { tx, round } = at;
  if (!isOn(round) || round.setId === null) throw notOn();
  const people = await peopleOf(needs, tx, round);
  const places = await placesThatCount(tx, people, round.setId);
  return { ...at, setId: round.setId, people, places, who };
}

/** @returns the topics in which it shows. */
async function put(on: OnAt, roomId: string, locked: boolean, by: MovedBy): Promise<readonly string[]> {
  const to = { participantId: on.who, roomId, locked, joinedAt: null };
  const moved: Moved = { participantId: on.who, from: on.places.get(on.who) ?? null, to };
  return await storeMoved(on, on.setId, [moved], by);
}

async function moveOwn(needs: BreakoutNeeds, asked: Asked, round: string, room: string): Promise<OwnBreakoutsView> {
  const who = participantIn(asked.actor, asked.event);
  return await changeRound(needs, { event: asked.event, round }, async (at, touched) => {
    const on = await onAt(needs, at, who);
    if (!on.people.settings.selfMoves)
      throw new AppError('forbidden', 'Here only organisers move people between rooms.');
    if (!mayMoveThemselves(on)) throw new AppError('state-not-right', 'You cannot move to another room now.');
    const place = on.places.get(who);
    if (place?.locked) throw isFixed();
    if (place?.roomId !== room) {
      refuseRoom(on, room);
      touched(await put(on, room, false, 'themselves'));
    }
    return await ownView(needs, at.tx, asked.event.id, who);
  });
}

/** Who may not see their room yet is told nothing of others by trying, either. */
function mayMoveThemselves({ round, people, who }: OnAt): boolean {
  const { state } = round;
  return (
    (state === 'assigned' || state === 'open') && isVisible(round, people.settings.from) && people.present.has(who)
  );
}

function isFixed(): AppError {
  return new AppError('state-not-right', 'An organiser has fixed your room. Ask an organiser if you need another.');
}

/** @throws AppError `not-found`, `room-full`; `state-not-right` where a rule is against it. */
function refuseRoom({ people, places, who }: OnAt, id: string): void {
  const room = people.rules.rooms.find((each) => each.id === id);
  if (!room) throw new AppError('not-found', 'There is no such room in this round.');
  if (isOpenTo({ people, places, who }, id)) return;
  const unbound = { ...people.rules, belongs: new Map(), together: [], apart: [] };
  const hasPlace = roomsOpenTo(who, unbound, seatsOf(places), []).some((open) => open.room.id === id);
  if (hasPlace) throw new AppError('state-not-right', `A rule of the event keeps you from ${room.name}.`);
  throw new AppError('room-full', `${room.name} is full, so you were not moved.`);
}

function isOpenTo({ people, places, who }: Pick<OnAt, 'people' | 'places' | 'who'>, id: string): boolean {
  const expected = unplacedAmong(people, places);
  return roomsOpenTo(who, people.rules, seatsOf(places), expected).some(({ room }) => room.id === id);
}

async function join(needs: BreakoutNeeds, asked: Asked, round: string): Promise<{ readonly link: string | null }> {
  const who = participantIn(asked.actor, asked.event);
  return await changeRound(needs, { event: asked.event, round }, async (at, touched) => {
    const { tx, round: found, now } = at;
    if (found.setId === null || (found.state !== 'open' && found.state !== 'closing'))
      throw new AppError('state-not-right', 'The rooms are not open.');
    const place = await placeOf(tx, found.eventId, found.setId, who);
    const room = found.content.rooms.find(({ id }) => id === place?.roomId);
    if (!place || !room) throw new AppError('state-not-right', 'You have no room in this round yet.');
    if (place.joinedAt === null) {
      await savePlace(tx, found.eventId, found.setId, { ...place, joinedAt: now });
      touched([ROUNDS_STAFF_TOPIC]);
    }
    return { link: room.joinLink };
  });
}

/**
 * Whoever is absent gives up their places in every set of the round. If they come after all they go back to the room that
 * they had, where it has a place left, so that nobody is dealt in again and again; else they are dealt in anew.
 */
async function setAbsent(
  needs: BreakoutNeeds,
  asked: Asked,
  round: string,
  participant: ParticipantId | null,
  absent: boolean,
): Promise<OwnBreakoutsView> {
  const { actor, event } = asked;
  if (participant !== null) demand(actor, 'edit-breakouts', event);
  const who = participant ?? participantIn(actor, event);
  return await changeRound(needs, { event, round }, async (at, touched) => {
    if (!isAhead(at.round)) throw new AppError('state-not-right', 'The round has closed.');
    const { members } = await peopleOf(needs, at.tx, at.round);
    if (!members.has(who)) throw new AppError('not-found', 'There is no such participant.');
    const by = participant === null ? 'themselves' : 'organiser';
    const topics = await (absent ? goAway(at, who) : comeBack(needs, at, who, by));
    if (topics !== null) {
      if (participant !== null) await noteAbsence(needs, at, asked, who, absent);
      touched([...new Set([ROUNDS_STAFF_TOPIC, ...topics])]);
    }
    return await ownView(needs, at.tx, event.id, who);
  });
}

/** @returns the topics in which it shows; null where they were away before. */
async function goAway(at: RoundAt, who: ParticipantId): Promise<readonly string[] | null> {
  const { tx, round } = at;
  const from = round.setId === null ? undefined : await placeOf(tx, round.eventId, round.setId, who);
  const isNew = await insertAbsence(tx, round.eventId, round.id, who, from ?? null);
  return isNew ? await takeAway(at, who) : null;
}

/** @returns the topics in which it shows; null where they were not away. */
async function comeBack(
  needs: BreakoutNeeds,
  at: RoundAt,
  who: ParticipantId,
  by: MovedBy,
): Promise<readonly string[] | null> {
  const had = await deleteAbsence(at.tx, at.round.eventId, at.round.id, who);
  if (had === undefined) return null;
  if (had === null || !isOn(at.round) || at.round.setId === null) return [];
  const on = await onAt(needs, at, who);
  return isOpenTo(on, had.roomId) ? await put(on, had.roomId, had.locked, by) : [];
}

async function noteAbsence(
  needs: BreakoutNeeds,
  { tx, round }: RoundAt,
  { actor, event }: Asked,
  participant: string,
  absent: boolean,
): Promise<void> {
  const details = { participant, absent };
  const subject = `breakout:${round.id}`;
  await needs.record(tx, { eventId: event.id, actor, action: 'breakout-changed', subject, details });
}

async function setWishes(needs: BreakoutNeeds, { actor, event }: Asked, { topics }: OwnWishes) {
  const who = participantIn(actor, event);
  return await inTransaction(needs.db, async (tx) => {
    const offered = await topicsOnOffer(tx, event.id);
    const errors = topics.flatMap((topic, at) =>
      offered.includes(topic) && topics.indexOf(topic) === at
        ? []
        : [{ path: `topics.${at}`, message: 'expected a topic that is on offer, once' }],
    );
    if (errors.length > 0) throw new AppError('bad-input', 'Your wishes were not changed.', { errors });
    await saveWish(tx, event.id, who, topics);
    return await ownView(needs, tx, event.id, who);
  });
}
