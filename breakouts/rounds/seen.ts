/** A round as its audiences see it. Pure. */
import type { Rule } from '../../kernel/actor.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import { formatRfc3339, type Instant } from '../../kernel/time.ts';
import { byName } from '../name-order.ts';
import type { BreakoutSession, Member, RoomRole } from '../neighbours.ts';
import { mayLead } from '../places/room-rules.ts';
import { breakoutRules } from '../policy.ts';
import type { BreakoutRound, Summary } from '../round.ts';
import type { BreakoutSettings, RoomContent } from '../schema.ts';
import { summaryState } from '../summaries/summary.ts';
import type { NamesView, RoundView, StaffRoundView } from '../view.ts';
import type { CountedSet, Seat } from './gathered.ts';
import { nudgedAt, type RoomMessage } from './message.ts';
import { reportOf } from './report.ts';
import { writersOf, writes } from './writers.ts';

/** What everybody's view of rounds is made of, of all rounds of an event. */
export interface Known {
  readonly settings: BreakoutSettings;
  readonly messages: readonly RoomMessage[];
  readonly summaries: readonly Summary[];
}

/** What the view of those who run them is made of beside that. */
export interface Gathered extends Known {
  /** Everybody who is registered, by id. */
  readonly members: ReadonlyMap<ParticipantId, Member>;
  readonly roles: readonly RoomRole[];
  readonly seats: readonly Seat[];
  readonly absences: readonly { readonly roundId: string; readonly participantId: ParticipantId }[];
  readonly sets: readonly CountedSet[];
  /** By round; null while the plenary that hears the rooms is not known. */
  readonly due: ReadonlyMap<string, Instant | null>;
}

/** Whether people may see their rooms. */
export function isVisible({ state, openedAt }: Pick<BreakoutRound, 'state' | 'openedAt'>, from: string): boolean {
  return from === 'assigned' ? state !== 'planned' : openedAt !== null;
}

/**
 * Who may know of one of its rooms, of those who follow breakouts: all, from when people may see theirs; before that
 * those who write its summary and may be asked for it, and those who run rounds.
 */
export function audienceOf(round: BreakoutRound, room: RoomContent, { from }: BreakoutSettings): Rule {
  if (isVisible(round, from)) return () => true;
  return (actor, place) => breakoutRules['run-breakouts'](actor, place) || writes(actor, place, room);
}

export function roundViewOf(round: BreakoutRound, known: Known): RoundView {
  const { settings } = known;
  const visible = isVisible(round, settings.from);
  const seen = common(round, known);
  if (!visible) return { ...seen, rooms: [], messages: [], report: [] };
  return { ...seen, rooms: round.content.rooms.map(roomLine) };
}

function common(round: BreakoutRound, { settings, messages, summaries }: Known): Omit<RoundView, 'rooms'> {
  const { entry } = round.content;
  const stage = settings.names === 'everybody' ? settings.stage : 'own-page';
  return {
    ...{ id: round.id, entry: entry.id, day: entry.day, state: round.state, stage },
    openedAt: timeOf(round.openedAt),
    closesAt: timeOf(round.closesAt),
    warnSeconds: settings.warnSeconds,
    visible: isVisible(round, settings.from),
    placesRevision: round.placesRevision,
    selfMoves: settings.selfMoves,
    messages: messagesTo(round, null, messages),
    report: reportOf(
      round,
      summaries.filter(({ roundId }) => roundId === round.id),
    ),
  };
}

/** What is said to all rooms, or to one alone: nothing any more once they have closed. */
export function messagesTo(
  { id: roundId, state }: Pick<BreakoutRound, 'id' | 'state'>,
  room: string | null,
  messages: readonly RoomMessage[],
): RoundView['messages'] {
  if (state === 'closed' || state === 'reported') return [];
  const said = messages.filter((each) => each.kind === 'message' && each.roundId === roundId && each.roomId === room);
  return said.map(({ id, text, at }) => ({ id, text, at: formatRfc3339(at, 'utc') }));
}

