/** What an event holds about oneself, over HTTP. */
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { entityTag, revisionSeen } from '../../kernel/conditions.ts';
import { ownChange } from '../schema.ts';
import { forgottenSessionCookie } from '../sign-in/session-cookie.ts';
import type { OwnData } from '../view.ts';
import type { ErasureService } from './erasure-service.ts';
import type { OwnDataService } from './own-data-service.ts';

const params = z.object({ event: z.string() });
/** An erasure cannot be undone, so that an empty request must not be one. */
export const confirmation = z.strictObject({ confirm: z.literal(true) });
const tags = ['me'];
const config = { policy: 'own-data' } as const;

export const ownDataRoutes: FastifyPluginAsyncZod<{
  readonly own: OwnDataService;
  readonly erasure: ErasureService;
  readonly publicUrl: () => URL;
}> = async (app, { own, erasure, publicUrl }) => {
  app.get(
    '/api/events/:event/me',
    { config, schema: { tags, summary: 'What is held about you', params } },
    async (request, reply) => answer(reply, await own.get(request.actor, request.event)),
  );

  app.patch(
    '/api/events/:event/me',
    { config, schema: { tags, summary: 'Change what is held about you', params, body: ownChange } },
    async (request, reply) => {
      const revision = revisionSeen(request.headers['if-match']);
      return answer(reply, await own.change(request.actor, request.event, revision, request.body));
    },
  );

  app.get(
    '/api/events/:event/me/data',
    { config, schema: { tags, summary: 'All that is held about you, to take along', params } },
    async (request, reply) => {
      const held = await own.download(request.actor, request.event);
      reply.header('content-disposition', `attachment; filename="${request.event.slug}-my-data.json"`);
      return reply.type('application/json; charset=utf-8').send(`${JSON.stringify(held, null, 2)}\n`);
    },
  );

  app.post(
    '/api/events/:event/me/withdrawal',
    { config, schema: { tags, summary: 'Decline, or give up your place or the wait for one', params } },
    async (request, reply) => answer(reply, await own.withdraw(request.actor, request.event)),
  );

  app.post(
    '/api/events/:event/me/erasure',
    { config, schema: { tags, summary: 'Have what is held about you erased, for good', params, body: confirmation } },
    async (request, reply) => {
      const isKnown = await erasure.eraseOwn(request.actor, request.event);
      // A sign-in of nobody says nothing any more.
      if (!isKnown && request.actor.kind === 'person') reply.header('set-cookie', forgottenSessionCookie(publicUrl()));
      return reply.code(204).send();
    },
  );
};

function answer(reply: FastifyReply, data: OwnData): OwnData {
  reply.header('etag', entityTag(data.revision));
  return data;
}
