/** What is done to many people at once, over HTTP. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { bulkInvitations, bulkRoles } from './bulk.ts';
import type { BulkService } from './bulk-service.ts';

const params = z.object({ event: z.string() });
const tags = ['people'];
/** Ten thousand ids and some roles, in bytes. */
const bodyLimit = 512 * 1024;

export const bulkRoutes: FastifyPluginAsyncZod<{ readonly bulk: BulkService }> = async (app, { bulk }) => {
  app.post(
    '/api/events/:event/people/invitations',
    {
      bodyLimit,
      config: { policy: 'edit-people' },
      schema: { tags, summary: 'Invite many, and learn who was left out', params, body: bulkInvitations },
    },
    async (request) => await bulk.invite(request.actor, request.event, request.body),
  );

  app.post(
    '/api/events/:event/people/roles',
    {
      bodyLimit,
      config: { policy: 'grant-roles' },
      schema: { tags, summary: 'Give roles to many, or take them', params, body: bulkRoles },
    },
    async (request) => await bulk.grant(request.actor, request.event, request.body),
  );
};
