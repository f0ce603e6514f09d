/** The file of people that `assign` is given, as the assigner is asked about them. */
import { z } from 'zod';
import type { GroupRule, Person, Pin, Room, Rules } from '../../breakouts/assigner/problem.ts';
import { wishedApart, wishedTogether } from '../../breakouts/places/room-rules.ts';
import { sameName } from '../../breakouts/schema.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import { faultAt, inFileOrder } from '../../kernel/spreadsheet/cell-fault.ts';
import { readTable, type TableRow } from '../../kernel/spreadsheet/table.ts';
import { emailAddress } from '../../people/email-address.ts';
import { personCells } from '../../people/spreadsheet/people-cells.ts';
import { PEOPLE_COLUMNS, TOLD_COLUMNS } from '../../people/spreadsheet/people-columns.ts';
import { faultLine, openFile } from './sheet-input.ts';
import { RefusedError, shown } from './verb.ts';

/** As for an event, but that nobody needs an address. */
const cells = z.object({
  ...personCells.shape,
  email: z.union([
    z
      .string()
      .regex(/^\s*$/)
      .transform(() => null),
    personCells.shape.email,
  ]),
});
type Cells = z.infer<typeof cells>;
type Row = TableRow<Cells>;

export interface PeopleInput {
  readonly people: readonly Person[];
  readonly rules: Rules;
  /** Roles that hold for rooms, in the order of the file. */
  readonly leading: readonly {
    readonly person: string;
    readonly role: 'facilitator' | 'rapporteur';
    readonly room: string;
  }[];
  readonly notes: readonly string[];
}

/** @throws RefusedError with one line for each fault, `file:line:column: found …, expected …`. */
export function readPeople(path: string): PeopleInput {
  const file = openFile(path);
  if (typeof file === 'string') throw new RefusedError(file);
  const table = readTable(file, [...PEOPLE_COLUMNS, ...TOLD_COLUMNS], cells);
  const faults = [...table.faults, ...repeated(table.rows)].sort(inFileOrder);
  if (faults.length === 0 && table.rows.length === 0)
    faults.push(
      faultAt(file, { line: 2, column: 1, columnName: null, found: 'no people', expected: 'one person a row' }),
    );
  if (faults.length > 0) throw new RefusedError(...faults.map(faultLine));
  return peopleOf(table.rows);
}

/** The address, and the name of who has none. */
function idOf({ email, name }: Cells): string {
  return email?.email ?? name;
}

/** Everybody once: by the address, letters' case aside; those without one by their name. */
function repeated(rows: readonly Row[]) {
  const lines = new Map<string, number>();
  return rows.flatMap(({ fields, line, fault }) => {
    if (!fields) return [];
    const key = fields.email?.key ?? `name ${fields.name}`;
    const earlier = lines.get(key);
    if (earlier === undefined) lines.set(key, line);
    if (earlier === undefined) return [];
    return fields.email
      ? [fault('email', `each address once: lines ${earlier} and ${line} have the same`)]
      : [fault('name', `each name without an address once: lines ${earlier} and ${line} have the same`)];
  });
}

function peopleOf(rows: readonly Row[]): PeopleInput {
  const named = rows.flatMap(({ fields, line }) => (fields ? [{ fields, line, id: idOf(fields) }] : []));
  const members = named.map(({ fields: { email, prefers, together, apart }, id }) => ({
    id: id as ParticipantId,
    emailKey: email?.key ?? null,
    wishes: { prefers: prefers ?? [], together, apart: apart ?? [] },
  }));
  const everywhere = (people: readonly string[]): GroupRule => ({ people, rounds: null });
  const known = new Set(members.map(({ emailKey }) => emailKey));
  return {
    people: named.map(({ fields, id }) => personOf(fields, id)),
    rules: { pins: [], together: wishedTogether(members).map(everywhere), apart: wishedApart(members).map(everywhere) },
    leading: named.flatMap(({ fields: { role }, id }) =>
      (role ?? []).flatMap(({ role: name, room }) =>
        (name === 'facilitator' || name === 'rapporteur') && room !== null ? [{ person: id, role: name, room }] : [],
      ),
    ),
    notes: [...named.flatMap(({ fields, line }) => notesOf(fields, line, known)), ...noTopics(rows)],
  };
}

