/** Polls over HTTP: those that are on for everybody, and all for who makes and runs them. */
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { entityTag, holdsAlready, revisionSeen } from '../kernel/conditions.ts';
import { digestOf } from '../kernel/digest.ts';
import type { PollService } from './poll-service.ts';
import { pollCommand, pollContent } from './schema.ts';
import type { PollStaffView } from './view.ts';

const params = z.object({ event: z.string() });
const ofPoll = params.extend({ poll: z.string() });
const place = z.strictObject({ position: z.int().min(0).max(10_000) });
const tags = ['polls'];
const following = { policy: 'follow-polls' } as const;
const listing = { policy: 'list-polls' } as const;
const editing = { policy: 'edit-polls' } as const;

export const pollRoutesOfEvent: FastifyPluginAsyncZod<{ readonly polls: PollService }> = async (app, { polls }) => {
  app.get(
    '/api/events/:event/polls/on',
    { config: following, schema: { tags, summary: 'The polls that are on', params } },
    async (request, reply) => {
      const view = await polls.readOn(request.actor, request.event);
      const tag = entityTag(digestOf(JSON.stringify(view)).slice(0, 32));
      reply.header('etag', tag);
      return holdsAlready(request.headers['if-none-match'], tag) ? reply.code(304).send() : view;
    },
  );

  app.get(
    '/api/events/:event/polls/on/:poll',
    { config: following, schema: { tags, summary: 'A poll that is on, as far as it is shown', params: ofPoll } },
    async (request) => polls.readView(request.actor, request.event, request.params.poll),
  );

  app.get(
    '/api/events/:event/me/ballots',
    { config: { policy: 'vote' }, schema: { tags, summary: 'What you have voted', params } },
    async (request) => polls.readOwnBallots(request.actor, request.event),
  );

  app.get(
    '/api/events/:event/polls',
    { config: listing, schema: { tags, summary: 'All polls', params } },
    async (request) => polls.readLines(request.actor, request.event),
  );

  app.get(
    '/api/events/:event/polls/:poll',
    { config: listing, schema: { tags, summary: 'A poll, whole', params: ofPoll } },
    async ({ actor, event, params: { poll } }, reply) => tagged(reply, await polls.readPoll(actor, event, poll)),
  );

  app.post(
    '/api/events/:event/polls',
    { config: editing, schema: { tags, summary: 'Make a poll', params, body: pollContent } },
    async ({ actor, event, body }, reply) => {
      reply.code(201);
      return tagged(reply, await polls.create(actor, event, body));
    },
  );

  app.put(
    '/api/events/:event/polls/:poll',
    {
      config: editing,
      schema: { tags, summary: 'Change a poll that was not opened yet', params: ofPoll, body: pollContent },
    },
    async ({ actor, event, params: { poll }, headers, body }, reply) => {
      const revision = revisionSeen(headers['if-match']);
      return tagged(reply, await polls.change({ actor, event, poll, revision }, body));
    },
  );

  app.delete(
    '/api/events/:event/polls/:poll',
    { config: editing, schema: { tags, summary: 'Remove a poll with its ballots', params: ofPoll } },
    async ({ actor, event, params: { poll }, headers }, reply) => {
      await polls.remove({ actor, event, poll, revision: revisionSeen(headers['if-match']) });
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/events/:event/polls/:poll/place',
    { config: editing, schema: { tags, summary: 'Move a poll among those beside it', params: ofPoll, body: place } },
    async ({ actor, event, params: { poll }, headers, body: { position } }) =>
      polls.move({ actor, event, poll, revision: revisionSeen(headers['if-match']) }, position),
  );

  app.post(
    '/api/events/:event/polls/:poll/commands',
    {
      config: { policy: 'run-polls' },
      schema: { tags, summary: 'Open, close or show a poll', params: ofPoll, body: pollCommand },
    },
    async ({ actor, event, params: { poll }, headers, body }, reply) => {
      const revision = revisionSeen(headers['if-match']);
      return tagged(reply, await polls.command({ actor, event, poll, revision }, body));
    },
  );
};

/** What the next change has to name. */
function tagged(reply: FastifyReply, view: PollStaffView): PollStaffView {
  reply.header('etag', entityTag(view.revision));
  return view;
}
