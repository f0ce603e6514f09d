import type { StepView } from '../../agenda/show/show-view.ts';
import type { RunNow } from '../show/run-now.ts';
import { stepTitle } from '../show/show-words.ts';
import { PlannedTime } from '../show/times.tsx';

const SHOWN = 3;

/** The next two or three, when they are expected. */
export function NextUp({ run }: { readonly run: RunNow }) {
  // What a closed or open day begins with is said above already.
  const isBegun = run.run.startedAt !== null;
  const next = run.ahead.slice(isBegun ? 0 : 1).slice(0, SHOWN);
  if (next.length === 0) return null;
  return (
    <section className="next" aria-labelledby="next-up">
      <h2 className="participant-label" id="next-up">
        Next
      </h2>
      <ol className="rows">
        {next.map((step) => (
          <Row key={step.id} step={step} run={run} />
        ))}
      </ol>
    </section>
  );
}

export interface RowProps {
  readonly step: StepView;
  readonly run: RunNow;
}

/** One line of the day: when, what, and what has become of it. */
export function Row({ step, run }: RowProps) {
  const planned = Date.parse(step.parts[0]?.plannedStart ?? step.floor);
  // What never began on a day that is over has no other time than the planned one.
  const expected = step.status === 'skipped' ? null : (run.times.get(step.parts[0]?.id ?? '')?.start ?? planned);
  return (
    <li className="row" data-status={step.status}>
      <span className="row-time">
        <PlannedTime planned={planned} expected={expected} />
      </span>
      <span className="row-what">
        <span className="row-title" dir="auto">
          {stepTitle(step)}
        </span>
        {STATES[step.status] !== '' && <span className="row-state">{STATES[step.status]}</span>}
      </span>
    </li>
  );
}

const STATES: Readonly<Record<StepView['status'], string>> = {
  ahead: '',
  running: 'now',
  done: 'done',
  skipped: 'left out',
};
