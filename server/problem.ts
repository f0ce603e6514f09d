/**
 * Translates whatever is thrown into the one form in which errors leave over HTTP (RFC 9457).
 *
 * What we threw on purpose (`AppError`) is told as it is. What Fastify and its packages refuse is told
 * in sentences of ours. Anything else is a fault of ours: its inside is logged and never told.
 */
import { STATUS_CODES } from 'node:http';
import { AppError, type ErrorCode, type InputFault } from '../kernel/errors.ts';

/** The document that is sent, as `application/problem+json`. */
export interface Problem {
  readonly type: 'about:blank';
  /** The phrase of the status. */
  readonly title: string;
  readonly status: number;
  /** A whole sentence for the person who asked. */
  readonly detail: string;
  /** Stable: programs decide by it. */
  readonly code: ErrorCode;
  /** What to quote when asking for help: the log has the same id. */
  readonly requestId: string;
  /** For bad input: each fault with its place. */
  readonly errors?: readonly InputFault[];
  /** What the code's own description promises, such as the revision that is current. */
  readonly [extra: string]: unknown;
}

const STATUS: Readonly<Record<ErrorCode, number>> = {
  'bad-request': 400,
  'bad-input': 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'slug-taken': 409,
  'day-taken': 409,
  'revision-required': 428,
  'revision-stale': 412,
  'wall-time-missing': 422,
  'wall-time-twice': 422,
  'proposal-gone': 409,
  'forged-request': 403,
  'link-not-valid': 410,
  'code-not-right': 422,
  'registration-not-open': 409,
  'not-invited': 403,
  'consent-missing': 422,
  'event-full': 409,
  'last-organiser': 409,
  'organisation-taken': 409,
  'organisation-in-use': 409,
  'address-taken': 409,
  'state-not-right': 409,
  'preview-stale': 409,
  'nothing-to-publish': 409,
  'controls-elsewhere': 409,
  'nothing-to-undo': 409,
  'poll-not-open': 409,
  'already-voted': 409,
  'too-many-options': 422,
  'too-few-options': 422,
  'unknown-option': 422,
  'room-full': 409,
  'no-arrangement': 422,
  'too-large': 413,
  'unsupported-media-type': 415,
  'too-many-requests': 429,
  unavailable: 503,
  internal: 500,
};

/** The problem document of anything that was thrown. Pure, and safe to send whatever the error holds. */
export function problemOf(thrown: unknown, requestId: string): Problem {
  const error = thrown instanceof AppError ? thrown : translate(thrown);
  // A status that our codes have no word for (416 of a range, say) is kept as it is.
  const status = thrown instanceof AppError ? STATUS[error.code] : (refusedStatus(thrown) ?? STATUS[error.code]);
  return {
    ...error.details.extra,
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: error.message,
    code: error.code,
    requestId,
    ...(error.details.errors ? { errors: error.details.errors } : {}),
  };
}

/** What Fastify's errors and those of its packages have in common. */
interface ForeignError {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly statusCode?: unknown;
  readonly validation?: unknown;
  readonly validationContext?: unknown;
}

function translate(thrown: unknown): AppError {
  const error: ForeignError = typeof thrown === 'object' && thrown !== null ? thrown : {};
  if (Array.isArray(error.validation)) return badInput(error.validation, String(error.validationContext ?? 'body'));
  if (/unexpected end of multipart data/i.test(String(error.message))) return new AppError('bad-request', BROKEN_OFF);
  // Thrown bare: the header names no boundary, or one longer than the 70 letters that it may have.
  if (/boundary not found|needle cannot have a length/i.test(String(error.message))) return new AppError(...NO_FORM);
  const known = typeof error.code === 'string' ? SENTENCES[error.code] : undefined;
  if (known) return new AppError(...known);
  if (typeof error.code === 'string' && DATABASE_BUSY.test(error.code)) return new AppError('unavailable', BUSY);
  const status = refusedStatus(thrown);
  if (status !== undefined) return new AppError(...(BY_STATUS[status] ?? BAD_REQUEST));
  if (error.statusCode === 503)
    return new AppError('unavailable', 'The server cannot answer this now. Try again soon.');
  return new AppError('internal', 'Something went wrong on the server. It has been noted under the request id.');
}

/**
 * The database is there and right, and cannot take this now: another process writes (SQLite), two changes
 * stood in each other's way, or there are too many connections or none (PostgreSQL).
 */
