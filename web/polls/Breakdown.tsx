import type { PollContent } from '../../polls/schema.ts';
import type { Tally } from '../../polls/tally.ts';
import { textOf } from './result-words.ts';
import { percent } from './turnout-words.ts';

export interface BreakdownProps {
  readonly content: PollContent;
  readonly breakdown: NonNullable<Tally['breakdown']>;
}

/** Each group with its people and their shares. */
export function Breakdown({ content: { options, kind }, breakdown: { by, groups } }: BreakdownProps) {
  return (
    <details className="poll-breakdown">
      <summary className="text-link">By {by}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys too */}
      <section className="table-frame" aria-label={`By ${by}`} tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{by === 'country' ? 'Country' : 'Organisation'}</th>
              <th scope="col" className="figure">
                People
              </th>
              {options.map(({ id }) => (
                <th key={id} scope="col" className="figure poll-group-option">
                  {textOf(options, id, kind)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map(({ name, people, options: counts }) => (
              <tr key={name}>
                <th scope="row" dir="auto">
                  {name ?? 'Others'}
                </th>
                <td className="figure">{people}</td>
                {options.map(({ id }) => (
                  <td key={id} className="figure">
                    {figureOf(counts.find((count) => count.id === id)?.people ?? 0, people)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

const figureOf = (count: number, people: number): string => `${count} (${percent(count, people)})`;
