import type { BannerView, NowView } from '../../agenda/show/show-view.ts';
import { ROUNDS_TOPIC } from '../../breakouts/topics.ts';
import type { RoundsView } from '../../breakouts/view.ts';
import { type Instant, instant } from '../../kernel/time.ts';
import { POLLS_TOPIC } from '../../polls/topics.ts';
import type { PaperView, PollsView } from '../../polls/view.ts';
import { faceAt, zoneCity } from '../clock-face.ts';
import { Ground } from '../shell/Ground.tsx';
import type { Session } from '../shell/session.ts';
import { useServerNow, useTopic, WrittenAt } from '../shell/use-live.ts';
import { clockWithSeconds } from '../show/AsOf.tsx';
import { countdownDigits } from '../show/show-words.ts';
import { StageControls } from './StageControls.tsx';
import { StagePoll } from './StagePoll.tsx';
import { StageRooms } from './StageRooms.tsx';
import { type Board, type BoardClock, type BoardLine, boardOf, sizeOf } from './stage-board.ts';
import { pollOnStage } from './stage-poll.ts';
import { isClosing, pollComesFirst, roomsOnStage, saidOfRooms } from './stage-rooms.ts';
import { useIdle } from './use-idle.ts';
import { useLook } from './use-look.ts';
import { usePaging } from './use-paging.ts';
import { useWakeLock } from './use-wake-lock.ts';

export interface StagePageState {
  readonly session: Session;
  readonly now: NowView;
  /** The polls that are on. */
  readonly polls: PollsView;
  readonly rounds: RoundsView;
  /** Of the event's page, as people use it: `https://plenum.example.org/e/annual`. */
  readonly address: string;
  /** UTC milliseconds of the server's clock when the page was written. */
  readonly at: number;
}

/** The shared screen: what is on, when it goes on, and what is next, to be read from the back of a room. */
export function StagePage({ state }: { readonly state: StagePageState }) {
  return (
    <Ground>
      <WrittenAt value={state.at}>
        <Stage state={state} />
      </WrittenAt>
    </Ground>
  );
}

function Stage({ state: { session, now: written, polls, rounds, address } }: { readonly state: StagePageState }) {
  const { state, asOf } = useTopic<NowView>('now', written);
  const { state: on } = useTopic<PollsView>(POLLS_TOPIC, polls);
  const { state: breakouts } = useTopic<RoundsView>(ROUNDS_TOPIC, rounds);
  const now = instant(useServerNow(1000));
  const [look, flipLook] = useLook();
  const isIdle = useIdle(4000);
  useWakeLock();
  const view = state ?? written;
  const zone = view.day?.timeZone ?? session.event.timeZone;
  const board = boardOf(view, now);
  const rooms = roomsOnStage(breakouts ?? rounds, view, now);
  const onPaper = pollOnStage(on ?? polls, view, now);
  const paper = onPaper && (!rooms || pollComesFirst(onPaper, rooms, now)) ? onPaper : null;
  const paging = usePaging(paper ? null : rooms, now);
  const way = { address, qr: `/e/${session.event.slug}/stage/qr.svg`, now, isOld: asOf !== null };
  return (
    <div className="stage" data-look={look} data-idle={isIdle || undefined} data-state={board.state}>
      <Corner session={session} view={view} zone={zone} now={now} />
      {paper ? (
        <StagePoll key={`${paper.id} ${paper.round}`} {...way} paper={paper} />
      ) : rooms ? (
        <StageRooms {...way} paging={paging} rooms={rooms} title={titleOf(view, rooms.round.entry)} />
      ) : (
        <BoardLines board={board} isOld={way.isOld} />
      )}
      <div className="stage-foot">
        {(paper || rooms) && <BoardInOneLine board={board} />}
        <Banner banners={view.banners} now={now} />
        {asOf !== null && <AsOf at={asOf} zone={zone} />}
      </div>
      <StageControls look={look} onFlip={flipLook} paging={paging} />
      <p className="visually-hidden" role="status">
        {paper ? saidOfPoll(paper) : rooms ? saidOfRooms(rooms, isClosing(rooms.round, now)) : board.said}
      </p>
    </div>
  );
}

function titleOf({ day }: NowView, entry: string): string | null {
  const parts = day?.run.steps.flatMap((step) => step.parts) ?? [];
  return parts.find(({ id }) => id === entry)?.title ?? null;
}

