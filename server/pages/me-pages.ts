/** What one event holds about oneself, and what one may do with it. */
import { mayRead } from '../../agenda/policy.ts';
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
      const state = {
        session,
        own: await own.get(person, event),
        signIns: await signIns.list(person),
        agenda: published?.agenda ?? null,
      };
      return renderMePage(state, site);
    },
  },
];
