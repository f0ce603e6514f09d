/** Participants over HTTP. Edits of one name the revision they saw in `If-Match`. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { entityTag, revisionSeen } from '../../kernel/conditions.ts';
import { newParticipant, participantChange, roleFields } from '../schema.ts';
import type { ParticipantView } from '../view.ts';
import type { ErasureService } from './erasure-service.ts';
import { confirmation } from './own-data-routes.ts';
import { peopleQuery } from './people-filter.ts';
import type { ParticipantOf, RosterService } from './roster-service.ts';

const ofEvent = z.object({ event: z.string() });
const ofOne = ofEvent.extend({ id: z.string() });
const tags = ['people'];

export const rosterRoutes: FastifyPluginAsyncZod<{
  readonly roster: RosterService;
  readonly erasure: ErasureService;
}> = async (app, { roster, erasure }) => {
  app.get(
    '/api/events/:event/people',
    {
      config: { policy: 'read-people' },
      schema: { tags, summary: 'The people of an event, part by part', params: ofEvent, querystring: peopleQuery },
    },
    async (request) => await roster.page(request.actor, request.event, request.query),
  );

  app.post(
    '/api/events/:event/people',
    {
      config: { policy: 'edit-people' },
      schema: { tags, summary: 'Add somebody', params: ofEvent, body: newParticipant },
    },
    async (request, reply) => {
      const added = await roster.add(request.actor, request.event, request.body);
      reply.code(201).header('location', `/api/events/${request.event.slug}/people/${added.id}`);
      return answer(reply, added);
    },
  );

  app.get(
    '/api/events/:event/people/:id',
    { config: { policy: 'read-people' }, schema: { tags, summary: 'A participant', params: ofOne } },
    async (request, reply) => answer(reply, await roster.get(participantOf(request))),
  );

  app.patch(
    '/api/events/:event/people/:id',
    {
      config: { policy: 'edit-people' },
      schema: { tags, summary: 'Change a participant', params: ofOne, body: participantChange },
    },
    async (request, reply) => {
      const revision = revisionSeen(request.headers['if-match']);
      return answer(reply, await roster.change(participantOf(request), revision, request.body));
    },
  );

  app.put(
    '/api/events/:event/people/:id/roles',
    {
      config: { policy: 'grant-roles' },
      schema: {
        tags,
        summary: 'Give a participant these roles and no others',
        params: ofOne,
        body: z.strictObject({ roles: z.array(roleFields).max(100) }),
      },
    },
    async (request, reply) => {
      const revision = revisionSeen(request.headers['if-match']);
      return answer(reply, await roster.setRoles(participantOf(request), revision, request.body.roles));
    },
  );

  app.post(
    '/api/events/:event/people/:id/removal',
    { config: { policy: 'edit-people' }, schema: { tags, summary: 'Remove a participant', params: ofOne } },
    async (request, reply) => answer(reply, await roster.remove(participantOf(request))),
  );

  app.post(
    '/api/events/:event/people/:id/approval',
    {
      config: { policy: 'edit-people' },
      schema: { tags, summary: 'Approve a registration that waits for it', params: ofOne },
    },
    async (request, reply) => answer(reply, await roster.approve(participantOf(request))),
  );

  app.post(
    '/api/events/:event/people/:id/erasure',
    {
      config: { policy: 'edit-people' },
      schema: { tags, summary: 'Erase a participant, for good', params: ofOne, body: confirmation },
    },
    async (request, reply) => answer(reply, await erasure.erase(participantOf(request))),
  );

  app.post(
    '/api/events/:event/people/:id/link',
    { config: { policy: 'send-link' }, schema: { tags, summary: 'Mail somebody a link to sign in', params: ofOne } },
    async (request, reply) => {
      await roster.sendLink(participantOf(request));
      return reply.code(202).send();
    },
  );
};

export function participantOf(request: FastifyRequest): ParticipantOf {
  const { id } = request.params as { readonly id: string };
  return { actor: request.actor, event: request.event, id };
}

function answer(reply: FastifyReply, participant: ParticipantView): ParticipantView {
  reply.header('etag', entityTag(participant.revision));
  return participant;
}
