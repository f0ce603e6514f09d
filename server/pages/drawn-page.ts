/**
 * Pages as they are sent. What is the same for everybody is drawn once, packed, and answered with 304 to
 * those who have it; what is one person's is written anew each time and kept nowhere.
 */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { entityTag, holdsAlready } from '../../kernel/conditions.ts';

export interface DrawnPage {
  readonly html: Buffer;
  readonly zipped: Buffer;
  /** Sent as a weak tag, because both forms share it. */
  readonly tag: string;
}

export function drawn(text: string): DrawnPage {
  const html = Buffer.from(text);
  const tag = entityTag(createHash('sha256').update(html).digest('base64url').slice(0, 22));
  return { html, zipped: gzipSync(html), tag };
}

const HTML = 'text/html; charset=utf-8';

/** Browsers always ask again, and mostly hear that nothing changed. */
export function sendDrawn(
  request: FastifyRequest,
  reply: FastifyReply,
  { html, zipped, tag }: DrawnPage,
  cacheControl: 'no-cache' | 'private, no-cache' = 'no-cache',
): FastifyReply {
  reply.header('cache-control', cacheControl).header('etag', `W/${tag}`).header('vary', 'accept-encoding').type(HTML);
  if (holdsAlready(request.headers['if-none-match'], tag)) return reply.code(304).send();
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(html);
  return reply.header('content-encoding', 'gzip').send(zipped);
}

/** A page that is one person's, or that says that something is not. No cache and no search engine keeps it. */
export function sendOwn(reply: FastifyReply, status: 200 | 403 | 404, html: string): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').type(HTML).send(html);
}
