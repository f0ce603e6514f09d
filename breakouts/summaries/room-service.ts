/** The room whose summary is asked for, and what whoever asks may do with it. */
import type { Kysely } from 'kysely';
import { standingOf } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { placeOf } from '../../people/event-directory.ts';
import { isOrganiser } from '../../people/policy.ts';
import type { RoomOf } from '../breakout-service.ts';
import { breakoutRules } from '../policy.ts';
import { demand } from '../rights.ts';
import type { BreakoutRound } from '../round.ts';
import { findRound } from '../rounds/round-store.ts';
import { writes } from '../rounds/writers.ts';
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
  const mayWrite = isOrganiser(actor, placeOf(event)) || writes(actor, placeOf(event), room);
  const mayRead = mayWrite || breakoutRules['run-breakouts'](actor, placeOf(event));
  return { round, room, asker, mayWrite, mayRead };
}
