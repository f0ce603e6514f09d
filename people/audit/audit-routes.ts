/** The audit log over HTTP, for organisers. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AuditService } from './audit-service.ts';

const params = z.object({ event: z.string() });
const querystring = z.object({
  before: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const auditRoutes: FastifyPluginAsyncZod<{ readonly audit: AuditService }> = async (app, { audit }) => {
  app.get(
    '/api/events/:event/audit',
    {
      config: { policy: 'read-audit' },
      schema: { tags: ['audit'], summary: 'Who did what, newest first', params, querystring },
    },
    async (request) => {
      const { before, limit } = request.query;
      return audit.list(request.actor, request.event, before ?? null, limit);
    },
  );
};
