/** `/api/openapi.json` and a page that shows it, `/api/docs`: both made from the routes' own schemas. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';

/** The one style element that the page's package writes by itself. A browser's test says when it has changed. */
const INLINE_STYLE = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

/** Describes every route that is registered after it and does not say `schema: { hide: true }`. */
export async function documentApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Plenum',
        version: '1',
        description:
          'Errors are `application/problem+json` with a stable `code`. Times are RFC 3339 with offset; durations are ' +
          'whole minutes unless the name says otherwise.',
      },
      components: {
        securitySchemes: { operator: { type: 'http', scheme: 'bearer', description: 'A key `plenum_op_…`.' } },
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    theme: { title: 'Plenum: the HTTP interface' },
    transformStaticCSP: (policy) => policy.replace("style-src 'self'", `style-src 'self' ${INLINE_STYLE}`),
  });
  let document: string | undefined;
  app.get('/api/openapi.json', { config: { policy: 'public' }, schema: { hide: true } }, (_request, reply) => {
    document ??= JSON.stringify(app.swagger());
    reply.type('application/json; charset=utf-8').send(document);
  });
}
