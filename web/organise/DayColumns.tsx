import type { CSSProperties } from 'react';
import type { DraftDay, DraftView } from '../../agenda/draft/draft.ts';
import { chairLines } from '../agenda/wording.ts';
import { shortDay } from '../clock-face.ts';
import { Empty } from '../shell/Notice.tsx';
import { planAddress } from './addresses.ts';
import { Fit } from './DayFit.tsx';
import { type Block, blocksOf } from './fit.ts';

/** The days side by side, each as long as it is: what is over stands out below its end. */
export function DayColumns({ draft }: { readonly draft: DraftView }) {
  const { slug } = draft.event;
  if (draft.days.length === 0) {
    return (
      <Empty title="The event has no days yet.">
        <p>
          <a className="text-link" href={planAddress(slug, 'new-day')}>
            Add the first day
          </a>{' '}
          or{' '}
          <a className="text-link" href={planAddress(slug, 'import')}>
            import a plan
          </a>
          .
        </p>
      </Empty>
    );
  }
  const days = draft.days.map((day) => ({ day, blocks: blocksOf(day) }));
  const longest = Math.max(...days.map(({ day, blocks }) => Math.max(day.dayMinutes, ...blocks.map(endOf))));
  return (
    <ol className="columns">
      {days.map(({ day, blocks }) => (
        <li key={day.id}>
          <a className="column" href={planAddress(slug, day.number)}>
            <Bar day={day} blocks={blocks} longest={longest} />
            <span className="column-name">
              Day {day.number} <span className="column-date">{shortDay(day.date)}</span>
            </span>
            <Fit day={day} />
          </a>
          <Chairs day={day} />
        </li>
      ))}
    </ol>
  );
}

const endOf = ({ from, minutes }: Block): number => from + minutes;

/** What it shows is said in words beside it. @param longest of all days, in minutes. */
function Bar({ day, blocks, longest }: { day: DraftDay; blocks: readonly Block[]; longest: number }) {
  const share = (minutes: number) => `${((100 * minutes) / longest).toFixed(2)}%`;
  const measures = (from: number, length: number) =>
    ({ '--from': share(from), '--length': share(length) }) as CSSProperties;
  return (
    <span className="column-bar" aria-hidden="true">
      <span className="column-day" style={measures(0, day.dayMinutes)} />
      {blocks.map(({ kind, from, minutes, over }) => (
        <span
          key={`${from} ${minutes} ${kind}`}
          className="column-block"
          data-kind={kind}
          data-over={over || undefined}
          style={measures(from, minutes)}
        />
      ))}
    </span>
  );
}

function Chairs({ day }: { readonly day: DraftDay }) {
  const lines = chairLines(day.chairs);
  if (lines.length === 0) return <p className="column-chair">No chair</p>;
  return lines.map(({ role, names }) => (
    <p className="column-chair" key={role} dir="auto">
      <span className="visually-hidden">{role}: </span>
      {names}
    </p>
  ));
}
