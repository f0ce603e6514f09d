/**
 * Signing in without a password: an address, then the code of the mail. What has been asked for is kept for
 * the tab, because on a phone the page may be gone when its reader comes back from the mail.
 */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { call, faultAt } from '../shell/api.ts';
import { TextField } from '../shell/fields.tsx';
import { Notice, ProblemNotice } from '../shell/Notice.tsx';
import { type Asked, addressFault, codeFault, readCode, secondsUntilAgain } from './asked.ts';
import { forgetAsked, rememberAsked, rememberedAsked } from './remembered.ts';

export interface SignInFormProps {
  /** The slug of the event that somebody comes from. */
  readonly event: string | null;
  /** Where to go then; null leaves it to the server. */
  readonly next: string | null;
  /** Whether mails can be read at `/dev/mail`. */
  readonly devMail: boolean;
  /** What the first button says. */
  readonly action?: string;
  readonly hint?: ReactNode;
}

export function SignInForm(props: SignInFormProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [came, setCame] = useState(false);
  useEffect(() => setAsked(rememberedAsked(Date.now())), []);
  const keep = (next: Asked | null) => {
    if (next) rememberAsked(next);
    else forgetAsked();
    setCame(true);
    setAsked(next);
  };
  if (asked) return <CodeStep {...props} key={asked.request} asked={asked} onAsked={keep} />;
  return <AddressStep {...props} again={came} onAsked={keep} />;
}

interface Answer {
  readonly request: string;
  readonly expiresAt: string;
}

function useAsk(event: string | null, onAsked: (asked: Asked) => void) {
  return useMutation({
    mutationFn: async (email: string): Promise<Asked> => {
      const body = event === null ? { email } : { email, event };
      const answer = await call<Answer>('/api/sign-in', { method: 'POST', body });
      return { ...answer, email, askedAt: Date.now() };
    },
    onSuccess: onAsked,
  });
}

interface AddressStepProps extends SignInFormProps {
  /** Whether the reader was here before, and the field takes the focus. */
  readonly again: boolean;
  readonly onAsked: (asked: Asked) => void;
}

function AddressStep({ event, action = 'Send me a link and a code', hint, again, onAsked }: AddressStepProps) {
  const [email, setEmail] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const ask = useAsk(event, onAsked);
  const submit = (form: FormEvent) => {
    form.preventDefault();
    const wrong = addressFault(email);
    setFault(wrong);
    if (wrong === null) ask.mutate(email.trim());
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      <TextField
        label="Your mail address"
        hint={hint ?? 'The one that you were invited with.'}
        type="email"
        name="email"
        autoComplete="email"
        value={email}
        onChange={setEmail}
        error={fault ?? faultAt(ask.error, 'email')}
        autoFocus={again}
      />
      <ProblemNotice error={ask.error} shown={['email']} />
      <div className="buttons">
        <Button type="submit" disabled={ask.isPending}>
          {action}
        </Button>
      </div>
    </form>
  );
}

interface CodeStepProps extends SignInFormProps {
  readonly asked: Asked;
  readonly onAsked: (asked: Asked | null) => void;
}

function CodeStep({ event, next, devMail, asked, onAsked }: CodeStepProps) {
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.querySelector('input')?.focus(), []);
  const enter = useMutation({
    mutationFn: () =>
      call<{ next: string }>('/api/sign-in/code', { method: 'POST', body: { request: asked.request, code } }),
    onSuccess: (answer) => {
      forgetAsked();
      location.assign(next ?? answer.next);
    },
    onError: () => field.current?.querySelector('input')?.select(),
  });
  const submit = (form: FormEvent) => {
    form.preventDefault();
    const wrong = codeFault(code);
    setFault(wrong);
    if (wrong === null) enter.mutate();
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      <Notice tone="done" title="If this address is known here, a mail with a link and a code is on its way.">
        <p>
          It goes to <bdi className="given">{asked.email}</bdi>. Open the link, or type the code here within 15 minutes.
          {devMail && (
            <>
              {' '}
              On this server mails are not sent:{' '}
              <a className="text-link" href="/dev/mail" target="_blank" rel="noreferrer">
                read them here
              </a>
              .
            </>
          )}
        </p>
      </Notice>
      <div ref={field}>
        <TextField
          label="The six digits of the mail"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          width="short"
          value={code}
          onChange={(typed) => setCode(readCode(typed))}
          error={fault}
        />
      </div>
      <ProblemNotice error={enter.error} />
      <div className="buttons">
        <Button type="submit" disabled={enter.isPending || enter.isSuccess}>
          Sign in
        </Button>
        <Button variant="default" onClick={() => onAsked(null)}>
          Use another address
        </Button>
      </div>
      <AskAgain event={event} asked={asked} onAsked={onAsked} />
    </form>
  );
}

/** A second mail, once the first has had its time. */
function AskAgain({ event, asked, onAsked }: Pick<CodeStepProps, 'event' | 'asked' | 'onAsked'>) {
  const ask = useAsk(event, onAsked);
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const look = () => setLeft(secondsUntilAgain(asked, Date.now()));
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [asked]);
  return (
    <div className="ask-again">
      <ProblemNotice error={ask.error} />
      <p>An address that nobody invited, and that is of no organisation that takes part, gets no mail.</p>
      {left !== null && left > 0 ? (
        <p>
          No mail after a minute? Look where unwanted mail goes. You can ask again in{' '}
          <span className="figures">{left}</span> s.
        </p>
      ) : (
        <p>
          No mail? Look where unwanted mail goes, or{' '}
          <button
            type="button"
            className="plain-button inline-button"
            disabled={ask.isPending}
            onClick={() => ask.mutate(asked.email)}
          >
            send another mail
          </button>
          . Only the newest code counts.
        </p>
      )}
    </div>
  );
}
