/** How the browser takes over a page with fields: called by each page's `client.tsx`, and by nothing else. */
import '@mantine/core/styles/Input.css';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Checkbox.css';
import './signed-in.css';
import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { type ComponentType, useEffect, useState } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { ProblemError, rememberCsrfToken } from './api.ts';
import { EndedPage } from './EndedPage.tsx';
import { serverClock } from './heartbeat.ts';
import { Live, type LiveMe } from './live.ts';
import { EndPage, LostSince, type PageEnd } from './page-life.ts';
import { LiveLine } from './use-live.ts';

/** What the state of every such page has. */
interface TakenOver {
  readonly session: { readonly csrfToken: string; readonly event?: { readonly slug: string } } | null;
  /** UTC milliseconds of the server's clock when the page was written, where it shows clocks. */
  readonly at?: number;
}

export interface StayRules<State> {
  /** Whether the page is of an event that knows the person; as far as a session says so when not given. */
  readonly isIn?: (state: State) => boolean;
  /** Whether whoever stands so may still see the page; everybody whom the event knows when not given. */
  readonly mayStay?: (me: LiveMe, state: State) => boolean;
}

const TRIES_AFTER_NO_ANSWER = 2;

/**
 * A page of an event ends by itself, within a second, when the person is signed out or no longer in.
 * @param Page draws the same from the same state, here and on the server.
 */
export function takeOver<State extends TakenOver>(
  Page: ComponentType<{ readonly state: State }>,
  rules: StayRules<State> = {},
): void {
  const root = document.getElementById('root');
  const stored = document.getElementById('page-state');
  if (!root || !stored?.textContent) return;
  const state = JSON.parse(stored.textContent) as State;
  rememberCsrfToken(state.session?.csrfToken ?? null);
  if (state.at !== undefined) serverClock.guess(state.at, arrivedAt());
  hydrateRoot(
    root,
    <QueryClientProvider client={queryClient()}>
      <LivingPage Page={Page} state={state} rules={rules} />
    </QueryClientProvider>,
  );
}

/** When the page's first bytes came, on the device's clock. */
function arrivedAt(): number {
  const [loaded] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return performance.timeOrigin + (loaded?.responseStart ?? 0);
}

interface LivingPageProps<State> {
  readonly Page: ComponentType<{ readonly state: State }>;
  readonly state: State;
  readonly rules: StayRules<State>;
}

function LivingPage<State extends TakenOver>({ Page, state, rules }: LivingPageProps<State>) {
  const [end, setEnd] = useState<PageEnd | null>(null);
  const [lostSince, setLostSince] = useState<number | null>(null);
  const [line, setLine] = useState<Live | null>(null);
  const queries = useQueryClient();
  const slug = rules.isIn?.(state) === false ? undefined : state.session?.event?.slug;
  useEffect(() => {
    if (slug === undefined || end !== null) return;
    const leave = () => setEnd((known) => known ?? 'left');
    const opened = new Live(slug, { onEnded: leave, onLost: setLostSince });
    opened.follow('me', () => {
      const me = opened.picture('me').state as LiveMe | null;
      if (me && rules.mayStay?.(me, state) === false) leave();
    });
    setLine(opened);
    return () => opened.stop();
  }, [slug, end, rules, state]);
  useEffect(() => {
    if (end === null) return;
    queries.clear();
    document.getElementById('page-state')?.remove();
  }, [end, queries]);
  if (end !== null) return <EndedPage end={end} />;
  return (
    <EndPage value={setEnd}>
      <LostSince value={lostSince}>
        <LiveLine value={line}>
          <Page state={state} />
        </LiveLine>
      </LostSince>
    </EndPage>
  );
}

function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What the server has decided on does not become another answer by asking again.
        retry: (count, error) =>
          count < TRIES_AFTER_NO_ANSWER && error instanceof ProblemError && error.code === 'unreachable',
        staleTime: 5_000,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
