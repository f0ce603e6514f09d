/** The organiser's page of breakouts. */
import { breakoutSessions } from '../../breakouts/rounds/sessions.ts';
import type { SignedInPage } from './signed-in-pages.ts';

export const breakoutsPages: readonly SignedInPage[] = [
  {
    path: '/e/:event/organise/breakouts',
    script: 'breakouts',
    policy: 'edit-breakouts',
    name: 'Breakouts',
    audience: 'organisers',
    write: async ({ person, event, session, services, search }, site) => {
      const published = await services.agenda.published.get(event.slug);
      const dayIds = event.days.map(({ id, number }) => ({ id, number }));
      const sessions = published ? breakoutSessions(published.agenda, dayIds) : [];
      const rounds = await services.breakouts.rounds.readStaffRounds({ actor: person, event });
      const at = services.clock.now();
      const { renderBreakoutsPage } = await import('../../web/breakouts/render.tsx');
      return renderBreakoutsPage({ session, dayIds, sessions, rounds, search: search.toString(), at }, site);
    },
  },
];
