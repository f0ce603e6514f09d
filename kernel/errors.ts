/**
 * The one error that leaves a room on purpose. `server/errors.ts` translates it for HTTP and, later,
 * for the socket; anything else that is thrown is a fault of ours and shows nothing of its inside.
 */
export const ERROR_CODES = [
  'bad-request',
  'bad-input',
  'unauthenticated',
  'forbidden',
  'not-found',
  'method-not-allowed',
  'slug-taken',
  'day-taken',
  'revision-required',
  'revision-stale',
  'wall-time-missing',
  'wall-time-twice',
  'proposal-gone',
  'forged-request',
  'link-not-valid',
  'code-not-right',
  'registration-not-open',
  'not-invited',
  'consent-missing',
  'event-full',
  'last-organiser',
  'organisation-taken',
  'organisation-in-use',
  'address-taken',
  'state-not-right',
  'preview-stale',
  'nothing-to-publish',
  'controls-elsewhere',
  'nothing-to-undo',
  'poll-not-open',
  'already-voted',
  'too-many-options',
  'too-few-options',
  'unknown-option',
  'room-full',
  'no-arrangement',
  'too-large',
  'unsupported-media-type',
  'too-many-requests',
  'unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One fault of an input: where it is and what was expected there. */
export interface InputFault {
  /** Where: a JSON path (`sessions.3.minutes`) or `sessions.csv:7:minutes`. */
  readonly path: string;
  readonly message: string;
}

export interface ErrorDetails {
  readonly errors?: readonly InputFault[];
  /** Further members of the problem document, such as the revision that is current. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  /** @param message a whole sentence for the person who asked: what happened and what to do. */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
