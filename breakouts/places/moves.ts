/** People who move between the rooms of a set, in one step, and back. Pure. */
import { AppError } from '../../kernel/errors.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import type { Place } from '../round.ts';
import type { Moves } from '../schema.ts';
import type { Seats } from './room-rules.ts';

/** One person's place before and after; null for none. */
export interface Moved {
  readonly participantId: ParticipantId;
  readonly from: Place | null;
  readonly to: Place | null;
}

/** Places by people. */
export type Places = ReadonlyMap<ParticipantId, Place>;

export function placesById(places: readonly Place[]): Places {
  return new Map(places.map((place) => [place.participantId, place]));
}

export function seatsOf(places: Places): Seats {
  return new Map([...places].map(([id, { roomId }]) => [id, roomId]));
}

/** Whom moves may concern. */
export interface Movable {
  readonly rooms: ReadonlySet<string>;
  /** Everybody who is registered and not absent. */
  readonly present: ReadonlySet<string>;
}

/**
 * What moves change; who stays where they are is left out. Whoever comes into another room has not joined it yet.
 * @throws AppError `bad-input` for a person twice, who is not there, and a room that the round has not.
 */
export function movedBy(places: Places, { moves }: Moves, { rooms, present }: Movable): Moved[] {
  const seen = new Set<string>();
  return moves.flatMap(({ participant, room }, at) => {
    const id = participant as ParticipantId;
    if (seen.has(id)) throw unfit(at, 'participant', 'expected each person once');
    seen.add(id);
    if (room !== null && !rooms.has(room)) throw unfit(at, 'room', 'expected a room of this round');
    if (room !== null && !present.has(id))
      throw unfit(at, 'participant', 'expected somebody who is registered and not absent from this round');
    const from = places.get(id) ?? null;
    if ((from?.roomId ?? null) === room) return [];
    const locked = from?.locked ?? false;
    return [
      {
        participantId: id,
        from,
        to: room === null ? null : { participantId: id, roomId: room, locked, joinedAt: null },
      },
    ];
  });
}

function unfit(at: number, field: string, message: string): AppError {
  return new AppError('bad-input', 'Nobody was moved.', { errors: [{ path: `moves.${at}.${field}`, message }] });
}

/**
 * What takes a step back. Whoever has been moved again since by something else than a later step, has left or is
 * absent now, stays as they are.
 */
export function movedBack(places: Places, step: readonly Moved[], { rooms, present }: Movable): Moved[] {
  return step.flatMap(({ participantId, from: before, to: after }): Moved[] => {
    const from = places.get(participantId) ?? null;
    if ((from?.roomId ?? null) !== (after?.roomId ?? null)) return [];
    if (before === null) return from === null ? [] : [{ participantId, from, to: null }];
    if (!present.has(participantId) || !rooms.has(before.roomId)) return [];
    return [{ participantId, from, to: before }];
  });
}

export function moveAll(places: Places, moved: readonly Moved[]): Places {
  const after = new Map(places);
  for (const { participantId, to } of moved) {
    if (to === null) after.delete(participantId);
    else after.set(participantId, to);
  }
  return after;
}
