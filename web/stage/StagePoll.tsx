import { pollTopic } from '../../polls/topics.ts';
import type { PaperView, PollView } from '../../polls/view.ts';
import { type ResultRow, resultRows } from '../polls/result-rows.ts';
import { turnoutShares } from '../polls/turnout-words.ts';
import { useTopic } from '../shell/use-live.ts';
import { countdownDigits } from '../show/show-words.ts';
import { sizeOf } from './stage-board.ts';
import {
  type BarsOnStage,
  BOARD_PLACES,
  barsOnStage,
  cloudOnStage,
  layOptions,
  leftOutText,
  shortAddress,
} from './stage-poll.ts';

export interface StagePollProps {
  readonly paper: PaperView;
  /** Of the event's page, as people use it. */
  readonly address: string;
  /** Of the picture of that address. */
  readonly qr: string;
  readonly now: number;
  /** Whether it may not be so any more. */
  readonly isOld: boolean;
}

/** A poll for a whole room: how to vote and who has, and once they are shown the counts. */
export function StagePoll(props: StagePollProps) {
  const { paper, address, isOld } = props;
  const { state } = useTopic<PollView>(pollTopic(paper.id));
  // What is followed may be of the round before, or come a moment later than the list.
  const view = state !== null && state.paper.round === paper.round ? state : null;
  const isShown = view !== null && view.tally !== null;
  return (
    <main className="stage-poll" data-old={isOld || undefined} data-shown={isShown || undefined}>
      <div className="stage-poll-head">
        <p className="stage-word">{wordOf(paper)}</p>
        <p className="stage-poll-question" data-size={sizeOf(paper.question)} dir="auto">
          {paper.question}
        </p>
      </div>
      {isShown ? <Result view={view} address={address} /> : <Ballot {...props} turnout={view?.turnout ?? null} />}
    </main>
  );
}

function wordOf({ state, kind, quiz, countsShown }: PaperView): string {
  const name = kind === 'trivia' ? (quiz ?? 'Trivia') : 'Quick poll';
  if (state === 'open') return name;
  return countsShown ? `${name}: result` : `${name}: voting is closed`;
}

interface BallotProps extends StagePollProps {
  readonly turnout: number | null;
}

function Ballot({ paper, address, qr, now, turnout }: BallotProps) {
  const { options, question } = paper;
  const lay = layOptions(
    options.map(({ text }) => text),
    question,
  );
  const isOpen = paper.state === 'open';
  return (
    <div className="stage-ballot">
      <div className="stage-ballot-side">
        {lay !== null ? (
          <ul className="stage-options" data-lay={lay}>
            {options.map(({ id, text }) => (
              <li key={id} dir="auto">
                {text}
              </li>
            ))}
          </ul>
        ) : (
          options.length > 0 && <p className="stage-poll-line">{options.length} options are on your screen.</p>
        )}
        <p className="stage-turnout" role="status">
          <span className="stage-digits">{turnout ?? 0}</span> {turnout === 1 ? 'has' : 'have'} voted
          <TimeLeft closesAt={isOpen ? paper.closesAt : null} now={now} />
        </p>
      </div>
      {isOpen && (
        <div className="stage-way">
          <img className="stage-qr" src={qr} alt={`QR code of ${address}`} />
          <p className="stage-address">{shortAddress(address)}</p>
        </div>
      )}
    </div>
  );
}

function TimeLeft({ closesAt, now }: { readonly closesAt: string | null; readonly now: number }) {
  if (closesAt === null) return null;
  const left = Date.parse(closesAt) - now;
  return left <= 0 ? <span>, closing</span> : <span className="stage-digits">, {countdownDigits(left)} left</span>;
}

function Result({ view, address }: { readonly view: PollView; readonly address: string }) {
  const { paper, tally, answer } = view;
  if (tally === null) return null;
  const board = view.board?.places.length ? view.board : null;
  const { rows, counted } = resultRows(paper, tally, answer);
  const bars = paper.kind === 'text' ? null : barsOnStage(rows, board !== null);
  return (
    <>
      <div className="stage-result" data-board={board !== null || undefined}>
        {bars ? <Bars {...bars} /> : <Cloud rows={rows} />}
        {board && <Places board={board} />}
      </div>
      <p className="stage-counted">
        {paper.state === 'open' && <strong>Vote at {shortAddress(address)}. </strong>}
        {counted} {turnoutShares(view)}. {bars && leftOutText(bars.shown.length, rows.length)}
      </p>
    </>
  );
}

/** So few bars are high enough for three lines of small type. */
const FEW = 4;

/** The words name each bar and its count; the bar begins at zero. */
function Bars({ shown, size, columns }: BarsOnStage) {
  const rows = Math.ceil(shown.length / columns);
  return (
    <ul
      className="stage-bars"
      data-size={size}
      data-columns={columns}
      data-few={shown.length <= FEW || undefined}
      style={{ '--rows': rows } as React.CSSProperties}
    >
      {shown.map(({ id, text, value, part, isAnswer }) => (
        <li key={id} data-answer={isAnswer || undefined}>
          <span className="stage-bar" style={{ inlineSize: `${100 * part}%` }} aria-hidden="true" />
          <span className="stage-bar-text" dir="auto">
            {isAnswer && <strong>Correct: </strong>}
            {text}
          </span>
          <span className="stage-bar-value">{value}</span>
        </li>
      ))}
    </ul>
  );
}

/** Larger is more often; how often stands beside it. */
function Cloud({ rows }: { readonly rows: readonly ResultRow[] }) {
  const { shown, size } = cloudOnStage(rows);
  const more = rows.length - shown.length;
  if (rows.length === 0) return <p className="stage-poll-line">Nobody wrote anything.</p>;
  return (
    <ul className="stage-cloud" data-size={size}>
      {shown.map(({ id, text, value, part }) => (
        <li key={id} style={{ '--part': part } as React.CSSProperties}>
          <bdi>{text}</bdi> <span className="stage-bar-value">{value}</span>
        </li>
      ))}
      {more > 0 && <li>and {more} more</li>}
    </ul>
  );
}

function Places({ board: { of, places } }: { readonly board: NonNullable<PollView['board']> }) {
  return (
    <section className="stage-places" aria-label="Leaderboard">
      <p className="stage-word">{of === 'people' ? 'Leaders' : 'Leading organisations'}</p>
      <ol>
        {places.slice(0, BOARD_PLACES).map(({ place, name, points }) => (
          <li key={name + place}>
            <span className="stage-digits">{place}</span>
            <bdi className="stage-place-name">{name}</bdi>
            <span className="stage-digits">{points}</span>
          </li>
        ))}
      </ol>
      {places.length > BOARD_PLACES && (
        <p className="stage-places-more">and {places.length - BOARD_PLACES} more, on your own screen</p>
      )}
    </section>
  );
}
