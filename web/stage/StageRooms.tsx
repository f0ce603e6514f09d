import { namesTopic } from '../../breakouts/topics.ts';
import type { NamesView, RoundView } from '../../breakouts/view.ts';
import { useTopic } from '../shell/use-live.ts';
import { countdownDigits } from '../show/show-words.ts';
import { FIELD_NAMES } from '../show/summary-names.ts';
import { namePages, pageAt } from './name-pages.ts';
import { sizeOf } from './stage-board.ts';
import { shortAddress } from './stage-poll.ts';
import { isClosing, layRooms, leftOf, type RoomsOnStage } from './stage-rooms.ts';
import type { Paging } from './use-paging.ts';

export interface StageRoomsProps {
  readonly rooms: RoomsOnStage;
  /** The session on which the round hangs; null for one of another day. */
  readonly title: string | null;
  /** Of the event's page, as people use it. */
  readonly address: string;
  /** Of the picture of that address. */
  readonly qr: string;
  readonly now: number;
  /** Whether it may not be so any more. */
  readonly isOld: boolean;
  /** Of the room that reports. */
  readonly paging: Paging;
}

/** The breakouts for a whole room: who goes where, how long the rooms are open, and what they report. */
export function StageRooms(props: StageRoomsProps) {
  const { rooms, isOld } = props;
  const { round } = rooms;
  return (
    <main className="stage-rooms" data-old={isOld || undefined} data-what={rooms.what}>
      {rooms.what === 'who-goes-where' && <WhoGoesWhere {...props} round={round} />}
      {rooms.what === 'rooms' && <OpenRooms {...props} round={round} />}
      {rooms.what === 'report' && <Report round={round} room={rooms.room} paging={props.paging} />}
    </main>
  );
}

type RoundProps = StageRoomsProps & { readonly round: RoundView };

function Head({ word, title, warned = false }: { word: string; title: string; warned?: boolean }) {
  return (
    <div className="stage-poll-head" data-warned={warned || undefined}>
      <p className="stage-word">{word}</p>
      <p className="stage-rooms-title" data-size={sizeOf(title)} dir="auto">
        {title}
      </p>
    </div>
  );
}

function WhoGoesWhere(props: RoundProps) {
  const { round, now } = props;
  const { state: names } = useTopic<NamesView>(round.stage === 'names' ? namesTopic(round.id) : null);
  const pages = names?.round === round.id ? namePages(names) : [];
  const at = pageAt(pages.length, now);
  const page = pages[at];
  if (!page) return <OwnPage {...props} />;
  return (
    <>
      <div className="stage-names-head">
        <p className="stage-word">Who goes where</p>
        {pages.length > 1 && (
          <p className="stage-page">
            {at + 1} of {pages.length}
          </p>
        )}
      </div>
      <div className="stage-names">
        {page.map(({ room, topic, names: shown, columns, part, parts }) => (
          <section key={room} style={{ '--columns': columns } as React.CSSProperties}>
            <h2 className="stage-names-room" dir="auto">
              {room}
              {parts > 1 && ` (${part} of ${parts})`}
            </h2>
            <p className="stage-names-topic" dir="auto">
              {topic}
            </p>
            <ul>
              {shown.map((name, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two people of one name and organisation are told by their place
                <li key={place} dir="auto">
                  {name}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

function OwnPage({ round, title, address, qr }: RoundProps) {
  return (
    <>
      <Head word={title ?? 'Breakout'} title="Look at your page for your room" />
      <div className="stage-ballot">
        <RoomList round={round} beside />
        <div className="stage-way">
          <img className="stage-qr" src={qr} alt={`QR code of ${address}`} />
          <p className="stage-address">{shortAddress(address)}</p>
        </div>
      </div>
    </>
  );
}

function RoomList({ round, beside }: { readonly round: RoundView; readonly beside: boolean }) {
  const { shown, more, size, columns } = layRooms(round.rooms, beside);
  return (
    <ul className="stage-room-list" data-size={size} data-columns={columns}>
      {shown.map(({ id, name, topic }) => (
        <li key={id}>
          <bdi className="stage-room-name">{name}</bdi>
          {topic !== null && (
            <span className="stage-room-topic" dir="auto">
              {topic}
            </span>
          )}
        </li>
      ))}
      {more > 0 && <li>and {more} more rooms</li>}
    </ul>
  );
}

function OpenRooms({ round, title, now }: RoundProps) {
  const left = leftOf(round, now);
  const warned = isClosing(round, now);
  return (
    <>
      <Head
        word={warned ? 'The rooms are about to close' : 'The rooms are open'}
        title={title ?? 'Breakout'}
        warned={warned}
      />
      <RoomList round={round} beside={false} />
      {left !== null && (
        <p className="stage-clock stage-rooms-clock" data-warned={warned || undefined}>
          <span className="stage-digits" role="timer">
            {countdownDigits(left)}
          </span>
          <span className="stage-clock-word"> {warned ? 'until the rooms close' : 'left'}</span>
        </p>
      )}
    </>
  );
}

interface ReportProps {
  readonly round: RoundView;
  readonly room: string;
  readonly paging: Paging;
}

function Report({ round, room: id, paging: { pages, at } }: ReportProps) {
  const room = round.rooms.find((each) => each.id === id);
  const page = pages[at];
  const next = round.report.find(({ state }) => state === 'ahead');
  const nextRoom = round.rooms.find((each) => each.id === next?.room);
  const heading = room?.topic ?? room?.name ?? '';
  return (
    <>
      <div className="stage-names-head">
        <Head word={room?.topic ? room.name : 'Report'} title={heading} />
        {pages.length > 1 && (
          <p className="stage-page">
            {at + 1} of {pages.length}
          </p>
        )}
      </div>
      {page ? (
        <div
          className="stage-summary"
          data-size={page.size}
          data-piece={page.isPiece || undefined}
          style={{ '--columns': page.widths.map((width) => `minmax(0, ${width}fr)`).join(' ') } as React.CSSProperties}
        >
          {page.fields.map(({ field, text }) => (
            <section key={field}>
              <h2 className="stage-field">{FIELD_NAMES[field]}</h2>
              <p className="stage-field-text" dir="auto">
                {text}
              </p>
            </section>
          ))}
        </div>
      ) : (
        <div className="stage-missing">
          <p>This room reports in its own words.</p>
          <p className="stage-missing-why">No written summary is here yet.</p>
        </div>
      )}
      <p className="stage-next" dir="auto">
        {nextRoom ? (
          <>
            <span className="stage-next-word">Next room</span> <bdi>{nextRoom.name}</bdi>
            {nextRoom.topic !== null && (
              <>
                {' · '}
                <bdi>{nextRoom.topic}</bdi>
              </>
            )}
          </>
        ) : (
          <span className="stage-next-word">The last room</span>
        )}
      </p>
    </>
  );
}
