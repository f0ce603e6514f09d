import type { FiguresView } from '../../breakouts/view.ts';
import {
  type CountRow,
  countText,
  type FigureRow,
  figureRows,
  meetingRows,
  shareText,
  topicRows,
  worstOffText,
} from './figure-rows.ts';
import { sizesText } from './round-words.ts';

/** What a plan comes to: each figure with the best that can be and what chance gives, as bars and as text. */
export function Figures({ figures }: { readonly figures: FiguresView }) {
  const { distinctMet, distinctCeiling, moved, sizes } = figures;
  const topics = topicRows(figures);
  return (
    <div className="figures">
      <p className="figures-main">
        <strong>{shareText(distinctMet, distinctCeiling)}</strong> of the pairs that can meet do.{' '}
        <span dir="auto">{worstOffText(figures)}</span>
      </p>
      <table className="figures-table">
        <caption>Each figure from 0, beside the best that can be and what chance gives</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">This plan, its bound and chance</th>
          </tr>
        </thead>
        <tbody>
          {figureRows(figures).map((row) => (
            <FigureLine key={row.name} row={row} />
          ))}
        </tbody>
      </table>
      <Legend />
      <div className="figures-small">
        <Counts caption="Pairs by how often they meet" unit="Pairs" rows={meetingRows(figures)} />
        {topics.length > 0 && <Counts caption="Topics given" unit="Times" rows={topics} />}
      </div>
      <p className="breakouts-hint">
        Room sizes: {sizes.map((each) => sizesText(each)).join('; ')}.
        {moved > 0 && ` ${countText(moved)} ${moved === 1 ? 'place changes' : 'places change'} against before.`}
      </p>
    </div>
  );
}

function FigureLine({ row }: { readonly row: FigureRow }) {
  const { name, better, value, bound, random, text } = row;
  const most = Math.max(value, bound, random, 1);
  const at = (figure: number) => `${(100 * figure) / most}%`;
  return (
    <tr>
      <th scope="row">
        {name} <span className="breakouts-of">{better === 'more' ? 'More is better' : 'Fewer is better'}</span>
      </th>
      <td>
        <svg className="figures-bar" aria-hidden="true" width="100%" height="28">
          <rect className="figures-ground" x="0" y="8" width="100%" height="12" />
          <rect className="figures-value" x="0" y="8" width={at(value)} height="12" />
          <line className="figures-chance" x1={at(random)} x2={at(random)} y1="2" y2="26" />
          <line className="figures-bound" x1={at(bound)} x2={at(bound)} y1="2" y2="26" />
        </svg>
        <span className="figures-text">{text}</span>
      </td>
    </tr>
  );
}

function Legend() {
  return (
    <ul className="figures-legend" aria-hidden="true">
      <li>
        <svg width="24" height="16" aria-hidden="true">
          <rect className="figures-value" x="0" y="2" width="24" height="12" />
        </svg>
        This plan
      </li>
      <li>
        <svg width="24" height="16" aria-hidden="true">
          <line className="figures-bound" x1="12" x2="12" y1="0" y2="16" />
        </svg>
        The best that can be
      </li>
      <li>
        <svg width="24" height="16" aria-hidden="true">
          <line className="figures-chance" x1="12" x2="12" y1="0" y2="16" />
        </svg>
        Chance
      </li>
    </ul>
  );
}

interface CountsProps {
  readonly caption: string;
  readonly unit: string;
  readonly rows: readonly CountRow[];
}

function Counts({ caption, unit, rows }: CountsProps) {
  const most = Math.max(...rows.map(({ count }) => count), 1);
  return (
    <table className="figures-counts">
      <caption>{caption}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">How often</th>
          <th scope="col">{unit}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, count }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <svg className="figures-bar" aria-hidden="true" width="100%" height="12">
                <rect className="figures-value" x="0" y="0" width={`${(100 * count) / most}%`} height="12" />
              </svg>
              <span className="figures-number">{countText(count)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
