/** Dealings over HTTP. A page asks again while one runs. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { DealingService } from '../breakout-service.ts';
import { newDealing } from '../schema.ts';

const params = z.object({ event: z.string() });
const ofDealing = params.extend({ dealing: z.string() });
const using = z.strictObject({
  /** Whether the sets are taken into use, so that people may see their rooms. */
  inUse: z.boolean(),
});
const tags = ['breakouts'];
const editing = { policy: 'edit-breakouts' } as const;

export const dealingRoutes: FastifyPluginAsyncZod<{ readonly dealings: DealingService }> = async (
  app,
  { dealings },
) => {
  // The threads end before the database does.
  app.addHook('onClose', () => dealings.close());

  app.post(
    '/api/events/:event/breakouts/dealings',
    { config: editing, schema: { tags, summary: 'Deal people into the rooms of rounds', params, body: newDealing } },
    async ({ actor, event, body }, reply) => {
      reply.code(202);
      return dealings.start({ actor, event }, body);
    },
  );

  app.get(
    '/api/events/:event/breakouts/dealings',
    { config: editing, schema: { tags, summary: 'All dealings, the newest first', params } },
    async ({ actor, event }) => dealings.list({ actor, event }),
  );

  app.get(
    '/api/events/:event/breakouts/dealings/:dealing',
    { config: editing, schema: { tags, summary: 'How far a dealing is, and what it comes to', params: ofDealing } },
    async ({ actor, event, params: { dealing } }) => dealings.read({ actor, event }, dealing),
  );

  app.post(
    '/api/events/:event/breakouts/dealings/:dealing/stop',
    { config: editing, schema: { tags, summary: 'End a dealing with the best so far', params: ofDealing } },
    async ({ actor, event, params: { dealing } }) => dealings.stop({ actor, event }, dealing),
  );

  app.post(
    '/api/events/:event/breakouts/dealings/:dealing/use',
    { config: editing, schema: { tags, summary: 'Make a set of each round of it', params: ofDealing, body: using } },
    async ({ actor, event, params: { dealing }, body }) => dealings.use({ actor, event }, dealing, body.inUse),
  );

  app.delete(
    '/api/events/:event/breakouts/dealings/:dealing',
    { config: editing, schema: { tags, summary: 'Remove a dealing', params: ofDealing } },
    async ({ actor, event, params: { dealing } }, reply) => {
      await dealings.remove({ actor, event }, dealing);
      reply.code(204);
    },
  );
};
