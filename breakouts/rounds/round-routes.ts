/** Rounds over HTTP: seen, set up and run. */
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { entityTag, holdsAlready, revisionSeen } from '../../kernel/conditions.ts';
import { digestOf } from '../../kernel/digest.ts';
import type { RoundService } from '../breakout-service.ts';
import { noSuchRound } from '../rights.ts';
import { breakoutSettings, roundCommand, roundContent } from '../schema.ts';

const params = z.object({ event: z.string() });
const ofRound = params.extend({ round: z.string() });
const ofRoom = ofRound.extend({ roomId: z.string() });
const tags = ['breakouts'];
const following = { policy: 'follow-breakouts' } as const;
const editing = { policy: 'edit-breakouts' } as const;
/** A round of a hundred rooms, or many rules. */
const bodyLimit = 512 * 1024;

export const roundRoutes: FastifyPluginAsyncZod<{ readonly rounds: RoundService }> = async (app, { rounds }) => {
  app.get(
    '/api/events/:event/breakouts',
    { config: following, schema: { tags, summary: 'The breakout rounds', params } },
    async ({ actor, event, headers }, reply) =>
      unlessHeld(reply, headers['if-none-match'], await rounds.readRounds({ actor, event })),
  );

  app.get(
    '/api/events/:event/breakouts/staff',
    { config: { policy: 'run-breakouts' }, schema: { tags, summary: 'The rounds whole, with sizes', params } },
    async ({ actor, event }) => rounds.readStaffRounds({ actor, event }),
  );

  app.get(
    '/api/events/:event/breakouts/settings',
    { config: editing, schema: { tags, summary: 'How the event looks at its breakouts', params } },
    async ({ actor, event }, reply) => tagged(reply, await rounds.readSettings({ actor, event })),
  );

  app.put(
    '/api/events/:event/breakouts/settings',
    {
      bodyLimit,
      config: editing,
      schema: { tags, summary: 'Change how the event looks at its breakouts', params, body: breakoutSettings },
    },
    async ({ actor, event, headers, body }, reply) =>
      tagged(reply, await rounds.changeSettings({ actor, event }, revisionSeen(headers['if-match']), body)),
  );

  app.post(
    '/api/events/:event/breakouts/rounds',
    {
      bodyLimit,
      config: editing,
      schema: { tags, summary: 'Set up the round of a breakout', params, body: roundContent },
    },
    async ({ actor, event, body }, reply) => {
      reply.code(201);
      return tagged(reply, await rounds.create({ actor, event }, body));
    },
  );

  app.put(
    '/api/events/:event/breakouts/rounds/:round',
    {
      bodyLimit,
      config: editing,
      schema: { tags, summary: 'Change a round', params: ofRound, body: roundContent },
    },
    async ({ actor, event, params: { round }, headers, body }, reply) => {
      const revision = revisionSeen(headers['if-match']);
      return tagged(reply, await rounds.change({ actor, event, round, revision }, body));
    },
  );

  app.delete(
    '/api/events/:event/breakouts/rounds/:round',
    { config: editing, schema: { tags, summary: 'Remove a round that was not opened', params: ofRound } },
    async ({ actor, event, params: { round }, headers }, reply) => {
      await rounds.remove({ actor, event, round, revision: revisionSeen(headers['if-match']) });
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/events/:event/breakouts/rounds/:round/commands',
    {
      config: { policy: 'run-breakouts' },
      schema: { tags, summary: 'Open, time, close or present a round', params: ofRound, body: roundCommand },
    },
    async ({ actor, event, params: { round }, headers, body }, reply) => {
      const revision = revisionSeen(headers['if-match']);
      return tagged(reply, await rounds.command({ actor, event, round, revision }, body));
    },
  );

  app.get(
    '/api/events/:event/breakouts/rounds/:round/rooms/:roomId',
    { config: following, schema: { tags, summary: 'What is said to a room', params: ofRoom } },
    async ({ actor, event, params: { round, roomId } }) => rounds.readRoom({ actor, event, round, room: roomId }),
  );

  app.get(
    '/api/events/:event/breakouts/rounds/:round/names',
    { config: following, schema: { tags, summary: 'Who is in which room, where all may see it', params: ofRound } },
    async ({ event, params: { round } }) => (await rounds.names(event, round)) ?? refuse(),
  );

  app.get(
    '/api/events/:event/breakouts/rounds/:round/reports',
    { config: following, schema: { tags, summary: 'What the rooms brought to the plenary', params: ofRound } },
    async ({ actor, event, params: { round }, headers }, reply) =>
      unlessHeld(reply, headers['if-none-match'], await rounds.readReports({ actor, event, round })),
  );
};

/** Nothing is sent to who has it already. @param held the tags of what they have. */
function unlessHeld<View>(reply: FastifyReply, held: string | undefined, view: View): View | FastifyReply {
  const tag = entityTag(digestOf(JSON.stringify(view)).slice(0, 32));
  reply.header('etag', tag);
  return holdsAlready(held, tag) ? reply.code(304).send() : view;
}

function refuse(): never {
  throw noSuchRound();
}

/** What the next change has to name. */
function tagged<View extends { readonly revision: number }>(reply: FastifyReply, view: View): View {
  reply.header('etag', entityTag(view.revision));
  return view;
}
