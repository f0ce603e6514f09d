/**
 * Who may call what. Each route says so itself, in `config.policy`; the app refuses to boot when one
 * does not. Three policies stand until people exist:
 *
 * - `public`: anybody. Nothing is looked up unless the route asks `request.readActor()`.
 * - `operator`: whoever sends `Authorization: Bearer plenum_op_…` with a key that is stored.
 * - `operator-or-loopback`: the machine itself, not through a proxy, or an operator.
 *
 * A key is taken from that header alone, never from a query string, which ends in logs and histories.
 */
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { type Actor, ANONYMOUS } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';

export const POLICIES = ['public', 'operator', 'operator-or-loopback'] as const;
export type Policy = (typeof POLICIES)[number];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route: see `server/access.ts`. */
    policy: Policy;
  }
  interface FastifyRequest {
    /** Who is asking, as far as the route's policy made sure: an operator, or anonymous. */
    readonly actor: Actor;
    /**
     * Who is asking, on a public route that shows more to an operator. Without a key that is anonymous,
     * at no cost. @throws AppError `unauthenticated` when a key is sent that is not one of ours.
     */
    readActor(): Promise<Actor>;
  }
}

/** Finds the operator whose key this is, or null. It must not tell wrong keys apart, in time either. */
export type FindOperator = (key: string) => Promise<Actor | null>;

export interface AccessOptions {
  readonly findOperator: FindOperator;
  /** Routes that packages register and that cannot declare a policy themselves, by the start of their URL. */
  readonly ofPackages?: Readonly<Record<string, Policy>>;
}

const actorOf = Symbol('actor');
interface Asker {
  [actorOf]?: Actor;
}

/** Sets up `request.actor` and `request.readActor`, and guards every route registered after it. */
export function guardRoutes(app: FastifyInstance, options: AccessOptions): void {
  app.decorateRequest('actor', {
    getter(this: FastifyRequest): Actor {
      return (this as Asker)[actorOf] ?? ANONYMOUS;
    },
  });
  app.decorateRequest('readActor', function (this: FastifyRequest) {
    return readActor(this, options.findOperator);
  });
  app.addHook('onRoute', (route) => guardRoute(route, options));
}

function guardRoute(route: RouteOptions, { findOperator, ofPackages = {} }: AccessOptions): void {
  const policy = route.config?.policy ?? policyOfPackage(route.url, ofPackages);
  if (!policy || !POLICIES.includes(policy)) {
    throw new Error(
      `${[route.method].flat().join(',')} ${route.url} declares no policy: ` +
        `give the route config: { policy: ${POLICIES.map((name) => `'${name}'`).join(' | ')} }.`,
    );
  }
  if (policy === 'public') return;
  const guard = async (request: FastifyRequest): Promise<void> => {
    if (policy === 'operator-or-loopback' && isLoopback(request)) return;
    await requireOperator(request, findOperator);
  };
  route.onRequest = [guard, ...[route.onRequest ?? []].flat()];
}

function policyOfPackage(url: string, ofPackages: Readonly<Record<string, Policy>>): Policy | undefined {
  const start = Object.keys(ofPackages).find((prefix) => url === prefix || url.startsWith(`${prefix}/`));
  return start === undefined ? undefined : ofPackages[start];
}

async function requireOperator(request: FastifyRequest, find: FindOperator): Promise<void> {
  const actor = await readActor(request, find);
  if (actor.kind === 'operator') return;
  throw new AppError('unauthenticated', 'This needs an operator key: send it as "Authorization: Bearer plenum_op_…".');
}

async function readActor(request: FastifyRequest, find: FindOperator): Promise<Actor> {
  const known = (request as Asker)[actorOf];
  if (known) return known;
  const sent = request.headers.authorization;
  const actor = sent === undefined ? ANONYMOUS : await findSender(sent, find);
  (request as Asker)[actorOf] = actor;
  return actor;
}

async function findSender(authorization: string, find: FindOperator): Promise<Actor> {
  const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  const actor = key === undefined ? null : await find(key);
  if (actor) return actor;
  throw new AppError('unauthenticated', 'The key that was sent is not one of this server.');
}

const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto', 'via'];

/** True for a request made on this machine itself. One that a proxy here passed on was not. */
function isLoopback(request: FastifyRequest): boolean {
  const address = request.raw.socket.remoteAddress ?? '';
  const local = address === '::1' || /^(::ffff:)?127\./.test(address);
  return local && FORWARDING.every((header) => request.headers[header] === undefined);
}
