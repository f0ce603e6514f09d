/** All of the agenda room's addresses under `/api`. */
import type { FastifyPluginAsync } from 'fastify';
import { draftRoutes } from './draft-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { importRoutes } from './import-routes.ts';
import type { AgendaServices } from './service.ts';
import { versionRoutes } from './version-routes.ts';

export const agendaRoutes: FastifyPluginAsync<{ readonly services: AgendaServices }> = async (app, { services }) => {
  await app.register(eventRoutes, services);
  await app.register(draftRoutes, services);
  await app.register(importRoutes, services);
  await app.register(versionRoutes, services);
};
