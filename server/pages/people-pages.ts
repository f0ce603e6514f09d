/** The organiser's pages about people, registration and access. */
import { placeOf } from '../../people/event-directory.ts';
import { peopleRules } from '../../people/policy.ts';
import type { PeoplePageState } from '../../web/people/render.tsx';
import type { PageSite } from '../../web/shell/render.tsx';
import type { SignedInPage, Visit } from './signed-in-pages.ts';

export const peoplePages: readonly SignedInPage[] = [
  {
    path: '/e/:event/organise/people',
    script: 'people',
    policy: 'read-people',
    name: 'People',
    audience: 'organisers and the helpdesk',
    write: ({ session, person, event, search }, site) => {
      const mayEdit = peopleRules['edit-people'](person, placeOf(event));
      const days = event.days.map(({ number }) => number);
      return written({ page: 'people', session, mayEdit, days, search: search.toString() }, site);
    },
  },
  {
    path: '/e/:event/organise/registration',
    script: 'people',
    policy: 'set-registration',
    name: 'Registration',
    audience: 'organisers',
    write: ({ session }: Visit, site) => written({ page: 'registration', session }, site),
  },
  {
    path: '/e/:event/organise/access',
    script: 'people',
    policy: 'manage-keys',
    name: 'Keys and log',
    audience: 'organisers',
    write: ({ session }: Visit, site) => written({ page: 'access', session }, site),
  },
];

/** The components are loaded when the first of these pages is asked for. */
async function written(state: PeoplePageState, site: PageSite): Promise<string> {
  const { renderPeoplePage } = await import('../../web/people/render.tsx');
  return renderPeoplePage(state, site);
}
