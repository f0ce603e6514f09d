/** Where the topics' states are read: the services of the rooms. */
import type { AgendaServices } from '../../agenda/service.ts';
import type { ShowService } from '../../agenda/show/show-service.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { PeopleServices } from '../../people/service.ts';
import { asPlanned } from './agenda-state.ts';
import type { TopicSources } from './topics.ts';

export interface SourceRooms {
  readonly agenda: Pick<AgendaServices, 'published'> & { readonly show?: ShowService };
  readonly people: Pick<PeopleServices, 'help'>;
}

/** All but how many are here, which the hub knows itself. */
export function topicSources({ agenda, people }: SourceRooms): Omit<TopicSources, 'presence'> {
  const { show } = agenda;
  return {
    now: async (event) => (show ? await show.now(event) : { day: null, days: event.days.length, banners: [] }),
    console: async (event, day) => await show?.console(event, day),
    banners: async (event, audience) => (show ? await show.banners(event, audience) : { banners: [] }),
    agenda: (event) => plannedAgenda(agenda, event),
    ownHelp: (event, participantId) => people.help.own(event, participantId),
    helpDesk: (event) => people.help.desk(event),
  };
}

async function plannedAgenda({ published }: SourceRooms['agenda'], { slug }: EventRef): Promise<unknown> {
  const found = await published.get(slug);
  return found && asPlanned(found.agenda);
}
