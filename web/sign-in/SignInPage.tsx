import { useMutation } from '@tanstack/react-query';
import type { Me, MyEvent } from '../../people/view.ts';
import { call } from '../shell/api.ts';
import { Empty, ProblemNotice } from '../shell/Notice.tsx';
import { Shell } from '../shell/Shell.tsx';
import { SignInForm } from './SignInForm.tsx';

export interface SignInState {
  /** Who is signed in already. */
  readonly session: Me | null;
  /** Where to go then: path and query of a page of an event here. */
  readonly next: string | null;
  /** The slug of that event. */
  readonly event: string | null;
  /** Whether mails can be read at `/dev/mail`. */
  readonly devMail: boolean;
}

/** Where one signs in, and for whoever is signed in, where to go from there. */
export function SignInPage({ state }: { readonly state: SignInState }) {
  const { session } = state;
  return (
    <Shell place={null}>
      <div className="narrow-page">
        {session ? (
          <SignedIn me={session} next={state.next} />
        ) : (
          <>
            <h1 className="page-title">Sign in</h1>
            <p className="page-lead">There is no password. You get a mail with a link and a code.</p>
            <SignInForm event={state.event} next={state.next} devMail={state.devMail} />
          </>
        )}
      </div>
    </Shell>
  );
}

function SignedIn({ me, next }: { readonly me: Me; readonly next: string | null }) {
  const signOut = useMutation({
    mutationFn: () => call('/api/sign-out', { method: 'POST' }),
    onSuccess: () => location.assign('/sign-in'),
  });
  return (
    <>
      <h1 className="page-title">You are signed in.</h1>
      <p className="page-lead">
        As <bdi className="given">{me.email}</bdi>
      </p>
      {next !== null && (
        <p>
          <a className="text-link tall-link" href={next}>
            Go on to the page you asked for
          </a>
        </p>
      )}
      <ul className="event-list">
        {me.events.map((event) => (
          <EventLine key={event.slug} event={event} />
        ))}
      </ul>
      {me.events.length === 0 && (
        <Empty title="No event knows this address.">
          <p>If you were invited with another address, sign out and sign in with that one.</p>
        </Empty>
      )}
      <ProblemNotice error={signOut.error} />
      <button
        type="button"
        className="plain-button flush-button"
        disabled={signOut.isPending}
        onClick={() => signOut.mutate()}
      >
        Sign out
      </button>
    </>
  );
}

function EventLine({ event }: { readonly event: MyEvent }) {
  const links = linksOf(event);
  return (
    <li>
      <p className="event-list-name" dir="auto">
        {event.name}
      </p>
      <p className="event-list-state">{STATES[event.state]}</p>
      <p className="event-list-links">
        {links.map(({ href, name }) => (
          <a key={href} className="text-link tall-link" href={href}>
            {name}
            <span className="visually-hidden"> of {event.name}</span>
          </a>
        ))}
      </p>
    </li>
  );
}

const STATES: Readonly<Record<MyEvent['state'], string>> = {
  invited: 'You are invited.',
  registered: 'You are registered.',
  waiting: 'You are on the waiting list.',
  declined: 'You do not take part.',
  removed: 'You do not take part.',
};

function linksOf({ slug, state, roles }: MyEvent): { href: string; name: string }[] {
  const base = `/e/${slug}`;
  const mine = { href: `${base}/me`, name: 'My sessions and data' };
  if (state !== 'registered') return [{ href: `${base}/register`, name: 'Registration' }, mine];
  const organises = roles.some(({ role }) => role === 'organiser');
  const home = organises ? [{ href: `${base}/organise`, name: 'Organise' }] : [];
  return [{ href: base, name: 'Now' }, ...home, mine, { href: `${base}/agenda`, name: 'Agenda' }];
}
