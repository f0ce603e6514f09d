/** Figures for whoever watches the server, as Prometheus reads them. Each app has a registry of its own. */
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Measures every request from here on and answers `GET /metrics`. */
export function measure(app: FastifyInstance): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  measureRequests(app, registry);
  app.get(
    '/metrics',
    { config: { policy: 'operator-or-loopback' }, schema: { hide: true } },
    async (_request, reply) => {
      reply.type(registry.contentType);
      return registry.metrics();
    },
  );
}

function measureRequests(app: FastifyInstance, registry: Registry): void {
  const durations = new Histogram({
    name: 'plenum_http_request_duration_seconds',
    help: 'How long requests took, by the pattern of their route and the class of their status.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { method, url } = request.routeOptions.config ?? {};
    // The address itself must not become a label: strangers would fill the memory with made-up ones.
    const route = url ?? 'none';
    const status = `${Math.trunc(reply.raw.statusCode / 100)}xx`;
    durations.observe({ method: url ? String(method) : 'any', route, status }, reply.elapsedTime / 1000);
    done();
  });
}
