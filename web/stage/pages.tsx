/**
 * The shared screen, drawn on the server and taken over in the browser, and the state that travels between the
 * two. Both sides must draw the same from the same state.
 */
import type { LiveMe } from '../shell/live.ts';

export { StagePage as Page, type StagePageState } from './StagePage.tsx';

/** Whoever is in may open it. */
export function mayStay({ state }: LiveMe): boolean {
  return state === 'registered';
}
