/** The page of what is one's own in an event, as a whole document. Pure: the same input, the same bytes. */
import type { Agenda } from '../../agenda/view.ts';
import { tagsOf } from '../agenda/page-query.ts';
import { type PageSite, renderPage } from '../shell/render.tsx';
import { MePage, type MeState } from './MePage.tsx';
import { ownDays } from './own-sessions.ts';

export type { OwnSummary } from './MySummaries.tsx';

export interface MeParts extends Pick<MeState, 'session' | 'own' | 'summaries' | 'signIns'> {
  /** The published agenda; null where it is not theirs to see. */
  readonly agenda: Agenda | null;
}

export function renderMePage({ agenda, ...parts }: MeParts, site: PageSite): string {
  const state: MeState = {
    ...parts,
    days: agenda && ownDays(agenda, parts.own),
    offeredTags: agenda ? tagsOf(agenda).map(({ label }) => label) : [],
  };
  return renderPage({ title: `Me: ${parts.own.event.name}`, body: <MePage state={state} />, state, site });
}
