import { useId } from 'react';
import type { PollContent } from '../../polls/schema.ts';
import { pollStaffTopic } from '../../polls/topics.ts';
import type { PollLineView, PollStaffView, RoundView } from '../../polls/view.ts';
import { type ResultRow, resultRows } from '../polls/result-rows.ts';
import { turnoutShares } from '../polls/turnout-words.ts';
import { Loading } from '../shell/Notice.tsx';
import { useTopic } from '../shell/use-live.ts';

/** The options with the correct one marked, and each round's counts as far as it has any. */
export function PollDetail({ poll: { id } }: { readonly poll: PollLineView }) {
  const { state } = useTopic<PollStaffView>(pollStaffTopic(id));
  if (state === null) return <Loading rows={3} label="Loading the poll" />;
  // As `pollContent` has read it before it was stored.
  const content = state.content as PollContent;
  return (
    <div className="poll-detail">
      {content.explanation !== '' && <p dir="auto">{content.explanation}</p>}
      {state.rounds.length === 0 && <Options content={content} />}
      {state.rounds.map((round) => (
        <Round key={round.number} round={round} content={content} isOne={state.rounds.length === 1} />
      ))}
    </div>
  );
}

function Options({ content: { kind, options, answer } }: { readonly content: PollContent }) {
  if (kind === 'text') return <p>Everybody writes a few words.</p>;
  return (
    <ul className="poll-options">
      {options.map(({ id, text }) => (
        <li key={id} dir="auto">
          {text}
          {id === answer && <AnswerMark />}
        </li>
      ))}
    </ul>
  );
}

interface RoundProps {
  readonly round: RoundView;
  readonly content: PollContent;
  readonly isOne: boolean;
}

function Round({ round, content, isOne }: RoundProps) {
  const { number, closedAt, tally } = round;
  const titleId = useId();
  const result = tally && resultRows(content, tally, content.answer);
  return (
    <section aria-labelledby={titleId}>
      <h4 className="poll-round" id={titleId}>
        {isOne ? 'Counts' : `Round ${number}`}
        {closedAt === null && ' so far'}
      </h4>
      {closedAt !== null && <p className="poll-shares">{turnoutShares(round)}.</p>}
      {result ? (
        <>
          <p className="poll-shares">{result.counted}</p>
          <Bars rows={result.rows} />
        </>
      ) : (
        <>
          <p className="poll-shares">There are no counts before it is closed.</p>
          <Options content={content} />
        </>
      )}
    </section>
  );
}

function Bars({ rows }: { readonly rows: readonly ResultRow[] }) {
  return (
    <table className="poll-bars">
      <caption className="visually-hidden">Counts</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Option</th>
          <th scope="col">Count</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, text, part, value, isAnswer }) => (
          <tr key={id}>
            <th scope="row" dir="auto">
              {text}
              {isAnswer && <AnswerMark />}
              <span className="poll-bar" style={{ inlineSize: `${100 * part}%` }} aria-hidden="true" />
            </th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function AnswerMark() {
  return <strong className="poll-answer"> (correct answer)</strong>;
}
