/** Signing in and out over HTTP. */
import fastifyCookie from '@fastify/cookie';
import fastifyFormbody from '@fastify/formbody';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Instant } from '../../kernel/time.ts';
import { formatRfc3339 } from '../../kernel/time.ts';
import { type EmailAddress, emailAddress } from '../email-address.ts';
import type { Me, SignInView } from '../view.ts';
import { typedCode } from './code.ts';
import { deviceOf } from './device.ts';
import type { LinkService } from './link-service.ts';
import { sessionCookieName, sessionCookieOptions, sessionSecretIn } from './session-cookie.ts';
import type { Browser, PersonActor, SignedIn, SignInService } from './sign-in-service.ts';

/** Refuses those who ask too often. Both throw AppError `too-many-requests`. */
export interface SignInLimits {
  ask(request: FastifyRequest, email: EmailAddress): Promise<void>;
  enter(request: FastifyRequest): Promise<void>;
}

export interface SignInRoutesOptions {
  readonly signIns: SignInService & LinkService;
  readonly limits: SignInLimits;
  readonly publicUrl: () => URL;
}

const tags = ['sign-in'];
const wish = z.strictObject({
  email: emailAddress,
  /** The slug of the event that somebody comes from. */
  event: z.string().max(100).nullable().default(null),
});
const typed = z.strictObject({ request: z.string().max(100), code: typedCode });
const token = z.object({ token: z.string() });
const signInId = z.object({ id: z.string() });

export const signInRoutes: FastifyPluginAsyncZod<SignInRoutesOptions> = async (app, { signIns, limits, publicUrl }) => {
  // Cookies are parsed here alone: calendars are polled by hundreds, and send none.
  await app.register(fastifyCookie, { hook: false });

  const browserOf = ({ headers }: FastifyRequest): Browser => ({
    device: deviceOf(headers['user-agent']),
    replaced: sessionSecretIn(headers.cookie, sessionCookieName(publicUrl())),
  });
  const letIn = (reply: FastifyReply, { secret, next }: SignedIn): string => {
    const url = publicUrl();
    reply.setCookie(sessionCookieName(url), secret, sessionCookieOptions(url));
    reply.header('cache-control', 'no-store');
    return next;
  };
  const letOut = (reply: FastifyReply) => {
    const url = publicUrl();
    return reply.clearCookie(sessionCookieName(url), sessionCookieOptions(url)).code(204).send();
  };

  app.post(
    '/api/sign-in',
    {
      config: { policy: 'public' },
      schema: { tags, summary: 'Ask for a link and a code by mail', body: wish },
      preHandler: (request) => limits.ask(request, (request.body as z.infer<typeof wish>).email),
    },
    async (request, reply) => {
      const { email, event } = request.body;
      const asked = await signIns.ask(email, event);
      reply.code(202).header('cache-control', 'no-store');
      return { request: asked.request, expiresAt: inUtc(asked.expiresAt) };
    },
  );

  app.post(
    '/api/sign-in/code',
    {
      config: { policy: 'public' },
      schema: { tags, summary: 'Sign in by the code of the mail', body: typed },
      preHandler: (request) => limits.enter(request),
    },
    async (request, reply) => {
      const signedIn = await signIns.enterByCode(request.body.request, request.body.code, browserOf(request));
      return { next: letIn(reply, signedIn) };
    },
  );

  // A form posts to it, and forms are read nowhere else.
  await app.register(async (form) => {
    await form.register(fastifyFormbody, { bodyLimit: 1_024 });
    form.post(
      '/sign-in/:token',
      {
        config: { policy: 'public' },
        schema: { hide: true, params: token },
        preHandler: (request) => limits.enter(request),
      },
      async (request, reply) => {
        const { token: sent } = request.params as z.infer<typeof token>;
        const next = letIn(reply, await signIns.enterByLink(sent, browserOf(request)));
        return reply.redirect(next, 303);
      },
    );
  });

  const signedIn = { config: { policy: 'signed-in' } } as const;

  app.get(
    '/api/me',
    { ...signedIn, schema: { tags, summary: 'Who is signed in' } },
    async (request, reply): Promise<Me> => {
      reply.header('cache-control', 'no-store');
      return { ...(await signIns.me(request.actor as PersonActor)), csrfToken: request.csrfToken() };
    },
  );

  app.get(
    '/api/me/sign-ins',
    { ...signedIn, schema: { tags, summary: 'The browsers that you are signed in with' } },
    async (request, reply): Promise<{ signIns: SignInView[] }> => {
      reply.header('cache-control', 'no-store');
      return { signIns: await signIns.list(request.actor as PersonActor) };
    },
  );

  app.delete(
    '/api/me/sign-ins/:id',
    { ...signedIn, schema: { tags, summary: 'Sign out one of your browsers', params: signInId } },
    async (request, reply) => {
      const actor = request.actor as PersonActor;
      if (request.params.id === actor.signInId) {
        await signIns.endSession(actor);
        return letOut(reply);
      }
      await signIns.end(actor, request.params.id);
      return reply.code(204).send();
    },
  );

  app.post('/api/sign-out', { ...signedIn, schema: { tags, summary: 'Sign out here' } }, async (request, reply) => {
    await signIns.endSession(request.actor as PersonActor);
    return letOut(reply);
  });

  app.post(
    '/api/sign-out-everywhere',
    { ...signedIn, schema: { tags, summary: 'Sign out every browser of yours' } },
    async (request, reply) => {
      await signIns.endEverywhere(request.actor as PersonActor);
      return letOut(reply);
    },
  );
};

function inUtc(at: Instant): string {
  return formatRfc3339(at, 'UTC');
}
