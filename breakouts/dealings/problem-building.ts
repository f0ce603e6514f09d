/**
 * What the assigner is asked for the rounds of an event. Pure.
 *
 * The problem is of the rounds that are to be dealt, in the order of the agenda, and of every other round that has a
 * set in use: those are frozen, so that people count as having met where they did or will.
 */
import type { ParticipantId } from '../../kernel/ids.ts';
import {
  type Aim,
  aimOf,
  type Deal,
  type GroupRule,
  type Person,
  type Pin,
  type Problem,
} from '../assigner/problem.ts';
import type { Member, RoomRole } from '../neighbours.ts';
import { mayLead, wishedApart, wishedTogether } from '../places/room-rules.ts';
import type { Place } from '../round.ts';
import { writersOf } from '../rounds/writers.ts';
import { type BreakoutSettings, caseless, type NewDealing, type RoundContent, sameName } from '../schema.ts';

/** A round as a dealing sees it. */
export interface RoundAsked {
  readonly id: string;
  readonly content: RoundContent;
  /** Where everybody is: of the set in use, else of the newest; null where there is none. */
  readonly places: readonly Place[] | null;
  readonly absent: ReadonlySet<ParticipantId>;
  /** Whether it is dealt anew. */
  readonly dealt: boolean;
}

export interface Asked {
  readonly rounds: readonly RoundAsked[];
  readonly members: readonly Member[];
  readonly roles: readonly RoomRole[];
  /** Topics that people ranked themselves, which go before what is written of them. */
  readonly wishes: ReadonlyMap<ParticipantId, readonly string[]>;
  readonly settings: Pick<BreakoutSettings, 'rules'>;
  readonly dealing: Pick<NewDealing, 'preset' | 'aim' | 'costPerMove'>;
}

export function problemOf(asked: Asked): Problem {
  const { rounds, dealing } = asked;
  const isHere = hereAmong(asked);
  const rooms = rounds.flatMap(({ content }) => content.rooms);
  const topics = topicsByName(rooms.flatMap(({ topic }) => topic ?? []));
  return {
    people: asked.members.map((member) => personOf(member, asked, topics)),
    rounds: rounds.map((round) => ({
      rooms: roomsOf(round, asked),
      frozen: round.dealt ? null : dealOf(round.content, round.places, isHere),
    })),
    rules: { pins: pinsOf(asked), together: groupsOf(asked, 'together'), apart: groupsOf(asked, 'apart') },
    aim: aimIn(dealing),
    before: rounds.some(({ dealt, places }) => dealt && places !== null)
      ? {
          plan: { rounds: rounds.map(({ content, places }) => dealOf(content, places, isHere)) },
          costPerMove: dealing.costPerMove,
        }
      : null,
  };
}

export function aimIn({ preset, aim }: Pick<NewDealing, 'preset' | 'aim'>): Aim {
  return aim ?? aimOf(preset ?? 'meet-everyone');
}

function hereAmong({ members }: Asked): (person: ParticipantId) => boolean {
  const here = new Set(members.map(({ id }) => id));
  return (person) => here.has(person);
}

function personOf(member: Member, { rounds, wishes }: Asked, topics: ReadonlyMap<string, string>): Person {
  const { id, name, organisation, country, tags } = member;
  return {
    ...{ id, name, organisation, country, tags },
    role: null,
    prefers: asWritten(wishes.get(id) ?? member.wishes.prefers, topics),
    absent: rounds.flatMap(({ absent }, at) => (absent.has(id) ? [at] : [])),
  };
}

/** Topics by their names without letters' case, each as it is written first. */
export function topicsByName(topics: readonly string[]): ReadonlyMap<string, string> {
  return new Map([...topics].reverse().map((topic) => [caseless(topic), topic]));
}

/** Topics as the rooms write them, letters' case aside; those of no room as they are. Each once. */
export function asWritten(wished: readonly string[], topics: ReadonlyMap<string, string>): string[] {
  return [...new Set(wished.map((wish) => topics.get(caseless(wish)) ?? wish))];
}

