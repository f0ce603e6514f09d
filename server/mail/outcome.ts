/** What became of an attempt to hand a mail to the mail server, and what to do then. */
import { type Instant, instant, MINUTE } from '../../kernel/time.ts';

export type Outcome =
  | { readonly kind: 'sent' }
  /** The server did not take it now, or could not be reached: the same mail may go through later. */
  | ({ readonly kind: 'later' } & Failure)
  /** The server would say the same again. */
  | ({ readonly kind: 'refused' } & Failure)
  /** The connection ended while the text was under way: it may have arrived, so it is not sent again. */
  | ({ readonly kind: 'unknown' } & Failure);

export interface Failure {
  /** In the server's own words, which may hold the address. */
  readonly reason: string;
  /** What may be logged of it: the kind of failure and the server's status, as `EENVELOPE 550`. */
  readonly cause: string;
}

/** What is told of an error by the package that talks to the mail server. */
interface SendingError {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly permanent?: unknown;
}

/** Faults of this mail, not of the connection or of the settings. */
const OF_THE_MAIL = ['EENVELOPE', 'EMESSAGE', 'ESTREAM', 'EFILEACCESS', 'EURLACCESS'];

/** @param begun whether any of the text had left when it failed. */
export function outcomeOf(thrown: unknown, begun: boolean): Outcome {
  const error: SendingError = typeof thrown === 'object' && thrown !== null ? thrown : {};
  const failure = { reason: shortened(String(error.message ?? thrown)), cause: causeOf(error) };
  const answered = typeof error.responseCode === 'number';
  // What a server answers to the password is not about the mail: it goes when the settings are right.
  const ofTheMail = OF_THE_MAIL.some((code) => code === error.code);
  if (ofTheMail && (error.permanent === true || !answered)) return { kind: 'refused', ...failure };
  if (begun && !answered) return { kind: 'unknown', ...failure };
  return { kind: 'later', ...failure };
}

function causeOf({ code, responseCode }: SendingError): string {
  const named = typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? [code] : [];
  return [...named, ...(typeof responseCode === 'number' ? [responseCode] : [])].join(' ') || 'unknown';
}

/** After how many minutes it is tried again, by how often it was tried. */
const PAUSES = [1, 5, 10, 20, 30] as const;

/**
 * When to try again; null when it was tried often enough.
 * @param attempts so far, from 1.
 * @param chance from 0 to 1, random: up to a fifth more, so that a crowd does not come back all at once.
 */
export function nextAttempt(attempts: number, now: Instant, chance: number): Instant | null {
  const minutes = PAUSES[attempts - 1];
  return minutes === undefined ? null : instant(Math.round(now + minutes * MINUTE * (1 + chance / 5)));
}

function shortened(reason: string): string {
  const line = reason.replace(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
