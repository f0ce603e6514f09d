/** The organiser's home, the plan, and who came. */
import { type EventRef, placeOf } from '../../people/event-directory.ts';
import { allBreaks, breaksWithout, daysAhead, placeDays } from '../../polls/places.ts';
import { ROOM_RULES } from '../access.ts';
import type { Services } from '../wiring.ts';
import type { Person, SignedInPage, Visit } from './signed-in-pages.ts';

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
      const breaks = await breaksIn(services, person, event);
      const state = { session, page: 'home', now, help, breaks, at: services.clock.now() } as const;
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

/** How many breaks are ahead or on, and how many of them have no quick poll. */
async function breaksIn({ agenda, polls, clock }: Services, person: Person, event: EventRef) {
  const published = await agenda.published.get(event.slug);
  const days = published ? placeDays(published.agenda, event.days) : [];
  const ahead = daysAhead(days, clock.now());
  const { polls: lines } = await polls.polls.readLines(person, event);
  return { all: allBreaks(ahead).length, without: breaksWithout(ahead, lines).length };
}

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
