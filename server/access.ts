/**
 * Who may call what. Each route says so itself, in `config.policy`; the app refuses to boot when one
 * does not. A policy is one of these, or a line of a room's own `policy.ts`:
 *
 * - `public`: anybody. Nothing is looked up unless the route asks `request.readActor()`.
 * - `signed-in`: any person who is signed in, whatever events they belong to.
 * - `operator`: whoever sends `Authorization: Bearer plenum_op_…` with a key that is stored.
 * - `operator-or-loopback`: the machine itself under its own names, not through a proxy, or an operator.
 *
 * A line of a room is asked about the event (and day, and room) that the address names. Who is refused is
 * told no more than they may know: without a sign-in or key 401, whatever the address; 404 for an event
 * that is hidden from them, as for one that does not exist; else 403.
 *
 * A key is taken from the header alone, never from a query string, which ends in logs and histories.
 *
 * What would change something passes two more guards, whatever its policy: it must not come from a page of
 * another site (`forgery.ts`), and not too often (`limits.ts`).
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyRequest, onSendHookHandler, RouteOptions } from 'fastify';
import { type AgendaPolicy, agendaRules, noSuchEvent, refusal } from '../agenda/policy.ts';
import { type BreakoutPolicy, breakoutRules } from '../breakouts/policy.ts';
import { type Actor, ANONYMOUS, type Place, type Rule, standingOf } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { type EventRef, placeOf } from '../people/event-directory.ts';
import { type PeoplePolicy, peopleRules } from '../people/policy.ts';
import { type PollPolicy, pollRules } from '../polls/policy.ts';
import { type QuestionPolicy, questionRules } from '../questions/policy.ts';
import { type ForgeryGuard, LOOPBACK } from './forgery.ts';
import type { RequestLimits } from './limits.ts';

const OF_SERVER = ['public', 'signed-in', 'operator', 'operator-or-loopback'] as const;
type ServerPolicy = (typeof OF_SERVER)[number];
export type RoomPolicy = AgendaPolicy | PeoplePolicy | PollPolicy | QuestionPolicy | BreakoutPolicy;
export type Policy = ServerPolicy | RoomPolicy;

/** Every line of every room's policy. */
export const ROOM_RULES: Readonly<Record<RoomPolicy, Rule>> = {
  ...agendaRules,
  ...peopleRules,
  ...pollRules,
  ...questionRules,
  ...breakoutRules,
};

/**
 * What is published is answered from memory, to hundreds of calendars: those routes ask `mayRead`
 * themselves, and look up who asks only where the event is private.
 */
const ASKED_BY_THE_ROUTE: Policy = 'read-published';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route: see `server/access.ts`. */
    policy: Policy;
    /** For what thousands ask within seconds: who asks is looked up together with the others. */
    crowd?: boolean;
  }
  interface FastifyRequest {
    /** Who is asking, as far as the route's policy made sure; anonymous where it did not ask. */
    readonly actor: Actor;
    /** The event that the address names. @throws Error on a route whose policy is of no room. */
    readonly event: EventRef;
    /**
     * Who is asking, on a route that shows more to some. Without a key or sign-in that is anonymous, at no
     * cost. @throws AppError `unauthenticated` when a key is sent that is not one of ours; `forged-request`
     * for a change that carries a sign-in's cookie without its token.
     */
    readActor(): Promise<Actor>;
    /** What the pages of this browser's sign-in send with each change, as `x-csrf-token`; empty without one. */
    csrfToken(): string;
  }
}

/** Tells who is asking, and what they ask about. Looking must not tell wrong keys apart, in time either. */
export interface Doorkeeper {
  /** Whose bearer key this is, or null. */
  findByKey(key: string): Promise<Actor | null>;
  /**
   * Whose browser sent the request: anonymous without a sign-in, or with one that has ended.
   * @param inCrowd looked up together with others that ask now, without noting that the browser was seen.
   */
  findByCookie(headers: IncomingHttpHeaders, inCrowd?: boolean): Promise<Actor>;
  findEvent(slug: string): Promise<EventRef | undefined>;
}

