/** All of the people room's addresses. */
import type { FastifyPluginAsync } from 'fastify';
import type { PeopleServices } from './service.ts';

export const peopleRoutes: FastifyPluginAsync<{ readonly services: PeopleServices }> = async (_app, _options) => {};
