/** Who is where in a set, as columns; moves in words; and what somebody else did meanwhile. Pure. */
import type { Moves } from '../../breakouts/schema.ts';
import type { SetView, StaffRoundView } from '../../breakouts/view.ts';

export type Placed = SetView['places'][number];
export type BoardRoom = StaffRoundView['rooms'][number];
/** Somebody on the board; `room` null for who has no place. */
export interface Somebody {
  readonly participant: string;
  readonly name: string;
  readonly organisation: string | null;
  readonly room: string | null;
  readonly locked: boolean;
}

export interface Column {
  readonly room: BoardRoom;
  readonly people: readonly Placed[];
}

/** Of its column in the page. */
export const columnId = (room: string): string => `room-${room}`;

export function columnsOf({ rooms }: Pick<StaffRoundView, 'rooms'>, { places }: Pick<SetView, 'places'>): Column[] {
  return rooms.map((room) => ({ room, people: places.filter((place) => place.room === room.id) }));
}

/** Everybody who may be moved. */
export function somebodies({ places, unplaced }: Pick<SetView, 'places' | 'unplaced'>): Somebody[] {
  return [...places, ...unplaced.map((person) => ({ ...person, room: null, locked: false }))];
}

/** Both to where the other is. */
export function swapOf(one: Somebody, other: Somebody): Moves['moves'] {
  return [
    { participant: one.participant, room: other.room },
    { participant: other.participant, room: one.room },
  ];
}

/** `Adviser 2, Norway to Room 3; Analyst 1, Latvia to no room` */
export function movesText(
  moves: Moves['moves'],
  set: Pick<SetView, 'places' | 'unplaced'>,
  rooms: readonly { readonly id: string; readonly name: string }[],
): string {
  const people = somebodies(set);
  return moves
    .map(({ participant, room }) => {
      const name = people.find((each) => each.participant === participant)?.name ?? 'Somebody who has left';
      return `${name} to ${roomName(room, rooms)}`;
    })
    .join('; ');
}

export function roomName(id: string | null, rooms: readonly { readonly id: string; readonly name: string }[]): string {
  if (id === null) return 'no room';
  return rooms.find((room) => room.id === id)?.name ?? 'a room that was removed';
}

/** What has become of a set meanwhile, in sentences. */
export function changesBetween(
  before: SetView,
  after: SetView,
  rooms: readonly { readonly id: string; readonly name: string }[],
): string[] {
  const was = new Map(somebodies(before).map((person) => [person.participant, person]));
  const is = new Map(somebodies(after).map((person) => [person.participant, person]));
  const changed = [...is.values()].flatMap((now) => {
    const then = was.get(now.participant);
    if (then && then.room !== now.room)
      return [`${now.name}: from ${roomName(then.room, rooms)} to ${roomName(now.room, rooms)}.`];
    if (!then) return [`${now.name}: came into ${roomName(now.room, rooms)}.`];
    if (then.locked !== now.locked) return [`${now.name}: ${now.locked ? 'locked' : 'no longer locked'}.`];
    return [];
  });
  const gone = [...was.values()].filter(({ participant }) => !is.has(participant));
  return [...changed, ...gone.map(({ name }) => `${name}: left the round.`)];
}
