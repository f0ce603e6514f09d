/** The QR code of an event's page, for the shared screen. Drawn here, so that no page has to carry what draws it. */
import type { FastifyInstance } from 'fastify';
import { renderSVG } from 'uqr';
import '../access.ts';

/** @param publicUrl without a slash at its end. */
export function qrRoute(app: FastifyInstance, publicUrl: () => string): void {
  app.get<{ Params: { event: string } }>(
    '/e/:event/stage/qr.svg',
    { config: { policy: 'follow-show' } },
    (request, reply) => {
      const address = `${publicUrl()}/e/${encodeURIComponent(request.params.event)}`;
      reply.header('cache-control', 'private, max-age=3600').type('image/svg+xml');
      return reply.send(renderSVG(address, { ecc: 'M', border: 4 }));
    },
  );
}
