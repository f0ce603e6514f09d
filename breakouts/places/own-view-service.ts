/** What somebody sees of breakouts about themselves. Asked by everybody at once, so it reads only what is theirs. */
import type { Kysely } from 'kysely';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { formatRfc3339 } from '../../kernel/time.ts';
import { byName } from '../name-order.ts';
import type { BreakoutNeeds } from '../needs.ts';
import type { Called, RoomRole } from '../neighbours.ts';
import type { BreakoutRound, Place } from '../round.ts';
import { listRounds } from '../rounds/round-store.ts';
import { isVisible } from '../rounds/seen.ts';
import { findSettings } from '../rounds/setting-store.ts';
import { writersOf } from '../rounds/writers.ts';
import { type BreakoutSettings, type RoomContent, sameName } from '../schema.ts';
import type { OwnBreakoutsView, OwnRoundView } from '../view.ts';
import { roomsOpenTo } from './latecomer.ts';
import { type Places, seatsOf } from './moves.ts';
import { isOn } from './moving-service.ts';
import { absencesOf, matesOf, placesInUseOf, wishOf } from './place-store.ts';
import { peopleOf, placesThatCount, type RoundPeople, unplacedAmong } from './round-people-service.ts';

/** What is read once for all rounds. */
interface Own {
  readonly who: ParticipantId;
  readonly settings: BreakoutSettings;
  readonly places: ReadonlyMap<string, Place>;
  readonly absences: ReadonlySet<string>;
  readonly roles: readonly RoomRole[];
  /** In the same room as oneself, by round. */
  readonly mates: ReadonlyMap<string, readonly ParticipantId[]>;
  /** Of everybody registered whom this may name. */
  readonly called: ReadonlyMap<ParticipantId, Called>;
}

/** A round with everybody whom it concerns and where they are. */
export interface Filled {
  readonly people: RoundPeople;
  readonly places: Places;
}

/** @param fill reads a round that has a set in use, where others' rooms matter. */
export async function ownView(
  needs: BreakoutNeeds,
  tx: Kysely<Tables>,
  eventId: EventId,
  who: ParticipantId,
  fill: (round: BreakoutRound) => Promise<Filled> = (round) => filled(needs, tx, round),
): Promise<OwnBreakoutsView> {
  const rounds = await listRounds(tx, eventId);
  const own = await readOwn(needs, tx, eventId, who, rounds);
  const views: OwnRoundView[] = [];
  for (const round of rounds) views.push(await roundView(round, own, fill));
  const topics = topicsOf(rounds);
  const wished = (await wishOf(tx, eventId, who)) ?? own.called.get(who)?.prefers ?? [];
  return {
    rounds: views,
    writes: writtenBy(rounds, views, own),
    topics,
    wishes: [...new Set(wished.flatMap((wish) => topics.find((topic) => sameName(topic, wish)) ?? []))],
  };
}

async function readOwn(
  { neighbours }: BreakoutNeeds,
  tx: Kysely<Tables>,
  eventId: EventId,
  who: ParticipantId,
  rounds: readonly BreakoutRound[],
): Promise<Own> {
  const mates = await matesOf(tx, eventId, who);
  const roles = await neighbours.roomRolesOf(tx, eventId);
  const places = await placesInUseOf(tx, eventId, who);
  const ids = new Set([...places.values()].map(({ roomId }) => roomId));
  const rooms = rounds.flatMap(({ content }) => content.rooms.filter(({ id }) => ids.has(id)));
  const asked = [who, ...[...mates.values()].flat(), ...mayLead(rooms, roles)];
  return {
    ...{ who, roles, mates, places },
    settings: (await findSettings(tx, eventId)).settings,
    absences: await absencesOf(tx, eventId, who),
    called: await neighbours.calledOf(tx, eventId, [...new Set(asked)]),
  };
}

/** Of rooms: whom the round names, and who has the role for a room of that name. */
function mayLead(rooms: readonly RoomContent[], roles: readonly RoomRole[]): ParticipantId[] {
  const named = rooms.flatMap(({ facilitator, rapporteur }) => [facilitator ?? [], rapporteur ?? []].flat());
  const byRole = roles.filter((role) => rooms.some(({ name }) => sameName(name, role.room)));
  return [...(named as ParticipantId[]), ...byRole.map(({ participantId }) => participantId)];
}

