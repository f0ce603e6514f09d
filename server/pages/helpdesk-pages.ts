/** Who asks for help, and what is done about it. */
import type { SignedInPage } from './signed-in-pages.ts';

export const helpdeskPages: readonly SignedInPage[] = [
  {
    path: '/e/:event/helpdesk',
    script: 'helpdesk',
    policy: 'give-help',
    name: 'Helpdesk',
    audience: 'the helpdesk and organisers',
    write: async ({ person, event, session, services }, site) => {
      const { renderHelpdeskPage } = await import('../../web/helpdesk/render.tsx');
      const desk = await services.people.help.readDesk(person, event);
      return renderHelpdeskPage({ session, desk, at: services.clock.now() }, site);
    },
  },
];
