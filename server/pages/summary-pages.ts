/** A room's summary, as its facilitator and rapporteur write it. Linked from their own room, and listed nowhere. */
import { standingOf } from '../../kernel/actor.ts';
import { placeOf } from '../../people/event-directory.ts';
import { ROOM_RULES } from '../access.ts';
import type { SignedInPage, Visit } from './signed-in-pages.ts';

export const summaryPages: readonly SignedInPage[] = [
  {
    path: '/e/:event/rooms/:round/:roomId/summary',
    script: 'summary',
    policy: 'write-summary',
    listedFor: null,
    name: 'Summary',
    audience: 'those who write for this room, and organisers',
    write: async (visit, site) => {
      const { person: actor, event, session, services, params } = visit;
      const { breakouts, agenda, questions, clock } = services;
      const of = { actor, event, round: params.round ?? '', room: params.roomId ?? '' };
      const summary = await breakouts.summaries.read(of);
      const published = await agenda.published.get(event.slug);
      const entries = published?.agenda.days.flatMap((day) => day.entries) ?? [];
      const state = {
        ...{ session, summary, at: clock.now() },
        rounds: await breakouts.rounds.rounds(event),
        mayWrite: await writes(visit),
        title: entries.find(({ id }) => id === summary.entry)?.title ?? null,
        questions: (await questions.at(event, `room:${summary.room.name}`)) ?? null,
        own: await questions.readOwn(actor, event),
      };
      const { renderSummaryPage } = await import('../../web/summary/render.tsx');
      return renderSummaryPage(state, site);
    },
  },
];

/** Chairs read it before the plenary, and everybody after it. */
async function writes({ person: actor, event, services, params }: Visit): Promise<boolean> {
  if (ROOM_RULES['edit-breakouts'](actor, placeOf(event))) return true;
  if (standingOf(actor, placeOf(event))?.state !== 'registered') return false;
  const { rounds, writes } = await services.breakouts.places.readOwn({ actor, event });
  const { round, roomId } = params;
  return (
    rounds.some((each) => each.round === round && each.room?.id === roomId && each.room?.writes) ||
    writes.some((each) => each.round === round && each.room.id === roomId)
  );
}
