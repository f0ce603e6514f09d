/** The organiser's page of polls. */
import { placeDays } from '../../polls/places.ts';
import type { SignedInPage } from './signed-in-pages.ts';

export const pollsPages: readonly SignedInPage[] = [
  {
    path: '/e/:event/organise/polls',
    script: 'polls',
    pictures: true,
    policy: 'edit-polls',
    name: 'Polls',
    audience: 'organisers',
    write: async ({ person, event, session, services, search }, site) => {
      const published = await services.agenda.published.get(event.slug);
      const dayIds = event.days.map(({ id, number }) => ({ id, number }));
      const days = published ? placeDays(published.agenda, dayIds) : [];
      const polls = await services.polls.polls.readLines(person, event);
      const at = services.clock.now();
      const { renderPollsPage } = await import('../../web/polls/render.tsx');
      return renderPollsPage({ session, dayIds, days, polls, search: search.toString(), at }, site);
    },
  },
];
