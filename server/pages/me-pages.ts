/** What one event holds about oneself, and what one may do with it. */
import { mayRead } from '../../agenda/policy.ts';
import { ownSummaries } from './own-summaries.ts';
import type { SignedInPage } from './signed-in-pages.ts';

export const mePages: readonly SignedInPage[] = [
  {
    path: '/e/:event/me',
    script: 'me',
    policy: 'own-data',
    name: 'Me',
    audience: 'people who take part in it',
    write: async ({ person, event, session, services }, site) => {
      const { renderMePage } = await import('../../web/me/render.tsx');
      const { own, signIns } = services.people;
      const published = mayRead(person, event) ? await services.agenda.published.get(event.slug) : undefined;
      const agenda = published?.agenda ?? null;
      const state = {
        ...{ session, agenda },
        own: await own.get(person, event),
        summaries: await ownSummaries(services, person, event, agenda),
        signIns: await signIns.list(person),
      };
      return renderMePage(state, site);
    },
  },
];
