/**
 * The helpdesk's page, drawn on the server and taken over in the browser, and the state that travels between the
 * two. Both sides must draw the same from the same state.
 */
import type { LiveMe } from '../shell/live.ts';

export { HelpdeskPage as Page, type HelpdeskPageState } from './HelpdeskPage.tsx';

/** The same roles that the server opens the page to. */
export function mayStay({ state, roles }: LiveMe): boolean {
  return state === 'registered' && roles.some(({ role }) => role === 'organiser' || role === 'helpdesk');
}
