/** A round as form fields show it, and back. */
import type { RoundContent } from '../../breakouts/schema.ts';
import type { StaffRoundView } from '../../breakouts/view.ts';
import { numberOrNull, orNull, shown } from '../organise/written.ts';

export interface RoomValues {
  /** A UUID, made by the form for a new room. */
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  readonly joinLink: string;
  readonly capacity: string;
  /** Participants whom the round names; empty for none. */
  readonly facilitator: string;
  readonly rapporteur: string;
  /** Who lead the room by a role for it, while the round names nobody; empty for none. */
  readonly facilitatorByRole: string;
  readonly rapporteurByRole: string;
}

export interface RoundValues {
  readonly opens: RoundContent['opens'];
  readonly rooms: readonly RoomValues[];
}

export const LEAST_ROOMS = 2;
export const MOST_ROOMS = 100;

/** A random UUID, also where there is no secure address. */
export function newRoomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export function newRoom(id: string, name: string): RoomValues {
  const leaders = { facilitator: '', rapporteur: '', facilitatorByRole: '', rapporteurByRole: '' };
  return { id, name, topic: '', joinLink: '', capacity: '', ...leaders };
}

export function roundValues({ opens, rooms }: StaffRoundView): RoundValues {
  return { opens, rooms: rooms.map(roomValues) };
}

function roomValues(room: StaffRoundView['rooms'][number]): RoomValues {
  const { id, name, topic, joinLink, capacity, facilitator, rapporteur } = room;
  return {
    ...{ id, name, topic: shown(topic), joinLink: shown(joinLink), capacity: shown(capacity) },
    facilitator: facilitator === null || facilitator.byRole ? '' : facilitator.participant,
    rapporteur: rapporteur === null || rapporteur.byRole ? '' : rapporteur.participant,
    facilitatorByRole: facilitator?.byRole ? facilitator.name : '',
    rapporteurByRole: rapporteur?.byRole ? rapporteur.name : '',
  };
}

/** The body of `POST` and `PUT`: numbers as they were typed where they are none. */
export type RoundSent = Record<string, unknown>;

export function roundSent({ opens, rooms }: RoundValues, entry: RoundContent['entry']): RoundSent {
  return { entry, opens, rooms: rooms.map(roomSent) };
}

function roomSent({ id, name, topic, joinLink, capacity, facilitator, rapporteur }: RoomValues) {
  return {
    ...{ id, name, topic: orNull(topic), joinLink: orNull(joinLink), capacity: numberOrNull(capacity) },
    ...{ facilitator: orNull(facilitator), rapporteur: orNull(rapporteur) },
  };
}

/** Rooms of another round, with ids of their own, so that the two are changed apart. */
export function copiedRooms(from: StaffRoundView, makeId: () => string): RoomValues[] {
  return from.rooms.map((room) => ({ ...roomValues(room), id: makeId() }));
}

/** Names for rooms, of which each line that was typed is one; `Room 3` where there are too few. */
export function roomNames(count: number, typed: string): string[] {
  const lines = typed
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  return Array.from({ length: count }, (_, place) => lines[place] ?? `Room ${place + 1}`);
}
