import { useEffect, useState } from 'react';
import type { OwnData, SignInView } from '../../people/view.ts';
import { browserZone } from '../browser-zone.ts';
import { Notice } from '../shell/Notice.tsx';
import { SignedInShell } from '../shell/SignedInShell.tsx';
import type { Session } from '../shell/session.ts';
import { MyCalendar } from './MyCalendar.tsx';
import { MyData } from './MyData.tsx';
import { MyConsents, MyRights } from './MyRights.tsx';
import { MySessions } from './MySessions.tsx';
import { MySignIns } from './MySignIns.tsx';
import { MySummaries, type OwnSummary } from './MySummaries.tsx';
import type { OwnDay } from './own-sessions.ts';

export interface MeState {
  readonly session: Session;
  readonly own: OwnData;
  /** Null where the agenda is not theirs to see yet. */
  readonly days: readonly OwnDay[] | null;
  /** Of rooms, that are theirs to write. */
  readonly summaries: readonly OwnSummary[];
  readonly signIns: readonly SignInView[];
  /** Fields of expertise that the agenda names. */
  readonly offeredTags: readonly string[];
}

/** What is one's own in an event: sessions first, then data, calendar, sign-ins and rights. */
export function MePage({ state }: { readonly state: MeState }) {
  const { session, days, summaries, signIns, offeredTags } = state;
  const [own, setOwn] = useState(state.own);
  const known = useBrowserZone();
  const zone = own.timeZone ?? known;
  const clock = zone ?? own.event.timeZone;
  const changed = (next: OwnData) => {
    setOwn(next);
    // Which sessions are theirs follows from their tags, and is worked out on the server.
    if (next.tags.join() !== own.tags.join()) location.reload();
  };
  const { slug } = own.event;
  return (
    <SignedInShell session={session} here={`/e/${slug}/me`}>
      <h1 className="page-title" dir="auto">
        {own.name}
      </h1>
      {own.state !== 'registered' && <NotIn slug={slug} state={own.state} />}
      <nav className="me-parts" aria-label="On this page">
        {partsOf(own).map(([id, name]) => (
          <a key={id} className="text-link tall-link" href={`#${id}`}>
            {name}
          </a>
        ))}
      </nav>
      <div className="me">
        <div>
          <MySummaries slug={slug} summaries={summaries} />
          <MySessions own={own} days={days} zone={zone} />
        </div>
        <div>
          <MyData own={own} offeredTags={offeredTags} onChange={changed} />
          {own.state === 'registered' && <MyCalendar slug={slug} since={own.calendarSince} zone={clock} />}
          <MySignIns signIns={signIns} zone={clock} />
          <MyConsents own={own} zone={clock} />
          <MyRights own={own} />
        </div>
      </div>
    </SignedInShell>
  );
}

function partsOf({ state }: OwnData): (readonly [id: string, name: string])[] {
  const calendar = state === 'registered' ? [['calendar', 'Calendar'] as const] : [];
  return [['data', 'Data'], ...calendar, ['sign-ins', 'Sign-ins'], ['consents', 'Consents'], ['rights', 'Erasure']];
}

function NotIn({ slug, state }: { readonly slug: string; readonly state: OwnData['state'] }) {
  const title = {
    invited: 'You are invited, and not registered yet.',
    waiting: 'You are on the waiting list.',
    declined: 'You do not take part.',
    removed: 'You do not take part.',
    registered: 'You are registered.',
  }[state];
  return (
    <div className="standing-box">
      <Notice tone="plain" title={title}>
        <p>
          <a className="text-link tall-link" href={`/e/${slug}/register`}>
            Go to the registration
          </a>
        </p>
      </Notice>
    </div>
  );
}

/** Null on the server, and until the page is taken over. */
function useBrowserZone(): string | null {
  const [zone, setZone] = useState<string | null>(null);
  useEffect(() => setZone(browserZone()), []);
  return zone;
}
