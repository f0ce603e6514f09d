/** Files of rooms for other tools. That people's addresses left is written down. */
import type { Kysely } from 'kysely';
import { AppError } from '../../kernel/errors.ts';
import type { Tables } from '../../kernel/tables.ts';
import { addMinutes, type Instant, instant } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { Asked, RoomFileService, ZoomRooms } from '../breakout-service.ts';
import type { BreakoutNeeds } from '../needs.ts';
import type { BreakoutSession } from '../neighbours.ts';
import { absentIn, placesOf } from '../places/place-store.ts';
import { findSet } from '../places/set-store.ts';
import { demand, noSuchRound } from '../rights.ts';
import type { BreakoutRound } from '../round.ts';
import { findRound, listRounds } from '../rounds/round-store.ts';
import { runSheetLine, zoomFileName } from './run-sheet.ts';
import { zoomFile } from './zoom.ts';

export function createRoomFiles(needs: BreakoutNeeds): RoomFileService {
  return {
    zoom: async ({ round: id, ...asked }) => {
      demand(asked.actor, 'edit-breakouts', asked.event);
      return await inTransaction(needs.db, async (tx) => {
        const round = await findRound(tx, asked.event.id, id);
        if (!round) throw noSuchRound();
        return await zoomOf(needs, tx, asked, round);
      });
    },
    zoomOfLast: async (asked) => {
      demand(asked.actor, 'edit-breakouts', asked.event);
      return await inTransaction(needs.db, async (tx) => {
        const round = await assignedLast(needs, tx, asked);
        return round && (await zoomOf(needs, tx, asked, round));
      });
    },
  };
}

/** The one whose set in use is the newest; of those that were dealt together the first that has not closed. */
async function assignedLast(
  { neighbours }: BreakoutNeeds,
  tx: Kysely<Tables>,
  { event }: Asked,
): Promise<BreakoutRound | undefined> {
  const sessions = await neighbours.breakoutsOf(tx, event.id);
  const assigned: { readonly round: BreakoutRound; readonly at: Instant }[] = [];
  for (const round of await listRounds(tx, event.id)) {
    const set = round.setId === null ? undefined : await findSet(tx, event.id, round.setId);
    if (set) assigned.push({ round, at: set.createdAt });
  }
  const newest = assigned.filter(({ at }) => assigned.every((other) => other.at <= at)).map(({ round }) => round);
  const inOrder = newest.sort((one, other) => placeIn(sessions, one) - placeIn(sessions, other));
  return inOrder.find(({ closedAt }) => closedAt === null) ?? inOrder.at(-1);
}

/** In the order of the agenda; after all of them where the session is not in it. */
function placeIn(sessions: readonly BreakoutSession[], { content }: BreakoutRound): number {
  const place = sessions.findIndex(({ id }) => id === content.entry.id);
  return place < 0 ? sessions.length : place;
}

async function zoomOf(
  needs: BreakoutNeeds,
  tx: Kysely<Tables>,
  { actor, event }: Asked,
  round: BreakoutRound,
): Promise<ZoomRooms> {
  const { neighbours } = needs;
  if (round.setId === null)
    throw new AppError('state-not-right', 'Nobody has been assigned to the rooms of this round yet.');
  const { csv, notPlaced, emptyRooms } = zoomFile({
    rooms: round.content.rooms,
    places: await placesOf(tx, event.id, round.setId),
    members: await neighbours.membersOf(tx, event.id),
    addresses: await neighbours.addressesOf(tx, event.id),
    absent: await absentIn(tx, event.id, round.id),
  });
  const sessions = await neighbours.breakoutsOf(tx, event.id);
  const place = placeIn(sessions, round);
  const session = sessions[place];
  const file = zoomFileName(event.slug, session, place);
  const startsAt = await startOf(needs, tx, round, session);
  const times = { startsAt, earlierEndsAt: startsAt === null ? null : endBefore(sessions, startsAt) };
  const details = { what: 'zoom' };
  const deed = { actor, action: 'breakouts-exported', subject: `breakout:${round.id}` } as const;
  await needs.record(tx, { eventId: event.id, ...deed, details });
  return {
    ...{ file, csv, notPlaced },
    runSheet: runSheetLine({ file, session, ...times, timeZone: event.timeZone, emptyRooms }),
  };
}

/** As expected now, else as planned. */
async function startOf(
  { neighbours, clock }: BreakoutNeeds,
  tx: Kysely<Tables>,
  { eventId, content: { entry } }: BreakoutRound,
  session: BreakoutSession | undefined,
): Promise<Instant | null> {
  const second = instant(Math.floor(clock.now() / 1_000) * 1_000);
  const anchor = await neighbours.anchorOf(tx, eventId, entry.day, entry.id, second);
  return anchor?.startsAt ?? session?.startsAt ?? null;
}

/** When the last breakout that begins before ends, as planned; null for the first. */
function endBefore(sessions: readonly BreakoutSession[], startsAt: Instant): Instant | null {
  const ends = sessions.flatMap(({ startsAt: start, minutes }) =>
    start !== null && start < startsAt ? [addMinutes(start, minutes)] : [],
  );
  return ends.length === 0 ? null : instant(Math.max(...ends));
}
