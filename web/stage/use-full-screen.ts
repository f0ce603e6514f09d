import { useSyncExternalStore } from 'react';

const follow = (hear: () => void) => {
  document.addEventListener('fullscreenchange', hear);
  return () => document.removeEventListener('fullscreenchange', hear);
};
const never = () => false;

/** Whether the page fills the screen, and whether it may. */
export function useFullScreen(): { readonly isFull: boolean; readonly canBe: boolean } {
  const isFull = useSyncExternalStore(follow, () => document.fullscreenElement !== null, never);
  const canBe = useSyncExternalStore(follow, () => document.fullscreenEnabled, never);
  return { isFull, canBe };
}

/** Browsers may refuse it; then the page stays as it is. */
export function flipFullScreen(): void {
  const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  done.catch(() => undefined);
}
