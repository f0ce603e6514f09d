/** Who came, over HTTP, for organisers. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AttendanceService } from './attendance.ts';

const params = z.object({ event: z.string() });
const config = { policy: 'read-attendance' } as const;
const tags = ['attendance'];

export const attendanceRoutes: FastifyPluginAsyncZod<{ readonly attendance: AttendanceService }> = async (
  app,
  { attendance },
) => {
  app.get(
    '/api/events/:event/attendance',
    { config, schema: { tags, summary: 'How many came, by day and session', params } },
    async (request) => attendance.read(request.actor, request.event),
  );

  app.get(
    '/api/events/:event/attendance.csv',
    { config, schema: { tags, summary: 'Who came, as a file with a line for each person and session', params } },
    async ({ actor, event }, reply) => {
      const csv = await attendance.exportCsv(actor, event);
      reply.header('content-type', 'text/csv; charset=utf-8');
      reply.header('content-disposition', `attachment; filename="attendance-${event.slug}.csv"`);
      reply.header('cache-control', 'private, no-store');
      return csv;
    },
  );
};
