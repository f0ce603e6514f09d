/** Questions to the speakers, as everybody who is in asks them. */
import { mayRead } from '../../agenda/policy.ts';
import type { SignedInPage } from './signed-in-pages.ts';

export const askPages: readonly SignedInPage[] = [
  {
    path: '/e/:event/ask',
    script: 'questions',
    policy: 'ask-question',
    name: 'Ask',
    audience: 'people who take part in it',
    write: async ({ person, event, session, services, search }, site) => {
      const { agenda, breakouts, questions, clock } = services;
      const { askDays, firstPlace, nearPlaces, renderAskPage, roomWalls } = await import(
        '../../web/questions/render.tsx'
      );
      const published = mayRead(person, event) ? await agenda.published.get(event.slug) : undefined;
      const { rounds } = await breakouts.places.readOwn({ actor: person, event });
      const walls = roomWalls(rounds.flatMap(({ room }) => room?.name ?? []));
      const days = [...(published ? askDays(published.agenda) : []), ...walls];
      const near = nearPlaces(await agenda.show.readNow(person, event));
      const place = firstPlace(days, near, search.get('place'));
      const state = {
        ...{ session, days, near, place, at: clock.now() },
        questions: place === null ? null : ((await questions.at(event, place)) ?? null),
        own: await questions.readOwn(person, event),
      };
      return renderAskPage(state, site);
    },
  },
];
