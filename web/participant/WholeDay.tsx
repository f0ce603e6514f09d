import type { ShowDayView } from '../../agenda/show/show-view.ts';
import type { RunNow } from '../show/run-now.ts';
import { ShownTime } from '../show/times.tsx';
import { Row } from './NextUp.tsx';

/** All of the day, folded: what was, what is, and what is expected. */
export function WholeDay({
  day,
  run,
  slug,
}: {
  readonly day: ShowDayView;
  readonly run: RunNow;
  readonly slug: string;
}) {
  return (
    <details className="whole-day">
      <summary>
        All of day {day.number}, {run.moment === 'over' ? 'ended at ' : 'until '}
        <ShownTime at={run.run.endedAt ?? run.expected.endsAt} isAlone />
      </summary>
      <ol className="rows">
        {day.run.steps.map((step) => (
          <Row key={step.id} step={step} run={run} />
        ))}
      </ol>
      <p>
        <a className="text-link tall-link" href={`/e/${slug}/agenda?day=${day.number}`}>
          The agenda, with speakers and all days
        </a>
      </p>
    </details>
  );
}
