/** Which topics a happening of the rooms shows in. */
import type { AgendaHappening } from '../../agenda/events.ts';
import type { EventId } from '../../kernel/ids.ts';
import { EVERY_EVENT } from '../../kernel/live.ts';
import type { PeopleHappening } from '../../people/events.ts';
import { STANDINGS_TOPIC } from '../../people/presence/topics.ts';

export interface Changed {
  readonly eventId: EventId;
  readonly topics: readonly string[];
}

/** Null where it shows in none, or is told with its topics as a happening of its own. */
export function changedBy(happening: AgendaHappening | PeopleHappening): Changed | null {
  switch (happening.kind) {
    case 'topics-changed':
      return happening;
    case 'participant-changed':
    case 'participants-changed':
    case 'api-key-revoked':
    case 'event-removed':
      return { eventId: happening.eventId, topics: [STANDINGS_TOPIC] };
    case 'sign-in-ended':
      return { eventId: EVERY_EVENT, topics: [STANDINGS_TOPIC] };
    default:
      return null;
  }
}
