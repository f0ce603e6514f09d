/** Registration over HTTP. */
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { entityTag, revisionSeen } from '../../kernel/conditions.ts';
import { registrationAnswer, registrationFields } from '../schema.ts';
import type { RegistrationSettings } from '../view.ts';
import type { RegistrationService } from './registration-service.ts';

const params = z.object({ event: z.string() });
const tags = ['registration'];

export const registrationRoutes: FastifyPluginAsyncZod<{ readonly registration: RegistrationService }> = async (
  app,
  { registration },
) => {
  app.get(
    '/api/events/:event/registration',
    {
      config: { policy: 'read-registration' },
      schema: { tags, summary: 'When one can register, what one agrees to, and how you stand', params },
    },
    async (request) => await registration.view(request.actor, request.event),
  );

  app.post(
    '/api/events/:event/registration',
    {
      config: { policy: 'register' },
      schema: { tags, summary: 'Register, or change what you answered', params, body: registrationAnswer },
    },
    async (request) => await registration.register(request.actor, request.event, request.body),
  );

  app.get(
    '/api/events/:event/registration/settings',
    { config: { policy: 'set-registration' }, schema: { tags, summary: 'What is set of registration', params } },
    async (request, reply) => answer(reply, await registration.settings(request.actor, request.event)),
  );

  app.put(
    '/api/events/:event/registration/settings',
    {
      config: { policy: 'set-registration' },
      schema: {
        tags,
        summary: 'Set when registration opens and closes, places, and what one agrees to',
        params,
        body: registrationFields,
      },
    },
    async (request, reply) => {
      const revision = revisionSeen(request.headers['if-match']);
      return answer(reply, await registration.set(request.actor, request.event, revision, request.body));
    },
  );
};

function answer(reply: FastifyReply, settings: RegistrationSettings): RegistrationSettings {
  reply.header('etag', entityTag(settings.revision));
  return settings;
}
