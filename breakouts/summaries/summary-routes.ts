/** Rooms' summaries over HTTP: one to write, and all of them as files. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { SummaryService } from '../breakout-service.ts';
import { summaryChange } from '../schema.ts';
import type { ExportFormat } from './export-service.ts';

const params = z.object({ event: z.string() });
const ofRoom = params.extend({ round: z.string(), roomId: z.string() });
const address = '/api/events/:event/breakouts/rounds/:round/rooms/:roomId/summary';
const writing = { policy: 'write-summary' } as const;
const tags = ['breakouts'];

const FILES: readonly { readonly format: ExportFormat; readonly type: string; readonly as: string }[] = [
  { format: 'md', type: 'text/markdown; charset=utf-8', as: 'a document' },
  { format: 'csv', type: 'text/csv; charset=utf-8', as: 'a table' },
  { format: 'json', type: 'application/json; charset=utf-8', as: 'JSON' },
];

export const summaryRoutes: FastifyPluginAsyncZod<{ readonly summaries: SummaryService }> = async (
  app,
  { summaries },
) => {
  app.get(
    address,
    { config: writing, schema: { tags, summary: 'What a room has written', params: ofRoom } },
    async ({ actor, event, params: { round, roomId: room } }) => summaries.read({ actor, event, round, room }),
  );

  app.put(
    address,
    {
      config: writing,
      schema: { tags, summary: 'Save fields of a room’s summary, or hand it in', params: ofRoom, body: summaryChange },
    },
    async ({ actor, event, params: { round, roomId: room }, body }) =>
      summaries.save({ actor, event, round, room }, body),
  );

  for (const { format, type, as } of FILES) {
    app.get(
      `/api/events/:event/breakouts/summaries.${format}`,
      {
        config: { policy: 'export-summaries' },
        schema: { tags, summary: `All summaries of breakouts that have closed, as ${as}`, params },
      },
      async ({ actor, event }, reply) => {
        const file = await summaries.export({ actor, event }, format);
        reply.header('content-disposition', `attachment; filename="summaries-${event.slug}.${format}"`);
        return reply.header('cache-control', 'private, no-store').type(type).send(file);
      },
    );
  }
};