const DATABASE_BUSY = /^(?:SQLITE_BUSY(?:_\w+)?|40P01|40001|53300|57P0[1-3]|ECONNREFUSED)$/;
const BUSY = 'The database is busy. Nothing was changed; try again in a moment.';

type Sentence = readonly [code: ErrorCode, detail: string];

const BROKEN_OFF = 'The upload broke off before its end. Send it again.';
const TOO_LARGE: Sentence = ['too-large', 'What was sent is larger than this address takes.'];
const NO_FORM: Sentence = ['unsupported-media-type', 'A form with a file (multipart/form-data) was expected.'];
const BAD_REQUEST: Sentence = ['bad-request', 'The request could not be understood.'];

/** By the `code` of the error, as Fastify and its packages number them. */
const SENTENCES: Readonly<Record<string, Sentence>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: ['bad-request', 'The body is not valid JSON.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['bad-request', 'The body is empty, where JSON was expected.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['bad-request', 'The body is not as long as its Content-Length says.'],
  FST_ERR_BAD_URL: ['bad-request', 'The address could not be read: check its percent signs.'],
  FST_ERR_MAX_PARAM_LENGTH: ['bad-request', 'The address is longer than any of ours.'],
  FST_MP_PREMATURE_CLOSE: ['bad-request', BROKEN_OFF],
  FST_PROTO_VIOLATION: ['bad-request', 'A field of the form has a name that is not allowed.'],
  FST_INVALID_MULTIPART_CONTENT_TYPE: NO_FORM,
  FST_INVALID_JSON_FIELD_ERROR: ['bad-request', 'A field of the form is not the valid JSON it is said to be.'],
  FST_ERR_CTP_BODY_TOO_LARGE: TOO_LARGE,
  FST_REQ_FILE_TOO_LARGE: TOO_LARGE,
  FST_PARTS_LIMIT: TOO_LARGE,
  FST_FILES_LIMIT: TOO_LARGE,
  FST_FIELDS_LIMIT: TOO_LARGE,
};

const BY_STATUS: Readonly<Record<number, Sentence>> = {
  401: ['unauthenticated', 'This needs a key or a sign-in.'],
  403: ['forbidden', 'This is not yours to see or to do.'],
  404: ['not-found', 'There is nothing at this address.'],
  405: ['method-not-allowed', 'This address does not take that method.'],
  413: TOO_LARGE,
  415: ['unsupported-media-type', 'The kind of content that was sent is not taken here.'],
  429: ['too-many-requests', 'These are too many requests. Wait a little and try again.'],
};

/** The status of a refusal (400 to 499) that a package decided on, unless our code has its own. */
function refusedStatus(thrown: unknown): number | undefined {
  const error: ForeignError = typeof thrown === 'object' && thrown !== null ? thrown : {};
  if (Array.isArray(error.validation) || error.code === 'FST_INVALID_MULTIPART_CONTENT_TYPE') return undefined;
  if (error.code === 'FST_INVALID_JSON_FIELD_ERROR') return undefined;
  const status = error.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

function badInput(validation: readonly unknown[], context: string): AppError {
  const errors = validation.flatMap((issue) => faultsOf(issue as ValidationIssue, PLACES[context] ?? ''));
  const detail =
    errors.length === 1
      ? 'One thing in the request is not as it should be.'
      : `${errors.length} things in the request are not as they should be.`;
  return new AppError('bad-input', detail, { errors });
}

/** Where a path starts when it is not in the body. */
const PLACES: Readonly<Record<string, string>> = { querystring: 'query.', params: 'path.', headers: 'header.' };

interface ValidationIssue {
  /** `/sessions/3/minutes` */
  readonly instancePath?: string;
  readonly message?: string;
  readonly params?: { readonly keys?: unknown };
}

function faultsOf(issue: ValidationIssue, place: string): InputFault[] {
  const path = (issue.instancePath ?? '').split('/').filter((part) => part !== '');
  const unknownKeys = issue.params?.keys;
  if (Array.isArray(unknownKeys)) {
    return unknownKeys.map((key) => ({
      path: place + [...path, key].join('.'),
      message: 'This name is not known here.',
    }));
  }
  return [{ path: place + path.join('.'), message: issue.message ?? 'This is not as it should be.' }];
}
