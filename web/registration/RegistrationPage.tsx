import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { OwnRegistration, RegistrationView } from '../../people/view.ts';
import { browserZone } from '../browser-zone.ts';
import { offsetMinutes } from '../clock-face.ts';
import { call } from '../shell/api.ts';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { Notice, ProblemNotice } from '../shell/Notice.tsx';
import { Shell } from '../shell/Shell.tsx';
import { SignedInShell } from '../shell/SignedInShell.tsx';
import type { Session } from '../shell/session.ts';
import { SignInForm } from '../sign-in/SignInForm.tsx';
import { RegistrationForm } from './RegistrationForm.tsx';
import { momentText, phaseSentence, placesSentence, standingOf } from './wording.ts';

export interface RegistrationState {
  /** Null for whoever is not signed in. */
  readonly session: Session | null;
  readonly registration: RegistrationView;
  /** Fields of expertise that the agenda names. */
  readonly offeredTags: readonly string[];
  readonly devMail: boolean;
}

/** When one may register, how one stands, and the form. */
export function RegistrationPage({ state }: { readonly state: RegistrationState }) {
  const [registration, setRegistration] = useState(state.registration);
  const { event, mine } = registration;
  return (
    <Frame session={state.session} registration={registration}>
      <div className="narrow-page">
        <h1 className="page-title" dir="auto">
          Registration for {event.name}
        </h1>
        <p className="phase">{phaseSentence(registration)}</p>
        <OwnClock registration={registration} />
        {placesSentence(registration) !== null && <p className="page-lead">{placesSentence(registration)}</p>}
        {mine ? (
          <Mine {...state} registration={registration} mine={mine} onChange={setRegistration} />
        ) : (
          <Stranger {...state} registration={registration} />
        )}
        {registration.helpdesk !== null && (
          <p className="help">
            Help:{' '}
            <a className="text-link tall-link" href={`mailto:${registration.helpdesk}`}>
              {registration.helpdesk}
            </a>
          </p>
        )}
      </div>
    </Frame>
  );
}

interface FrameProps extends Pick<RegistrationState, 'session' | 'registration'> {
  readonly children: ReactNode;
}

function Frame({ session, registration: { event }, children }: FrameProps) {
  if (session) {
    return (
      <SignedInShell session={session} here={`/e/${event.slug}/register`}>
        {children}
      </SignedInShell>
    );
  }
  return <Shell place={{ label: event.name, href: `/e/${event.slug}` }}>{children}</Shell>;
}

/** The moment on the reader's own clock, where it shows another time. */
function OwnClock({ registration: { phase, opensAt, closesAt, event } }: Pick<FrameProps, 'registration'>) {
  const [zone, setZone] = useState<string | null>(null);
  useEffect(() => setZone(browserZone()), []);
  const at = phase === 'not-open' ? opensAt : closesAt;
  if (zone === null || at === null) return null;
  if (offsetMinutes(Date.parse(at), zone) === offsetMinutes(Date.parse(at), event.timeZone)) return null;
  return <p className="page-lead">On your clock that is {momentText(at, zone)}.</p>;
}

/** Whoever is not signed in gives an address; whoever is, and may not register, is told so. */
function Stranger({ session, registration, devMail }: RegistrationState) {
  const { slug } = registration.event;
  if (session) {
    return (
      <div className="standing-box">
        <Notice tone="late" title="This address may not register.">
          <p>
            You are signed in as <bdi className="given">{session.email}</bdi>, which was not invited. If you were
            invited with another address, sign out and sign in with that one.
          </p>
        </Notice>
      </div>
    );
  }
  const open = registration.phase === 'open';
  return (
    <section className="section">
      <h2 className="section-title">{open ? 'Register' : 'Invited or registered already?'}</h2>
      <p className="section-lead">
        {open
          ? 'Start with your mail address. You get a mail with a link and a code that leads on to the form.'
          : 'Sign in to see how you stand.'}
      </p>
      <SignInForm
        event={slug}
        next={`/e/${slug}/register`}
        devMail={devMail}
        hint="The one that you were invited with, or the one of your organisation."
      />
    </section>
  );
}

interface MineProps extends RegistrationState {
  readonly mine: OwnRegistration;
  readonly onChange: (registration: RegistrationView) => void;
}

/** How the person stands, and what they can do about it. */
function Mine({ registration, mine, offeredTags, onChange }: MineProps) {
  const { phase, event } = registration;
  const standing = standingOf(mine, phase === 'open');
  const mayRegister = mine.state === null || mine.state === 'invited' || mine.state === 'declined';
  return (
    <>
      {standing && (
        <div className="standing-box" key={standing.title}>
          <Notice tone={standing.tone} title={standing.title}>
            <p>{standing.text}</p>
          </Notice>
        </div>
      )}
      {!mayRegister && <Afterwards slug={event.slug} state={mine.state} onChange={onChange} />}
      {mayRegister && phase === 'open' && (
        <section className="section">
          <h2 className="section-title">Register</h2>
          <RegistrationForm registration={registration} mine={mine} offeredTags={offeredTags} onDone={onChange} />
        </section>
      )}
    </>
  );
}

interface AfterwardsProps {
  readonly slug: string;
  readonly state: OwnRegistration['state'];
  readonly onChange: (registration: RegistrationView) => void;
}

/** What one can still do: see and change what one gave, or withdraw. */
function Afterwards({ slug, state, onChange }: AfterwardsProps) {
  const [asking, setAsking] = useState(false);
  const withdraw = useMutation({
    mutationFn: async () => {
      await call(`/api/events/${slug}/me/withdrawal`, { method: 'POST' });
      return call<RegistrationView>(`/api/events/${slug}/registration`);
    },
    onSuccess: onChange,
    onSettled: () => setAsking(false),
  });
  return (
    <div className="afterwards">
      <div className="buttons">
        <Button component="a" href={`/e/${slug}/me`}>
          {state === 'registered' ? 'My sessions and data' : 'What I gave'}
        </Button>
        <Button variant="default" onClick={() => setAsking(true)}>
          Withdraw
        </Button>
      </div>
      <ProblemNotice error={withdraw.error} />
      {asking && (
        <ConfirmDialog
          title="Withdraw your registration?"
          action="Withdraw"
          busy={withdraw.isPending}
          onConfirm={() => withdraw.mutate()}
          onCancel={() => setAsking(false)}
        >
          <p>
            Your place goes to whoever waits for one. You can register again while registration is open, if there is a
            place then.
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}