function roomsOf(round: RoundAsked, { roles, members }: Asked): Problem['rounds'][number]['rooms'] {
  const leads = leadersOf(round, roles, members);
  const known = mayLead(round.content.rooms, roles, members);
  return round.content.rooms.map((room) => {
    const { id, name, topic, capacity } = room;
    const own = (person: ParticipantId | null) => (person !== null && leads.get(person) === id ? person : null);
    const { facilitator, rapporteur } = writersOf(room, roles, known);
    return { id, name, topic, capacity, facilitator: own(facilitator), rapporteur: own(rapporteur) };
  });
}

/** The room of each who leads one: who leads two is in the first of them. */
function leadersOf(
  { content: { rooms } }: RoundAsked,
  roles: readonly RoomRole[],
  members: readonly Member[],
): ReadonlyMap<ParticipantId, string> {
  const known = mayLead(rooms, roles, members);
  return new Map(
    [...rooms].reverse().flatMap((room) => writersOf(room, roles, known).writers.map((who) => [who, room.id] as const)),
  );
}

/**
 * Pins of the rules, places that are locked, and writers beside the two whom a room names. Who leads a room is there
 * whatever the rules say; a locked place elsewhere contradicts that, and is left in for the assigner to refuse.
 */
function pinsOf({ rounds, roles, members, settings: { rules } }: Asked): Pin[] {
  const here = new Set(members.map(({ id }) => id));
  return rounds.flatMap((round, at) => {
    if (!round.dealt) return [];
    const { content, absent, places } = round;
    const leads = leadersOf(round, roles, members);
    const ruled = rules.pins.flatMap(({ participant, room, entry }) => {
      const person = participant as ParticipantId;
      if (!here.has(person) || leads.has(person) || (entry !== null && entry !== content.entry.id)) return [];
      // A pin for every round leaves out those from which somebody is absent; one for this round contradicts it.
      if (entry === null && absent.has(person)) return [];
      const found = content.rooms.find(({ name }) => sameName(name, room));
      return found ? [{ person, room: found.id }] : [];
    });
    const leading = [...leads].filter(([person]) => !absent.has(person)).map(([person, room]) => ({ person, room }));
    const rooms = new Set(content.rooms.map(({ id }) => id));
    const locked = (places ?? [])
      .filter(({ locked, participantId, roomId }) => locked && here.has(participantId) && rooms.has(roomId))
      .filter(({ participantId }) => !absent.has(participantId))
      .map(({ participantId, roomId }) => ({ person: participantId, room: roomId }));
    return eachOnce([...leading, ...ruled, ...locked]).map((pin) => ({ ...pin, rounds: [at] }));
  });
}

function eachOnce<Pinned extends { readonly person: string; readonly room: string }>(
  pins: readonly Pinned[],
): Pinned[] {
  return [...new Map(pins.map((pin) => [`${pin.person} ${pin.room}`, pin])).values()];
}

function groupsOf({ rounds, members, settings: { rules } }: Asked, kind: 'together' | 'apart'): GroupRule[] {
  const here = new Set<string>(members.map(({ id }) => id));
  const ruled = rules[kind].map(({ people, entry }): GroupRule => {
    const at = rounds.flatMap(({ content }, place) => (content.entry.id === entry ? [place] : []));
    return { people: people.filter((person) => here.has(person)), rounds: entry === null ? null : at };
  });
  const wished = kind === 'together' ? wishedTogether(members) : wishedApart(members);
  return [...ruled, ...wished.map((people) => ({ people, rounds: null }))].filter(
    ({ people, rounds: at }) => people.length > 1 && at?.length !== 0,
  );
}

export function dealOf(
  { rooms }: Pick<RoundContent, 'rooms'>,
  places: readonly Place[] | null,
  isHere: (person: ParticipantId) => boolean,
): Deal {
  const people = new Map(rooms.map(({ id }) => [id, [] as ParticipantId[]]));
  for (const { roomId, participantId } of places ?? [])
    if (isHere(participantId)) people.get(roomId)?.push(participantId);
  return rooms.map(({ id }) => (people.get(id) ?? []).sort());
}
