/**
 * What each answer tells the browser to forbid, and the id of its request.
 *
 * The headers are laid out once, at start: setting them must cost next to nothing, because feeds are
 * polled by hundreds of clients. A route whose answers are no documents (a calendar, a JSON file for
 * tools) may say `config: { headers: 'data' }` and then carries only what matters there.
 */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `document` (the default): all headers. `data`: for what no browser renders, without the policy for pages. */
    headers?: 'document' | 'data';
  }
  interface FastifyReply {
    /**
     * Lets this answer carry `<style nonce="…">` elements: call it once, before sending, and write what
     * it returns into them. Scripts get no nonce: they are files of ours, or they do not run.
     */
    styleNonce(): string;
    /** Lets this page show the pictures of polls, which may be anywhere: call it before sending. */
    allowPictures(): void;
  }
}

export interface HeaderOptions {
  /** Whether people use https. Only then are browsers told to stay there. */
  readonly https: boolean;
}

type Headers = readonly (readonly [name: string, value: string])[];

interface Allowed {
  /** Of this answer's own style elements. */
  readonly nonce?: string;
  /** Whether pictures may come from elsewhere; no address of ours is told there. */
  readonly pictures?: boolean;
}

/** The content security policy of a page. */
export function contentSecurityPolicy({ https }: HeaderOptions, { nonce, pictures = false }: Allowed = {}): string {
  const styles = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`;
  const directives = [
    "default-src 'self'",
    "script-src 'self'",
    `style-src ${styles}`,
    // Attributes such as style="--columns:5" are how server-rendered components carry their measures.
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data:${pictures ? ' https:' : ''}`,
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ];
  if (https) directives.push('upgrade-insecure-requests');
  return directives.join('; ');
}

function transportHeaders({ https }: HeaderOptions): Headers {
  return https ? [['strict-transport-security', 'max-age=31536000; includeSubDomains']] : [];
}

/** The headers of answers that no browser renders. */
export function dataHeaders(options: HeaderOptions): Headers {
  return [['x-content-type-options', 'nosniff'], ['referrer-policy', 'no-referrer'], ...transportHeaders(options)];
}

/** The headers of everything else. */
export function documentHeaders(options: HeaderOptions): Headers {
  return [
    ['x-content-type-options', 'nosniff'],
    // With `no-referrer` browsers would send our own forms with `Origin: null`, which looks like a forgery.
    ['referrer-policy', 'same-origin'],
    ...transportHeaders(options),
    ['content-security-policy', contentSecurityPolicy(options)],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
    ['x-frame-options', 'DENY'],
  ];
}

/** Sets the document headers, and the id of the request, on an answer that belongs to no route. */
export type SetHeaders = (request: FastifyRequest, reply: FastifyReply) => void;

export function documentHeaderSetter(options: HeaderOptions): SetHeaders {
  return headerSetter(documentHeaders(options));
}

/** Puts the headers on the answers of every route registered after it, before anything can refuse the request. */
export function sendHeaders(app: FastifyInstance, options: HeaderOptions): void {
  const onDocument = headerHook(documentHeaders(options));
  const onData = headerHook(dataHeaders(options));
  app.addHook('onRoute', (route) => {
    const hook = route.config?.headers === 'data' ? onData : onDocument;
    route.onRequest = [hook, ...[route.onRequest ?? []].flat()];
  });
  const giveNonce = nonceGiver(options);
  app.decorateReply('styleNonce', function (this: FastifyReply) {
    return giveNonce(this);
  });
  const withPictures = contentSecurityPolicy(options, { pictures: true });
  app.decorateReply('allowPictures', function (this: FastifyReply) {
    this.header('content-security-policy', withPictures);
  });
}

/** What stands behind `reply.styleNonce()`, for answers that the app has not decorated. */
export type GiveNonce = (reply: FastifyReply) => string;

export function nonceGiver(options: HeaderOptions): GiveNonce {
  return (reply) => {
    const nonce = randomBytes(16).toString('base64');
    reply.header('content-security-policy', contentSecurityPolicy(options, { nonce }));
    return nonce;
  };
}

function headerHook(headers: Headers): onRequestHookHandler {
  const set = headerSetter(headers);
  return (request, reply, done) => {
    set(request, reply);
    done();
  };
}

function headerSetter(headers: Headers): SetHeaders {
  return (request, reply) => {
    reply.header('x-request-id', request.id);
    for (const [name, value] of headers) reply.header(name, value);
  };
}
