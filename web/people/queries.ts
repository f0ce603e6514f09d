/** What the page about people asks of the API and keeps, so that a change shows everywhere at once. */
import {
  type InfiniteData,
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OrganisationView, ParticipantView, PeoplePage } from '../../people/view.ts';
import { call } from '../shell/api.ts';
import { EVERYBODY, listAddress, type PeopleFilter } from './people-query.ts';
import { batchesOf, type Selection } from './selection.ts';

const SHOWN_AT_ONCE = 100;
const MOST_AT_ONCE = 200;

export function usePeople(slug: string, filter: PeopleFilter) {
  const { search, organisation, state, role } = filter;
  return useInfiniteQuery({
    queryKey: ['people', slug, search.trim(), organisation, state, role],
    queryFn: ({ pageParam, signal }) =>
      call<PeoplePage>(listAddress(slug, filter, pageParam, SHOWN_AT_ONCE), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // A list that somebody works in is not to change under their hands.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** The sums of the whole event. */
export function useCounts(slug: string) {
  return useQuery({
    queryKey: ['people-counts', slug],
    queryFn: ({ signal }) => call<PeoplePage>(listAddress(slug, EVERYBODY, null, 1), { signal }),
  });
}

export function useOrganisations(slug: string) {
  return useQuery({
    queryKey: ['organisations', slug],
    queryFn: async ({ signal }) => {
      const path = `/api/events/${slug}/organisations`;
      return (await call<{ organisations: readonly OrganisationView[] }>(path, { signal })).organisations;
    },
  });
}

export const personPath = (slug: string, id: string): string => `/api/events/${slug}/people/${id}`;

export function usePerson(slug: string, id: string) {
  return useQuery({
    queryKey: ['person', slug, id],
    queryFn: ({ signal }) => call<ParticipantView>(personPath(slug, id), { signal }),
    refetchOnWindowFocus: false,
  });
}

export interface PeopleCache {
  /** Shows one participant as they are now; the list keeps its order and length. */
  readonly replace: (person: ParticipantView) => void;
  /** Asks for everything again, the list from its beginning. */
  readonly renew: () => Promise<void>;
  /** Asks for the sums and organisations again. */
  readonly recount: () => Promise<void>;
}

export function usePeopleCache(slug: string): PeopleCache {
  const client = useQueryClient();
  return useMemo(() => cacheOf(client, slug), [client, slug]);
}

type ListData = InfiniteData<PeoplePage, string | null>;

function cacheOf(client: QueryClient, slug: string): PeopleCache {
  const recount = async () => {
    await Promise.all(
      ['people-counts', 'organisations'].map((name) => client.invalidateQueries({ queryKey: [name, slug] })),
    );
  };
  return {
    recount,
    replace(person) {
      client.setQueryData(['person', slug, person.id], person);
      client.setQueriesData<ListData>({ queryKey: ['people', slug] }, (data) => data && withPerson(data, person));
      void recount();
    },
    async renew() {
      client.setQueriesData<ListData>({ queryKey: ['people', slug] }, (data) => data && beginningOf(data));
      client.removeQueries({ queryKey: ['person', slug], type: 'inactive' });
      await Promise.all([
        client.invalidateQueries({ queryKey: ['people', slug] }),
        client.invalidateQueries({ queryKey: ['person', slug] }),
        recount(),
      ]);
    },
  };
}

function withPerson(data: ListData, person: ParticipantView): ListData {
  const pages = data.pages.map((page) => ({
    ...page,
    people: page.people.map((each) => (each.id === person.id ? person : each)),
  }));
  return { ...data, pages };
}

function beginningOf({ pages, pageParams }: ListData): ListData {
  return { pages: pages.slice(0, 1), pageParams: pageParams.slice(0, 1) };
}

/** The ids of all who are selected, also of those whom the list does not show yet. */
export async function idsOf(slug: string, filter: PeopleFilter, selection: Selection): Promise<string[]> {
  if (selection.kind === 'ticked') return [...selection.ids];
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page: PeoplePage = await call(listAddress(slug, filter, after, MOST_AT_ONCE));
    ids.push(...page.people.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  return ids.filter((id) => !selection.except.has(id));
}

/** Asks once for each batch of ids, one after the other. */
export async function inBatches<Answer>(
  ids: readonly string[],
  ask: (batch: readonly string[]) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const batch of batchesOf(ids)) answers.push(await ask(batch));
  return answers;
}
