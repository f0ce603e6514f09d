/**
 * The table of contents of everything that is answered over HTTP: what every request passes through,
 * and one line for each room.
 */
import { randomUUID } from 'node:crypto';
import fastify, {
  type FastifyBaseLogger,
  type FastifyHttpOptions,
  type FastifyInstance,
  type FastifyServerOptions,
  LogController,
  type RawServerDefault,
} from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { feedRoutes } from '../agenda/calendar/feed-routes.ts';
import { personalFeedRoutes } from '../agenda/calendar/personal-feed-routes.ts';
import { agendaRoutes } from '../agenda/routes.ts';
import { breakoutRoutes } from '../breakouts/routes.ts';
import { ANONYMOUS } from '../kernel/actor.ts';
import { peopleRoutes } from '../people/routes.ts';
import { pollRoutes } from '../polls/routes.ts';
import { questionRoutes } from '../questions/routes.ts';
import { guardRoutes } from './access.ts';
import { documentApi } from './api-docs.ts';
import type { Config } from './config.ts';
import { answerErrors } from './errors.ts';
import { forgeryGuard } from './forgery.ts';
import { answerUnroutable, refuseUnparsable } from './framework-errors.ts';
import { documentHeaderSetter, nonceGiver, sendHeaders } from './headers.ts';
import { healthRoutes } from './health-routes.ts';
import { type Allowances, type RequestLimits, requestLimits } from './limits.ts';
import { liveRoutes } from './live/live-routes.ts';
import { mailRoutes } from './mail/mail-routes.ts';
import { metricsRoute } from './metrics.ts';
import { pageRoutes } from './pages/page-routes.ts';
import type { SignedInNeeds } from './pages/signed-in-pages.ts';
import { RequestDurations } from './request-durations.ts';
import { watchRequests } from './watch.ts';
import type { Services } from './wiring.ts';

export interface AppDeps {
  readonly config: Pick<Config, 'publicUrl' | 'trustProxy'> & Partial<Pick<Config, 'production'>>;
  readonly log: FastifyBaseLogger;
  readonly services: Services;
  /** Where the built pages are, in place of the build's own folder. */
  readonly assetsFolder?: string;
  /** In place of the usual ones. */
  readonly allowances?: Partial<Allowances>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** How often somebody may ask. */
    readonly limits: RequestLimits;
  }
}

/** Registers routes; each declares its policy, or the app does not boot. */
export type RegisterRooms = (app: FastifyInstance, services: Services) => Promise<void> | void;

/** The rooms, one line each. */
async function registerRooms(app: FastifyInstance, services: Services, assetsFolder?: string): Promise<void> {
  const { people, agenda, clock, publicUrl } = services;
  await app.register(peopleRoutes, { services: people, limits: app.limits, publicUrl });
  await app.register(agendaRoutes, { services: agenda });
  await app.register(pollRoutes, { services: services.polls });
  await app.register(questionRoutes, services);
  await app.register(breakoutRoutes, { services: services.breakouts });
  if (services.post.shown) await app.register(mailRoutes, { mails: services.post.shown });
  await app.register(feedRoutes, { published: agenda.published, clock, publicUrl });
  const { findOwner } = people.calendarTokens;
  const { roomsOf } = services.breakouts.places;
  await app.register(personalFeedRoutes, { findOwner, roomsOf, published: agenda.published, clock, publicUrl });
  const signedIn: SignedInNeeds = {
    services,
    readMe: async (request, person) => ({ ...(await people.signIns.me(person)), csrfToken: request.csrfToken() }),
    devMail: () => app.hasRoute({ method: 'GET', url: '/dev/mail' }),
  };
  const listPublicSlugs = publicSlugs(agenda);
  const pages = { agendas: agenda.published, listPublicSlugs, publicUrl, signedIn };
  await app.register(pageRoutes, { ...pages, ...(assetsFolder !== undefined && { assetsFolder }) });
}

function publicSlugs({ events }: Services['agenda']): () => Promise<readonly string[]> {
  return async () => (await events.list(ANONYMOUS)).map((event) => event.slug);
}

/**
 * Builds the app, ready to answer, and not listening.
 * @throws Error naming method and URL of a route that declares no policy.
 */
export async function buildApp(deps: AppDeps, rooms?: RegisterRooms): Promise<FastifyInstance> {
  const { services, config } = deps;
  const headers = { https: config.publicUrl?.protocol === 'https:' };
  const setHeaders = documentHeaderSetter(headers);
  const app = fastify(serverOptions(deps, answerUnroutable(setHeaders, nonceGiver(headers))));
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const limits = await requestLimits(app, deps.allowances);
  app.decorate('limits', limits);
  const forgery = forgeryGuard({ publicUrl: services.publicUrl, production: config.production ?? false });
  guardRoutes(app, {
    doorkeeper: services.doorkeeper,
    forgery,
    limits,
    ofPackages: { '/api/docs': 'public' },
  });
  // After the guard, because its hook goes in front: refusals carry the headers too.
  sendHeaders(app, headers);
  const durations = new RequestDurations();
  const watchUnrouted = watchRequests(app, durations);
  answerErrors(app, setHeaders, watchUnrouted);
  metricsRoute(app, durations);
  await documentApi(app);
  healthRoutes(app, services.health);
  const { live, doorkeeper } = services;
  await app.register(liveRoutes, { hub: live, forgery, findEvent: (slug) => doorkeeper.findEvent(slug) });
  if (rooms) await rooms(app, services);
  else await registerRooms(app, services, deps.assetsFolder);
  await app.ready();
  return app;
}

const KILOBYTE = 1024;
/** In milliseconds. */
const ARRIVAL = 30_000;

function serverOptions(
  { config, log }: AppDeps,
  frameworkErrors: NonNullable<FastifyServerOptions['frameworkErrors']>,
): FastifyHttpOptions<RawServerDefault, FastifyBaseLogger> {
  return {
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    trustProxy: config.trustProxy,
    genReqId: requestIds(config.trustProxy !== false),
    bodyLimit: 64 * KILOBYTE,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors,
    clientErrorHandler: refuseUnparsable,
    // What arrives on a connection that is still open is answered; `/readyz` has said not to send more.
    return503OnClosing: false,
    // A request must arrive within this time; the whole answer may take longer. The headers' own time may
    // not be more: Node.js would swap the two, and give a body that never ends the minute meant for headers.
    requestTimeout: ARRIVAL,
    http: { headersTimeout: ARRIVAL, connectionsCheckingInterval: 5_000 },
  };
}

const SANE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

/** @param fromProxy whether the id that a trusted proxy gave the request is kept, so that both logs agree. */
function requestIds(fromProxy: boolean): NonNullable<FastifyServerOptions['genReqId']> {
  if (!fromProxy) return () => randomUUID();
  return ({ headers }) => {
    const given = headers['x-request-id'];
    return typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID();
  };
}
