/** Rounds as their audiences see them, read from what is stored. */
import type { Kysely } from 'kysely';
import type { Rule } from '../../kernel/actor.ts';
import type { EventId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { formatRfc3339 } from '../../kernel/time.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { BreakoutNeeds } from '../needs.ts';
import { roomCountsOf } from '../places/place-store.ts';
import type { BreakoutRound } from '../round.ts';
import { dueAtOf } from '../summaries/due-service.ts';
import { findSummary, summariesOf } from '../summaries/summary-store.ts';
import type { NamesView, ReportsView, RoomView, RoundsView, StaffRoundsView, StaffRoundView } from '../view.ts';
import { listAbsences, listCountedSets, listSeats } from './gathered-store.ts';
import { nudgedAt } from './message.ts';
import { listMessages, listMessagesOf } from './message-store.ts';
import { reportsOf } from './report.ts';
import { findRound, listRounds } from './round-store.ts';
import {
  audienceOf,
  type Gathered,
  inAgendaOrder,
  isVisible,
  type Known,
  messagesTo,
  namesOf,
  roundViewOf,
  staffRoundOf,
} from './seen.ts';
import { findSettings } from './setting-store.ts';

type OfEvent = Pick<EventRef, 'id'>;

export async function roundsOf({ db, neighbours }: BreakoutNeeds, { id }: OfEvent): Promise<RoundsView> {
  const rounds = inAgendaOrder(await listRounds(db, id), await neighbours.breakoutsOf(db, id));
  const known = await knownOf(db, id, rounds);
  return { rounds: rounds.map((round) => roundViewOf(round, known)) };
}

async function knownOf(db: Kysely<Tables>, eventId: EventId, rounds: readonly BreakoutRound[]): Promise<Known> {
  const ids = rounds.map(({ id }) => id);
  return {
    settings: (await findSettings(db, eventId)).settings,
    messages: await listMessages(db, eventId),
    summaries: await summariesOf(db, eventId, ids),
  };
}

export async function staffRoundsOf(needs: BreakoutNeeds, { id }: OfEvent): Promise<StaffRoundsView> {
  return { rounds: await staffViews(needs, needs.db, id, await listRounds(needs.db, id)) };
}

/** One of them, within a change of it. */
export async function staffView(
  needs: BreakoutNeeds,
  tx: Kysely<Tables>,
  round: BreakoutRound,
): Promise<StaffRoundView> {
  const [view] = await staffViews(needs, tx, round.eventId, [round]);
  if (view) return view;
  throw new Error(`round ${round.id} was not shown`);
}

async function staffViews(
  needs: BreakoutNeeds,
  db: Kysely<Tables>,
  eventId: EventId,
  listed: readonly BreakoutRound[],
): Promise<StaffRoundView[]> {
  const { neighbours, clock } = needs;
  const sessions = await neighbours.breakoutsOf(db, eventId);
  const rounds = inAgendaOrder(listed, sessions);
  const known = await knownOf(db, eventId, rounds);
  const due = new Map<string, Awaited<ReturnType<typeof dueAtOf>>>();
  for (const round of rounds) due.set(round.id, await dueAtOf(needs, db, round, known.settings, sessions, clock.now()));
  const members = await neighbours.membersOf(db, eventId);
  const gathered: Gathered = {
    ...known,
    due,
    members: new Map(members.map((member) => [member.id, member])),
    roles: await neighbours.roomRolesOf(db, eventId),
    seats: await listSeats(db, eventId),
    absences: await listAbsences(db, eventId),
    sets: await listCountedSets(db, eventId),
  };
  return rounds.map((round) => staffRoundOf(round, gathered));
}

/** Who may know of a room as it stands; for everybody else there is none. @returns undefined for one that is not there. */
export async function roomAudienceOf(
  { db }: BreakoutNeeds,
  event: OfEvent,
  roundId: string,
  roomId: string,
): Promise<Rule | undefined> {
  const round = await findRound(db, event.id, roundId);
  const room = round?.content.rooms.find(({ id }) => id === roomId);
  return round && room && audienceOf(round, room, (await findSettings(db, event.id)).settings);
}

/** What a room is told, and how many came and left: it names nobody. @returns undefined for one that is not there. */
export async function roomOf(
  { db }: BreakoutNeeds,
  event: OfEvent,
  roundId: string,
  roomId: string,
): Promise<RoomView | undefined> {
  const round = await findRound(db, event.id, roundId);
  if (!round?.content.rooms.some(({ id }) => id === roomId)) return undefined;
  const messages = await listMessagesOf(db, event.id, round.id);
  const nudged = nudgedAt(messages, round.id, roomId);
  const summary = await findSummary(db, event.id, round.id, roomId);
  return {
    ...{ round: round.id, room: roomId },
    ...((await roomCountsOf(db, event.id, round.id)).get(roomId) ?? { came: 0, left: 0 }),
    summaryRevision: summary?.revision ?? 0,
    messages: messagesTo(round, roomId, messages),
    nudgedAt: nudged === null ? null : formatRfc3339(nudged, 'utc'),
  };
}

/** @returns undefined where the event does not let everybody see them, or not yet. */
export async function namesIn(
  { db, neighbours }: BreakoutNeeds,
  event: OfEvent,
  roundId: string,
): Promise<NamesView | undefined> {
  const round = await findRound(db, event.id, roundId);
  const { settings } = await findSettings(db, event.id);
  if (!round || settings.names !== 'everybody' || !isVisible(round, settings.from)) return undefined;
  const members = await neighbours.membersOf(db, event.id);
  return namesOf(round, await listSeats(db, event.id), new Map(members.map((member) => [member.id, member])));
}

/** What its rooms brought to the plenary. @returns undefined where people may not see the rooms of the round, or not yet. */
export async function reportsIn(
  { db }: BreakoutNeeds,
  event: OfEvent,
  roundId: string,
): Promise<ReportsView | undefined> {
  const round = await findRound(db, event.id, roundId);
  const { settings } = await findSettings(db, event.id);
  if (!round || !isVisible(round, settings.from)) return undefined;
  return reportsOf(round, await summariesOf(db, event.id, [round.id]));
}
