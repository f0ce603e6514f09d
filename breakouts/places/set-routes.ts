/** Sets over HTTP. Changes name the revision of the set that they saw in `If-Match`. */
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { entityTag, revisionSeen } from '../../kernel/conditions.ts';
import type { SetService } from '../breakout-service.ts';
import { moves, newSet } from '../schema.ts';
import type { SetView } from '../view.ts';

const ofRound = z.object({ event: z.string(), round: z.string() });
const params = ofRound.extend({ set: z.string() });
const ofPlace = params.extend({ participant: z.string() });
const querystring = z.strictObject({ participant: z.uuid() });
const locking = z.strictObject({ locked: z.boolean() });
const tags = ['breakouts'];
const config = { policy: 'edit-breakouts' } as const;
/** The most moves that there may be in one step. */
const bodyLimit = 256 * 1024;
const SETS = '/api/events/:event/breakouts/rounds/:round/sets';

export const setRoutes: FastifyPluginAsyncZod<{ readonly sets: SetService }> = async (app, { sets }) => {
  app.post(
    SETS,
    { config, schema: { tags, summary: 'Prepare another set of places', params: ofRound, body: newSet } },
    async ({ actor, event, params: { round }, body }, reply) => {
      reply.code(201);
      return tagged(reply, await sets.create({ actor, event, round, revision: null }, body));
    },
  );

  app.get(
    `${SETS}/:set`,
    { config, schema: { tags, summary: 'Who is where in a set', params } },
    async ({ actor, event, params: { round, set } }, reply) =>
      tagged(reply, await sets.readSet({ actor, event, round, set })),
  );

  app.delete(
    `${SETS}/:set`,
    { config, schema: { tags, summary: 'Remove a set that is not in use', params } },
    async ({ actor, event, params: { round, set }, headers }, reply) => {
      await sets.remove({ actor, event, round, set, revision: revisionSeen(headers['if-match']) });
      return reply.code(204).send();
    },
  );

  app.get(
    `${SETS}/:set/figures`,
    { config, schema: { tags, summary: 'What a set comes to', params } },
    async ({ actor, event, params: { round, set } }) => sets.figures({ actor, event, round, set }),
  );

  app.get(
    `${SETS}/:set/explanation`,
    { config, schema: { tags, summary: 'Why somebody is where they are', params, querystring } },
    async ({ actor, event, params: { round, set }, query: { participant } }) =>
      sets.explain({ actor, event, round, set }, participant),
  );

  app.get(
    `${SETS}/:set/proposal`,
    { config, schema: { tags, summary: 'The fewest moves that make rooms even that no-shows left uneven', params } },
    async ({ actor, event, params: { round, set } }) => ({
      moves: await sets.proposeMoves({ actor, event, round, set }),
    }),
  );

  app.post(
    `${SETS}/:set/weigh`,
    { bodyLimit, config, schema: { tags, summary: 'What moves would come to', params, body: moves } },
    async ({ actor, event, params: { round, set }, body }) =>
      sets.weigh({ actor, event, round, set, revision: null }, body),
  );

  app.post(
    `${SETS}/:set/moves`,
    { bodyLimit, config, schema: { tags, summary: 'Move people to other rooms, in one step', params, body: moves } },
    async ({ actor, event, params: { round, set }, headers, body }, reply) => {
      const revision = revisionSeen(headers['if-match']);
      return tagged(reply, await sets.move({ actor, event, round, set, revision }, body));
    },
  );

  app.post(
    `${SETS}/:set/undo`,
    { config, schema: { tags, summary: 'Take the last step back', params } },
    async ({ actor, event, params: { round, set }, headers }, reply) => {
      const revision = revisionSeen(headers['if-match']);
      return tagged(reply, await sets.undo({ actor, event, round, set, revision }));
    },
  );

  app.put(
    `${SETS}/:set/locks/:participant`,
    { config, schema: { tags, summary: 'Keep somebody where they are, or no more', params: ofPlace, body: locking } },
    async ({ actor, event, params: { round, set, participant }, headers, body: { locked } }, reply) => {
      const revision = revisionSeen(headers['if-match']);
      return tagged(reply, await sets.lock({ actor, event, round, set, revision }, participant, locked));
    },
  );
};

/** What the next change has to name. */
function tagged(reply: FastifyReply, view: SetView): SetView {
  reply.header('etag', entityTag(view.revision));
  return view;
}
