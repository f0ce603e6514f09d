/** What holds of who is in which room of one round: rooms of one's own, pins, who is together and who apart. Pure. */
import type { ParticipantId } from '../../kernel/ids.ts';
import type { Member, RoomRole } from '../neighbours.ts';
import { writersOf } from '../rounds/writers.ts';
import { type BreakoutSettings, type RoomContent, type RoundContent, sameName } from '../schema.ts';

type People = readonly ParticipantId[];

export interface RoomRules {
  readonly rooms: readonly RoomContent[];
  /** The room to which somebody belongs, as its facilitator or rapporteur or by a pin. */
  readonly belongs: ReadonlyMap<ParticipantId, string>;
  /** Who leads the room to which they belong. */
  readonly leading: ReadonlySet<ParticipantId>;
  readonly together: readonly People[];
  readonly apart: readonly People[];
}

/** Rooms by people. */
export type Seats = ReadonlyMap<ParticipantId, string>;

/** @param members everybody who is registered. */
export function roomRulesOf(
  { entry, rooms }: RoundContent,
  { rules }: Pick<BreakoutSettings, 'rules'>,
  members: readonly Pick<Member, 'id' | 'wishes' | 'emailKey'>[],
  roles: readonly RoomRole[],
): RoomRules {
  const belongs = new Map<ParticipantId, string>();
  const ofRound = <Rule extends { readonly entry: string | null }>(given: readonly Rule[]) =>
    given.filter((rule) => rule.entry === null || rule.entry === entry.id);
  for (const { participant, room } of ofRound(rules.pins)) {
    const pinned = rooms.find(({ name }) => sameName(name, room));
    if (pinned) belongs.set(participant as ParticipantId, pinned.id);
  }
  const leading = new Set<ParticipantId>();
  const known = mayLead(rooms, roles, members);
  // Who leads two rooms is in the first of them; a room of one's own goes before a pin.
  for (const room of [...rooms].reverse()) {
    for (const writer of writersOf(room, roles, known).writers) {
      belongs.set(writer, room.id);
      leading.add(writer);
    }
  }
  const named = (groups: readonly { readonly people: readonly string[]; readonly entry: string | null }[]) =>
    ofRound(groups).map(({ people }) => people as People);
  return {
    ...{ rooms, belongs, leading },
    together: [...named(rules.together), ...wishedTogether(members)],
    apart: [...named(rules.apart), ...wishedApart(members)],
  };
}

/** Those of the people who lead a room or might: to look for leaders among these few is quick. */
export function mayLead<Who extends Pick<Member, 'id'>>(
  rooms: readonly RoomContent[],
  roles: readonly RoomRole[],
  people: readonly Who[],
): Who[] {
  const named = rooms.flatMap(({ facilitator, rapporteur }) => [facilitator, rapporteur]);
  const known = new Set<string | null>([...named, ...roles.map(({ participantId }) => participantId)]);
  return people.filter(({ id }) => known.has(id));
}

/** Groups of those who wish for the same group. */
export function wishedTogether(members: readonly Pick<Member, 'id' | 'wishes'>[]): People[] {
  const groups = new Map<string, ParticipantId[]>();
  for (const { id, wishes } of members) {
    if (wishes.together !== null) groups.set(wishes.together, [...(groups.get(wishes.together) ?? []), id]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

/** Pairs of whom one wishes to be apart from the other. */
export function wishedApart(members: readonly Pick<Member, 'id' | 'wishes' | 'emailKey'>[]): People[] {
  const byKey = new Map(members.flatMap(({ id, emailKey }) => (emailKey === null ? [] : [[emailKey, id]])));
  return members.flatMap(({ id, wishes }) =>
    wishes.apart.flatMap((key) => {
      const other = byKey.get(key);
      return other === undefined || other === id ? [] : [[id, other as ParticipantId]];
    }),
  );
}

export interface Broken {
  /** `full` where a room holds no more. */
  readonly what: 'full' | 'rule';
  readonly sentence: string;
}

/** What rules a change breaks: those that it makes no worse are left out. */
export function brokenBy(
  before: Seats,
  after: Seats,
  rules: RoomRules,
  nameOf: (person: ParticipantId) => string,
): Broken[] {
  const moved = [...after].filter(([person, room]) => before.get(person) !== room);
  const roomName = (id: string) => rules.rooms.find((room) => room.id === id)?.name ?? '';
  const misplaced = moved.flatMap(([person, room]) => {
    const own = rules.belongs.get(person);
    if (own === undefined || own === room) return [];
    const why = rules.leading.has(person) ? 'leads' : 'is pinned to';
    return [rule(`${nameOf(person)} ${why} ${roomName(own)}.`)];
  });
  return [
    ...overfull(before, after, rules),
    ...misplaced,
    ...split(before, after, rules).map((people) => rule(`${listed(people, nameOf)} are to be together.`)),
    ...meeting(moved, after, rules).map((people) => rule(`${listed(people, nameOf)} are to be apart.`)),
  ];
}

function rule(sentence: string): Broken {
  return { what: 'rule', sentence };
}

function overfull(before: Seats, after: Seats, { rooms }: RoomRules): Broken[] {
  const [was, is] = [sizesOf(before), sizesOf(after)];
  return rooms.flatMap(({ id, name, capacity }) => {
    const size = is.get(id) ?? 0;
    if (capacity === null || size <= capacity || size <= (was.get(id) ?? 0)) return [];
    const sentence = `${name} would hold ${size} people, and has places for ${capacity}.`;
    return [{ what: 'full' as const, sentence }];
  });
}

/** Groups that are in more rooms than they were. */
function split(before: Seats, after: Seats, { together }: RoomRules): People[] {
  const rooms = (seats: Seats, people: People) => new Set(people.flatMap((person) => seats.get(person) ?? [])).size;
  return together.filter((people) => rooms(after, people) > Math.max(1, rooms(before, people)));
}

function meeting(moved: readonly (readonly [ParticipantId, string])[], after: Seats, { apart }: RoomRules): People[] {
  return moved.flatMap(([person, room]) =>
    apart
      .filter((people) => people.includes(person))
      .map((people) => people.filter((each) => after.get(each) === room))
      .filter(({ length }) => length > 1),
  );
}

export function sizesOf(seats: Seats): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const room of seats.values()) sizes.set(room, (sizes.get(room) ?? 0) + 1);
  return sizes;
}

/** The longest list of names in a sentence. */
const MOST_NAMES = 6;

function listed(people: People, nameOf: (person: ParticipantId) => string): string {
  const names = people.slice(0, MOST_NAMES).map(nameOf);
  if (people.length > MOST_NAMES) return `${names.join(', ')} and ${people.length - MOST_NAMES} more`;
  return [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
}