async function roundView(
  round: BreakoutRound,
  own: Own,
  fill: (round: BreakoutRound) => Promise<Filled>,
): Promise<OwnRoundView> {
  const { id, content } = round;
  const absent = own.absences.has(id);
  const place = absent ? undefined : own.places.get(id);
  const room = content.rooms.find((each) => each.id === place?.roomId);
  const seen = room && isVisible(round, own.settings.from) ? room : undefined;
  const joinedAt = seen && place?.joinedAt ? formatRfc3339(place.joinedAt, 'UTC') : null;
  return {
    ...{ round: id, entry: content.entry.id, day: content.entry.day, joinedAt, absent },
    room: seen ? ownRoom(seen, id, own) : null,
    mayMoveTo: seen && !place?.locked ? await othersOpen(round, seen.id, own, fill) : [],
    mayBeDealtIn: isOn(round) && room === undefined && !absent,
  };
}

function ownRoom(room: RoomContent, round: string, own: Own): NonNullable<OwnRoundView['room']> {
  const { who, roles, mates, called, settings } = own;
  const { facilitator, rapporteur, writers } = writersOf(room, roles, members(own));
  const name = (id: ParticipantId | null) => (id === null ? null : (called.get(id)?.name ?? null));
  const people = (mates.get(round) ?? []).flatMap((id) => {
    const person = called.get(id);
    return person ? [{ name: person.name, organisation: person.organisation }] : [];
  });
  people.sort(byName);
  const named = settings.names !== 'nobody';
  return {
    ...shortly(room),
    joinLink: room.joinLink,
    facilitator: named ? name(facilitator) : null,
    rapporteur: named ? name(rapporteur) : null,
    people: named ? people : null,
    size: people.length,
    writes: writers.includes(who),
  };
}

function members({ called }: Own): { readonly id: ParticipantId }[] {
  return [...called.keys()].map((id) => ({ id }));
}

function shortly({ id, name, topic }: RoomContent) {
  return { id, name, topic };
}

async function othersOpen(
  round: BreakoutRound,
  ownRoomId: string,
  { who, settings }: Own,
  fill: (round: BreakoutRound) => Promise<Filled>,
): Promise<string[]> {
  const mayMove = settings.selfMoves && (round.state === 'assigned' || round.state === 'open');
  if (!mayMove || round.setId === null) return [];
  const { people, places } = await fill(round);
  const open = roomsOpenTo(who, people.rules, seatsOf(places), unplacedAmong(people, places));
  return open.flatMap(({ room: { id } }) => (id === ownRoomId ? [] : [id]));
}

export async function filled(needs: BreakoutNeeds, tx: Kysely<Tables>, round: BreakoutRound): Promise<Filled> {
  const people = await peopleOf(needs, tx, round);
  return { people, places: await placesThatCount(tx, people, round.setId ?? '') };
}

/** Rooms that one leads, and sees, but is not in. */
function writtenBy(
  rounds: readonly BreakoutRound[],
  views: readonly OwnRoundView[],
  own: Own,
): OwnBreakoutsView['writes'] {
  return rounds.flatMap(({ id, content }) =>
    content.rooms
      .filter((room) => writersOf(room, own.roles, [{ id: own.who }]).writers.length > 0)
      .filter((room) => views.find(({ round }) => round === id)?.room?.id !== room.id)
      .map((room) => ({ round: id, entry: content.entry.id, room: shortly(room) })),
  );
}

/** The topics of all rooms, each once, in the order of the rounds. */
function topicsOf(rounds: readonly BreakoutRound[]): string[] {
  return [...new Set(rounds.flatMap(({ content }) => content.rooms.flatMap(({ topic }) => topic ?? [])))];
}

export async function topicsOnOffer(tx: Kysely<Tables>, eventId: EventId): Promise<readonly string[]> {
  return topicsOf(await listRounds(tx, eventId));
}
