/** Figures for whoever watches the server, as Prometheus reads them. Each app has its own. */
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { RequestDurations } from './request-durations.ts';

/** Answers `GET /metrics` with the durations of requests and what the process itself takes. */
export function metricsRoute(app: FastifyInstance, durations: RequestDurations): void {
  const ofProcess = new Registry();
  collectDefaultMetrics({ register: ofProcess });
  const options = { config: { policy: 'operator-or-loopback', headers: 'data' }, schema: { hide: true } } as const;
  app.get('/metrics', options, async (_request, reply) => {
    reply.type(ofProcess.contentType).header('cache-control', 'no-store');
    return `${durations.text()}\n${await ofProcess.metrics()}`;
  });
}
