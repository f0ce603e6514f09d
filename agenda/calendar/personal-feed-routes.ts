/**
 * One person's calendar over HTTP. Its address is the only key to it, looked up at each request, so that it
 * ends at once with a new address, and with the person's place in the event.
 */
import type { FastifyPluginAsync } from 'fastify';
import { AppError } from '../../kernel/errors.ts';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { Clock } from '../../kernel/time.ts';
import type { PublishedAgendas } from '../published/published.ts';
import { acceptsGzip, answerWith } from './feed-answer.ts';
import type { CalendarReader, RoomsOfReader } from './personal-calendar.ts';
import { PersonalFeedService } from './personal-feed-service.ts';

export interface PersonalFeedNeeds {
  /** Whose calendar a token opens, and of which event; null when it opens none. */
  readonly findOwner: (token: string) => Promise<(CalendarReader & { readonly eventSlug: string }) | null>;
  /** Their breakout rooms, as far as they may see them. */
  readonly roomsOf: (eventId: EventId, participantId: ParticipantId) => Promise<RoomsOfReader>;
  readonly published: PublishedAgendas;
  readonly clock: Clock;
  /** Where people reach this server. */
  readonly publicUrl: () => URL;
}

export const personalFeedRoutes: FastifyPluginAsync<PersonalFeedNeeds> = async (app, needs) => {
  const { findOwner, roomsOf, published, clock, publicUrl } = needs;
  const feeds = new PersonalFeedService(clock, () => ({ publicUrl: publicUrl().origin }));
  app.get<{ Params: { token: string } }>(
    '/calendars/:token.ics',
    {
      config: { policy: 'public', headers: 'data' },
      schema: { tags: ['feeds'], summary: 'One person’s calendar, with the links to join' },
    },
    async (request, reply) => {
      const owner = await findOwner(request.params.token);
      const held = owner && (await published.get(owner.eventSlug));
      // Unknown, replaced, of somebody who was removed: the same answer.
      if (!owner || !held) throw new AppError('not-found', 'There is no such calendar.');
      const rooms = await roomsOf(held.agenda.event.id as EventId, owner.participantId as ParticipantId);
      answerWith(feeds.get(held, owner, rooms, acceptsGzip(request.headers['accept-encoding'])), request, reply);
      return reply;
    },
  );
};
