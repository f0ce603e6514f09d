/** How pages ask the API: JSON there and back, and one error for everything that does not go well. */
import type { ErrorCode, InputFault } from '../../kernel/errors.ts';

/** What the server refused, as its problem document says it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ErrorCode | 'unreachable';
  /** Where bad input is, by the names of the fields: `email`, `consents.2.text`. */
  readonly errors: readonly InputFault[];
  /** All further members of the document, such as the revision that is current. */
  readonly document: Readonly<Record<string, unknown>>;

  /** @param message a whole sentence for the reader. */
  constructor(
    code: ErrorCode | 'unreachable',
    message: string,
    errors: readonly InputFault[] = [],
    document: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.code = code;
    this.errors = errors;
    this.document = document;
  }
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON; a form with a file is sent as it is. */
  readonly body?: unknown;
  /** The revision that the reader saw, for changes that must not run over another's. */
  readonly revision?: number;
  readonly signal?: AbortSignal;
}

let csrfToken: string | null = null;

/** Called once, when a page is taken over; every change is then sent with the token. */
export function rememberCsrfToken(token: string | null): void {
  csrfToken = token;
}

/**
 * Asks the API. @param path from `/api` on. @returns the answer's JSON, undefined where it has none.
 * @throws ProblemError, with the code `unreachable` when there was no answer at all.
 */
export async function call<Answer>(
  path: string,
  { method = 'GET', body, revision, signal }: Call = {},
): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET' && csrfToken !== null) headers['x-csrf-token'] = csrfToken;
  if (revision !== undefined) headers['if-match'] = `"${revision}"`;
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json';
  const content = body === undefined ? null : isForm ? body : JSON.stringify(body);
  const answer = await reach(path, { method, headers, body: content, ...(signal && { signal }) });
  if (!answer.ok) throw await problemIn(answer);
  return (answer.status === 204 ? undefined : await jsonIn(answer)) as Answer;
}

async function reach(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...request, credentials: 'same-origin', cache: 'no-store' });
  } catch (failure) {
    if (request.signal?.aborted) throw failure;
    throw new ProblemError(
      'unreachable',
      'The server could not be reached. Nothing was changed. Check your connection and try again.',
    );
  }
}

async function jsonIn(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError('internal', 'The server answered in a way this page does not understand. Load it again.');
  }
}

async function problemIn(answer: Response): Promise<ProblemError> {
  const document = (await answer.json().catch(() => ({}))) as {
    readonly code?: ErrorCode;
    readonly detail?: string;
    readonly errors?: readonly InputFault[];
  };
  const detail = document.detail ?? `The server answered with ${answer.status}. Try again, or load the page again.`;
  return new ProblemError(document.code ?? 'internal', detail, document.errors ?? [], { ...document });
}

/** What is said at a field; null where there is nothing to say. @param error whatever a call threw. */
export function faultAt(error: unknown, path: string): string | null {
  if (!(error instanceof ProblemError)) return null;
  const fault = error.errors.find((each) => each.path === path || each.path.startsWith(`${path}.`));
  return fault ? asSentence(fault.message) : null;
}

/** `expected some text` → `Expected some text.` */
export function asSentence(message: string): string {
  const begun = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.?]$/.test(begun) ? begun : `${begun}.`;
}
