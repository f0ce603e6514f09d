import { useState } from 'react';
import type { DayId, PlaceDay } from '../../polls/places.ts';
import type { PollLinesView } from '../../polls/view.ts';
import { useBackAndForward, useLeaving } from '../organise/leaving.tsx';
import { Said } from '../organise/Said.tsx';
import { SignedInShell } from '../shell/SignedInShell.tsx';
import type { Session } from '../shell/session.ts';
import { FillBreaks } from './FillBreaks.tsx';
import { NewPoll } from './NewPoll.tsx';
import { Overview } from './Overview.tsx';
import { PollPart } from './PollPart.tsx';
import { type Go, PollsLink } from './PollsLink.tsx';
import { type PollsView, pollsAddress, pollsPath, readPollsAddress } from './poll-address.ts';
import { usePlaceDays, usePollLines } from './queries.ts';
import { ZoomImport } from './ZoomImport.tsx';

export interface PollsPageState {
  readonly session: Session;
  /** All days of the event, whether published or not. */
  readonly dayIds: readonly DayId[];
  /** Where polls may hang, and all polls, when the page was written. */
  readonly days: readonly PlaceDay[];
  readonly polls: PollLinesView;
  /** What the page's address asks for, from its `?` on. */
  readonly search: string;
  /** UTC milliseconds of the server's clock. */
  readonly at: number;
}

/** The five days with their polls, and each poll by itself. */
export function PollsPage({ session, dayIds, days: writtenDays, polls: written, search }: PollsPageState) {
  const { slug, timeZone: zone } = session.event;
  const days = usePlaceDays(slug, dayIds, writtenDays);
  const polls = usePollLines(slug, written);
  const [view, setView] = useState(() => readPollsAddress(search));
  const [said, say] = useState('');
  const leaving = useLeaving();
  useBackAndForward(leaving, () => setView(readPollsAddress(location.search)));
  const move = (next: PollsView) => {
    history.pushState(null, '', pollsAddress(slug, next));
    setView(next);
    window.scrollTo(0, 0);
  };
  const go: Go = (next) => leaving.ask(() => move(next));
  const shared = { slug, days, polls, onGo: go, onSaid: say };
  return (
    <SignedInShell session={session} here={pollsPath(slug)}>
      {view.show === 'all' && <Overview {...shared} said={said} />}
      {view.show !== 'all' && (
        <>
          <BackLink slug={slug} onGo={go} />
          <Said text={said} />
        </>
      )}
      {view.show === 'poll' && <PollPart key={view.id} {...shared} zone={zone} id={view.id} onDone={move} />}
      {view.show === 'new' && <NewPoll key={view.entry} {...shared} entry={view.entry} onDone={move} />}
      {view.show === 'breaks' && <FillBreaks {...shared} />}
      {view.show === 'import' && <ZoomImport slug={slug} onGo={go} onSaid={say} />}
      {leaving.dialog}
    </SignedInShell>
  );
}

function BackLink({ slug, onGo }: { readonly slug: string; readonly onGo: Go }) {
  return (
    <p className="polls-back">
      <PollsLink slug={slug} to={{ show: 'all' }} onGo={onGo}>
        All polls
      </PollsLink>
    </p>
  );
}
