import { useId } from 'react';
import type { PollContent } from '../../polls/schema.ts';
import type { PollStaffView, RoundView } from '../../polls/view.ts';
import { Notice } from '../shell/Notice.tsx';
import { Breakdown } from './Breakdown.tsx';
import { countedText } from './result-rows.ts';
import { barsOf, roundTitle } from './result-words.ts';
import { turnoutShares } from './turnout-words.ts';

export interface ResultsProps {
  readonly slug: string;
  /** Of the event: IANA. */
  readonly zone: string;
  readonly poll: PollStaffView;
}

/** What each round came to, newest first. */
export function Results({ slug, zone, poll }: ResultsProps) {
  const [newest, ...earlier] = poll.rounds;
  const content = poll.content as PollContent;
  return (
    <section className="section" aria-label="Results">
      <h2 className="section-title">Results</h2>
      {newest && <Round slug={slug} zone={zone} poll={poll.id} content={content} round={newest} />}
      {earlier.length > 0 && (
        <details className="poll-rounds">
          <summary className="text-link">Earlier rounds ({earlier.length})</summary>
          {earlier.map((round) => (
            <Round key={round.number} slug={slug} zone={zone} poll={poll.id} content={content} round={round} />
          ))}
        </details>
      )}
    </section>
  );
}

interface RoundProps {
  readonly slug: string;
  /** Of the event: IANA. */
  readonly zone: string;
  readonly poll: string;
  readonly content: PollContent;
  readonly round: RoundView;
}

function Round({ slug, zone, poll, content, round }: RoundProps) {
  const { number, tally, fault } = round;
  return (
    <article className="poll-round" aria-label={`Round ${number}`}>
      <h3 className="plan-part-title">{roundTitle(round, zone)}</h3>
      <p className="poll-shares">{turnoutShares(round)}.</p>
      {fault !== null && <Notice tone="wrong" title={fault} />}
      {tally === null && fault === null && <p className="poll-hint">{noTally(content, round)}</p>}
      {tally !== null && (
        <>
          <p className="poll-hint">{countedText(content, tally)}</p>
          <Bars content={content} round={round} />
          {tally.breakdown && <Breakdown content={content} breakdown={tally.breakdown} />}
        </>
      )}
      {round.closedAt !== null && tally !== null && (
        <p className="poll-files">
          Download:{' '}
          {(['csv', 'json', 'svg'] as const).map((format) => (
            <a
              key={format}
              className="text-link"
              href={`/api/events/${slug}/polls/${poll}/results.${format}?round=${number}`}
              download
            >
              {FORMATS[format]}
            </a>
          ))}
          {content.secrecy === 'named' && tally.people > 0 && (
            <a
              className="text-link"
              href={`/api/events/${slug}/polls/${poll}/results.csv?round=${number}&voters=true`}
              download
            >
              who chose what (CSV)
            </a>
          )}
        </p>
      )}
    </article>
  );
}

const FORMATS = { csv: 'table (CSV)', json: 'data (JSON)', svg: 'chart (SVG)' } as const;

function noTally({ secrecy }: PollContent, { closedAt }: RoundView): string {
  if (secrecy === 'secret' && closedAt === null) return 'A secret poll has no results before it is closed.';
  return 'It is not counted yet.';
}

/** Bars from zero on one scale with their values, as a table that is read as one. */
function Bars({ content, round }: Pick<RoundProps, 'content' | 'round'>) {
  const caption = useId();
  const bars = round.tally === null ? [] : barsOf(content, round.tally);
  if (bars.length === 0) return <p className="poll-hint">Nobody has voted.</p>;
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <div className="table-frame">
      <table className="poll-bars" aria-labelledby={caption}>
        <caption id={caption} className="visually-hidden">
          Counts of round {round.number}
        </caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Option</th>
            <th scope="col">Count</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ key, text, value, figure, isCorrect }) => (
            <tr key={key}>
              <th scope="row" dir="auto">
                {text}
                {isCorrect && <strong className="poll-right"> Correct</strong>}
              </th>
              <td>
                <span className="poll-bar">
                  <svg
                    viewBox="0 0 100 8"
                    preserveAspectRatio="none"
                    aria-hidden="true"
                    data-correct={isCorrect || undefined}
                  >
                    <rect width={(100 * value) / most} height="8" />
                  </svg>
                  <span className="poll-figure">{figure}</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
