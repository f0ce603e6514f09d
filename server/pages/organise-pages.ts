/** The organiser's home, the plan, and who came. */
import { placeOf } from '../../people/event-directory.ts';
import { ROOM_RULES } from '../access.ts';
import type { SignedInPage, Visit } from './signed-in-pages.ts';

export const organisePages: readonly SignedInPage[] = [
  {
    path: '/e/:event/organise',
    script: 'organise',
    policy: 'change-event',
    name: 'Organise',
    audience: 'organisers',
    write: async ({ person, event, session, services }, site) => {
      const now = await services.agenda.show.readNow(person, event);
      const help = await services.people.help.readDesk(person, event);
      const state = { session, page: 'home', now, help, at: services.clock.now() } as const;
      return (await renderer()).renderOrganisePage(state, site);
    },
  },
  {
    path: '/e/:event/organise/plan',
    script: 'organise',
    policy: 'read-draft',
    name: 'Plan',
    audience: 'organisers, chairs and the helpdesk',
    write: async (visit, site) => {
      const { session, search } = visit;
      const state = { session, page: 'plan', rights: rightsOf(visit), search: search.toString() } as const;
      return (await renderer()).renderOrganisePage(state, site);
    },
  },
  {
    path: '/e/:event/organise/attendance',
    script: 'attendance',
    policy: 'read-attendance',
    name: 'Attendance',
    audience: 'organisers',
    write: async ({ person, event, session, services }, site) => {
      const attendance = await services.agenda.attendance.read(person, event);
      const { renderAttendancePage } = await import('../../web/attendance/render.tsx');
      return renderAttendancePage({ session, attendance }, site);
    },
  },
];

const renderer = () => import('../../web/organise/render.tsx');

/** What the page offers; the services check each of it again. */
function rightsOf({ person, event }: Visit) {
  const place = placeOf(event);
  const ownDays = event.days.filter(({ id }) => ROOM_RULES['read-proposals'](person, { ...place, dayId: id }));
  return {
    edit: ROOM_RULES['edit-plan'](person, place),
    people: ROOM_RULES['read-people'](person, place),
    proposalsOf: ownDays.map(({ number }) => number),
  };
}
