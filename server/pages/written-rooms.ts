/** What the participant's page is written with of breakouts: all rounds, one's own rooms, and when they are planned. */
import { instant } from '../../kernel/time.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { WrittenRooms } from '../../web/participant/render.tsx';
import type { Services } from '../wiring.ts';
import type { Person } from './signed-in-pages.ts';

export async function writtenRooms(
  { breakouts, agenda }: Services,
  actor: Person,
  event: EventRef,
): Promise<WrittenRooms> {
  const rounds = await breakouts.rounds.readRounds({ actor, event });
  if (rounds.rounds.length === 0) return { rounds, own: NOTHING, rooms: [], sessions: [] };
  const own = await breakouts.places.readOwn({ actor, event });
  const mine = own.rounds.flatMap(({ round, room }) => (room ? [breakouts.rounds.room(event, round, room.id)] : []));
  const rooms = (await Promise.all(mine)).filter((room) => room !== undefined);
  const published = await agenda.published.get(event.slug);
  const entries = new Set(rounds.rounds.map(({ entry }) => entry));
  const sessions = (published?.agenda.days ?? []).flatMap(({ number, entries: planned }) =>
    planned
      .filter(({ id }) => entries.has(id))
      .map(({ id, title, start }) => ({ entry: id, title, day: number, starts: instant(Date.parse(start)) })),
  );
  return { rounds, own, rooms, sessions };
}

const NOTHING: WrittenRooms['own'] = { rounds: [], writes: [], topics: [], wishes: [] };
