/** Organisations over HTTP. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { entityTag, revisionSeen } from '../../kernel/conditions.ts';
import { newOrganisation, organisationChange } from '../schema.ts';
import type { OrganisationView } from '../view.ts';
import type { OrganisationOf, OrganisationService } from './organisation-service.ts';

const ofEvent = z.object({ event: z.string() });
const ofOne = ofEvent.extend({ id: z.string() });
const tags = ['organisations'];
const config = { policy: 'edit-people' } as const;

export const organisationRoutes: FastifyPluginAsyncZod<{ readonly organisations: OrganisationService }> = async (
  app,
  { organisations },
) => {
  app.get(
    '/api/events/:event/organisations',
    {
      config: { policy: 'read-people' },
      schema: { tags, summary: 'The organisations of an event, and how many people of each', params: ofEvent },
    },
    async (request) => ({ organisations: await organisations.list(request.actor, request.event) }),
  );

  app.post(
    '/api/events/:event/organisations',
    { config, schema: { tags, summary: 'Add an organisation', params: ofEvent, body: newOrganisation } },
    async (request, reply) =>
      answer(reply.code(201), await organisations.add(request.actor, request.event, request.body)),
  );

  app.patch(
    '/api/events/:event/organisations/:id',
    { config, schema: { tags, summary: 'Change an organisation', params: ofOne, body: organisationChange } },
    async (request, reply) => answer(reply, await organisations.change(organisationOf(request), request.body)),
  );

  app.delete(
    '/api/events/:event/organisations/:id',
    { config, schema: { tags, summary: 'Remove an organisation of which nobody is', params: ofOne } },
    async (request, reply) => {
      await organisations.remove(organisationOf(request));
      return reply.code(204).send();
    },
  );
};

function organisationOf(request: FastifyRequest): OrganisationOf {
  const { id } = request.params as { readonly id: string };
  return { actor: request.actor, event: request.event, id, revision: revisionSeen(request.headers['if-match']) };
}

function answer(reply: FastifyReply, organisation: OrganisationView): OrganisationView {
  reply.header('etag', entityTag(organisation.revision));
  return organisation;
}
