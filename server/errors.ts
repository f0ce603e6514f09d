/** How errors leave over HTTP: as a problem document, or as a small page for somebody who reads one. */
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { AppError } from '../kernel/errors.ts';
import { errorPage } from './error-page.ts';
import type { SetHeaders } from './headers.ts';
import { type Problem, problemOf } from './problem.ts';
import type { WatchUnrouted } from './watch.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** What a fault of ours was, for the one log line of the request. Never sent. */
    fault?: unknown;
  }
}

/** Answers every error, unknown address and method that is not taken. */
export function answerErrors(app: FastifyInstance, setHeaders: SetHeaders, watchUnrouted: WatchUnrouted): void {
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    setHeaders(request, reply);
    watchUnrouted(request, reply);
    const allowed = allowedMethods(app, request);
    if (allowed.length === 0) throw new AppError('not-found', 'There is nothing at this address.');
    reply.header('allow', allowed.join(', '));
    throw new AppError('method-not-allowed', `This address takes ${allowed.join(', ')} and nothing else.`);
  });
}

/** Sends what was thrown. Nothing of a fault of ours is told but the id under which the log has it. */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(thrown, request.id);
  if (problem.status >= 500) reply.fault = thrown;
  for (const name of OF_THE_ANSWER_THAT_FAILED) reply.removeHeader(name);
  reply.code(problem.status).header('cache-control', 'no-store');
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="plenum"');
  if (problem.status === 429 && typeof problem.retryAfter === 'number') {
    reply.header('retry-after', String(problem.retryAfter));
  }
  if (problem.status === 503) reply.header('retry-after', '5');
  return wantsPage(request) ? sendPage(problem, reply) : sendDocument(problem, reply);
}

const OF_THE_ANSWER_THAT_FAILED = [
  'etag',
  'last-modified',
  'content-disposition',
  'content-encoding',
  'content-length',
];

function sendDocument(problem: Problem, reply: FastifyReply): FastifyReply {
  return reply.serializer(JSON.stringify).type('application/problem+json; charset=utf-8').send(problem);
}

function sendPage(problem: Problem, reply: FastifyReply): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(errorPage(problem, reply.styleNonce()));
}

function wantsPage(request: FastifyRequest): boolean {
  return !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** The methods that the address takes instead. None when it takes this one and answered with 404 itself. */
function allowedMethods(app: FastifyInstance, request: FastifyRequest): string[] {
  const url = request.url.replace(/[?#;].*$/s, '');
  const takes = (method: HTTPMethods) => app.findRoute({ method, url }) !== null;
  return takes(request.method as HTTPMethods) ? [] : METHODS.filter(takes);
}
