/**
 * The draft over HTTP. Each edit names the revision it saw in `If-Match`, and answers with
 * the whole draft as it then is and the next revision in `ETag`.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { entityTag, revisionSeen } from '../../kernel/conditions.ts';
import type { DraftView } from './draft.ts';
import type { DraftService } from './draft-service.ts';
import { dayChange, newDay, newSession, runningOrder, sessionChange } from './edit-schema.ts';
import type { EditOf } from './revision-service.ts';

const ofEvent = z.object({ event: z.string() });
const ofDay = ofEvent.extend({ day: z.coerce.number().int() });
const ofSession = ofEvent.extend({ session: z.string() });
const ofProposal = ofDay.extend({ key: z.string() });
const tags = ['draft'];
const config = { policy: 'edit-plan' } as const;

export const draftRoutes: FastifyPluginAsyncZod<{ readonly drafts: DraftService }> = async (app, { drafts }) => {
  app.get(
    '/api/events/:event/plan',
    {
      config: { policy: 'read-draft' },
      schema: { tags, summary: 'The draft, laid out, with what is wrong with it', params: ofEvent },
    },
    async (request, reply) => answer(reply, await drafts.view(request.actor, request.params.event)),
  );

  app.post(
    '/api/events/:event/days',
    { config, schema: { tags, summary: 'Add a day', params: ofEvent, body: newDay } },
    async (request, reply) => answer(reply.code(201), await drafts.addDay(editOf(request), request.body)),
  );
  app.patch(
    '/api/events/:event/days/:day',
    { config, schema: { tags, summary: 'Change a day', params: ofDay, body: dayChange } },
    async (request, reply) => answer(reply, await drafts.changeDay(editOf(request), request.params.day, request.body)),
  );
  app.delete(
    '/api/events/:event/days/:day',
    { config, schema: { tags, summary: 'Remove a day with its sessions', params: ofDay } },
    async (request, reply) => answer(reply, await drafts.removeDay(editOf(request), request.params.day)),
  );
  app.put(
    '/api/events/:event/days/:day/order',
    { config, schema: { tags, summary: 'Put the sessions of a day in order', params: ofDay, body: runningOrder } },
    async (request, reply) =>
      answer(reply, await drafts.orderSessions(editOf(request), request.params.day, request.body.sessions)),
  );

  app.post(
    '/api/events/:event/sessions',
    { config, schema: { tags, summary: 'Add a session', params: ofEvent, body: newSession } },
    async (request, reply) => answer(reply.code(201), await drafts.addSession(editOf(request), request.body)),
  );
  app.patch(
    '/api/events/:event/sessions/:session',
    { config, schema: { tags, summary: 'Change or move a session', params: ofSession, body: sessionChange } },
    async (request, reply) =>
      answer(reply, await drafts.changeSession(editOf(request), request.params.session, request.body)),
  );
  app.delete(
    '/api/events/:event/sessions/:session',
    { config, schema: { tags, summary: 'Remove a session', params: ofSession } },
    async (request, reply) => answer(reply, await drafts.removeSession(editOf(request), request.params.session)),
  );

  app.get(
    '/api/events/:event/days/:day/proposals',
    { config: { policy: 'read-proposals' }, schema: { tags, summary: 'Ways to make a day fit', params: ofDay } },
    async (request, reply) => {
      const view = await drafts.proposals(request.actor, request.params.event, request.params.day);
      reply.header('etag', entityTag(view.revision));
      return view;
    },
  );
  app.post(
    '/api/events/:event/days/:day/proposals/:key',
    { config, schema: { tags, summary: 'Make the changes that were proposed', params: ofProposal } },
    async (request, reply) =>
      answer(reply, await drafts.applyProposal(editOf(request), request.params.day, request.params.key)),
  );
};

function editOf(request: FastifyRequest & { readonly params: { readonly event: string } }): EditOf {
  const revision = revisionSeen(request.headers['if-match']);
  return { actor: request.actor, slug: request.params.event, revision };
}

function answer(reply: FastifyReply, draft: DraftView): DraftView {
  reply.header('etag', entityTag(draft.revision));
  return draft;
}