function personOf({ name, organisation, country, role, tags, prefers }: Cells, id: string): Person {
  return {
    ...{ id, name, organisation, country, role: role?.[0]?.role ?? null, tags: tags ?? [] },
    prefers: (prefers ?? []).filter(isTopic),
    absent: [],
  };
}

/** People are wished for under `together`: an address under `prefers` would make a room's topic of somebody. */
function isTopic(wish: string): boolean {
  return !emailAddress.safeParse(wish).success;
}

function noTopics(rows: readonly Row[]): string[] {
  const lines = rows.flatMap(({ fields, line }) => (fields?.prefers?.every(isTopic) === false ? [line] : []));
  if (lines.length === 0) return [];
  const where = `${lines.length === 1 ? 'Line' : 'Lines'} ${lines.join(', ')}`;
  return [`${where}: an address under prefers is no topic, and counts for nothing.`];
}

function notesOf({ email, name, apart }: Cells, line: number, known: ReadonlySet<string | null>): string[] {
  return [
    ...(email ? [] : [`Line ${line}: ${shown(name)} has no address, and is known by the name.`]),
    ...(apart ?? [])
      .filter((key) => !known.has(key))
      .map((key) => `Line ${line}: ${shown(key)}, from whom ${shown(name)} is to be apart, is not in the file.`),
  ];
}

/**
 * So many rooms: those for which somebody has a role, by name, then numbered ones; with the topics that most wish for.
 * @param notes is added to.
 */
export function roomsFor(
  { people, leading }: PeopleInput,
  { count, capacity }: { readonly count: number; readonly capacity: number | null },
  notes: string[],
): Room[] {
  const led = roomsLed(leading);
  const left = led.slice(count).map((name) => `There is no place for ${shown(name)} among ${count} rooms.`);
  const topics = topicsOf(people).slice(0, count);
  const rooms = Array.from({ length: count }, (_, at): Room => {
    const name = led[at] ?? `Room ${at + 1}`;
    const holder = (role: string) =>
      leading.find((each) => each.role === role && sameName(each.room, name))?.person ?? null;
    return {
      ...{ id: `${at + 1}`, name, topic: topics[at] ?? null, capacity },
      ...{ facilitator: holder('facilitator'), rapporteur: holder('rapporteur') },
    };
  });
  notes.push(
    ...left,
    ...rooms.flatMap(({ name, topic }) => (topic === null ? [] : [`${shown(name)}: ${shown(topic)}`])),
  );
  return rooms;
}

/** The rooms for which somebody has a role, by name: letters' case aside, as whoever comes first writes them. */
function roomsLed(leading: PeopleInput['leading']): string[] {
  const names = leading.map(({ room }) => room);
  return names.filter((name, at) => names.findIndex((each) => sameName(each, name)) === at).sort();
}

/** Everybody who leads a room is in it, beside the two whom it names, too. */
export function pinsOfLeading({ leading }: PeopleInput, rooms: readonly Room[]): Pin[] {
  return leading.flatMap(({ person, room: name }) => {
    const room = rooms.find((each) => sameName(each.name, name));
    return room ? [{ person, room: room.id, rounds: null }] : [];
  });
}

/** Most wished for first: a topic counts the more the dearer it is. */
function topicsOf(people: readonly Person[]): string[] {
  const weights = new Map<string, number>();
  for (const { prefers } of people)
    for (const [rank, topic] of prefers.entries())
      weights.set(topic, (weights.get(topic) ?? 0) + 20 - Math.min(rank, 19));
  return [...weights].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([topic]) => topic);
}
