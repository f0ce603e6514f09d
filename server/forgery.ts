/**
 * Tells what our own pages send from what another site makes a browser send in its owner's name.
 *
 * - A change that names a foreign origin is refused, whoever asks and whether or not anybody is signed in.
 *   Only a program with a bearer key is past this: no browser sends one by itself.
 * - A change by somebody whom a cookie lets in must carry `x-csrf-token` besides, which another site cannot
 *   read. The token is made from the cookie's secret, so it ends with the sign-in and nothing is stored.
 *
 * The cookie's `SameSite=Lax` is a third guard, kept by the browser.
 */
import type { IncomingHttpHeaders } from 'node:http';
import Tokens from '@fastify/csrf';
import type { FastifyRequest } from 'fastify';
import { digestOf } from '../kernel/digest.ts';
import { AppError } from '../kernel/errors.ts';
import { sessionCookieName, sessionSecretIn } from '../people/sign-in/session-cookie.ts';

export interface ForgeryGuard {
  /**
   * By `Origin`, or where a browser sends none by `Sec-Fetch-Site`. Programs that are no browsers send neither.
   * @throws AppError `forged-request` for what a page of another site sends.
   */
  refuseForeign(request: FastifyRequest): void;
  /** @throws AppError `forged-request` unless the request carries the token of its own sign-in. */
  demandToken(request: FastifyRequest): void;
  /** The token that goes with the changes of whoever sends this cookie; empty without one. */
  tokenFor(headers: IncomingHttpHeaders): string;
}

export interface ForgeryOptions {
  readonly publicUrl: () => URL;
  /** In production people use the public address alone; elsewhere also this machine's own names. */
  readonly production: boolean;
}

/** What this machine calls itself. */
export const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];
const FOREIGN_SITES = ['cross-site', 'same-site'];

export function forgeryGuard({ publicUrl, production }: ForgeryOptions): ForgeryGuard {
  const tokens = Tokens();
  const secretOf = ({ cookie }: IncomingHttpHeaders): string | null => {
    const secret = sessionSecretIn(cookie, sessionCookieName(publicUrl()));
    return secret === null ? null : digestOf(`csrf ${secret}`);
  };
  const isOwn = (origin: string, port: number | undefined): boolean => {
    const own = publicUrl();
    if (origin === own.origin) return true;
    if (production || !URL.canParse(origin)) return false;
    const url = new URL(origin);
    const ports = [own.port, String(port ?? '')];
    return url.protocol === 'http:' && LOOPBACK.includes(url.hostname) && ports.includes(url.port);
  };
  return {
    refuseForeign({ headers, raw }) {
      // Of other kinds of authorization a browser sends some by itself.
      if (/^Bearer /i.test(headers.authorization ?? '')) return;
      const { origin } = headers;
      const site = String(headers['sec-fetch-site'] ?? '');
      const foreign = origin === undefined ? FOREIGN_SITES.includes(site) : !isOwn(origin, raw.socket.localPort);
      if (foreign) throw new AppError('forged-request', 'This was sent by a page of another site, and was not done.');
    },
    demandToken({ headers }) {
      const secret = secretOf(headers);
      const sent = headers['x-csrf-token'];
      if (secret !== null && typeof sent === 'string' && tokens.verify(secret, sent)) return;
      throw new AppError(
        'forged-request',
        'The token of this sign-in was not sent, and nothing was done. Load the page again and repeat.',
      );
    },
    tokenFor(headers) {
      const secret = secretOf(headers);
      return secret === null ? '' : tokens.create(secret);
    },
  };
}
