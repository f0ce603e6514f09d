import type { MouseEvent } from 'react';

/** Takes over a link's click, without a new page; with a key held it stays the browser's own. */
export function follow(click: MouseEvent, then: () => void): void {
  if (click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
  click.preventDefault();
  then();
}
