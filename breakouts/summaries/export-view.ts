/** All summaries as they leave, in the order of the agenda, and by theme. Pure. */
import type { ParticipantId } from '../../kernel/ids.ts';
import { formatRfc3339 } from '../../kernel/time.ts';
import type { BreakoutSession, Member, RoomRole } from '../neighbours.ts';
import type { BreakoutRound, Summary } from '../round.ts';
import { writersOf } from '../rounds/writers.ts';
import { type RoomContent, sameName } from '../schema.ts';
import type { SUMMARY_STATES, SummaryTexts } from '../view.ts';
import { emptySummary, summaryState } from './summary.ts';

export interface ExportedRoom {
  readonly id: string;
  readonly name: string;
  readonly topic: string | null;
  /** Its topic; where it has none the session's tags. */
  readonly themes: readonly string[];
  /** Names; null under the Chatham House rule, and where there is none. */
  readonly facilitator: string | null;
  readonly rapporteur: string | null;
  /** `none`: nothing was written, it is missing. A draft was never said to be in. */
  readonly state: (typeof SUMMARY_STATES)[number];
  readonly late: boolean;
  readonly texts: SummaryTexts;
}

export interface ExportedRound {
  readonly id: string;
  /** Null where the session is in the agenda no more. */
  readonly day: number | null;
  readonly session: string | null;
  /** When its rooms closed, RFC 3339 in UTC. */
  readonly closedAt: string | null;
  readonly rooms: readonly ExportedRoom[];
}

export interface ExportedSummaries {
  readonly event: { readonly slug: string; readonly name: string };
  readonly chathamHouse: boolean;
  readonly rounds: readonly ExportedRound[];
}

/** What an export is made of. */
export interface Held {
  readonly event: { readonly slug: string; readonly name: string };
  readonly chathamHouse: boolean;
  readonly rounds: readonly BreakoutRound[];
  readonly sessions: readonly BreakoutSession[];
  readonly summaries: readonly Summary[];
  /** Both empty under the Chatham House rule. */
  readonly members: readonly Member[];
  readonly roles: readonly RoomRole[];
}

/** The rounds whose rooms have closed; those whose session is in the agenda no more come last. */
export function exportOf(held: Held): ExportedSummaries {
  const { event, chathamHouse, sessions } = held;
  const closed = held.rounds.filter(({ state }) => state === 'closed' || state === 'reported');
  const placeOf = ({ content }: BreakoutRound) => {
    const place = sessions.findIndex(({ id }) => id === content.entry.id);
    return place < 0 ? sessions.length : place;
  };
  const inOrder = [...closed].sort((one, other) => placeOf(one) - placeOf(other));
  return {
    event: { slug: event.slug, name: event.name },
    chathamHouse,
    rounds: inOrder.map((round) => roundOf(held, round)),
  };
}

function roundOf(held: Held, round: BreakoutRound): ExportedRound {
  const session = held.sessions.find(({ id }) => id === round.content.entry.id);
  return {
    id: round.id,
    day: session?.day ?? null,
    session: session?.title ?? null,
    closedAt: round.closedAt === null ? null : formatRfc3339(round.closedAt, 'utc'),
    rooms: round.content.rooms.map((room) => roomOf(held, round, room, session?.tags ?? [])),
  };
}

function roomOf(held: Held, round: BreakoutRound, room: RoomContent, tags: readonly string[]): ExportedRoom {
  const found = held.summaries.find(({ roundId, roomId }) => roundId === round.id && roomId === room.id);
  const { texts, late } = found ?? emptySummary(round.id, room.id, round.createdAt);
  const { facilitator, rapporteur } = writersOf(room, held.roles, held.members);
  const nameOf = (participant: ParticipantId | null) => held.members.find(({ id }) => id === participant)?.name ?? null;
  return {
    ...{ id: room.id, name: room.name, topic: room.topic, themes: room.topic === null ? tags : [room.topic] },
    ...(held.chathamHouse
      ? { facilitator: null, rapporteur: null }
      : { facilitator: nameOf(facilitator), rapporteur: nameOf(rapporteur) }),
    ...{ state: summaryState(found), late, texts },
  };
}

export interface RoomOfRound {
  readonly round: ExportedRound;
  readonly room: ExportedRoom;
}

export interface Theme {
  /** Null for the rooms that have none. */
  readonly name: string | null;
  /** A room with several themes stands whole under the first of them. */
  readonly whole: readonly RoomOfRound[];
  /** Rooms that stand whole under another. */
  readonly elsewhere: readonly RoomOfRound[];
}

/** In the order in which the agenda comes to them, letters' case aside; rooms without any last. */
export function themesOf({ rounds }: ExportedSummaries): Theme[] {
  const all = rounds.flatMap((round) => round.rooms.map((room) => ({ round, room })));
  const names = all
    .flatMap(({ room }) => room.themes)
    .filter((name, place, before) => before.findIndex((each) => sameName(each, name)) === place);
  const isFirst = (name: string, { themes: [first] }: ExportedRoom) => first !== undefined && sameName(first, name);
  const themes = names.map((name) => {
    const touching = all.filter(({ room }) => room.themes.some((each) => sameName(each, name)));
    const whole = touching.filter(({ room }) => isFirst(name, room));
    return { name, whole, elsewhere: touching.filter(({ room }) => !isFirst(name, room)) };
  });
  const without = all.filter(({ room }) => room.themes.length === 0);
  return without.length === 0 ? themes : [...themes, { name: null, whole: without, elsewhere: [] }];
}