export function staffRoundOf(round: BreakoutRound, gathered: Gathered): StaffRoundView {
  const { members, seats, absences, sets, due } = gathered;
  const seated = seats.filter(({ roundId, participantId }) => roundId === round.id && members.has(participantId));
  const absent = new Set(
    absences
      .filter(({ roundId, participantId }) => roundId === round.id && members.has(participantId))
      .map(({ participantId }) => participantId),
  );
  const placed = new Set(seated.map(({ participantId }) => participantId));
  return {
    ...common(round, gathered),
    opens: round.content.opens,
    closesByHand: timeOf(round.closesByHand),
    rooms: staffRooms(round, seated, gathered),
    set: round.setId,
    sets: sets
      .filter(({ roundId }) => roundId === round.id)
      .map(({ roundId, createdAt, ...set }) => ({ ...set, createdAt: formatRfc3339(createdAt, 'utc') })),
    unplaced: [...members.keys()].filter((id) => !placed.has(id) && !absent.has(id)).length,
    absent: absent.size,
    dueAt: timeOf(due.get(round.id) ?? null),
    drafts: [...round.report.drafts],
    revision: round.revision,
  };
}

/** What is looked up once for all rooms of a round: an event has hundreds of them, and a thousand people. */
interface RoomsOfRound {
  readonly round: BreakoutRound;
  readonly members: Gathered['members'];
  readonly roles: readonly RoomRole[];
  /** The few who lead a room or might. */
  readonly leads: readonly Member[];
  readonly messages: readonly RoomMessage[];
  /** By room. */
  readonly summaries: ReadonlyMap<string, Summary>;
  readonly sizes: ReadonlyMap<string, number>;
  readonly joined: ReadonlyMap<string, number>;
}

function staffRooms(
  round: BreakoutRound,
  seated: readonly Seat[],
  { members, roles, messages, summaries }: Gathered,
): StaffRoundView['rooms'] {
  const { rooms } = round.content;
  const own = summaries.filter(({ roundId }) => roundId === round.id);
  const of: RoomsOfRound = {
    ...{ round, members, roles },
    leads: mayLead(rooms, roles, [...members.values()]),
    messages: messages.filter(({ roundId }) => roundId === round.id),
    summaries: new Map(own.map((summary) => [summary.roomId, summary])),
    sizes: countedByRoom(seated),
    joined: countedByRoom(seated.filter(({ joined }) => joined)),
  };
  return rooms.map((room) => staffRoom(room, of));
}

function countedByRoom(seats: readonly Seat[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { roomId } of seats) counts.set(roomId, (counts.get(roomId) ?? 0) + 1);
  return counts;
}

function staffRoom(room: RoomContent, of: RoomsOfRound): StaffRoundView['rooms'][number] {
  const { round, members, messages } = of;
  const summary = of.summaries.get(room.id);
  const { facilitator, rapporteur } = writersOf(room, of.roles, of.leads);
  const leader = (id: ParticipantId | null, given: string | null) => {
    const member = id === null ? undefined : members.get(id);
    if (!member) return null;
    const { name, organisation } = member;
    return { participant: member.id, name, organisation, byRole: given === null };
  };
  return {
    ...roomLine(room),
    ...{ joinLink: room.joinLink, capacity: room.capacity },
    facilitator: leader(facilitator, room.facilitator),
    rapporteur: leader(rapporteur, room.rapporteur),
    size: of.sizes.get(room.id) ?? 0,
    joined: of.joined.get(room.id) ?? 0,
    summary: summaryState(summary),
    late: summary?.late ?? false,
    nudgedAt: timeOf(nudgedAt(messages, round.id, room.id)),
    messages: messagesTo(round, room.id, messages),
  };
}

/** Who is in which room, by name. */
export function namesOf(
  round: BreakoutRound,
  seats: readonly Seat[],
  members: ReadonlyMap<ParticipantId, Member>,
): NamesView {
  const rooms = round.content.rooms.map((room) => ({
    ...roomLine(room),
    people: seats
      .filter(({ roundId, roomId }) => roundId === round.id && roomId === room.id)
      .flatMap(({ participantId }) => members.get(participantId) ?? [])
      .map(({ name, organisation }) => ({ name, organisation }))
      .sort(byName),
  }));
  return { round: round.id, rooms };
}

/** In the order of the agenda; those whose session is gone from it last. */
export function inAgendaOrder(
  rounds: readonly BreakoutRound[],
  sessions: readonly Pick<BreakoutSession, 'id'>[],
): BreakoutRound[] {
  const places = new Map(sessions.map(({ id }, place) => [id, place]));
  const placeOf = ({ content }: BreakoutRound) => places.get(content.entry.id) ?? sessions.length;
  return [...rounds].sort((one, other) => placeOf(one) - placeOf(other));
}

function roomLine({ id, name, topic }: RoomContent): RoundView['rooms'][number] {
  return { id, name, topic };
}

function timeOf(at: Instant | null): string | null {
  return at === null ? null : formatRfc3339(at, 'utc');
}
