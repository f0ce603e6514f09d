/** Breakout rounds of a bench event, made through the server's own addresses. */
import { newId } from '../kernel/random.ts';
import { openDatabase } from '../server/database.ts';
import { type LiveEvent, SLUG } from './live-event.ts';

export interface MadeRound {
  readonly id: string;
  readonly rooms: readonly string[];
}

/** One for each session of the event, which are all breakouts. */
export async function makeRounds(event: LiveEvent, dataDir: string, rooms: number): Promise<MadeRound[]> {
  const made: MadeRound[] = [];
  for (const entry of await sessionsOf(dataDir)) {
    const content = Array.from({ length: rooms }, (_, at) => ({ id: newId<string>(), name: `Room ${at + 1}` }));
    const { id } = await asked<{ readonly id: string }>(event, 'POST', 'breakouts/rounds', { entry, rooms: content });
    made.push({ id, rooms: content.map((room) => room.id) });
  }
  return made;
}

async function sessionsOf(dataDir: string) {
  const { db, close } = await openDatabase({ dataDir });
  // A fresh server has a sample event, with breakouts of its own.
  const rows = await db
    .selectFrom('agenda_session as session')
    .innerJoin('agenda_event as event', 'event.id', 'session.event_id')
    .select(['session.id', 'session.day_id'])
    .where('event.slug', '=', SLUG)
    .orderBy('session.day_id')
    .orderBy('session.position')
    .execute();
  await close();
  return rows.map(({ id, day_id }) => ({ id, day: day_id }));
}

interface Revised {
  readonly id: string;
  readonly revision: number;
}

/** Puts people into the rooms in turn, and takes that into use. @returns the set. */
export async function placeAll(event: LiveEvent, { id, rooms }: MadeRound, people: readonly string[]): Promise<string> {
  const sets = `breakouts/rounds/${id}/sets`;
  const set = await asked<Revised>(event, 'POST', sets, { from: 'empty', name: 'By hand' });
  const moves = people.map((participant, at) => ({ participant, room: rooms[at % rooms.length] }));
  await event.ask('POST', `${sets}/${set.id}/moves`, { moves }, `"${set.revision}"`);
  const { rounds } = await asked<{ readonly rounds: readonly Revised[] }>(event, 'GET', 'breakouts/staff');
  const revision = rounds.find((round) => round.id === id)?.revision;
  await event.ask('POST', `breakouts/rounds/${id}/commands`, { do: 'use', set: set.id }, `"${revision}"`);
  return set.id;
}

export async function asked<T>(event: LiveEvent, method: string, path: string, body?: object): Promise<T> {
  return (await (await event.ask(method, path, body)).json()) as T;
}

/** Rooms by people, as stored. */
export async function placesOf(dataDir: string, set: string): Promise<ReadonlyMap<string, string>> {
  const { db, close } = await openDatabase({ dataDir });
  const rows = await db
    .selectFrom('breakout_place')
    .select(['participant_id', 'room_id'])
    .where('set_id', '=', set)
    .execute();
  await close();
  if (new Set(rows.map((row) => row.participant_id)).size !== rows.length) throw new Error('somebody has two places');
  return new Map(rows.map((row) => [row.participant_id, row.room_id]));
}

/** Everybody of the event, in the order in which they were signed in. */
export async function participantsOf(dataDir: string): Promise<string[]> {
  const { db, close } = await openDatabase({ dataDir });
  const rows = await db
    .selectFrom('people_participant')
    .innerJoin('agenda_event', 'agenda_event.id', 'people_participant.event_id')
    .select(['people_participant.id', 'people_participant.name'])
    .where('agenda_event.slug', '=', SLUG)
    .execute();
  await close();
  const place = (name: string) => Number(name.replace(/\D/g, ''));
  return rows.sort((one, other) => place(one.name) - place(other.name)).map(({ id }) => id);
}
