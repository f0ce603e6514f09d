import type { ReactNode } from 'react';
import type { SessionKind } from '../../agenda/schema.ts';
import { KIND_NAMES } from './wording.ts';

const OUTLINE = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 } as const;

/** One shape a kind, told apart without colour; always beside its word. */
const SHAPES: Readonly<Record<SessionKind, ReactNode>> = {
  opening: <path d="M3 2l7 4-7 4z" fill="currentColor" />,
  presentation: <rect x="1.75" y="2.75" width="8.5" height="6.5" {...OUTLINE} />,
  update: <path d="M1.5 4h9M1.5 8h6" {...OUTLINE} />,
  keynote: <path d="M6 1l5 5-5 5-5-5z" fill="currentColor" />,
  breakout: <path d="M1.5 1.5h3.5v3.5H1.5zM7 1.5h3.5v3.5H7zM1.5 7h3.5v3.5H1.5zM7 7h3.5v3.5H7z" fill="currentColor" />,
  plenary: <circle cx="6" cy="6" r="4.25" {...OUTLINE} />,
  assembly: <circle cx="6" cy="6" r="4.75" fill="currentColor" />,
  break: <path d="M2 6h8" {...OUTLINE} />,
  test: <path d="M2 6.5l2.75 2.75L10 3.5" {...OUTLINE} />,
  closure: <rect x="2" y="2" width="8" height="8" fill="currentColor" />,
};

export function KindMark({ kind }: { readonly kind: SessionKind }) {
  return (
    <span className="kind">
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {SHAPES[kind]}
      </svg>
      {KIND_NAMES[kind]}
    </span>
  );
}
