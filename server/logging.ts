/**
 * The log: JSON lines, one for each finished request that failed or changed something, and one for each
 * fault. What was merely read is logged at `debug`, because feeds are polled by hundreds of clients.
 *
 * No secret may reach it. Whole lines pass through `redact` on their way out, so that a token inside an
 * error's message or stack is caught as surely as one in an address.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** Where log lines go: whole lines, each with its line end. */
export interface LogSink {
  write(line: string): unknown;
}

/** A logger whose lines hold no secrets. @param sink stderr when not given; stdout is for people. */
export function createLog(
  level: Config['logLevel'],
  sink: LogSink = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => void sink.write(redact(line)) },
  );
}

const HIDDEN = '[redacted]';

/** Members of a logged object that are secret whatever they hold. */
const SECRET_MEMBER =
  /("(?:authorization|proxy-authorization|cookie|set-cookie|x-csrf-token|csrfToken|x-api-key|password|passphrase|secret|token|apiKey|joinLink|join_link)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;
/** Keys, tokens and links of ours: a prefix and 192 random bits, as `newSecret` writes them. */
const OWN_SECRET = /\b[a-z]+(?:_[a-z]+)*_[A-Za-z0-9_-]{32,}/g;
const CREDENTIALS = /\b(Bearer|Basic|Digest)(\s+)[^\s"'\\,]+/gi;
const USER_OF_ADDRESS = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"'\\]+@/gi;
/** Whoever knows the address of a personal calendar can read it. */
const CALENDAR_TOKEN = /(\/calendars\/)[^\s?#"'\\]+/gi;
const PARAMETER = /([?&;])([^=&;#\s"'\\]+)=([^&;#\s"'\\]+)/g;
const SECRET_PARAMETER = /token|key|secret|code|pass|sig|auth|session/i;

/** The text without its secrets. Text that holds none comes back as it was. */
export function redact(text: string): string {
  return text
    .replace(SECRET_MEMBER, `$1"${HIDDEN}"`)
    .replace(CREDENTIALS, `$1$2${HIDDEN}`)
    .replace(USER_OF_ADDRESS, `$1${HIDDEN}@`)
    .replace(CALENDAR_TOKEN, `$1${HIDDEN}`)
    .replace(PARAMETER, (whole, mark: string, name: string) =>
      SECRET_PARAMETER.test(decoded(name) ?? 'secret') ? `${mark}${name}=${HIDDEN}` : whole,
    )
    .replace(OWN_SECRET, HIDDEN);
}

/** The address of a request without its secrets, also when they hide behind percent signs. */
export function redactUrl(url: string): string {
  const readable = decoded(url);
  return readable === null ? '[not readable]' : redact(readable);
}

function decoded(text: string): string | null {
  try {
    return decodeURI(text);
  } catch {
    return null;
  }
}

/** Logs a finished request once. @param route the pattern it matched. */
export type LogRequest = (request: FastifyRequest, reply: FastifyReply, route: string) => void;

/** @param level of the log: requests that merely read are passed over unless it is `debug` or lower. */
export function requestLogger(level: string): LogRequest {
  const readsToo = level === 'debug' || level === 'trace';
  return (request, reply, route) => {
    const { method } = request.raw;
    const read = method === 'GET' || method === 'HEAD';
    if (readsToo || !read || reply.raw.statusCode >= 400) logRequest(request, reply, route, read);
  };
}

function logRequest(request: FastifyRequest, reply: FastifyReply, route: string, read: boolean): void {
  const status = reply.statusCode;
  const line = {
    method: request.method,
    url: redactUrl(request.url),
    route,
    status,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    ...(request.actor.kind === 'operator' ? { operator: request.actor.keyId } : {}),
  };
  if (status >= 500) request.log.error({ ...line, err: reply.fault }, 'request failed');
  else if (status >= 400) request.log.warn(line, 'request refused');
  else if (read) request.log.debug(line, 'request answered');
  else request.log.info(line, 'request changed something');
}
