/** What a set comes to, with the figures of the assigner: as it is, as moves would make it, and why. */
import type { Kysely } from 'kysely';
import type { ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import { metIn } from '../assigner/acquaintance.ts';
import { boundsOf } from '../assigner/bounds.ts';
import { figuresIn, randomBaseline } from '../assigner/figures.ts';
import { proposeMoves as propose } from '../assigner/no-shows.ts';
import type { Plan, Problem } from '../assigner/problem.ts';
import { settingOf } from '../assigner/setting.ts';
import type { SetOf } from '../breakout-service.ts';
import { figuresViewOf } from '../dealings/figures-view.ts';
import { dealOf, problemOf, type RoundAsked } from '../dealings/problem-building.ts';
import type { BreakoutNeeds } from '../needs.ts';
import type { Member, RoomRole } from '../neighbours.ts';
import { demand, noSuchRound } from '../rights.ts';
import type { Place } from '../round.ts';
import { findRound, listRounds } from '../rounds/round-store.ts';
import type { Moves, RoomContent } from '../schema.ts';
import type { FiguresView, MoveCostView } from '../view.ts';
import { moveAll, movedBy, type Places, placesById, seatsOf } from './moves.ts';
import { absentIn, placesOf, wishesOf } from './place-store.ts';
import { brokenBy, sizesOf } from './room-rules.ts';
import { peopleOf, placesThatCount, type RoundPeople } from './round-people-service.ts';
import { setIn } from './set-in-service.ts';

type Of = Omit<SetOf, 'revision'>;

/** A set of a round, beside the sets in use of all others. */
export interface Weighed {
  readonly people: RoundPeople;
  readonly places: Places;
  readonly others: readonly RoundAsked[];
  readonly roles: readonly RoomRole[];
  readonly wishes: ReadonlyMap<ParticipantId, readonly string[]>;
}

export async function figures(needs: BreakoutNeeds, of: Of): Promise<FiguresView> {
  const weighed = await read(needs, of);
  return gaugeOf(weighed, weighed.places)(weighed.places);
}

export async function weigh(needs: BreakoutNeeds, of: Of, moves: Moves): Promise<MoveCostView> {
  const weighed = await read(needs, of);
  const { people, places } = weighed;
  const after = moveAll(places, movedBy(places, moves, people));
  const nameOf = (id: ParticipantId) => people.members.get(id)?.name ?? 'Somebody';
  const broken = brokenBy(seatsOf(places), seatsOf(after), people.rules, nameOf);
  const gauge = gaugeOf(weighed, places);
  const gaugeAfter = isAlike(places, after, people.rules.rooms) ? gauge : gaugeOf(weighed, after);
  return {
    before: gauge(places),
    after: gaugeAfter(after),
    broken: broken.map(({ sentence }) => sentence),
  };
}

/** While the rooms are open, of those who have joined them. */
export async function proposeMoves(needs: BreakoutNeeds, of: Of): Promise<Moves['moves']> {
  const { people, places, others } = await read(needs, of);
  const { state } = people.round;
  const isOpen = state === 'open' || state === 'closing';
  const those = (has: (place: Place) => boolean) =>
    new Set([...places.values()].flatMap((place) => (has(place) ? [place.participantId] : [])));
  const met = metIn(others.map((other) => seatsOf(placesById(other.places ?? []))));
  const organisationOf = (person: string) => people.members.get(person as ParticipantId)?.organisation ?? null;
  return propose({
    ...{ round: people.rules, seats: seatsOf(places), acquaintance: { met, organisationOf } },
    came: those(({ joinedAt }) => !isOpen || joinedAt !== null),
    locked: those(({ locked }) => locked),
  }).map(({ person, to }) => ({ participant: person, room: to }));
}

export async function read(needs: BreakoutNeeds, of: Of): Promise<Weighed> {
  demand(of.actor, 'edit-breakouts', of.event);
  return await inTransaction(needs.db, async (tx) => {
    const round = await findRound(tx, of.event.id, of.round);
    if (!round) throw noSuchRound();
    const set = await setIn(tx, round, of.set);
    const people = await peopleOf(needs, tx, round);
    return {
      people,
      places: await placesThatCount(tx, people, set.id),
      others: await othersThan(tx, people),
      roles: await needs.neighbours.roomRolesOf(tx, round.eventId),
      wishes: await wishesOf(tx, round.eventId),
    };
  });
}

async function othersThan(tx: Kysely<Tables>, { round }: RoundPeople): Promise<RoundAsked[]> {
  const others: RoundAsked[] = [];
  for (const { id, eventId, setId, content } of await listRounds(tx, round.eventId)) {
    if (setId === null || id === round.id) continue;
    const absent = await absentIn(tx, eventId, id);
    const places = (await placesOf(tx, eventId, setId)).filter(({ participantId }) => !absent.has(participantId));
    others.push({ id, content, places, absent, dealt: false });
  }
  return others;
}

/** Of places that give as many people as many rooms, what they come to: bounds and chance are the same for all. */
function gaugeOf(weighed: Weighed, given: Places): (places: Places) => FiguresView {
  const { problem, plan } = problemWith(weighed, given, [...weighed.places.values()]);
  const { content } = weighed.people.round;
  const setting = settingOf(problem);
  const [bounds, random] = [boundsOf(setting), randomBaseline(setting)];
  const members = [...weighed.people.members.values()];
  return (places) => {
    const rounds = [...plan.rounds.slice(0, -1), dealOf(content, [...places.values()], () => true)];
    return figuresViewOf(figuresIn(setting, bounds, { rounds }), random, members);
  };
}

/** Whether the same people have a place, and no room holds more than it should. */
function isAlike(one: Places, other: Places, rooms: readonly RoomContent[]): boolean {
  if (one.size !== other.size || ![...one.keys()].every((id) => other.has(id))) return false;
  return [one, other].map((places) => sizesOf(seatsOf(places))).every((sizes) => rooms.every(fits(sizes)));
}

function fits(sizes: ReadonlyMap<string, number>): (room: RoomContent) => boolean {
  return ({ id, capacity }) => capacity === null || (sizes.get(id) ?? 0) <= capacity;
}

/**
 * The round with these places, as the assigner would be asked for it. Who has none counts as absent from it; rooms
 * that are fuller than they should be count as large as they are, so that there is something to compare with.
 * @param before the places from which moves count.
 */
export function problemWith(
  { people, others, roles, wishes }: Weighed,
  places: Places,
  before: readonly Place[],
): { readonly problem: Problem; readonly plan: Plan } {
  const { round, members, settings } = people;
  const sizes = sizesOf(seatsOf(places));
  const rooms = round.content.rooms.map((room) => ({
    ...room,
    capacity: room.capacity === null ? null : Math.max(room.capacity, sizes.get(room.id) ?? 0),
  }));
  const content = { ...round.content, rooms };
  const absent = new Set([...members.keys()].filter((id) => !places.has(id)));
  const asked: RoundAsked = { id: round.id, content, places: before, absent, dealt: true };
  const all: readonly Member[] = [...members.values()];
  const dealing = { preset: 'meet-everyone' as const, aim: null, costPerMove: 0 };
  const problem = problemOf({ rounds: [...others, asked], members: all, roles, wishes, settings, dealing });
  const deal = dealOf(content, [...places.values()], () => true);
  return { problem, plan: { rounds: [...problem.rounds.slice(0, -1).map(({ frozen }) => frozen ?? []), deal] } };
}
