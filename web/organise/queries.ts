/** What the organiser's pages ask of the API and keep, and how they change it. */
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DraftView } from '../../agenda/draft/draft.ts';
import type { ProposalsView } from '../../agenda/proposals/proposals.ts';
import type { DraftChanges } from '../../agenda/published/difference.ts';
import type { VersionLine } from '../../agenda/view.ts';
import type { PeoplePage, RegistrationView } from '../../people/view.ts';
import { type Call, call, ProblemError } from '../shell/api.ts';

const apiOf = (slug: string): string => `/api/events/${slug}`;

/** What somebody works on does not change under their hands because they looked elsewhere for a moment. */
const STEADY = { refetchOnWindowFocus: false, refetchOnReconnect: false } as const;

export function useDraft(slug: string) {
  return useQuery({
    queryKey: ['draft', slug],
    queryFn: ({ signal }) => call<DraftView>(`${apiOf(slug)}/plan`, { signal }),
    ...STEADY,
  });
}

export function useDraftChanges(slug: string) {
  return useQuery({
    queryKey: ['draft-changes', slug],
    queryFn: ({ signal }) => call<DraftChanges>(`${apiOf(slug)}/draft/changes`, { signal }),
    ...STEADY,
  });
}

export function useVersions(slug: string) {
  return useQuery({
    queryKey: ['versions', slug],
    queryFn: async ({ signal }) =>
      (await call<{ readonly versions: readonly VersionLine[] }>(`${apiOf(slug)}/versions`, { signal })).versions,
    ...STEADY,
  });
}

/** @param revision of the draft that they are for: another draft has other proposals. */
export function useProposals(slug: string, day: number, revision: number, enabled: boolean) {
  return useQuery({
    queryKey: ['proposals', slug, day, revision],
    queryFn: ({ signal }) => call<ProposalsView>(`${apiOf(slug)}/days/${day}/proposals`, { signal }),
    enabled,
    ...STEADY,
  });
}

export function useRegistration(slug: string) {
  return useQuery({
    queryKey: ['registration', slug],
    queryFn: ({ signal }) => call<RegistrationView>(`${apiOf(slug)}/registration`, { signal }),
    ...STEADY,
  });
}

const MOST_AT_ONCE = 200;

/** The first of those whom the filter finds, with the sums of the whole event. */
export function usePeopleWith(slug: string, filter: string, enabled = true) {
  return useQuery({
    queryKey: ['people-with', slug, filter],
    queryFn: ({ signal }) => call<PeoplePage>(`${apiOf(slug)}/people?${filter}&limit=${MOST_AT_ONCE}`, { signal }),
    enabled,
    ...STEADY,
  });
}

export interface Edits {
  /**
   * Makes one edit of the draft that the page shows, which then shows what became of it. When somebody else
   * was faster, the page shows the draft as it is now.
   * @param path from the event's on. @throws ProblemError.
   */
  readonly edit: (path: string, request: Pick<Call, 'method' | 'body'>) => Promise<DraftView>;
  /** Asks for everything again. */
  readonly renew: () => Promise<void>;
}

export function useEdits(slug: string): Edits {
  const client = useQueryClient();
  return useMemo(() => editsOf(client, slug), [client, slug]);
}

function editsOf(client: QueryClient, slug: string): Edits {
  const queryKey = ['draft', slug];
  const renew = async () => {
    await client.invalidateQueries({ queryKey });
    void client.invalidateQueries({ queryKey: ['draft-changes', slug] });
  };
  return {
    renew,
    async edit(path, request) {
      const seen = client.getQueryData<DraftView>(queryKey);
      try {
        const answer = await call<DraftView>(apiOf(slug) + path, {
          ...request,
          ...(seen && { revision: seen.revision }),
        });
        client.setQueryData(queryKey, answer);
        void client.invalidateQueries({ queryKey: ['draft-changes', slug] });
        void client.invalidateQueries({ queryKey: ['versions', slug] });
        return answer;
      } catch (error) {
        if (error instanceof ProblemError && error.code === 'revision-stale') await renew();
        throw error;
      }
    },
  };
}
