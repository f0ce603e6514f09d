import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import type { Helpdesk } from '../../agenda/schema.ts';
import type { OwnHelpView } from '../../people/help/help-schema.ts';
import { call } from '../shell/api.ts';
import { LongTextField } from '../shell/fields.tsx';
import { ProblemNotice } from '../shell/Notice.tsx';
import { useOpenDialog } from '../shell/open-dialog.ts';
import { useOwn } from '../shell/use-own.ts';
import { helpWords } from './help-words.ts';

export interface HelpMeProps {
  readonly slug: string;
  readonly written: OwnHelpView;
  readonly helpdesk: Helpdesk;
}

/** The way to somebody who can help, and how far that has come. */
export function HelpMe({ slug, written, helpdesk }: HelpMeProps) {
  const [view, setView] = useOwn<OwnHelpView>('my-help', written);
  const [isAsking, setAsking] = useState(false);
  const { request } = view;
  const isOpen = request?.state === 'waiting' || request?.state === 'taken';
  return (
    <section className="help" aria-labelledby="help-title">
      <h2 className="participant-label" id="help-title">
        Help
      </h2>
      <div role="status">{request && <State request={request} />}</div>
      <div className="buttons help-buttons">
        <Button variant="default" onClick={() => setAsking(true)}>
          {isOpen ? 'Say it in other words' : 'I need help'}
        </Button>
        {isOpen && <Withdraw slug={slug} onView={setView} />}
      </div>
      <Contacts helpdesk={helpdesk} />
      {isAsking && (
        <AskDialog slug={slug} text={isOpen ? request.text : ''} onView={setView} onClose={() => setAsking(false)} />
      )}
    </section>
  );
}

function State({ request }: { readonly request: NonNullable<OwnHelpView['request']> }) {
  const { title, line } = helpWords(request);
  if (title === '') return null;
  return (
    <div className="help-state" data-state={request.state}>
      <p className="help-state-title">{title}</p>
      {line !== '' && <p>{line}</p>}
      {request.text !== '' && request.state !== 'solved' && (
        <p className="help-text" dir="auto">
          {request.text}
        </p>
      )}
    </div>
  );
}

function Withdraw({ slug, onView }: { readonly slug: string; readonly onView: (view: OwnHelpView) => void }) {
  const [error, setError] = useState<unknown>(null);
  const withdraw = () => call<OwnHelpView>(`/api/events/${slug}/me/help`, { method: 'DELETE' }).then(onView, setError);
  return (
    <>
      <button type="button" className="plain-button" onClick={withdraw}>
        I no longer need help
      </button>
      <ProblemNotice error={error} />
    </>
  );
}

interface AskDialogProps {
  readonly slug: string;
  /** What was asked already. */
  readonly text: string;
  readonly onView: (view: OwnHelpView) => void;
  readonly onClose: () => void;
}

function AskDialog({ slug, text: before, onView, onClose }: AskDialogProps) {
  const dialog = useOpenDialog();
  const titleId = useId();
  const [text, setText] = useState(before);
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    setError(null);
    try {
      onView(await call<OwnHelpView>(`/api/events/${slug}/me/help`, { method: 'POST', body: { text } }));
      dialog.current?.close();
    } catch (failure) {
      setError(failure);
      setSending(false);
    }
  };
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={titleId} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <h2 className="dialog-title" id={titleId}>
          Ask the helpdesk
        </h2>
        <div className="dialog-text">
          <LongTextField
            label="What is wrong"
            hint="You may leave it empty; the helpdesk sees who you are."
            value={text}
            onChange={setText}
            rows={3}
            maxLength={500}
          />
          <ProblemNotice error={error} />
        </div>
        <div className="buttons">
          <Button type="submit" disabled={isSending}>
            Ask for help
          </Button>
          <Button variant="default" onClick={() => dialog.current?.close()}>
            Close
          </Button>
        </div>
      </form>
    </dialog>
  );
}

/** The other ways to them, for when this one is slow. */
function Contacts({ helpdesk: { email, phone, chat } }: { readonly helpdesk: Helpdesk }) {
  if (email === null && phone === null && chat === null) return null;
  return (
    <ul className="help-contacts" aria-label="Other ways to the helpdesk">
      {email !== null && (
        <li>
          <a className="text-link tall-link" href={`mailto:${email}`}>
            {email}
          </a>
        </li>
      )}
      {phone !== null && (
        <li>
          <a className="text-link tall-link" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
            {phone}
          </a>
        </li>
      )}
      {chat !== null && (
        <li>
          <a className="text-link tall-link" href={chat} target="_blank" rel="noopener">
            Chat with the helpdesk
          </a>
        </li>
      )}
    </ul>
  );
}
