/** What is shown on a screen that many look at: everybody who is in may open it, and staff are told of it. */
import type { SignedInPage } from './signed-in-pages.ts';

export const stagePages: readonly SignedInPage[] = [
  {
    path: '/e/:event/stage',
    script: 'stage',
    policy: 'follow-show',
    listedFor: 'see-presence',
    name: 'Stage',
    audience: 'people who take part in it',
    write: async ({ person, event, session, services }, site) => {
      const { renderStagePage } = await import('../../web/stage/render.tsx');
      const now = await services.agenda.show.readNow(person, event);
      const polls = await services.polls.polls.readOn(person, event);
      const rounds = await services.breakouts.rounds.readRounds({ actor: person, event });
      const address = `${site.publicUrl}/e/${event.slug}`;
      return renderStagePage({ session, now, polls, rounds, address, at: services.clock.now() }, site);
    },
  },
];
