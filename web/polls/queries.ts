/** What the page of polls asks of the API and hears from it, and how it changes polls. */
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Agenda } from '../../agenda/view.ts';
import { type DayId, type PlaceDay, placeDays } from '../../polls/places.ts';
import type { PollCommand } from '../../polls/schema.ts';
import type { PollLinesView, PollStaffView } from '../../polls/view.ts';
import { call, ProblemError } from '../shell/api.ts';
import { useTopic } from '../shell/use-live.ts';
import type { PollSent } from './poll-form.ts';

const apiOf = (slug: string): string => `/api/events/${slug}`;
const linesKey = (slug: string) => ['polls', slug];
const pollKey = (slug: string, id: string) => ['poll', slug, id];

/** How often what is expected of a running day is asked for, in milliseconds. */
const AGENDA_EVERY = 60_000;

/** Where polls may hang. @param written with the page. */
export function usePlaceDays(slug: string, ids: readonly DayId[], written: readonly PlaceDay[]): readonly PlaceDay[] {
  const { data } = useQuery({
    queryKey: ['poll-places', slug],
    queryFn: async ({ signal }) => placeDays(await call<Agenda>(`${apiOf(slug)}/agenda`, { signal }), ids),
    initialData: written,
    refetchInterval: AGENDA_EVERY,
  });
  return data;
}

/** What somebody works on changes by what is heard of it, not because they looked elsewhere for a moment. */
const HEARD = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, refetchOnReconnect: false } as const;

/** All polls, as they change. */
export function usePollLines(slug: string, written: PollLinesView): PollLinesView['polls'] {
  const client = useQueryClient();
  const { state } = useTopic<PollLinesView>('polls:staff');
  const { data } = useQuery({
    queryKey: linesKey(slug),
    queryFn: ({ signal }) => call<PollLinesView>(`${apiOf(slug)}/polls`, { signal }),
    initialData: written,
    ...HEARD,
  });
  useEffect(() => {
    if (state) client.setQueryData(linesKey(slug), state);
  }, [client, slug, state]);
  return data.polls;
}

/** One poll whole, as it changes. */
export function usePoll(slug: string, id: string) {
  const client = useQueryClient();
  const { state } = useTopic<PollStaffView>(`poll:${id}:staff`);
  useEffect(() => {
    if (!state) return;
    // What was answered to a press of one's own may be newer than what is heard next.
    client.setQueryData<PollStaffView>(pollKey(slug, id), (now) =>
      now && now.revision > state.revision ? now : state,
    );
  }, [client, slug, id, state]);
  return useQuery({
    queryKey: pollKey(slug, id),
    queryFn: ({ signal }) => call<PollStaffView>(`${apiOf(slug)}/polls/${id}`, { signal }),
    ...HEARD,
  });
}

/** Which poll, and the revision of it that is shown. */
export interface Seen {
  readonly id: string;
  readonly revision: number;
}

/** Each shows what became of it. All throw ProblemError; where somebody was faster, the page shows the poll as it is. */
export interface PollEdits {
  readonly create: (sent: PollSent) => Promise<PollStaffView>;
  readonly change: (seen: Seen, sent: PollSent) => Promise<PollStaffView>;
  readonly run: (seen: Seen, command: PollCommand) => Promise<PollStaffView>;
  readonly place: (seen: Seen, position: number) => Promise<void>;
  readonly remove: (seen: Seen) => Promise<void>;
  /** Asks for all polls again. */
  readonly renew: () => Promise<void>;
}

export function usePollEdits(slug: string): PollEdits {
  const client = useQueryClient();
  return useMemo(() => editsOf(client, slug), [client, slug]);
}

function editsOf(client: QueryClient, slug: string): PollEdits {
  const api = `${apiOf(slug)}/polls`;
  const renew = () => client.invalidateQueries({ queryKey: linesKey(slug) });
  const keep = (poll: PollStaffView): PollStaffView => {
    client.setQueryData(pollKey(slug, poll.id), poll);
    void renew();
    return poll;
  };
  const guarded = async <Answer>(id: string, work: Promise<Answer>): Promise<Answer> => {
    try {
      return await work;
    } catch (error) {
      if (isTooLate(error)) {
        await Promise.all([renew(), client.invalidateQueries({ queryKey: pollKey(slug, id) })]);
      }
      throw error;
    }
  };
  return {
    renew,
    create: async (body) => keep(await call<PollStaffView>(api, { method: 'POST', body })),
    change: async ({ id, revision }, body) =>
      keep(await guarded(id, call<PollStaffView>(`${api}/${id}`, { method: 'PUT', body, revision }))),
    run: async ({ id, revision }, body) =>
      keep(await guarded(id, call<PollStaffView>(`${api}/${id}/commands`, { method: 'POST', body, revision }))),
    async place({ id, revision }, position) {
      const sent = call<PollLinesView>(`${api}/${id}/place`, { method: 'POST', body: { position }, revision });
      client.setQueryData(linesKey(slug), await guarded(id, sent));
    },
    async remove({ id, revision }) {
      await guarded(id, call(`${api}/${id}`, { method: 'DELETE', revision }));
      client.removeQueries({ queryKey: pollKey(slug, id) });
      await renew();
    },
  };
}

/** Whether what was asked for is about a poll as it is no more. */
function isTooLate(error: unknown): boolean {
  return (
    error instanceof ProblemError &&
    (error.code === 'revision-stale' || error.code === 'state-not-right' || error.code === 'not-found')
  );
}
