/** How the browser takes over a page with fields: called by each page's `client.tsx`, and by nothing else. */
import '@mantine/core/styles/Input.css';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Checkbox.css';
import './signed-in.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { ProblemError, rememberCsrfToken } from './api.ts';

/** What the state of every such page has. */
interface TakenOver {
  readonly session: { readonly csrfToken: string } | null;
}

const TRIES_AFTER_NO_ANSWER = 2;

/** @param Page draws the same from the same state, here and on the server. */
export function takeOver<State extends TakenOver>(Page: ComponentType<{ readonly state: State }>): void {
  const root = document.getElementById('root');
  const stored = document.getElementById('page-state');
  if (!root || !stored?.textContent) return;
  const state = JSON.parse(stored.textContent) as State;
  rememberCsrfToken(state.session?.csrfToken ?? null);
  hydrateRoot(
    root,
    <QueryClientProvider client={queryClient()}>
      <Page state={state} />
    </QueryClientProvider>,
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
