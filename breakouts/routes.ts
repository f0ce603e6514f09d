/** All of the breakouts' addresses under `/api`. */
import type { FastifyPluginAsync } from 'fastify';
import type { BreakoutServices } from './breakout-service.ts';
import { dealingRoutes } from './dealings/dealing-routes.ts';
import { roomFileRoutes } from './files/room-file-routes.ts';
import { placeRoutes } from './places/place-routes.ts';
import { setRoutes } from './places/set-routes.ts';
import { roundRoutes } from './rounds/round-routes.ts';
import { summaryRoutes } from './summaries/summary-routes.ts';

export const breakoutRoutes: FastifyPluginAsync<{ readonly services: BreakoutServices }> = async (
  app,
  { services },
) => {
  await app.register(roundRoutes, services);
  await app.register(placeRoutes, services);
  await app.register(setRoutes, services);
  await app.register(dealingRoutes, services);
  await app.register(summaryRoutes, services);
  await app.register(roomFileRoutes, services);
};