export interface AccessOptions {
  readonly doorkeeper: Doorkeeper;
  readonly forgery: ForgeryGuard;
  /** Without, nobody is counted. */
  readonly limits?: Pick<RequestLimits, 'change'>;
  /** Routes that packages register and that cannot declare a policy themselves, by the start of their URL. */
  readonly ofPackages?: Readonly<Record<string, Policy>>;
}

const actorOf = Symbol('actor');
const eventOf = Symbol('event');
interface Asker {
  [actorOf]?: Actor;
  [eventOf]?: EventRef;
}

/** Sets up `request.actor`, `request.event` and `request.readActor`, and guards every route registered after it. */
export function guardRoutes(app: FastifyInstance, options: AccessOptions): void {
  app.decorateRequest('actor', {
    getter(this: FastifyRequest): Actor {
      return (this as Asker)[actorOf] ?? ANONYMOUS;
    },
  });
  app.decorateRequest('event', {
    getter(this: FastifyRequest): EventRef {
      const event = (this as Asker)[eventOf];
      if (event) return event;
      throw new Error(`${this.url} names no event, or its policy is of no room`);
    },
  });
  app.decorateRequest('readActor', function (this: FastifyRequest) {
    return readActor(this, options);
  });
  app.decorateRequest('csrfToken', function (this: FastifyRequest) {
    return options.forgery.tokenFor(this.headers);
  });
  app.addHook('onRoute', (route) => guardRoute(route, options));
  app.addHook('onSend', keepOutOfCaches);
}

/** What was answered to somebody in particular is kept by no cache, unless the route says how. */
const keepOutOfCaches: onSendHookHandler = (request, reply, payload, done) => {
  if (request.actor.kind !== 'anonymous' && !reply.hasHeader('cache-control')) {
    reply.header('cache-control', 'private, no-store');
  }
  done(null, payload);
};

function guardRoute(route: RouteOptions, options: AccessOptions): void {
  const policy = route.config?.policy ?? policyOfPackage(route.url, options.ofPackages ?? {});
  if (!policy || !isPolicy(policy)) {
    throw new Error(
      `${[route.method].flat().join(',')} ${route.url} declares no policy: ` +
        `give the route config: { policy } with one of ${[...OF_SERVER, ...Object.keys(ROOM_RULES)].join(', ')}.`,
    );
  }
  const open = policy === 'public' || policy === ASKED_BY_THE_ROUTE;
  const guard = open ? undefined : guardFor(policy, options);
  const hook = [route.method].flat().some(isUnsafe) ? guardChange(guard, options) : guard;
  if (hook) route.onRequest = [hook, ...[route.onRequest ?? []].flat()];
}

function isUnsafe(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method.toUpperCase());
}

/** Counts those who are refused, too: that is how keys and links would be guessed. */
function guardChange(guard: Guard | undefined, { forgery, limits }: AccessOptions): Guard {
  return async (request) => {
    forgery.refuseForeign(request);
    try {
      await guard?.(request);
    } finally {
      await limits?.change(request, request.actor);
    }
  };
}

function isPolicy(name: string): name is Policy {
  return OF_SERVER.some((each) => each === name) || Object.hasOwn(ROOM_RULES, name);
}

function policyOfPackage(url: string, ofPackages: Readonly<Record<string, Policy>>): Policy | undefined {
  const start = Object.keys(ofPackages).find((prefix) => url === prefix || url.startsWith(`${prefix}/`));
  return start === undefined ? undefined : ofPackages[start];
}

type Guard = (request: FastifyRequest) => Promise<void>;

