import { useEffect, useRef, useState } from 'react';
import type { OwnBreakoutsView, RoomView, RoundsView } from '../../../breakouts/view.ts';
import { onDemand } from '../../shell/on-demand.tsx';
import { useServerNow } from '../../shell/use-live.ts';
import type { ShownRun } from '../OnLine.tsx';
import { ReportNow, Reports } from './Reports.tsx';
import { RoomCard } from './RoomCard.tsx';
import { reportsOf } from './report-words.ts';
import type { RoundSession } from './room-session.ts';
import { isOpen, shownRounds } from './room-words.ts';
import { useOwnRooms } from './use-own-rooms.ts';

const LaterRooms = onDemand(() => import('./LaterRooms.tsx').then((part) => part.LaterRooms), {
  label: 'Loading the other breakouts',
  rows: 3,
});

/** Of breakouts, what the page is written with. */
export interface WrittenRooms {
  readonly rounds: RoundsView;
  readonly own: OwnBreakoutsView;
  /** One's own rooms that are told of. */
  readonly rooms: readonly RoomView[];
  readonly sessions: readonly RoundSession[];
}

export interface RoomsProps {
  readonly slug: string;
  readonly written: WrittenRooms;
  /** As it is now. */
  readonly view: RoundsView;
  readonly run: ShownRun | null;
  /** The number of the day that is on or comes next; null for none. */
  readonly today: number | null;
  /** Told when rooms open, and when one is moved, while the page is open. */
  readonly onCall: () => void;
}

/** One's room in the breakout that is on or next, and what there is to choose for the others. */
export function Rooms({ slug, written, view, run, today, onCall }: RoomsProps) {
  const rooms = useOwnRooms(slug, written.own, view, onCall);
  const now = useServerNow(1000);
  const { here, later } = shownRounds(view, rooms.own, now);
  const reports = reportsOf(view);
  const said = useOpening(view, onCall);
  const [isUnfolded, setUnfolded] = useState(false);
  const { writes, topics } = rooms.own;
  const isToRank = topics.length > 1 && later.length + here.filter(({ round }) => !isOpen(round)).length > 0;
  if (view.rounds.length === 0) return null;
  return (
    <div className="rooms">
      <span className="visually-hidden" role="status">
        {said}
      </span>
      {reports.now && (
        <>
          <ReportNow report={reports.now.room} />
          <Reports slug={slug} rounds={[reports.now.round]} sessions={written.sessions} />
        </>
      )}
      {here.map((shown) => (
        <RoomCard
          key={shown.round.id}
          {...{ slug, shown, rooms, run, today, now }}
          session={written.sessions.find(({ entry }) => entry === shown.round.entry) ?? null}
          written={written.rooms.find(({ round }) => round === shown.round.id) ?? null}
        />
      ))}
      {writes.length > 0 && (
        <ul className="room-writes">
          {writes.map(({ round, room }) => (
            <li key={round + room.id}>
              <a className="text-link tall-link" href={`/e/${slug}/rooms/${round}/${room.id}/summary`}>
                Write the summary of {room.name}
              </a>
            </li>
          ))}
        </ul>
      )}
      {(later.length > 0 || isToRank) && (
        <details className="rooms-later" onToggle={(toggle) => setUnfolded(toggle.currentTarget.open)}>
          <summary>{laterText(later.length, isToRank)}</summary>
          {isUnfolded && <LaterRooms {...{ rooms, later, isToRank }} sessions={written.sessions} />}
        </details>
      )}
      <Reports slug={slug} rounds={reports.before} sessions={written.sessions} />
    </div>
  );
}

function laterText(later: number, isToRank: boolean): string {
  const topics = isToRank ? 'Topics you would like' : '';
  if (later === 0) return topics;
  const rounds = later === 1 ? '1 more breakout' : `${later} more breakouts`;
  return topics === '' ? rounds : `${rounds}, and topics you would like`;
}

/** What is said aloud when rooms open, and not of those that were open when the page was. */
function useOpening({ rounds }: RoundsView, onCall: () => void): string {
  const [said, setSaid] = useState('');
  const known = useRef<ReadonlySet<string> | null>(null);
  const told = useRef(onCall);
  told.current = onCall;
  useEffect(() => {
    const open = rounds.filter(isOpen).map(({ id }) => id);
    const isNew = known.current !== null && open.some((id) => !known.current?.has(id));
    known.current = new Set(open);
    if (!isNew) return;
    setSaid('The breakout rooms are open.');
    told.current();
  }, [rounds]);
  return said;
}
