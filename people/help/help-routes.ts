/** Asking for help, and helping, over HTTP. Answers name the revision that they saw in `If-Match`. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { revisionSeen } from '../../kernel/conditions.ts';
import { newHelpRequest } from './help-schema.ts';
import type { HelpService } from './help-service.ts';

const params = z.object({ event: z.string() });
const ofRequest = params.extend({ id: z.string() });
const tags = ['help'];
const asking = { policy: 'ask-help' } as const;
const helping = { policy: 'give-help' } as const;

export const helpRoutes: FastifyPluginAsyncZod<{ readonly help: HelpService }> = async (app, { help }) => {
  app.get(
    '/api/events/:event/me/help',
    { config: asking, schema: { tags, summary: 'What became of your request for help', params } },
    async (request) => help.readOwn(request.actor, request.event),
  );

  app.post(
    '/api/events/:event/me/help',
    {
      config: asking,
      schema: { tags, summary: 'Ask for help, or say in other words what you asked', params, body: newHelpRequest },
    },
    async (request, reply) => {
      reply.code(201);
      return help.ask(request.actor, request.event, request.body);
    },
  );

  app.delete(
    '/api/events/:event/me/help',
    { config: asking, schema: { tags, summary: 'Withdraw your request for help', params } },
    async (request) => help.withdraw(request.actor, request.event),
  );

  app.get(
    '/api/events/:event/help',
    { config: helping, schema: { tags, summary: 'Who asks for help', params } },
    async (request) => help.readDesk(request.actor, request.event),
  );

  app.post(
    '/api/events/:event/help/:id/taking',
    { config: helping, schema: { tags, summary: 'Look after a request for help', params: ofRequest } },
    async ({ actor, event, params: { id }, headers }) =>
      help.take({ actor, event, id, revision: revisionSeen(headers['if-match']) }),
  );

  app.post(
    '/api/events/:event/help/:id/solution',
    { config: helping, schema: { tags, summary: 'Say that a request for help is solved', params: ofRequest } },
    async ({ actor, event, params: { id }, headers }) =>
      help.solve({ actor, event, id, revision: revisionSeen(headers['if-match']) }),
  );
};
