import { useState } from 'react';
import type { BreakoutSession, DayId } from '../../breakouts/rounds/sessions.ts';
import type { StaffRoundsView } from '../../breakouts/view.ts';
import { useBackAndForward, useLeaving } from '../organise/leaving.tsx';
import { Said } from '../organise/Said.tsx';
import { onDemand } from '../shell/on-demand.tsx';
import { SignedInShell } from '../shell/SignedInShell.tsx';
import type { Session } from '../shell/session.ts';
import { BreakoutsLink, type Go } from './BreakoutsLink.tsx';
import { type BreakoutsView, breakoutsAddress, breakoutsPath, readBreakoutsAddress } from './breakouts-address.ts';
import { Overview } from './Overview.tsx';
import type { PartProps } from './part-props.ts';
import { useRounds, useSessions } from './queries.ts';

export interface BreakoutsPageState {
  readonly session: Session;
  /** All days of the event, whether published or not. */
  readonly dayIds: readonly DayId[];
  /** The breakouts of the published agenda, and their rounds, when the page was written. */
  readonly sessions: readonly BreakoutSession[];
  readonly rounds: StaffRoundsView;
  /** What the page's address asks for, from its `?` on. */
  readonly search: string;
  /** UTC milliseconds of the server's clock. */
  readonly at: number;
}

const RoundPart = onDemand<PartProps & { readonly id: string }>(
  () => import('./RoundPart.tsx').then((part) => part.RoundPart),
  { label: 'Loading the round', rows: 6 },
);
const NewRound = onDemand<PartProps & { readonly entry: string }>(
  () => import('./RoundPart.tsx').then((part) => part.NewRound),
  { label: 'Loading the round', rows: 6 },
);
const BoardPart = onDemand<PartProps & { readonly round: string; readonly set: string | null }>(
  () => import('./BoardPart.tsx').then((part) => part.BoardPart),
  { label: 'Loading who is where', rows: 8 },
);
const SetUpAll = onDemand<PartProps>(() => import('./SetUpAll.tsx').then((part) => part.SetUpAll), {
  label: 'Loading the breakouts without rooms',
  rows: 5,
});
const DealPart = onDemand<PartProps>(() => import('./DealPart.tsx').then((part) => part.DealPart), {
  label: 'Loading the dealings',
  rows: 6,
});
const SettingsPart = onDemand<PartProps>(() => import('./SettingsPart.tsx').then((part) => part.SettingsPart), {
  label: 'Loading the settings',
  rows: 6,
});

/** The rounds of the five days, the rooms of each, and who is where. */
export function BreakoutsPage({
  session,
  dayIds,
  sessions: writtenSessions,
  rounds: written,
  search,
}: BreakoutsPageState) {
  const { slug, timeZone: zone } = session.event;
  const sessions = useSessions(slug, dayIds, writtenSessions);
  const rounds = useRounds(slug, written);
  const [view, setView] = useState(() => readBreakoutsAddress(search));
  const [said, say] = useState('');
  const leaving = useLeaving();
  useBackAndForward(leaving, () => setView(readBreakoutsAddress(location.search)));
  const move = (next: BreakoutsView) => {
    history.pushState(null, '', breakoutsAddress(slug, next));
    setView(next);
    window.scrollTo(0, 0);
  };
  const go: Go = (next) =>
    leaving.ask(() => {
      say('');
      move(next);
    });
  const shared: PartProps = { slug, zone, sessions, rounds, onGo: go, onDone: move, onSaid: say };
  return (
    <SignedInShell session={session} here={breakoutsPath(slug)}>
      {view.show === 'all' && <Overview {...shared} said={said} />}
      {view.show !== 'all' && (
        <>
          <p className="breakouts-back no-print">
            <BreakoutsLink slug={slug} to={{ show: 'all' }} onGo={go}>
              All breakouts
            </BreakoutsLink>
          </p>
          <Said text={said} />
        </>
      )}
      {view.show === 'round' && <RoundPart key={view.id} {...shared} id={view.id} />}
      {view.show === 'new' && <NewRound key={view.entry} {...shared} entry={view.entry} />}
      {view.show === 'board' && <BoardPart key={view.round} {...shared} round={view.round} set={view.set} />}
      {view.show === 'set-up' && <SetUpAll {...shared} />}
      {view.show === 'deal' && <DealPart {...shared} />}
      {view.show === 'settings' && <SettingsPart {...shared} />}
      {leaving.dialog}
    </SignedInShell>
  );
}
