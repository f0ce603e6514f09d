/** What is refused before it becomes a request of ours: addresses that cannot be read, and what is not HTTP. */
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyServerOptions } from 'fastify';
import { sendProblem } from './errors.ts';
import type { GiveNonce, SetHeaders } from './headers.ts';
import { redactUrl } from './logging.ts';
import { problemOf } from './problem.ts';

/**
 * Answers an address that cannot be read or is too long. No hook runs for those, so it logs itself, and
 * the reply has none of the app's decorations. Nothing catches what is thrown here: it would end the process.
 */
export function answerUnroutable(
  setHeaders: SetHeaders,
  giveNonce: GiveNonce,
): NonNullable<FastifyServerOptions['frameworkErrors']> {
  return (error, request, reply) => {
    setHeaders(request, reply);
    reply.styleNonce = () => giveNonce(reply);
    sendProblem(error, request, reply);
    const line = { method: request.method, url: redactUrl(request.url), status: reply.statusCode };
    request.log.warn(line, 'request refused');
  };
}

interface ConnectionError extends Error {
  readonly code?: string;
}

const REFUSALS: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers of the request are too large.'],
};

/** Answers what could not be parsed, on the bare socket, and hangs up. */
export function refuseUnparsable(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(refusal(error.code ?? ''));
  socket.destroySoon();
}

function refusal(code: string): string {
  const [status, detail] = REFUSALS[code] ?? [400, 'This is not a request that can be understood.'];
  const refused = Object.assign(new Error(detail), { statusCode: status });
  const problem = problemOf(refused, randomUUID());
  const body = JSON.stringify({ ...problem, detail });
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/problem+json; charset=utf-8',
    'x-content-type-options: nosniff',
    'connection: close',
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}
