import { useContext, useId } from 'react';
import type { ShowDayView, StepView } from '../../agenda/show/show-view.ts';
import { Countdown } from '../show/Countdown.tsx';
import { spanText, stepTitle } from '../show/show-words.ts';
import { ShownTime, ShownZones, zonesAt } from '../show/times.tsx';
import { dayPlace, firstStart, headlineOf } from './now-words.ts';
import { Lateness, type ShownRun } from './OnLine.tsx';
import { Parts } from './Parts.tsx';

export interface NowCardProps {
  readonly slug: string;
  readonly day: ShowDayView | null;
  /** The numbers of all days of the event, rising. */
  readonly days: readonly number[];
  readonly run: ShownRun | null;
  /** The reader's own fields of expertise. */
  readonly tags: readonly string[];
}

const HOUR_MS = 3_600_000;

/** The page's first answer: what is on, until when, and the one thing to press. */
export function NowCard(props: NowCardProps) {
  const { day, days, run } = props;
  const id = useId();
  const now = run?.now ?? 0;
  const zones = useContext(ShownZones);
  const { label, title } = headlineOf(day, days, run, now, zonesAt(now, zones).first);
  return (
    <section className="now" aria-labelledby={id} data-moment={run?.moment}>
      <p className="now-label">{label}</p>
      <h2 className="now-title" id={id} dir="auto">
        {title}
      </h2>
      {/* Read out when it changes, not when the page opens. */}
      <span className="visually-hidden" role="status">
        {`${label}: ${title}`}
      </span>
      {day && run ? <Facts {...props} day={day} run={run} /> : <NotPublished />}
    </section>
  );
}

function NotPublished() {
  return <p className="now-line">It appears here as soon as the organisers publish it.</p>;
}

type Running = NowCardProps & { readonly day: ShowDayView; readonly run: ShownRun };

function Facts(props: Running) {
  const { day, days, run } = props;
  const [next] = run.ahead;
  switch (run.moment) {
    case 'closed':
      return <Closed {...props} />;
    case 'open':
      return (
        <>
          <Beginning run={run} />
          {next && <Parts {...props} step={next} isOn={false} />}
        </>
      );
    case 'over':
      return <Ended after={dayPlace(day.number, days).after} />;
    case 'between':
      return (
        <>
          {next && <Waiting run={run} next={next} />}
          {next && <Parts {...props} step={next} isOn={false} />}
        </>
      );
    case 'break':
      return (
        <>
          {run.current && <BackAt run={run} />}
          {next && <Parts {...props} step={next} isOn={false} />}
        </>
      );
    default:
      return run.current && <Parts {...props} step={run.current} isOn />;
  }
}

/** @param after the number of the next day. */
function Ended({ after }: { readonly after: number | null }) {
  return <p className="now-line">{after === null ? 'Thank you for taking part.' : `Day ${after} is next.`}</p>;
}

/** Before the lobby opens. After a day's end it says that, too: the next one is shown as soon as one is over. */
function Closed({ day, days, run }: Running) {
  const { before } = dayPlace(day.number, days);
  const [first] = run.ahead;
  const opens = run.run.opensAt - run.now;
  return (
    <>
      <p className="now-line">
        {before !== null && `Day ${before} is over. `}The lobby opens at <ShownTime at={run.run.opensAt} isAlone />, in{' '}
        {opens < HOUR_MS ? <Countdown left={opens} name="Until the lobby opens" /> : spanText(opens)}.
      </p>
      {first && (
        <p className="now-line">
          It begins with <span dir="auto">{stepTitle(first)}</span>.
        </p>
      )}
    </>
  );
}

/** In the lobby: until it begins, or that it should have. */
function Beginning({ run }: { readonly run: ShownRun }) {
  const at = firstStart(run);
  const left = at - run.now;
  if (left > 0) {
    return (
      <p className="now-line">
        Starts at <ShownTime at={at} />, in <Countdown left={left} name="Until it starts" />
      </p>
    );
  }
  return (
    <p className="now-line now-line--late">
      Planned for <ShownTime at={at} />. It has not begun yet; it begins when the chair starts it.
    </p>
  );
}

function Waiting({ run, next }: { readonly run: ShownRun; readonly next: StepView }) {
  const at = run.times.get(next.parts[0]?.id ?? '')?.start;
  if (at === undefined) return null;
  return (
    <p className="now-line">
      Next: <strong dir="auto">{stepTitle(next)}</strong>
      {at > run.now ? (
        <>
          , expected at <ShownTime at={at} />
        </>
      ) : (
        ', when the chair starts it'
      )}
      .
    </p>
  );
}

/** While a break runs: back at 14:05. */
function BackAt({ run }: { readonly run: ShownRun }) {
  const [part] = run.current?.parts ?? [];
  const end = part && run.times.get(part.id)?.end;
  const [next] = run.ahead;
  if (end === undefined) return null;
  return (
    <>
      <p className="now-line">
        <strong>
          Back at <ShownTime at={backAt(run) ?? end} />
        </strong>
        {run.left !== null && run.left > 0 && (
          <>
            , in <Countdown left={(backAt(run) ?? end) - run.now} name="Until it goes on" />
          </>
        )}
        {run.left !== null && run.left <= 0 && '. It goes on in a moment.'}
      </p>
      <Lateness run={run} />
      {next && (
        <p className="now-line">
          Then: <span dir="auto">{stepTitle(next)}</span>
        </p>
      )}
    </>
  );
}

/** When what comes after the break is expected: slack after it counts as break. */
function backAt(run: ShownRun): number | undefined {
  return run.times.get(run.ahead[0]?.parts[0]?.id ?? '')?.start;
}
