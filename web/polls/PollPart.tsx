import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { PlaceDay } from '../../polls/places.ts';
import type { PollContent } from '../../polls/schema.ts';
import type { PollLineView, PollStaffView } from '../../polls/view.ts';
import { useForm } from '../organise/use-form.ts';
import { ProblemError } from '../shell/api.ts';
import { Empty, Loading, Notice, ProblemNotice } from '../shell/Notice.tsx';
import { BallotPreview } from './BallotPreview.tsx';
import { hangSentence } from './hang-words.ts';
import { PollForm } from './PollForm.tsx';
import { PollKindMark, StateMark } from './PollLine.tsx';
import type { PollsView } from './poll-address.ts';
import { pollSent, pollValues } from './poll-form.ts';
import { SECRECY_LEADS, SECRECY_NAMES } from './poll-words.ts';
import { usePoll, usePollEdits } from './queries.ts';
import { Results } from './Results.tsx';
import { RunButtons } from './RunButtons.tsx';
import { mayEdit } from './run-words.ts';

export interface PollPartProps {
  readonly slug: string;
  /** Of the event: IANA. */
  readonly zone: string;
  readonly id: string;
  readonly days: readonly PlaceDay[];
  readonly polls: readonly PollLineView[];
  readonly onSaid: (text: string) => void;
  /** Leads on once there is nothing left to lose here. */
  readonly onDone: (view: PollsView) => void;
}

/** One poll: what it is, what can be done with it, what it came to. */
export function PollPart({ slug, id, ...rest }: PollPartProps) {
  const poll = usePoll(slug, id);
  const wasTakenOut = useTakenOut(id, rest.polls);
  const isGone = wasTakenOut || (poll.error instanceof ProblemError && poll.error.code === 'not-found');
  if (isGone) return <Empty title="This poll was removed." />;
  return (
    <>
      <ProblemNotice error={poll.error} />
      {poll.isPending && <Loading rows={5} label="Loading the poll" />}
      {poll.data && <Poll slug={slug} poll={poll.data} {...rest} />}
    </>
  );
}

/** Whether it stood in the live list and does so no more. One just made comes into the list a moment later. */
function useTakenOut(id: string, polls: readonly PollLineView[]): boolean {
  const [listed, setListed] = useState<string | null>(null);
  const isListed = polls.some((poll) => poll.id === id);
  if (isListed && listed !== id) setListed(id);
  return listed === id && !isListed;
}

type PollProps = Omit<PollPartProps, 'id' | 'polls'> & { readonly poll: PollStaffView };

function Poll({ slug, zone, poll, days, onSaid, onDone }: PollProps) {
  const content = poll.content as PollContent;
  const { question, kind, secrecy } = content;
  const [isTyping, setTyping] = useState(false);
  const told = toldOf(poll, days);
  return (
    <>
      <h1 className="page-title" dir="auto">
        {question}
      </h1>
      <p className="poll-line">
        <StateMark state={poll.state} />
        <PollKindMark kind={kind} />
        <span>
          {SECRECY_NAMES[secrecy]}. {SECRECY_LEADS[secrecy]}
        </span>
      </p>
      {told !== null && <p className="poll-will">{told}</p>}
      <RunButtons slug={slug} poll={poll} onSaid={onSaid} onGone={() => onDone({ show: 'all' })} />
      {poll.rounds.length > 0 && <Results slug={slug} zone={zone} poll={poll} />}
      {mayEdit(poll.state) || isTyping ? (
        <EditPoll {...{ slug, poll, days, onSaid }} onTyping={setTyping} />
      ) : (
        <section className="section">
          <p className="section-lead">What was opened is not changed any more. Its paper stays as it was asked.</p>
          <BallotPreview values={pollValues(content)} />
        </section>
      )}
    </>
  );
}

/** What is still to come of it, unless its form says that; of what is over there is nothing to come. */
function toldOf({ imported, state, content }: PollStaffView, days: readonly PlaceDay[]): string | null {
  if (imported) return 'Read in from a report of Zoom.';
  return state === 'open' ? hangSentence(pollValues(content as PollContent), days) : null;
}

interface EditPollProps extends Omit<PollProps, 'onDone' | 'zone'> {
  /** Whether there is something that was typed and not saved: it is not taken away. */
  readonly onTyping: (isTyping: boolean) => void;
}

function EditPoll({ slug, poll, days, onSaid, onTyping }: EditPollProps) {
  const { change } = usePollEdits(slug);
  const form = useForm(pollValues(poll.content as PollContent), async (values) => {
    const after = await change(poll, pollSent(values, days));
    onSaid('The poll is saved.');
    return pollValues(after.content as PollContent);
  });
  const isTooLate = !mayEdit(poll.state);
  useEffect(() => onTyping(form.isTouched), [onTyping, form.isTouched]);
  return (
    <section className="section" aria-label="What it asks and how">
      {isTooLate && (
        <Notice tone="late" title="The poll was opened in the meantime. What you typed cannot be saved any more.">
          <p>It is still here, so that you can read it or make another poll of it.</p>
          <Button variant="default" onClick={form.reset}>
            Discard what I typed
          </Button>
        </Notice>
      )}
      <PollForm form={form} days={days} label="What it asks and how" action="Save the poll" readOnly={isTooLate} />
    </section>
  );
}
