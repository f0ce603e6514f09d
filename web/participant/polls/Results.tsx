import type { PollView } from '../../../polls/view.ts';
import { sharesText } from '../../polls/turnout-words.ts';
import { OwnChoice } from './OwnChoice.tsx';
import { countText } from './poll-words.ts';
import { cloudOf, cloudSize, type ResultBar, resultBars } from './results.ts';
import { useOwnBallot } from './use-ballots.ts';

const MOST_IN_CLOUD = 40;

/** What a poll came to, as far as it is shown; else how many took part. */
export function Results({ view }: { readonly view: PollView }) {
  const { paper, tally } = view;
  const own = useOwnBallot(paper.id, paper.round);
  const shownOwn = paper.secrecy === 'secret' ? null : own;
  return (
    <div className="poll-results">
      <p className="poll-turnout">
        <strong>{countText(tally?.people ?? view.turnout, tally?.answers ?? view.turnout, paper.kind)}</strong>
        {sharesText(view) !== '' && <span className="poll-small">{sharesText(view)}</span>}
      </p>
      {tally && tally.mean !== null && <p className="poll-line">{tally.mean.toFixed(1)} on average</p>}
      {tally && <Bars bars={resultBars(view, shownOwn?.options ?? [])} />}
      {tally && tally.texts.length > 0 && <Texts tally={tally} own={shownOwn?.text ?? null} />}
      {tally?.breakdown && <Breakdown view={view} breakdown={tally.breakdown} />}
      {!tally && shownOwn && <OwnChoice paper={paper} own={shownOwn} />}
      {view.board && <Board board={view.board} />}
    </div>
  );
}

function Bars({ bars }: { readonly bars: readonly ResultBar[] }) {
  if (bars.length === 0) return null;
  return (
    <ul className="bars">
      {bars.map(({ id, text, value, width, isOwn, isCorrect }) => (
        <li className="bar" key={id} data-correct={isCorrect || undefined}>
          <span className="bar-text">
            <span dir="auto">{text}</span>
            {isCorrect && <span className="bar-mark">correct answer</span>}
            {isOwn && <span className="bar-mark bar-own">your choice</span>}
          </span>
          <span className="bar-value">{value}</span>
          <span className="bar-track" aria-hidden="true">
            <span className="bar-fill" style={{ width: `${(width * 100).toFixed(2)}%` }} />
          </span>
        </li>
      ))}
    </ul>
  );
}

type Tally = NonNullable<PollView['tally']>;

/** The words as a cloud; below it all of them with their numbers. */
function Texts({ tally, own }: { readonly tally: Tally; readonly own: string | null }) {
  const { texts } = tally;
  const most = texts[0]?.people ?? 1;
  const isOwn = (text: string) => own !== null && alike(own) === alike(text);
  return (
    <>
      <p className="cloud" aria-hidden="true">
        {cloudOf(texts, MOST_IN_CLOUD).map(({ text, people }) => (
          <span key={text} data-size={cloudSize(people, most)} dir="auto">
            {text}
          </span>
        ))}
      </p>
      <details className="poll-texts">
        <summary>{listTitle(tally)}</summary>
        <ul>
          {texts.map(({ text, people }) => (
            <li key={text}>
              <span dir="auto">{text}</span> <span className="bar-value">{people}</span>
              {isOwn(text) && <span className="bar-mark bar-own">your answer</span>}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** Of very many answers only those that were given most often are sent. */
function listTitle({ texts, people }: Tally): string {
  const listed = texts.reduce((sum, each) => sum + each.people, 0);
  if (listed < people) return `The ${texts.length} most frequent answers as a list`;
  return texts.length === 1 ? 'The answer as a list' : `All ${texts.length} answers as a list`;
}

const alike = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

interface BreakdownProps {
  readonly view: PollView;
  readonly breakdown: NonNullable<Tally['breakdown']>;
}

function Breakdown({ view, breakdown: { by, groups } }: BreakdownProps) {
  return (
    <details className="poll-texts">
      <summary>By {by}</summary>
      <div className="poll-groups">
        {groups.map(({ name, people, options }) => (
          <div className="poll-group" key={name ?? ''}>
            <p>
              <strong dir="auto">{name ?? 'Others'}</strong>
              <span className="poll-small">{countText(people, people, view.paper.kind)}</span>
            </p>
            <Bars bars={resultBars({ ...view, tally: { ...EMPTY, people, answers: people, options } }, [])} />
          </div>
        ))}
      </div>
    </details>
  );
}

const EMPTY: Pick<Tally, 'texts' | 'mean' | 'breakdown'> = { texts: [], mean: null, breakdown: null };

type BoardView = NonNullable<PollView['board']>;

/** Places that are shown before somebody asks for all. */
const FIRST_PLACES = 5;

function Board({ board }: { readonly board: BoardView }) {
  const { length } = board.places;
  if (length === 0) return <p className="poll-line">{board.quiz}: nobody has points yet.</p>;
  if (length <= FIRST_PLACES) return <Places board={board} />;
  return (
    <>
      <Places board={{ ...board, places: board.places.slice(0, FIRST_PLACES) }} />
      <details className="poll-texts">
        <summary>All {length} places</summary>
        <Places board={board} />
      </details>
    </>
  );
}

function Places({ board }: { readonly board: BoardView }) {
  return (
    <table className="table poll-board">
      <caption className="participant-label">{board.quiz}: points so far</caption>
      <thead>
        <tr>
          <th scope="col">Place</th>
          <th scope="col">{board.of === 'people' ? 'Who' : 'Organisation'}</th>
          <th scope="col" className="figure">
            Points
          </th>
        </tr>
      </thead>
      <tbody>
        {board.places.map(({ place, name, points }, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names may be the same, and the board comes whole each time
          <tr key={row}>
            <td>{place}</td>
            <th scope="row" dir="auto">
              {name}
            </th>
            <td className="figure">{points}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
