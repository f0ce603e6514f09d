import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from './api.ts';
import { Offline } from './Notice.tsx';
import { useLostSince } from './page-life.ts';
import { Shell } from './Shell.tsx';
import type { Session } from './session.ts';

export interface SignedInShellProps {
  readonly session: Session;
  /** The address of the page itself, as the navigation has it. */
  readonly here: string;
  readonly children: ReactNode;
}

/** What all pages of an event share for whoever is signed in: where one is, where one may go, who one is. */
export function SignedInShell({ session, here, children }: SignedInShellProps) {
  const { slug, name, pages } = session.event;
  return (
    <Shell
      place={{ label: name, href: `/e/${slug}` }}
      bar={
        <div className="shell-bar event-bar">
          <nav className="event-pages" aria-label="Pages of this event">
            {pages.map((page) => (
              <a key={page.href} href={page.href} aria-current={page.href === here ? 'page' : undefined}>
                {page.name}
              </a>
            ))}
          </nav>
          <Account email={session.email} />
        </div>
      }
    >
      {children}
      <OutOfReach />
    </Shell>
  );
}

/** Over the page's end, so that nothing moves: what is read may be out of date. */
function OutOfReach() {
  const lostSince = useLostSince();
  if (lostSince === null) return null;
  return (
    <div className="out-of-reach">
      <Offline asOf={new Date(lostSince).toLocaleTimeString('en-GB', { hourCycle: 'h23' })} />
    </div>
  );
}

/** Who is signed in, and the way out. */
function Account({ email }: { readonly email: string }) {
  const signOut = useMutation({
    mutationFn: () => call('/api/sign-out', { method: 'POST' }),
    onSuccess: () => location.assign('/sign-in'),
  });
  return (
    <p className="account">
      <span className="account-name" title={email}>
        <span className="visually-hidden">Signed in as </span>
        <bdi>{email}</bdi>
      </span>
      <button type="button" className="plain-button" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
        {signOut.isError ? 'Try again to sign out' : 'Sign out'}
      </button>
    </p>
  );
}
