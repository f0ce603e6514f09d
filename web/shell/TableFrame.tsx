import type { ReactNode } from 'react';

/** A table that scrolls by itself where the page is too narrow for it, by keys too. */
export function TableFrame({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who scrolls by keys must be able to get there
    <section className="table-frame" aria-label={label} tabIndex={0}>
      <table className="table">{children}</table>
    </section>
  );
}
