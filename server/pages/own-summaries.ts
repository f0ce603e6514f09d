/** The summaries that somebody is still to write, in the order of the agenda. */
import type { Agenda } from '../../agenda/view.ts';
import { standingOf } from '../../kernel/actor.ts';
import { type EventRef, placeOf } from '../../people/event-directory.ts';
import type { OwnSummary } from '../../web/me/render.tsx';
import type { Services } from '../wiring.ts';
import type { Person } from './signed-in-pages.ts';

export async function ownSummaries(
  { breakouts }: Pick<Services, 'breakouts'>,
  actor: Person,
  event: EventRef,
  agenda: Agenda | null,
): Promise<OwnSummary[]> {
  if (standingOf(actor, placeOf(event))?.state !== 'registered') return [];
  const { rounds } = await breakouts.rounds.readRounds({ actor, event });
  const own = rounds.length === 0 ? null : await breakouts.places.readOwn({ actor, event });
  return rounds.flatMap(({ id, entry, report }) => {
    const mine = own?.rounds.find(({ round }) => round === id)?.room;
    const others = own?.writes.filter(({ round }) => round === id).map(({ room }) => room) ?? [];
    const written = [...(mine?.writes ? [mine] : []), ...others];
    const isHeard = (room: string) => report.some((each) => each.room === room && each.state !== 'ahead');
    const title = agenda?.days.flatMap(({ entries }) => entries).find((each) => each.id === entry)?.title ?? null;
    return written
      .filter((room) => !isHeard(room.id))
      .map((room) => ({ round: id, room: room.id, name: room.name, title }));
  });
}
