/** Files of rooms over HTTP. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RoomFileService } from '../breakout-service.ts';

const params = z.object({ event: z.string(), round: z.string() });
const config = { policy: 'edit-breakouts' } as const;
const tags = ['breakouts'];

export const roomFileRoutes: FastifyPluginAsyncZod<{ readonly files: RoomFileService }> = async (app, { files }) => {
  app.get(
    '/api/events/:event/breakouts/rounds/:round/zoom.csv',
    { config, schema: { tags, summary: 'The rooms of a round as Zoom reads them', params } },
    async ({ actor, event, params: { round } }, reply) => {
      const { file, csv } = await files.zoom({ actor, event, round });
      reply.header('content-disposition', `attachment; filename="${file}"`);
      return reply.header('cache-control', 'private, no-store').type('text/csv; charset=utf-8').send(csv);
    },
  );

  app.get(
    '/api/events/:event/breakouts/rounds/:round/zoom',
    { config, schema: { tags, summary: 'Whom Zoom cannot place, and when to load the file', params } },
    async ({ actor, event, params: { round } }, reply) => {
      const { file, notPlaced, runSheet } = await files.zoom({ actor, event, round });
      reply.header('cache-control', 'private, no-store');
      return { file, notPlaced, runSheet };
    },
  );
};
