import { useContext, useEffect, useId, useRef } from 'react';
import type { OwnRoundView, RoomView } from '../../../breakouts/view.ts';
import { faceAt } from '../../clock-face.ts';
import { Loading, ProblemNotice } from '../../shell/Notice.tsx';
import { useTopic } from '../../shell/use-live.ts';
import { Countdown } from '../../show/Countdown.tsx';
import { ShownTime, ShownZones, zonesAt } from '../../show/times.tsx';
import type { ShownRun } from '../OnLine.tsx';
import { Absence, useSending } from './Absence.tsx';
import { JoinRoom } from './JoinRoom.tsx';
import { People } from './People.tsx';
import type { RoundSession } from './room-session.ts';
import { isClosing, isOpen, leftOf, type OwnRound } from './room-words.ts';
import { type OwnRooms, useRoomComers } from './use-own-rooms.ts';

export interface RoomCardProps {
  readonly slug: string;
  readonly shown: OwnRound;
  readonly rooms: OwnRooms;
  readonly run: ShownRun | null;
  /** The number of the day that is on or comes next; null for none. */
  readonly today: number | null;
  /** UTC milliseconds of the server's clock. */
  readonly now: number;
  /** On which it hangs; null where it is not known. */
  readonly session: RoundSession | null;
  /** Of the room that one had when the page was written. */
  readonly written: RoomView | null;
}

/** Where to go in one breakout: the room, the one button, and how long it is open. */
export function RoomCard(props: RoomCardProps) {
  const { slug, shown, rooms, run, now, session, written } = props;
  const { round, own } = shown;
  const id = useId();
  const topic = own.room && round.state !== 'reported' ? `round:${round.id}:room:${own.room.id}` : null;
  const told = useTopic<RoomView>(topic, written?.room === own.room?.id ? written : null).state;
  useRoomComers(told, written, rooms.again);
  const isWarned = isClosing(round, now);
  // The session that is on stands above already.
  const isOn = run?.current?.parts.some(({ id: part }) => part === round.entry) ?? false;
  return (
    <section className="room" aria-labelledby={id} data-state={isWarned ? 'closing' : round.state}>
      <p className="participant-label room-label">
        <span>Your room</span>
        <TimeLeft {...props} />
      </p>
      {session && !isOn && (
        <p className="room-of" dir="auto">
          {session.title}
        </p>
      )}
      <h2 className="room-name" id={id} dir="auto">
        {own.room?.name ?? titleOf(shown, rooms.failures.has(round.id))}
      </h2>
      {own.room?.topic != null && (
        <p className="room-topic" dir="auto">
          {own.room.topic}
        </p>
      )}
      <Moved {...props} />
      <Line {...props} isWarned={isWarned} />
      {own.room && isOpen(round) && <JoinRoom room={own.room} own={own} rooms={rooms} />}
      <Messages round={round} room={told} />
      {own.room && round.state !== 'closed' && <People room={own.room} />}
      {own.room?.writes && (
        <p className="room-line">
          <a className="text-link tall-link" href={`/e/${slug}/rooms/${round.id}/${own.room.id}/summary`}>
            Write the summary of your room
          </a>
        </p>
      )}
      {own.room && (
        <p className="room-line">
          <a
            className="text-link tall-link"
            href={`/e/${slug}/ask?place=${encodeURIComponent(`room:${own.room.name}`)}`}
          >
            Ideas of your room
          </a>
        </p>
      )}
      {round.state !== 'closed' && <Choices {...props} />}
    </section>
  );
}

/** @param isRefused whether one asked for a room and got none. */
function titleOf({ round, own }: OwnRound, isRefused: boolean): string {
  if (round.state === 'closed') return 'The rooms have closed.';
  if (own.absent) return 'You will be away.';
  if (!own.mayBeDealtIn) return 'Your room is shown when the rooms open.';
  return isRefused ? 'You have no room yet.' : 'You are being given a room.';
}

/** When the rooms close or, before, when they open. */
function TimeLeft({ shown: { round }, now, run, session, today }: RoomCardProps) {
  const left = leftOf(round, now);
  if (left !== null) {
    return (
      <span className="room-left">
        <Countdown left={left} name="Until the rooms close" /> left
      </span>
    );
  }
  if (round.state === 'closed') return <span className="room-left">closed</span>;
  const opens = opensAt(run, session);
  if (opens === null || opens <= now) return <span className="room-left">not open yet</span>;
  return (
    <span className="room-left">
      {session !== null && session.day !== today && `day ${session.day}, `}from <ShownTime at={opens} isAlone />
    </span>
  );
}

