import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from './api.ts';
import { Offline } from './Notice.tsx';
import { useLostSince } from './page-life.ts';
import { Shell } from './Shell.tsx';
import type { PageLink, Session } from './session.ts';

export interface SignedInShellProps {
  readonly session: Session;
  /** The address of the page itself, as the navigation has it. */
  readonly here: string;
  /** Whether the page says by itself how old its picture is. */
  readonly saysAsOf?: boolean;
  readonly children: ReactNode;
}

/** What all pages of an event share for whoever is signed in: where one is, where one may go, who one is. */
export function SignedInShell({ session, here, saysAsOf = false, children }: SignedInShellProps) {
  const { slug, name, pages } = session.event;
  const foot = footPages(session);
  const isAllInFoot = foot.length === pages.length && here !== `/e/${slug}/me`;
  return (
    <Shell
      place={{ label: name, href: `/e/${slug}` }}
      bar={
        <div className="shell-bar event-bar" data-in-foot={isAllInFoot || undefined}>
          <nav className="event-pages" aria-label="Pages of this event">
            {pages.map((page) => (
              <a
                key={page.href}
                href={page.href}
                aria-current={page.href === here ? 'page' : undefined}
                data-in-foot={foot.includes(page) || undefined}
              >
                {page.name}
              </a>
            ))}
          </nav>
          <Account email={session.email} />
        </div>
      }
    >
      {children}
      {!saysAsOf && <OutOfReach />}
      {foot.length > 0 && <FootBar pages={foot} here={here} />}
    </Shell>
  );
}

/** What a phone keeps under the thumb, of those who are in. */
function footPages({ event: { slug, pages } }: Session): PageLink[] {
  const base = `/e/${slug}`;
  if (!pages.some(({ href }) => href === base)) return [];
  return pages.filter(({ href }) => [base, `${base}/agenda`, `${base}/ask`, `${base}/me`].includes(href));
}

/** Only phones show it; there the same links are left out above. */
function FootBar({ pages, here }: { readonly pages: readonly PageLink[]; readonly here: string }) {
  return (
    <nav className="foot-bar" aria-label="Now and here">
      {pages.map(({ href, name }) => (
        <a key={href} href={href} aria-current={href === here ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
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
