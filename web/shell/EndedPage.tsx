import { useEffect, useState } from 'react';
import type { Me } from '../../people/view.ts';
import { call } from './api.ts';
import { FocusedHeading, Loading } from './Notice.tsx';
import type { PageEnd } from './page-life.ts';
import { Shell } from './Shell.tsx';

interface Said {
  readonly title: string;
  readonly lead: string;
  readonly link: { readonly href: string; readonly name: string };
}

/** In place of a page that is no longer theirs to see: why, and where to go from there. */
export function EndedPage({ end }: { readonly end: PageEnd }) {
  const isSignedIn = useIsSignedIn();
  const said = isSignedIn === null ? null : wordsFor(end, isSignedIn);
  useEffect(() => {
    document.title = said?.title ?? 'Plenum';
  }, [said?.title]);
  return (
    <Shell place={null}>
      <div className="narrow-page">
        {said ? (
          <>
            <FocusedHeading>{said.title}</FocusedHeading>
            <p className="page-lead">{said.lead}</p>
            <p>
              <a className="text-link tall-link" href={said.link.href}>
                {said.link.name}
              </a>
            </p>
          </>
        ) : (
          <Loading rows={2} label="This page has ended." />
        )}
      </div>
    </Shell>
  );
}

/** Null until the server has said. Where it cannot be reached, whoever was shown out is taken as signed out. */
function useIsSignedIn(): boolean | null {
  const [is, setIs] = useState<boolean | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    call<Me>('/api/me', { signal: asking.signal }).then(
      () => setIs(true),
      () => asking.signal.aborted || setIs(false),
    );
    return () => asking.abort();
  }, []);
  return is;
}

const EVENTS = { href: '/sign-in', name: 'Your events, and signing out' };

function wordsFor(end: PageEnd, isSignedIn: boolean): Said {
  if (end === 'erased') {
    const erased = 'This event holds nothing any more that names you.';
    return isSignedIn
      ? { title: 'Your data is erased.', lead: `${erased} Other events still know you.`, link: EVENTS }
      : {
          title: 'Your data is erased.',
          lead: `${erased} You are signed out.`,
          link: { href: '/', name: 'To the first page' },
        };
  }
  if (isSignedIn) {
    const title = 'This page is no longer open to you.';
    return { title, lead: 'An organiser has changed how you stand in this event.', link: EVENTS };
  }
  return {
    title: 'You are signed out.',
    lead: 'What this page showed is for people who are signed in.',
    link: { href: `/sign-in?next=${encodeURIComponent(location.pathname)}`, name: 'Sign in again' },
  };
}
