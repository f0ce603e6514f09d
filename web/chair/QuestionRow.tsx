import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { QueuedQuestion } from '../../questions/view.ts';
import { Select, TextField } from '../shell/fields.tsx';
import { QUESTION_STATES, type QuestionPlace, votesText } from './queue.ts';
import type { QueueDesk } from './use-queue-desk.ts';

export interface QuestionRowProps {
  readonly question: QueuedQuestion;
  readonly desk: QueueDesk;
  /** Where it can be carried. */
  readonly later: readonly QuestionPlace[];
  readonly isOff: boolean;
  /** Whether what leads on with it has the accent: of all questions of a queue one has. */
  readonly isForemost: boolean;
}

type Asking = 'set-aside' | 'carry' | null;

/** A question with its votes, who asked, what has become of it, and what to do with it. */
export function QuestionRow(props: QuestionRowProps) {
  const { question, desk } = props;
  const [asking, ask] = useState<Asking>(null);
  const { text, by, state, votes, carriedFrom, reason } = question;
  return (
    <li className="question-row" data-state={state} data-merging={desk.merging?.id === question.id || undefined}>
      <p className="question-votes">{votesText(votes)}</p>
      <div className="question-body">
        <p className="question-text" dir="auto">
          {text}
        </p>
        <p className="entry-facts">
          <span className="entry-state">{QUESTION_STATES[state]}</span>
          <span dir="auto">{by ?? 'without a name'}</span>
          {carriedFrom !== null && <span>carried from an earlier session</span>}
          {reason !== '' && <span dir="auto">{reason}</span>}
        </p>
        {desk.merging ? <MergeInto {...props} /> : <Actions {...props} asking={asking} onAsk={ask} />}
        {asking === 'set-aside' && <SetAside {...props} onDone={() => ask(null)} />}
        {asking === 'carry' && <Carry {...props} onDone={() => ask(null)} />}
      </div>
    </li>
  );
}

const OPEN = ['new', 'accepted', 'asked'] as const;
const isOpen = ({ state }: QueuedQuestion): boolean => OPEN.some((each) => each === state);

function MergeInto({ question, desk, isOff }: QuestionRowProps) {
  const { merging } = desk;
  if (!merging || merging.id === question.id) return null;
  if (!isOpen(question) && question.state !== 'answered') return null;
  return (
    <div className="chair-buttons">
      <Button
        variant="default"
        disabled={isOff}
        onClick={() => desk.command(merging, { do: 'merge', into: question.id }, 'The two are one now.')}
      >
        It is the same as this
        <Of question={question} />
      </Button>
    </div>
  );
}

interface ActionsProps extends QuestionRowProps {
  readonly asking: Asking;
  readonly onAsk: (asking: Asking) => void;
}

function Actions({ question, desk, later, isOff, isForemost, asking, onAsk }: ActionsProps) {
  const { state } = question;
  const leadsOn = (from: QueuedQuestion['state']) => (isForemost && state === from ? {} : { variant: 'default' });
  const of = <Of question={question} />;
  const flip = (what: Exclude<Asking, null>) => onAsk(asking === what ? null : what);
  if (state === 'set-aside')
    return (
      <div className="chair-buttons">
        <Button
          variant="default"
          disabled={isOff}
          onClick={() => desk.command(question, { do: 'accept' }, 'The question is accepted again.')}
        >
          Accept after all{of}
        </Button>
      </div>
    );
  if (!isOpen(question)) return null;
  return (
    <div className="chair-buttons">
      {state === 'new' && (
        <Button
          {...leadsOn('new')}
          disabled={isOff}
          onClick={() => desk.command(question, { do: 'accept' }, 'The question is accepted.')}
        >
          Accept{of}
        </Button>
      )}
      {state !== 'asked' && (
        <Button
          {...leadsOn('accepted')}
          disabled={isOff}
          onClick={() => desk.command(question, { do: 'ask' }, 'The question is put to the speaker.')}
        >
          Put to the speaker{of}
        </Button>
      )}
      <Button
        {...leadsOn('asked')}
        disabled={isOff}
        onClick={() => desk.command(question, { do: 'answer' }, 'The question is answered.')}
      >
        Answered{of}
      </Button>
      <Button
        variant="default"
        disabled={isOff}
        aria-expanded={asking === 'set-aside'}
        onClick={() => flip('set-aside')}
      >
        Set aside{of}
      </Button>
      <Button variant="default" disabled={isOff} onClick={() => desk.merge(question)}>
        Same as another{of}
      </Button>
      {later.length > 0 && (
        <Button variant="default" disabled={isOff} aria-expanded={asking === 'carry'} onClick={() => flip('carry')}>
          Carry{of}
        </Button>
      )}
    </div>
  );
}

function Of({ question: { text } }: Pick<QuestionRowProps, 'question'>) {
  return <span className="visually-hidden">: {text}</span>;
}

interface FormProps extends QuestionRowProps {
  readonly onDone: () => void;
}

function SetAside({ question, desk, isOff, onDone }: FormProps) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return setError('Expected a few words, which whoever asked will read.');
    desk.command(question, { do: 'set-aside', reason: reason.trim() }, 'The question is set aside.');
    onDone();
  };
  return (
    <form className="question-form" onSubmit={send} noValidate>
      <TextField
        label="Reason"
        hint="Whoever asked reads it."
        value={reason}
        onChange={setReason}
        maxLength={200}
        error={error}
        autoFocus
      />
      <Button type="submit" variant="default" disabled={isOff}>
        Set aside
      </Button>
    </form>
  );
}

function Carry({ question, desk, later, isOff, onDone }: FormProps) {
  const [place, setPlace] = useState(later[0]?.place ?? '');
  const send = (event: FormEvent) => {
    event.preventDefault();
    const title = later.find((each) => each.place === place)?.title ?? 'a later session';
    desk.command(question, { do: 'carry', place }, `The question waits for “${title}” now.`);
    onDone();
  };
  return (
    <form className="question-form" onSubmit={send} noValidate>
      <Select
        label="Carry it to"
        value={place}
        onChange={setPlace}
        choices={later.map((each) => ({ value: each.place, label: each.title }))}
      />
      <Button type="submit" variant="default" disabled={isOff}>
        Carry
      </Button>
    </form>
  );
}
