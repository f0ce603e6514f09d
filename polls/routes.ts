/** All of the polls room's addresses under `/api`. */
import type { FastifyPluginAsync } from 'fastify';
import { pollImportRoutes } from './import/import-routes.ts';
import { pollRoutesOfEvent } from './poll-routes.ts';
import { resultsRoutes } from './results/results-routes.ts';
import type { PollServices } from './service.ts';
import { votingRoutes } from './voting-routes.ts';

export const pollRoutes: FastifyPluginAsync<{ readonly services: PollServices }> = async (app, { services }) => {
  const { polls, results, imports, settled } = services;
  await app.register(votingRoutes, { vote: polls.vote, settled });
  await app.register(pollRoutesOfEvent, { polls });
  await app.register(resultsRoutes, { results });
  await app.register(pollImportRoutes, { imports });
};