function guardFor(policy: Policy, options: AccessOptions): Guard {
  if (policy === 'operator' || policy === 'operator-or-loopback') {
    return async (request) => {
      if (policy === 'operator-or-loopback' && isLoopback(request)) return;
      const actor = await readActor(request, options);
      if (actor.kind === 'operator') return;
      if (actor.kind !== 'anonymous') throw new AppError('forbidden', 'This is for operators of the installation.');
      throw new AppError(
        'unauthenticated',
        'This needs an operator key: send it as "Authorization: Bearer plenum_op_…".',
      );
    };
  }
  if (policy === 'signed-in') {
    return async (request) => {
      const actor = await readActor(request, options);
      if (actor.kind === 'person') return;
      throw refusal(actor.kind === 'anonymous' ? actor : ANONYMOUS, false);
    };
  }
  return (request) => guardPlace(request, ROOM_RULES[policy as RoomPolicy], options);
}

async function guardPlace(request: FastifyRequest, rule: Rule, options: AccessOptions): Promise<void> {
  const actor = await readActor(request, options);
  // Whoever asks for what everybody may see of a public event is told that there is none; else to sign in.
  const isOpenToAll = rule(ANONYMOUS, { ...NOWHERE, isPublic: true });
  if (actor.kind === 'anonymous' && !isOpenToAll) throw refusal(actor, false);
  const params = request.params as { readonly event?: string; readonly day?: string; readonly room?: string };
  const event = await options.doorkeeper.findEvent(params.event ?? '');
  if (event && rule(actor, placeNamed(event, params))) {
    (request as Asker)[eventOf] = event;
    return;
  }
  if (actor.kind === 'anonymous' || !event) throw noSuchEvent();
  throw refusal(actor, mayKnowOf(actor, event));
}

const NOWHERE: Place = { eventId: '' as Place['eventId'], isPublic: false, dayId: null, room: null };

function placeNamed(event: EventRef, { day, room }: { readonly day?: string; readonly room?: string }): Place {
  const dayId = event.days.find(({ number }) => String(number) === day)?.id ?? null;
  return { ...placeOf(event), dayId, room: room ?? null };
}

/** Somebody who was invited knows of the event, though they are not in it; so does whoever has a key of it. */
function mayKnowOf(actor: Actor, event: EventRef): boolean {
  const place = placeOf(event);
  const hasKey = actor.kind === 'api-key' && actor.eventId === event.id;
  return hasKey || standingOf(actor, place) !== undefined || agendaRules['read-published'](actor, place);
}

async function readActor(request: FastifyRequest, { doorkeeper, forgery }: AccessOptions): Promise<Actor> {
  const known = (request as Asker)[actorOf];
  if (known) return known;
  const actor = await findActor(request.headers, doorkeeper, request.routeOptions.config.crowd);
  if (actor.kind === 'person' && isUnsafe(request.method)) forgery.demandToken(request);
  (request as Asker)[actorOf] = actor;
  return actor;
}

/**
 * Who sends these headers: by the bearer key if there is one, else by the cookie.
 * @throws AppError `unauthenticated` for a key that is not one of ours. A cookie that is none is nobody's.
 */
export async function findActor(headers: IncomingHttpHeaders, doorkeeper: Doorkeeper, inCrowd = false): Promise<Actor> {
  const { authorization } = headers;
  return authorization === undefined
    ? doorkeeper.findByCookie(headers, inCrowd)
    : findSender(authorization, doorkeeper);
}

async function findSender(authorization: string, doorkeeper: Doorkeeper): Promise<Actor> {
  const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  const actor = key === undefined ? null : await doorkeeper.findByKey(key);
  if (actor) return actor;
  throw new AppError('unauthenticated', 'The key that was sent is not one of this server.');
}

const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto', 'via'];

/**
 * True for a request made on this machine itself. One that a proxy here passed on was not; nor was one whose
 * sender knows this machine by another name, which any site may let its own lead here (DNS rebinding).
 */
function isLoopback({ raw, headers }: FastifyRequest): boolean {
  const address = raw.socket.remoteAddress ?? '';
  const local = address === '::1' || /^(::ffff:)?127\./.test(address);
  const host = `http://${headers.host ?? ''}`;
  const named = URL.canParse(host) && LOOPBACK.includes(new URL(host).hostname);
  return local && named && FORWARDING.every((header) => headers[header] === undefined);
}
