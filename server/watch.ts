/**
 * What is noted of each request when it is finished: its duration, and a log line unless it merely read.
 * One synchronous hook does both, because it runs for every poll of every calendar.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requestLogger } from './logging.ts';
import type { RequestDurations } from './request-durations.ts';

/** Notes a request that belongs to no route, when it is finished. */
export type WatchUnrouted = (request: FastifyRequest, reply: FastifyReply) => void;

/** Watches every route registered after it. @returns what watches a request where no route was found. */
export function watchRequests(app: FastifyInstance, durations: RequestDurations): WatchUnrouted {
  const log = requestLogger(app.log.level);
  app.addHook('onRoute', (route) => {
    const count = durations.of({ method: String(route.method), route: route.url });
    const watch = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
      count(reply.raw.statusCode, reply.elapsedTime);
      log(request, reply, route.url);
      done();
    };
    route.onResponse = [...[route.onResponse ?? []].flat(), watch];
  });
  const countUnrouted = durations.of({ method: 'any', route: 'none' });
  return (request, reply) => {
    reply.raw.once('finish', () => {
      countUnrouted(reply.raw.statusCode, reply.elapsedTime);
      log(request, reply, 'none');
    });
  };
}