/** As expected now, where the day runs, else as planned. */
function opensAt(run: ShownRun | null, session: RoundSession | null): number | null {
  return session && (run?.times.get(session.entry)?.start ?? session.starts);
}

function Line({ shown: { round, own }, rooms, now, isWarned }: RoomCardProps & { readonly isWarned: boolean }) {
  const zones = useContext(ShownZones);
  const failure = rooms.failures.get(round.id);
  if (round.state === 'closed') {
    const { closesAt } = round;
    const clock = closesAt === null ? null : faceAt(Date.parse(closesAt), zonesAt(now, zones).first).clock;
    const closed = clock === null ? 'The rooms have closed.' : `The rooms closed at ${clock}.`;
    return <p className="room-line">{closed} Come back to the plenary.</p>;
  }
  if (own.mayBeDealtIn && failure !== undefined) {
    return (
      <>
        <ProblemNotice error={failure} />
        <p className="room-line">
          <button type="button" className="plain-button flush-button" onClick={() => rooms.dealIn(round.id)}>
            Ask for a room again
          </button>
        </p>
      </>
    );
  }
  if (own.mayBeDealtIn) return <Loading rows={2} label="You are being given a room" />;
  return (
    <p className="room-line room-warning" role="status">
      {isWarned && own.room && (
        <strong>The rooms are closing. Bring it to an end, and come back to the plenary when they have.</strong>
      )}
    </p>
  );
}

function Moved({ shown: { round }, rooms }: RoomCardProps) {
  const move = rooms.moves.find((each) => each.round === round.id && each.text !== '');
  return (
    <div role="status">
      {move && (
        <p className="room-moved">
          <strong>{move.text}</strong>{' '}
          <button type="button" className="plain-button" onClick={() => rooms.seen(round.id)}>
            I have seen it
          </button>
        </p>
      )}
    </div>
  );
}

/** What the chair says to all rooms and to this one. */
function Messages({ round, room }: { readonly round: OwnRound['round']; readonly room: RoomView | null }) {
  const zones = useContext(ShownZones);
  const all = new Map([...round.messages, ...(room?.messages ?? [])].map((each) => [each.id, each]));
  const sorted = [...all.values()].sort((one, other) => other.at.localeCompare(one.at));
  return (
    <div className="room-messages" role="status">
      {sorted.map(({ id, text, at }) => (
        <p className="room-message" key={id} dir="auto">
          <span className="room-small">
            From the chair, {faceAt(Date.parse(at), zonesAt(Date.parse(at), zones).first).clock}:{' '}
          </span>
          {text}
        </p>
      ))}
    </div>
  );
}

/** To another room, where one may; and that one will not be there. */
function Choices({ shown: { round, own }, rooms }: RoomCardProps) {
  const others = round.rooms.filter(({ id }) => own.mayMoveTo.includes(id));
  const sending = useSending(rooms);
  const notice = useRef<HTMLDivElement>(null);
  const { error } = sending;
  // It may stand below what is in sight; and where one may move has changed since.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal
  useEffect(() => {
    if (error === null) return;
    notice.current?.scrollIntoView({ block: 'nearest' });
    rooms.again();
  }, [error]);
  return (
    <>
      {others.length > 0 && <MoveSelf others={others} own={own} sending={sending} />}
      <div className="room-refused" ref={notice}>
        <ProblemNotice error={error} />
      </div>
      <Absence own={own} rooms={rooms} />
    </>
  );
}

interface MoveSelfProps {
  readonly others: OwnRound['round']['rooms'];
  readonly own: OwnRoundView;
  readonly sending: ReturnType<typeof useSending>;
}

function MoveSelf({ others, own, sending: { isBusy, send } }: MoveSelfProps) {
  return (
    <details className="room-more">
      <summary>Move to another room</summary>
      <ul className="room-others">
        {others.map(({ id, name, topic }) => (
          <li key={id}>
            <span dir="auto">
              <strong>{name}</strong>
              {topic !== null && ` · ${topic}`}
            </span>
            <button
              type="button"
              className="plain-button"
              disabled={isBusy}
              onClick={() => send(`/${own.round}/move`, { method: 'POST', body: { room: id } })}
            >
              Move here<span className="visually-hidden">: {name}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
