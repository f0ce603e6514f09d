/** The running days over HTTP. Commands name the version that they saw in `If-Match`. */

import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { entityTag, holdsAlready, revisionSeen } from '../../kernel/conditions.ts';
import { digestOf } from '../../kernel/digest.ts';
import { newBanner, showCommand } from './command-schema.ts';
import type { ShowService } from './show-service.ts';
import type { ConsoleView } from './show-view.ts';

const ofEvent = z.object({ event: z.string() });
const ofDay = ofEvent.extend({ day: z.coerce.number().int().min(0).max(999_999_999) });
const ofBanner = ofEvent.extend({ id: z.string() });
const tags = ['show'];
const running = { policy: 'run-show' } as const;

export const showRoutes: FastifyPluginAsyncZod<{ readonly show: ShowService }> = async (app, { show }) => {
  app.get(
    '/api/events/:event/now',
    { config: { policy: 'follow-show' }, schema: { tags, summary: 'What is on now', params: ofEvent } },
    async (request, reply) => {
      const view = await show.readNow(request.actor, request.event);
      const tag = entityTag(digestOf(JSON.stringify(view)).slice(0, 32));
      reply.header('etag', tag);
      return holdsAlready(request.headers['if-none-match'], tag) ? reply.code(304).send() : view;
    },
  );

  app.get(
    '/api/events/:event/days/:day/show',
    { config: running, schema: { tags, summary: 'A running day, for who runs it', params: ofDay } },
    async ({ actor, event, params: { day } }, reply) => tagged(reply, await show.readConsole(actor, event, day)),
  );

  app.post(
    '/api/events/:event/days/:day/show/preview',
    { config: running, schema: { tags, summary: 'What a command would change', params: ofDay, body: showCommand } },
    async ({ actor, event, params: { day }, body }) => show.preview({ actor, event, day, version: null }, body),
  );

  app.post(
    '/api/events/:event/days/:day/show/commands',
    { config: running, schema: { tags, summary: 'Do something with a running day', params: ofDay, body: showCommand } },
    async ({ actor, event, params: { day }, headers, body }, reply) => {
      const version = revisionSeen(headers['if-match']);
      return tagged(reply, await show.command({ actor, event, day, version }, body));
    },
  );

  app.post(
    '/api/events/:event/days/:day/show/undo',
    { config: running, schema: { tags, summary: 'Take the last command back', params: ofDay } },
    async ({ actor, event, params: { day }, headers }, reply) => {
      const version = revisionSeen(headers['if-match']);
      return tagged(reply, await show.undo({ actor, event, day, version }));
    },
  );

  app.post(
    '/api/events/:event/days/:day/show/controls',
    { config: running, schema: { tags, summary: 'Take the controls of a day over', params: ofDay } },
    async ({ actor, event, params: { day }, headers }, reply) => {
      const version = revisionSeen(headers['if-match']);
      return tagged(reply, await show.takeControls({ actor, event, day, version }));
    },
  );

  app.get(
    '/api/events/:event/days/:day/hand-over',
    { config: running, schema: { tags, summary: 'What a day hands over to the next', params: ofDay } },
    async ({ actor, event, params: { day } }) => show.handOver(actor, event, day),
  );

  app.post(
    '/api/events/:event/banners',
    { config: { policy: 'set-banner' }, schema: { tags, summary: 'Show a banner', params: ofEvent, body: newBanner } },
    async ({ actor, event, body }, reply) => {
      reply.code(201);
      return show.setBanner(actor, event, body);
    },
  );

  app.delete(
    '/api/events/:event/banners/:id',
    { config: { policy: 'set-banner' }, schema: { tags, summary: 'Take a banner away', params: ofBanner } },
    async ({ actor, event, params: { id } }, reply) => {
      await show.removeBanner(actor, event, id);
      return reply.code(204).send();
    },
  );
};

/** What the next command has to name. */
function tagged(reply: FastifyReply, view: ConsoleView): ConsoleView {
  reply.header('etag', entityTag(view.version));
  return view;
}
