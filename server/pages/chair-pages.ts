/** The chair's page: the day that is on or next of those that somebody may run, or the one that the address names. */

import type { ConsoleView } from '../../agenda/show/show-view.ts';
import { standingOf } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import { placeOf } from '../../people/event-directory.ts';
import type { OwnDay } from '../../web/chair/render.tsx';
import { ROOM_RULES } from '../access.ts';
import type { SignedInPage, Visit } from './signed-in-pages.ts';

export const chairPages: readonly SignedInPage[] = [
  {
    path: '/e/:event/chair',
    script: 'chair',
    policy: 'open-console',
    name: 'Chair',
    audience: 'chairs and organisers',
    write: async (visit, site) => {
      const { renderChairPage } = await import('../../web/chair/render.tsx');
      const { person, event, session, services } = visit;
      const days = ownDays(visit);
      const day = await shownDay(visit, days);
      const state = {
        ...{ session, days, day },
        self: `participant:${standingOf(person, placeOf(event))?.participantId ?? ''}`,
        view: day && (await consoleOf(visit, day.number)),
        writtenAt: services.clock.now(),
      };
      return renderChairPage(state, site);
    },
  },
];

/** Those that this person may run. */
function ownDays({ person, event }: Visit): OwnDay[] {
  const place = placeOf(event);
  const own = event.days.filter(({ id }) => ROOM_RULES['run-show'](person, { ...place, dayId: id }));
  return own.map(({ id, number }) => ({ id, number }));
}

/** The one asked for; else the first of theirs from the day on that is on or next, else their last. */
async function shownDay({ person, event, search, services }: Visit, days: readonly OwnDay[]): Promise<OwnDay | null> {
  const asked = days.find(({ number }) => String(number) === search.get('day'));
  if (asked) return asked;
  const { day } = await services.agenda.show.readNow(person, event);
  return days.find(({ number }) => day === null || number >= day.number) ?? days.at(-1) ?? null;
}

/** Null while the day is not published. */
async function consoleOf({ person, event, services }: Visit, day: number): Promise<ConsoleView | null> {
  try {
    return await services.agenda.show.readConsole(person, event, day);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null;
    throw error;
  }
}
