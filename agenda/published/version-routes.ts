/** Versions and the published agenda over HTTP. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { entityTag, holdsAlready, revisionSeen } from '../../kernel/conditions.ts';
import { publication } from '../draft/edit-schema.ts';
import { mayRead, noSuchEvent } from '../policy.ts';
import type { PublishedAgenda, PublishedAgendas } from './published.ts';
import type { VersionService } from './version-service.ts';

/** Well within what a database takes as an integer. */
const HIGHEST = 999_999_999;
const ofEvent = z.object({ event: z.string() });
const ofVersion = ofEvent.extend({ version: z.coerce.number().int().min(0).max(HIGHEST) });
const from = z.strictObject({ from: z.coerce.number().int().min(0).max(HIGHEST).optional() });

interface Options {
  readonly versions: VersionService;
  readonly published: PublishedAgendas;
}

export const versionRoutes: FastifyPluginAsyncZod<Options> = async (app, { versions, published }) => {
  const tags = ['versions'];

  app.post(
    '/api/events/:event/versions',
    {
      config: { policy: 'publish-agenda' },
      schema: { tags, summary: 'Publish the draft as the next version', params: ofEvent, body: publication.nullish() },
    },
    async (request, reply) => {
      const slug = request.params.event;
      const of = { actor: request.actor, slug, revision: revisionSeen(request.headers['if-match']) };
      const draft = await versions.publish(of, request.body?.note ?? '');
      reply.code(201).header('location', `/api/events/${slug}/versions/${draft.publishedVersion}`);
      reply.header('etag', entityTag(draft.revision));
      return draft;
    },
  );

  app.get(
    '/api/events/:event/versions',
    {
      config: { policy: 'read-published' },
      schema: { tags, summary: 'The published versions, newest first', params: ofEvent },
    },
    async (request) => ({ versions: await versions.list(await request.readActor(), request.params.event) }),
  );

  app.get(
    '/api/events/:event/versions/:version',
    { config: { policy: 'read-published' }, schema: { tags, summary: 'The agenda of one version', params: ofVersion } },
    async (request) => versions.get(await request.readActor(), request.params.event, request.params.version),
  );

  app.get(
    '/api/events/:event/versions/:version/changes',
    {
      config: { policy: 'read-published' },
      schema: { tags, summary: 'What a version changed', params: ofVersion, querystring: from },
    },
    async (request) => {
      const { event, version: to } = request.params;
      const from = request.query.from ?? Math.max(0, to - 1);
      return { from, to, changes: await versions.changes(await request.readActor(), event, from, to) };
    },
  );

  app.get(
    '/api/events/:event/draft/changes',
    { config: { policy: 'read-draft' }, schema: { tags, summary: 'What publishing would change', params: ofEvent } },
    async (request) => versions.draftChanges(request.actor, request.params.event),
  );

  const rendered = new WeakMap<PublishedAgenda, Buffer>();
  const bytesOf = (held: PublishedAgenda): Buffer => {
    const bytes = rendered.get(held) ?? Buffer.from(JSON.stringify(held.agenda));
    rendered.set(held, bytes);
    return bytes;
  };

  app.get(
    '/api/events/:event/agenda',
    {
      config: { policy: 'read-published', headers: 'data' },
      schema: { tags: ['agenda'], summary: 'The newest published agenda', params: ofEvent },
    },
    async (request, reply) => {
      const held = await published.get(request.params.event);
      // The key is read also where there is no event: one that is not ours must not tell hidden from absent.
      const actor = await request.readActor();
      if (!held || !mayRead(actor, held.agenda.event)) throw noSuchEvent();
      const tag = entityTag(held.stamp);
      reply.header('etag', tag).header('cache-control', 'private, no-cache');
      if (holdsAlready(request.headers['if-none-match'], tag)) return reply.code(304).send();
      return reply.type('application/json; charset=utf-8').send(bytesOf(held));
    },
  );
};
