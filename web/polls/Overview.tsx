import { Button } from '@mantine/core';
import { useState } from 'react';
import { allBreaks, breaksWithout, type PlaceDay, pollsElsewhere } from '../../polls/places.ts';
import type { PollLineView } from '../../polls/view.ts';
import { countOf } from '../agenda/wording.ts';
import { EditProblem } from '../organise/FormFrame.tsx';
import { Said } from '../organise/Said.tsx';
import { CheckField } from '../shell/fields.tsx';
import { Empty } from '../shell/Notice.tsx';
import { DayColumn } from './DayColumn.tsx';
import { PollLine } from './PollLine.tsx';
import { type Go, PollsLink } from './PollsLink.tsx';
import { usePollEdits } from './queries.ts';

export interface OverviewProps {
  readonly slug: string;
  readonly days: readonly PlaceDay[];
  readonly polls: readonly PollLineView[];
  readonly said: string;
  readonly onGo: Go;
  readonly onSaid: (text: string) => void;
}

/** Which break has a poll, and which has none. */
export function Overview({ slug, days, polls, said, onGo, onSaid }: OverviewProps) {
  const [withSessions, setWithSessions] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { place } = usePollEdits(slug);
  const { own, imported } = pollsElsewhere(days, polls);
  const move = (poll: PollLineView, position: number) => {
    setError(null);
    place(poll, position).then(() => onSaid(`“${poll.question}” was moved.`), setError);
  };
  return (
    <>
      <div className="polls-head">
        <h1 className="page-title">Polls</h1>
        <BreakSum days={days} polls={polls} />
      </div>
      <Said text={said} />
      <EditProblem error={error} of="the poll" />
      <div className="buttons polls-do">
        <Button onClick={() => onGo({ show: 'new', entry: null })}>New poll</Button>
        <Button variant="default" onClick={() => onGo({ show: 'breaks' })}>
          Fill breaks without a poll
        </Button>
        <Button variant="default" onClick={() => onGo({ show: 'import' })}>
          Read in a Zoom report
        </Button>
      </div>
      {days.length === 0 ? (
        <Empty title="No agenda is published yet.">
          <p>Polls can be made now and hung on breaks once the agenda is published.</p>
        </Empty>
      ) : (
        <>
          <CheckField label="Show sessions without a poll too" checked={withSessions} onChange={setWithSessions} />
          <div className="polls-days">
            {days.map((day) => (
              <DayColumn key={day.id} {...{ slug, day, polls, withSessions, onGo }} onMove={move} />
            ))}
          </div>
        </>
      )}
      <PollList slug={slug} title="On no entry of the agenda" polls={own} onGo={onGo} />
      <PollList slug={slug} title="Read in from Zoom" polls={imported} onGo={onGo} />
      {polls.length > 0 && (
        <p className="polls-files">
          <a className="text-link" href={`/api/events/${slug}/polls/results.csv`} download>
            Results of all polls (CSV)
          </a>
        </p>
      )}
    </>
  );
}

function BreakSum({ days, polls }: Pick<OverviewProps, 'days' | 'polls'>) {
  const breaks = allBreaks(days).length;
  const without = breaksWithout(days, polls).length;
  if (breaks === 0) return null;
  const text =
    without === 0
      ? `Each of ${countOf(breaks, 'break')} has a quick poll.`
      : `${without} of ${countOf(breaks, 'break')} ${without === 1 ? 'has' : 'have'} no quick poll.`;
  return <p className="polls-sum">{text}</p>;
}

interface PollListProps {
  readonly slug: string;
  readonly title: string;
  readonly polls: readonly PollLineView[];
  readonly onGo: Go;
}

function PollList({ slug, title, polls, onGo }: PollListProps) {
  if (polls.length === 0) return null;
  return (
    <section className="section" aria-label={title}>
      <h2 className="section-title">{title}</h2>
      <ul className="polls-list">
        {polls.map((poll) => (
          <li key={poll.id}>
            <PollsLink slug={slug} to={{ show: 'poll', id: poll.id }} onGo={onGo} className="poll-question">
              <bdi>{poll.question}</bdi>
            </PollsLink>
            <PollLine poll={poll} />
          </li>
        ))}
      </ul>
    </section>
  );
}
