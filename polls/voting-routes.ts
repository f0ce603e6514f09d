/** Voting over HTTP, for those whose socket does not work. Most vote over the socket. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ballotPaper } from './schema.ts';
import type { Vote } from './voting-service.ts';

export interface VotingRoutesNeeds {
  readonly vote: Vote;
  /** Resolves when no ballot is under way: the database must stay until then. */
  readonly settled: () => Promise<void>;
}

export const votingRoutes: FastifyPluginAsyncZod<VotingRoutesNeeds> = async (app, { vote, settled }) => {
  app.addHook('onClose', settled);
  app.post(
    '/api/polls/:id/ballot',
    {
      config: { policy: 'signed-in', crowd: true },
      schema: {
        tags: ['polls'],
        summary: 'Vote',
        description:
          'Answered when the ballot is on the disk. Sent again with the same `clientId` it counts once. With a `round` it counts in that one alone.',
        params: z.object({ id: z.string() }),
        body: ballotPaper,
      },
    },
    async ({ actor, params: { id }, body }) => {
      await vote(actor, id, body);
      return {};
    },
  );
};