function saidOfPoll({ question, state, countsShown }: PaperView): string {
  if (state === 'open') return `Quick poll: ${question}`;
  return countsShown ? `The result of the poll: ${question}` : `Voting is closed: ${question}`;
}

interface CornerProps {
  readonly session: Session;
  readonly view: NowView;
  readonly zone: string;
  readonly now: Instant;
}

function Corner({ session, view, zone, now }: CornerProps) {
  const { name } = session.event;
  return (
    <header className="stage-corner">
      <h1 className="stage-event">
        <bdi>{name}</bdi>
        {view.day && <span className="stage-day"> · Day {view.day.number}</span>}
      </h1>
      <p className="stage-time">
        <span className="stage-digits">{faceAt(now, zone).clock}</span> {zoneCity(zone)}
      </p>
    </header>
  );
}

/** @param isOld whether it may not be so any more. */
function BoardLines({ board, isOld }: { readonly board: Board; readonly isOld: boolean }) {
  const { word, lines, clock, next } = board;
  return (
    <main className="stage-board" data-old={isOld || undefined}>
      <div className="stage-what">
        {word !== '' && <p className="stage-word">{word}</p>}
        {lines.length === 1 ? (
          <p className="stage-title" data-size={sizeOf(lines[0]?.text ?? '')} dir="auto">
            {lines[0]?.text}
          </p>
        ) : (
          <Tracks lines={lines} />
        )}
      </div>
      {clock && <Clock clock={clock} isHeld={board.state === 'held'} />}
      {next && (
        <p className="stage-next" data-size={sizeOf(next.text)} dir="auto">
          <span className="stage-next-word">{next.word}</span>{' '}
          {next.at !== null && <span className="stage-digits">{next.at} </span>}
          <bdi>{next.text}</bdi>
        </p>
      )}
    </main>
  );
}

/** While a poll has the screen: what is on or when it goes on, small. */
function BoardInOneLine({ board: { word, lines, clock, next } }: { readonly board: Board }) {
  const [line] = lines;
  return (
    <section className="stage-meanwhile" aria-label="The day meanwhile">
      {word !== '' && <span className="stage-next-word">{word}</span>} <bdi>{line?.text}</bdi>
      {clock && (
        <span className="stage-digits">
          {' · '}
          {clock.kind === 'left' ? countdownDigits(clock.ms) : clock.words}
        </span>
      )}
      {next && next.at !== null && (
        <>
          {' · '}
          <span className="stage-next-word">{next.word}</span> <bdi>{next.text}</bdi>
        </>
      )}
    </section>
  );
}

const MOST_TRACKS = 6;

function Tracks({ lines }: { readonly lines: readonly BoardLine[] }) {
  const shown = lines.length > MOST_TRACKS ? lines.slice(0, MOST_TRACKS - 1) : lines;
  const more = lines.length - shown.length;
  return (
    <ul className="stage-tracks" data-many={lines.length > 3 || undefined}>
      {shown.map(({ track, text }) => (
        <li key={track} dir="auto">
          <span className="stage-track">{track}</span>
          <span className="stage-track-title" data-size={sizeOf(text)}>
            {text}
          </span>
        </li>
      ))}
      {more > 0 && (
        <li>
          <span className="stage-track-title">and {more} more side by side</span>
        </li>
      )}
    </ul>
  );
}

function Clock({ clock, isHeld }: { readonly clock: BoardClock; readonly isHeld: boolean }) {
  if (clock.kind === 'over') {
    return (
      <p className="stage-clock" data-over="">
        {clock.words}
      </p>
    );
  }
  return (
    <p className="stage-clock stage-digits" role="timer" data-held={isHeld || undefined}>
      {countdownDigits(clock.ms)}
      {isHeld && <span className="stage-clock-word"> stands still</span>}
    </p>
  );
}

/** The newest of those that have not ended. */
function Banner({ banners, now }: { readonly banners: readonly BannerView[]; readonly now: Instant }) {
  const [banner] = banners.filter(({ endsAt }) => Date.parse(endsAt) > now);
  return (
    <div role="status">
      {banner && (
        <p className="stage-banner" data-size={sizeOf(banner.text)} dir="auto">
          {banner.text}
        </p>
      )}
    </div>
  );
}

/** What the screen shows may be out of date: since when. */
function AsOf({ at, zone }: { readonly at: number; readonly zone: string }) {
  return (
    <p className="stage-as-of" role="status">
      The server cannot be reached. This is as of <span className="stage-digits">{clockWithSeconds(at, zone)}</span>.
    </p>
  );
}
