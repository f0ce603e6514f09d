/** All of the people room's addresses. */
import type { FastifyPluginAsync } from 'fastify';
import { auditRoutes } from './audit/audit-routes.ts';
import { keyRoutes } from './keys/key-routes.ts';
import type { PeopleServices } from './service.ts';

export const peopleRoutes: FastifyPluginAsync<{ readonly services: PeopleServices }> = async (app, { services }) => {
  await app.register(keyRoutes, services);
  await app.register(auditRoutes, services);
};
