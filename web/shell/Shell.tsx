import type { ReactNode } from 'react';
import { Ground } from './Ground.tsx';

export interface ShellProps {
  /** Where the page belongs, beside the product's name; null on pages above all events. */
  readonly place: { readonly label: string; readonly href: string } | null;
  readonly children: ReactNode;
  /** At the end of the header: where to sign in. */
  readonly door?: ReactNode;
  /** Below the header: the event's pages, and who is signed in. */
  readonly bar?: ReactNode;
  /** What stands in the footer, above the product's own line. */
  readonly footer?: ReactNode;
}

/** What all pages share: a way past the header, the header, and the footer. */
export function Shell({ place, children, door, bar, footer }: ShellProps) {
  return (
    <Ground>
      <a className="shell-skip" href="#content">
        Skip to the content
      </a>
      <header className="shell-header">
        <div className="shell-bar">
          <a className="shell-name" href="/">
            <Mark />
            Plenum
          </a>
          {place && (
            <a className="shell-place" href={place.href}>
              <span className="shell-place-name" dir="auto">
                {place.label}
              </span>
            </a>
          )}
          <ColourSwitch />
          {door}
        </div>
        {bar}
      </header>
      <main id="content" className="shell-content" tabIndex={-1}>
        {children}
      </main>
      {footer && (
        <footer className="shell-footer">
          <div className="shell-bar shell-bar--footer">{footer}</div>
        </footer>
      )}
    </Ground>
  );
}

/** `colour-scheme.ts` listens for it; without scripts it is not shown. */
function ColourSwitch() {
  return (
    <button type="button" className="shell-colours scripted-only" data-colour-switch="">
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" />
      </svg>
      <span className="when-light">Dark</span>
      <span className="when-dark">Light</span>
    </button>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d="M3 4h14M3 8h14M3 12h9M3 16h5" stroke="currentColor" strokeWidth="2" fill="none" />
    </svg>
  );
}
