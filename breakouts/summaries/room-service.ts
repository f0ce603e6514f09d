/** The room whose summary is asked for, and what whoever asks may do with it. */
import type { Kysely } from 'kysely';
import { type Actor, standingOf } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { type EventRef, placeOf } from '../../people/event-directory.ts';
import { isInside, isOrganiser } from '../../people/policy.ts';
import type { RoomOf } from '../breakout-service.ts';
import type { RoomRole } from '../neighbours.ts';
import { breakoutRules } from '../policy.ts';
import { demand } from '../rights.ts';
import type { BreakoutRound } from '../round.ts';
import { findRound } from '../rounds/round-store.ts';
import { writersOf } from '../rounds/writers.ts';
import type { RoomContent } from '../schema.ts';

export interface RoomAt {
  readonly round: BreakoutRound;
  readonly room: RoomContent;
  /** Who asks, where they take part. */
  readonly asker: ParticipantId | null;
  readonly mayWrite: boolean;
  /** Before it is presented, too. */
  readonly mayRead: boolean;
}

/** @throws AppError as `demand`; `not-found`. */
export async function roomAt(tx: Kysely<Tables>, { actor, event, round: id, room: roomId }: RoomOf): Promise<RoomAt> {
  demand(actor, 'write-summary', event);
  const round = await findRound(tx, event.id, id);
  const room = round?.content.rooms.find((each) => each.id === roomId);
  if (!round || !room) throw new AppError('not-found', 'There is no such breakout room.');
  const asker = standingOf(actor, { eventId: event.id })?.participantId ?? null;
  const mayWrite = isOrganiser(actor, placeOf(event)) || writes(actor, event, room);
  const mayRead = mayWrite || breakoutRules['run-breakouts'](actor, placeOf(event));
  return { round, room, asker, mayWrite, mayRead };
}

/** Asked of them alone, without reading who else is in the event: pages save while people type. */
function writes(actor: Actor, event: EventRef, room: RoomContent): boolean {
  const standing = standingOf(actor, { eventId: event.id });
  if (!standing || !isInside(actor, placeOf(event))) return false;
  const own = standing.roles.flatMap(({ role, room: name }): RoomRole[] => {
    if ((role !== 'facilitator' && role !== 'rapporteur') || name === null) return [];
    return [{ participantId: standing.participantId, role, room: name }];
  });
  return writersOf(room, own, [{ id: standing.participantId }]).writers.length > 0;
}
