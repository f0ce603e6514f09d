/**
 * `/api/live`: the socket. Whoever may not have one is refused over HTTP, before there is a socket.
 *
 * A browser sends the cookie of its sign-in with a socket that any page opens, so here the origin must be
 * named and ours. A program sends its key.
 */
import { EventEmitter } from 'node:events';
import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import websocket, { type WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import { noSuchEvent, refusal } from '../../agenda/policy.ts';
import { type Actor, standingOf } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { ForgeryGuard } from '../forgery.ts';
import type { LiveHub } from './hub.ts';

const PATH = '/api/live';

const OPTIONS = {
  /** In bytes. */
  maxPayload: 16 * 1024,
  perMessageDeflate: false,
  /** The hub keeps them. */
  clientTracking: false,
  /** How long one that takes nothing may take to say goodbye, in milliseconds. */
  closeTimeout: 5_000,
};

export interface LiveNeeds {
  readonly hub: LiveHub;
  readonly forgery: ForgeryGuard;
  readonly findEvent: (slug: string) => Promise<EventRef | undefined>;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a request for a socket that was let in. */
    liveEvent?: EventRef;
    /** The answer over HTTP, of which there is none: it would be kept as long as the socket. */
    liveResponse?: ServerResponse;
  }
}

export const liveRoutes: FastifyPluginAsync<LiveNeeds> = async (app, needs) => {
  const { hub } = needs;
  hub.onFault((error) => app.log.error({ err: error }, 'something of the sockets failed and will be tried again'));
  // A socket that breaks, or sends too much, closes by itself.
  const onError = (error: Error) => app.log.debug({ err: error }, 'a socket broke');
  await app.register(websocket, {
    options: { ...OPTIONS, server: upgradesOf(app) },
    preClose: () => hub.close(),
    errorHandler: onError,
  });
  app.route({
    method: 'GET',
    url: PATH,
    config: { policy: 'public', headers: 'data' },
    schema: { hide: true },
    preValidation: async (request, reply) => {
      request.liveEvent = await admitted(request, needs);
      request.liveResponse = reply.raw;
    },
    handler: () => {
      throw new AppError('bad-request', 'This address is for WebSockets alone.');
    },
    wsHandler: (socket, request) => {
      const { actor, liveEvent } = request;
      letGo(request, socket, onError);
      if (liveEvent) hub.open(socket, request.raw.socket, actor, liveEvent);
      else socket.close();
    },
  });
};

/** @throws AppError `forged-request`, `unauthenticated`, `not-found`, `forbidden`. */
async function admitted(request: FastifyRequest, { forgery, findEvent }: LiveNeeds): Promise<EventRef> {
  const { headers } = request;
  forgery.refuseForeign(request);
  if (headers.authorization === undefined && headers.origin === undefined) {
    throw new AppError('forged-request', 'A socket without a key must name the page that opens it (Origin).');
  }
  const actor = await request.readActor();
  if (actor.kind === 'anonymous') throw refusal(actor, false);
  const { event: slug } = request.query as { readonly event?: unknown };
  const event = typeof slug === 'string' ? await findEvent(slug) : undefined;
  if (!event) throw noSuchEvent();
  if (!belongsTo(actor, event)) throw refusal(actor, event.isPublic);
  return event;
}

/** Lets go of request and answer, which the socket would keep as long as it is open. */
function letGo({ raw, liveResponse }: FastifyRequest, socket: WebSocket, onError: (error: Error) => void): void {
  liveResponse?.detachSocket(raw.socket);
  socket.removeAllListeners('error');
  socket.on('error', onError);
}

/** Everybody whom the event knows, in whatever state: those who wait want to see that their turn has come. */
function belongsTo(actor: Actor, { id }: EventRef): boolean {
  if (actor.kind === 'person') return standingOf(actor, { eventId: id }) !== undefined;
  return actor.kind === 'operator' || (actor.kind === 'api-key' && actor.eventId === id);
}

/**
 * The requests for a socket at our one path. A request for another protocol at any other path is answered as
 * if it had not asked for that, as HTTP has it, and its connection ends: Node.js reads no more from it.
 */
function upgradesOf(app: FastifyInstance): Server {
  const upgrades = new EventEmitter();
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = (request.url ?? '').split('?')[0];
    if (path === PATH && request.method === 'GET' && request.headers.upgrade?.toLowerCase() === 'websocket') {
      upgrades.emit('upgrade', request, socket, head);
      return;
    }
    socket.on('error', () => socket.destroy());
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket as never);
    response.once('finish', () => socket.end());
    app.routing(request, response);
  });
  return upgrades as unknown as Server;
}
