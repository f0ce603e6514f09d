/** All of the breakouts' addresses under `/api`. */
import type { FastifyPluginAsync } from 'fastify';
import { roundRoutes } from './rounds/round-routes.ts';
import type { OpenBreakouts } from './service.ts';

export const breakoutRoutes: FastifyPluginAsync<{ readonly services: OpenBreakouts }> = async (app, { services }) => {
  await app.register(roundRoutes, { rounds: services.rounds });
};
