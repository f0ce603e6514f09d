/** The participant's page as a whole document. Pure: the same input, the same bytes. */
import { type PageSite, renderPage } from '../shell/render.tsx';
import { ParticipantPage, type ParticipantState } from './ParticipantPage.tsx';

export type { WrittenPolls } from './polls/Polls.tsx';
export { splitPolls } from './polls/results.ts';
export type { WrittenRooms } from './rooms/Rooms.tsx';

export function renderParticipantPage(state: ParticipantState, site: PageSite): string {
  return renderPage({ title: state.session.event.name, body: <ParticipantPage state={state} />, state, site });
}
