import type { ReactNode } from 'react';

export interface PartLinkProps {
  readonly href: string;
  /** Looks at it on this very page. */
  readonly onFollow: () => void;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A way to another part of the page, which opens in a tab of its own where that is asked for by keys. */
export function PartLink({ href, onFollow, className = 'text-link', children }: PartLinkProps) {
  return (
    <a
      className={className}
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onFollow();
      }}
    >
      {children}
    </a>
  );
}
