/** All of the agenda room's addresses under `/api`. */
import type { FastifyPluginAsync } from 'fastify';
import { attendanceRoutes } from './attendance/attendance-routes.ts';
import { draftRoutes } from './draft/draft-routes.ts';
import { eventRoutes } from './draft/event-routes.ts';
import { importRoutes } from './draft/import-routes.ts';
import { versionRoutes } from './published/version-routes.ts';
import type { AgendaServices } from './service.ts';
import { showRoutes } from './show/show-routes.ts';

export const agendaRoutes: FastifyPluginAsync<{ readonly services: AgendaServices }> = async (app, { services }) => {
  await app.register(eventRoutes, services);
  await app.register(draftRoutes, services);
  await app.register(importRoutes, services);
  await app.register(versionRoutes, services);
  await app.register(showRoutes, services);
  await app.register(attendanceRoutes, services);
};
