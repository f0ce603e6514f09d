import { Button } from '@mantine/core';
import { useState } from 'react';
import { ProblemNotice } from '../../shell/Notice.tsx';
import { ShownTime } from '../../show/times.tsx';
import { Ranking } from '../polls/Ranking.tsx';
import { Absence, useSending } from './Absence.tsx';
import type { RoundSession } from './room-session.ts';
import type { OwnRound } from './room-words.ts';
import type { OwnRooms } from './use-own-rooms.ts';

export interface LaterRoomsProps {
  readonly rooms: OwnRooms;
  readonly later: readonly OwnRound[];
  readonly sessions: readonly RoundSession[];
  readonly isToRank: boolean;
}

/** The breakouts ahead, and which topics one would like in them. */
export function LaterRooms({ rooms, later, sessions, isToRank }: LaterRoomsProps) {
  return (
    <>
      {later.length > 0 && (
        <ul className="rooms-ahead">
          {later.map(({ round, own }) => {
            const session = sessions.find(({ entry }) => entry === round.entry);
            return (
              <li key={round.id}>
                <p className="room-small">
                  {session && (
                    <>
                      Day {session.day} · <ShownTime at={session.starts} />
                    </>
                  )}
                </p>
                <p dir="auto">{session?.title ?? 'A breakout'}</p>
                {own.absent ? <p>You will be away.</p> : <OwnRoomLine own={own} />}
                <Absence own={own} rooms={rooms} />
              </li>
            );
          })}
        </ul>
      )}
      {isToRank && <Wishes rooms={rooms} />}
    </>
  );
}

function OwnRoomLine({ own: { room } }: Pick<OwnRound, 'own'>) {
  if (!room) return <p className="room-small">Your room is not known yet.</p>;
  return (
    <p dir="auto">
      <strong>{room.name}</strong>
      {room.topic !== null && ` · ${room.topic}`}
    </p>
  );
}

/** As many as `breakouts/schema.ts` takes. */
const MOST = 20;

/** Counted where the organisers deal by topic, from the next dealing on. */
function Wishes({ rooms }: { readonly rooms: OwnRooms }) {
  const { topics, wishes } = rooms.own;
  const [chosen, setChosen] = useState<readonly string[]>(wishes);
  const { error, isBusy, send } = useSending(rooms);
  const isSaved = chosen.join('\n') === wishes.join('\n');
  const paper = {
    kind: 'ranking' as const,
    options: topics.map((topic) => ({ id: topic, text: topic })),
    least: 0,
    most: Math.min(MOST, topics.length),
  };
  return (
    <section className="rooms-wishes" aria-labelledby="room-wishes">
      <h3 className="rooms-wishes-title" id="room-wishes">
        Topics you would like
      </h3>
      <p className="room-small">
        Press them in your order, the dearest first. It counts when rooms are dealt by topic.
      </p>
      <Ranking paper={paper} titleId="room-wishes" chosen={chosen} onChange={setChosen} />
      <div className="buttons">
        <Button
          disabled={isBusy || isSaved}
          onClick={() => send('/wishes', { method: 'PUT', body: { topics: chosen } })}
        >
          Save my order
        </Button>
        <p className="room-small" role="status">
          {isSaved ? (wishes.length > 0 ? 'Your order is saved.' : 'You have said nothing yet.') : 'Not saved yet.'}
        </p>
      </div>
      <ProblemNotice error={error} />
    </section>
  );
}
