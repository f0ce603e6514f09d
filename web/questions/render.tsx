/** The page of questions as a whole document. Pure: the same input, the same bytes. */
import { type PageSite, renderPage } from '../shell/render.tsx';
import { AskPage, type AskState } from './AskPage.tsx';

export { askDays, firstPlace, nearPlaces, roomWalls } from './ask-places.ts';

export function renderAskPage(state: AskState, site: PageSite): string {
  const title = `Questions · ${state.session.event.name}`;
  return renderPage({ title, body: <AskPage state={state} />, state, site });
}
