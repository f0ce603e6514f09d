import { Button } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { OwnQuestionsView } from '../../questions/view.ts';
import { call, faultAt } from '../shell/api.ts';
import { newClientId } from '../shell/client-id.ts';
import { CheckField, LongTextField } from '../shell/fields.tsx';
import { ProblemNotice } from '../shell/Notice.tsx';
import { storedText } from './question-words.ts';

export interface AskFormProps {
  readonly slug: string;
  readonly place: string;
  /** Whether the event knows the person by name. */
  readonly isMember: boolean;
  readonly onOwn: (own: OwnQuestionsView) => void;
}

const LONGEST = 500;

/** A question, with one's name or without; said beside it is what is stored either way. */
export function AskForm({ slug, place, isMember, onOwn }: AskFormProps) {
  const [text, setText] = useState('');
  const [named, setNamed] = useState(false);
  const [isSending, setSending] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // The same until it was taken, so that a question sent twice is asked once.
  const clientId = useRef('');
  const change = (typed: string) => {
    setText(typed);
    setAsked(false);
    clientId.current = '';
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending) return;
    setSending(true);
    setError(null);
    clientId.current ||= newClientId();
    const body = { clientId: clientId.current, place, text, named };
    try {
      onOwn(await call<OwnQuestionsView>(`/api/events/${slug}/questions`, { method: 'POST', body }));
      change('');
      setAsked(true);
    } catch (failure) {
      setError(failure);
    }
    setSending(false);
  };
  return (
    <form className="form ask-form" onSubmit={send} noValidate>
      <LongTextField
        label="Your question"
        hint={`At most ${LONGEST} characters.`}
        value={text}
        onChange={change}
        rows={3}
        maxLength={LONGEST}
        error={faultAt(error, 'text')}
      />
      {isMember && <CheckField label="Ask with my name" hint={storedText(named)} checked={named} onChange={setNamed} />}
      <ProblemNotice error={error} shown={['text']} />
      <div className="buttons">
        <Button type="submit" disabled={isSending} className="scripted-only">
          {isSending ? 'Sending your question' : 'Ask'}
        </Button>
      </div>
      <p className="ask-said" role="status">
        {isAsked && 'Your question is in. You find it below, among yours.'}
      </p>
    </form>
  );
}
