/** API keys of programs and calendar addresses of people over HTTP. Secrets are in the answer that makes them, once. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { newApiKey } from '../schema.ts';
import type { ApiKeyService } from './api-key-service.ts';
import type { CalendarTokenService } from './calendar-token-service.ts';

const ofEvent = z.object({ event: z.string() });
const ofKey = ofEvent.extend({ id: z.string() });
const managed = { policy: 'manage-keys' } as const;
const own = { policy: 'own-calendar' } as const;
const tags = ['keys'];

export interface KeyRoutesNeeds {
  readonly apiKeys: ApiKeyService;
  readonly calendarTokens: CalendarTokenService;
}

export const keyRoutes: FastifyPluginAsyncZod<KeyRoutesNeeds> = async (app, { apiKeys, calendarTokens }) => {
  app.get(
    '/api/events/:event/keys',
    {
      config: managed,
      schema: { tags, summary: 'The API keys in force, without the keys themselves', params: ofEvent },
    },
    async (request) => ({ keys: await apiKeys.list(request.actor, request.event) }),
  );
  app.post(
    '/api/events/:event/keys',
    {
      config: managed,
      schema: { tags, summary: 'Make an API key, shown this once', params: ofEvent, body: newApiKey },
    },
    async (request, reply) => {
      reply.code(201).header('cache-control', 'no-store');
      return apiKeys.make(request.actor, request.event, request.body);
    },
  );
  app.delete(
    '/api/events/:event/keys/:id',
    { config: managed, schema: { tags, summary: 'Revoke an API key', params: ofKey } },
    async (request, reply) => {
      await apiKeys.revoke(request.actor, request.event, request.params.id);
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/events/:event/me/calendar',
    {
      config: own,
      schema: { tags, summary: 'Make one’s calendar address, in place of the one before', params: ofEvent },
    },
    async (request, reply) => {
      reply.code(201).header('cache-control', 'no-store');
      return calendarTokens.make(request.actor, request.event);
    },
  );
  app.delete(
    '/api/events/:event/me/calendar',
    { config: own, schema: { tags, summary: 'End one’s calendar address', params: ofEvent } },
    async (request, reply) => {
      await calendarTokens.revoke(request.actor, request.event);
      return reply.code(204).send();
    },
  );
};
