/** Events over HTTP. Edits name the revision they saw in `If-Match`. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { entityTag, revisionSeen } from '../../kernel/conditions.ts';
import { may } from '../policy.ts';
import { agendaEvent } from '../published/snapshot.ts';
import type { Event } from '../schema.ts';
import { eventChange, newEvent } from './edit-schema.ts';
import type { EventService } from './event-service.ts';

const params = z.object({ event: z.string() });
const tags = ['events'];

export const eventRoutes: FastifyPluginAsyncZod<{ readonly events: EventService }> = async (app, { events }) => {
  app.get(
    '/api/events',
    { config: { policy: 'public' }, schema: { tags, summary: 'The events that you may see' } },
    async (request) => {
      const actor = await request.readActor();
      return { events: (await events.list(actor)).map((event) => eventFor(actor, event)) };
    },
  );

  app.post(
    '/api/events',
    { config: { policy: 'operator' }, schema: { tags, summary: 'Create an event', body: newEvent } },
    async (request, reply) => {
      const event = await events.create(request.actor, request.body);
      reply.code(201).header('location', `/api/events/${event.slug}`).header('etag', entityTag(event.revision));
      return eventFor(request.actor, event);
    },
  );

  app.get(
    '/api/events/:event',
    { config: { policy: 'read-published' }, schema: { tags, summary: 'An event', params } },
    async (request, reply) => {
      const actor = await request.readActor();
      const event = await events.get(actor, request.params.event);
      if (may(actor, 'read-draft', event)) reply.header('etag', entityTag(event.revision));
      return eventFor(actor, event);
    },
  );

  app.patch(
    '/api/events/:event',
    { config: { policy: 'change-event' }, schema: { tags, summary: 'Change an event', params, body: eventChange } },
    async (request, reply) => {
      const revision = revisionSeen(request.headers['if-match']);
      const of = { actor: request.actor, slug: request.params.event, revision };
      const event = await events.change(of, request.body);
      reply.header('etag', entityTag(event.revision));
      return eventFor(request.actor, event);
    },
  );

  app.delete(
    '/api/events/:event',
    { config: { policy: 'remove-event' }, schema: { tags, summary: 'Remove an event with all it holds', params } },
    async (request, reply) => {
      const revision = revisionSeen(request.headers['if-match']);
      await events.remove({ actor: request.actor, slug: request.params.event, revision });
      return reply.code(204).send();
    },
  );
};

/** How busy the draft is (its revision) is told to those who may see it. */
function eventFor(actor: Actor, event: Event) {
  const { revision, publishedVersion } = event;
  return { ...agendaEvent(event), publishedVersion, ...(may(actor, 'read-draft', event) ? { revision } : {}) };
}
