import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { StepView } from '../../agenda/show/show-view.ts';
import { questionQueueTopic } from '../../questions/topics.ts';
import type { QuestionOverview, QueueView } from '../../questions/view.ts';
import { call } from '../shell/api.ts';
import { Select } from '../shell/fields.tsx';
import { Empty, Loading, Notice } from '../shell/Notice.tsx';
import { useTopic } from '../shell/use-live.ts';
import { QuestionRow } from './QuestionRow.tsx';
import { laterPlaces, nearPlaces, placesOf, type QuestionPlace, queueOf } from './queue.ts';
import { useHeldOrder } from './use-held-order.ts';
import { type QueueDesk, useQueueDesk } from './use-queue-desk.ts';

export interface QuestionsPanelProps {
  readonly slug: string;
  readonly steps: readonly StepView[];
  /** Whether the server cannot be reached. */
  readonly isOff: boolean;
  readonly onSaid: (text: string) => void;
}

/** What is asked of the speakers: the queue of what is on or next, or of a session that is chosen. */
export function QuestionsPanel({ slug, steps, isOff, onSaid }: QuestionsPanelProps) {
  const [chosen, choose] = useState('');
  const near = nearPlaces(steps);
  const { data } = useQuery({
    queryKey: ['questions', slug],
    queryFn: ({ signal }) => call<QuestionOverview>(`/api/events/${slug}/questions/overview`, { signal }),
  });
  const places = withRooms(placesOf(steps), data);
  const place = chosen === '' ? (near[0]?.place ?? places[0]?.place ?? '') : chosen;
  if (places.length === 0) return <Empty title="This day has no session to which questions can be asked." />;
  return (
    <>
      <Select
        label="Questions to"
        value={place}
        onChange={choose}
        choices={places.map((each) => ({ value: each.place, label: titleOf(each, near, data) }))}
      />
      <PlaceQueue key={place} {...{ slug, place, isOff, onSaid }} later={laterPlaces(steps, place)} />
    </>
  );
}

/** Walls of ideas that have something on them stand behind the sessions of the day. */
function withRooms(places: readonly QuestionPlace[], overview: QuestionOverview | undefined): QuestionPlace[] {
  const rooms = (overview?.places ?? []).filter(({ place }) => place.startsWith('room:'));
  return [...places, ...rooms.map(({ place }) => ({ place, title: `Ideas: ${place.slice('room:'.length)}` }))];
}

function titleOf({ place, title }: QuestionPlace, near: readonly QuestionPlace[], overview?: QuestionOverview): string {
  const at = near.findIndex((each) => each.place === place);
  const known = overview?.places.find((each) => each.place === place);
  const count = known ? known.new + known.accepted + known.asked : 0;
  return [title, at !== -1 && 'on or next', count > 0 && `${count} open`].filter(Boolean).join(', ');
}

interface PlaceQueueProps extends Pick<QuestionsPanelProps, 'slug' | 'isOff' | 'onSaid'> {
  readonly place: string;
  readonly later: readonly QuestionPlace[];
}

function PlaceQueue({ slug, place, isOff, onSaid, later }: PlaceQueueProps) {
  const { state, refused } = useTopic<QueueView>(questionQueueTopic(place));
  const desk = useQueueDesk(slug, place, state, onSaid);
  const { view } = desk;
  if (refused !== null) return <Empty title="You cannot see the questions to this session." />;
  if (view === null) return <Loading rows={4} label="Loading the questions" />;
  const { asked, waiting, done } = queueOf(view);
  const row = (question: Row, isForemost: boolean) => (
    <QuestionRow key={question.id} {...{ question, desk, later, isForemost }} isOff={isOff || desk.busy} />
  );
  return (
    <>
      {desk.merging && <Merging desk={desk} />}
      {desk.trouble !== null && <Notice tone="wrong" title={desk.trouble} />}
      {asked.length > 0 && (
        <ul className="question-list question-list--asked">{asked.map((each, at) => row(each, at === 0))}</ul>
      )}
      {waiting.length === 0 && asked.length === 0 && <Empty title="Nothing waits to be asked." />}
      <Waiting waiting={waiting} row={(each, at) => row(each, at === 0 && asked.length === 0)} />
      {done.length > 0 && (
        <details className="poll-archive">
          <summary>Done with: {done.length}</summary>
          <ul className="question-list">{done.map((each) => row(each, false))}</ul>
        </details>
      )}
    </>
  );
}

type Row = ReturnType<typeof queueOf>['waiting'][number];

function Waiting({
  waiting,
  row,
}: {
  readonly waiting: readonly Row[];
  readonly row: (question: Row, at: number) => React.ReactNode;
}) {
  const { shown, hasChanged, sort, around } = useHeldOrder(waiting);
  return (
    <div {...around}>
      {hasChanged && (
        <p className="order-changed" role="status">
          The votes have changed the order.{' '}
          <button type="button" className="plain-button" onClick={sort}>
            Sort by votes
          </button>
        </p>
      )}
      <ul className="question-list">{shown.map(row)}</ul>
    </div>
  );
}

function Merging({ desk: { merging, cancelMerge } }: { readonly desk: QueueDesk }) {
  return (
    <div className="merging" role="status">
      <p>
        Choose the question that is the same as <q dir="auto">{merging?.text}</q> Its votes go there, each person once.
      </p>
      <button type="button" className="plain-button" onClick={cancelMerge}>
        Cancel
      </button>
    </div>
  );
}
