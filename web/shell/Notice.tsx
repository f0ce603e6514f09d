/** What a page says of itself: that something is done, wrong, not there, not here yet, or of some time ago. */
import { type ReactNode, useEffect, useRef } from 'react';
import { asSentence, ProblemError } from './api.ts';

export interface NoticeProps {
  /** `done` and `plain` are read out when the reader pauses; `wrong` at once. */
  readonly tone: 'plain' | 'done' | 'late' | 'wrong';
  readonly title: string;
  readonly children?: ReactNode;
}

/** In a circle of 24: drawn, because not every font has them. */
const MARKS = {
  plain: 'M12 11v6M12 7v1',
  done: 'M7.5 12.5l3 3 6-7',
  late: 'M12 6.5v7M12 16v1',
  wrong: 'M8.5 8.5l7 7M15.5 8.5l-7 7',
} as const;

export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div className="notice-box" data-tone={tone} role={tone === 'wrong' ? 'alert' : 'status'}>
      <svg
        className="notice-mark"
        viewBox="0 0 24 24"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      >
        <circle cx="12" cy="12" r="10" />
        <path d={MARKS[tone]} />
      </svg>
      <div>
        <p className="notice-box-title">{title}</p>
        {children}
      </div>
    </div>
  );
}

/**
 * What a call threw, said where it was caused; nothing while there is nothing to say. Faults of fields
 * that the form shows itself are named by `shown` and not repeated.
 */
export function ProblemNotice({ error, shown = [] }: { readonly error: unknown; readonly shown?: readonly string[] }) {
  if (error === null || error === undefined) return null;
  if (!(error instanceof ProblemError)) {
    return <Notice tone="wrong" title="Something went wrong on this page. Load it again." />;
  }
  const others = error.errors.filter(({ path }) => !shown.some((name) => path === name || path.startsWith(`${name}.`)));
  return (
    <Notice tone="wrong" title={error.message}>
      {others.length > 0 && (
        <ul className="notice-faults">
          {others.map(({ path, message }) => (
            <li key={path + message}>
              {path}: {asSentence(message)}
            </li>
          ))}
        </ul>
      )}
      {error.code === 'unauthenticated' && <SignInAgain />}
      {error.code === 'revision-stale' && (
        <p>
          <button type="button" className="plain-button" onClick={() => location.reload()}>
            Load the page again
          </button>
        </p>
      )}
    </Notice>
  );
}

function SignInAgain() {
  return (
    <p>
      You are no longer signed in.{' '}
      <a className="text-link" href={`/sign-in?next=${encodeURIComponent(location.pathname)}`}>
        Sign in again
      </a>
    </p>
  );
}

/** Where nothing is, and what would fill it. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}

/** Bars in the shape of what is coming. They show after 150 ms, so that a quick answer does not flicker. */
export function Loading({ rows = 3, label }: { readonly rows?: number; readonly label: string }) {
  return (
    <div className="loading" role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike and never move
        <span className="loading-bar" key={row} aria-hidden="true" />
      ))}
    </div>
  );
}

/** Above what may be out of date. @param asOf `14:31:20`. */
export function Offline({ asOf }: { readonly asOf: string }) {
  return (
    <Notice tone="late" title={`The server cannot be reached. This is as of ${asOf}.`}>
      <p>The page keeps trying. Nothing can be saved until the server answers.</p>
    </Notice>
  );
}

/** The heading of what has just changed the page takes the focus, so that it is read out and keys go on from it. */
export function FocusedHeading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 className="page-title" tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
}
