/** What the page of breakouts asks of the API and hears from it, and how it changes rounds. */
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Agenda } from '../../agenda/view.ts';
import { type BreakoutSession, breakoutSessions, type DayId } from '../../breakouts/rounds/sessions.ts';
import type { BreakoutSettings, NewSet, RoundCommand } from '../../breakouts/schema.ts';
import type {
  DealingsView,
  DealingView,
  SettingsView,
  SetView,
  StaffRoundsView,
  StaffRoundView,
} from '../../breakouts/view.ts';
import type { PeoplePage } from '../../people/view.ts';
import { call, ProblemError } from '../shell/api.ts';
import { useTopic } from '../shell/use-live.ts';
import type { RoundSent } from './round-form.ts';

export const apiOf = (slug: string): string => `/api/events/${slug}/breakouts`;
const roundsKey = (slug: string) => ['breakouts', slug];
const dealingsKey = (slug: string) => ['breakout-dealings', slug];
const settingsKey = (slug: string) => ['breakout-settings', slug];
export const setKey = (slug: string, set: string) => ['breakout-set', slug, set];

/** How often what is expected of a running day is asked for, in milliseconds. */
const AGENDA_EVERY = 60_000;
/** How often a dealing is looked at while it runs. */
const DEALING_EVERY = 1_000;
const MOST_AT_ONCE = 200;

/** What somebody works on changes by what is heard of it, not because they looked elsewhere for a moment. */
const HEARD = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, refetchOnReconnect: false } as const;

/** @param written with the page. */
export function useSessions(
  slug: string,
  ids: readonly DayId[],
  written: readonly BreakoutSession[],
): readonly BreakoutSession[] {
  const { data } = useQuery({
    queryKey: ['breakout-sessions', slug],
    queryFn: async ({ signal }) => breakoutSessions(await call<Agenda>(`/api/events/${slug}/agenda`, { signal }), ids),
    initialData: written,
    refetchInterval: AGENDA_EVERY,
  });
  return data;
}

/** All rounds, as they change. */
export function useRounds(slug: string, written: StaffRoundsView): StaffRoundsView['rounds'] {
  const client = useQueryClient();
  const { state } = useTopic<StaffRoundsView>('rounds:staff');
  const { data } = useQuery({
    queryKey: roundsKey(slug),
    queryFn: ({ signal }) => call<StaffRoundsView>(`${apiOf(slug)}/staff`, { signal }),
    initialData: written,
    ...HEARD,
  });
  useEffect(() => {
    if (state) client.setQueryData(roundsKey(slug), state);
  }, [client, slug, state]);
  return data.rounds;
}

/** A set whole; asked for again when what is heard of its round says that it has changed. */
export function useSet(slug: string, round: StaffRoundView, set: string) {
  const client = useQueryClient();
  const line = round.sets.find(({ id }) => id === set);
  const told = [line?.revision, line?.places, round.unplaced, round.absent, ...round.rooms.map(({ joined }) => joined)];
  const key = told.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what was told
  useEffect(() => {
    void client.invalidateQueries({ queryKey: setKey(slug, set) });
  }, [client, slug, set, key]);
  return useQuery({
    queryKey: setKey(slug, set),
    queryFn: ({ signal }) => call<SetView>(`${apiOf(slug)}/rounds/${round.id}/sets/${set}`, { signal }),
    ...HEARD,
  });
}

export function useDealings(slug: string) {
  return useQuery({
    queryKey: dealingsKey(slug),
    queryFn: ({ signal }) => call<DealingsView>(`${apiOf(slug)}/dealings`, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.dealings.some(({ state: each }) => each === 'running') ? DEALING_EVERY : false,
  });
}

export function useSettings(slug: string) {
  return useQuery({
    queryKey: settingsKey(slug),
    queryFn: ({ signal }) => call<SettingsView>(`${apiOf(slug)}/settings`, { signal }),
    ...HEARD,
  });
}

/** Somebody who is registered. */
export interface Listed {
  readonly participant: string;
  readonly name: string;
  readonly organisation: string | null;
}

/** Everybody who is registered, to be found by name. */
export function useEverybody(slug: string) {
  return useQuery({ queryKey: ['breakout-people', slug], queryFn: () => everybody(slug), refetchOnWindowFocus: false });
}

async function everybody(slug: string): Promise<Listed[]> {
  const found: Listed[] = [];
  let after: string | null = null;
  do {
    const query = new URLSearchParams({ state: 'registered', limit: String(MOST_AT_ONCE) });
    if (after !== null) query.set('after', after);
    const page: PeoplePage = await call(`/api/events/${slug}/people?${query}`);
    found.push(
      ...page.people.map(({ id, name, organisation }) => {
        return { participant: id, name, organisation: organisation?.name ?? null };
      }),
    );
    after = page.next;
  } while (after !== null);
  return found;
}

/** Which thing, and the revision of it that is shown. */
export interface Seen {
  readonly id: string;
  readonly revision: number;
}

/** All throw ProblemError; where somebody was faster, the page shows what is there now. */
export interface RoundEdits {
  readonly create: (sent: RoundSent) => Promise<StaffRoundView>;
  readonly change: (seen: Seen, sent: RoundSent) => Promise<StaffRoundView>;
  readonly command: (seen: Seen, command: RoundCommand) => Promise<StaffRoundView>;
  readonly remove: (seen: Seen) => Promise<void>;
  readonly addSet: (round: string, made: NewSet) => Promise<SetView>;
  readonly removeSet: (round: string, seen: Seen) => Promise<void>;
  readonly saveSettings: (revision: number, settings: Record<string, unknown>) => Promise<SettingsView>;
  readonly deal: (asked: Record<string, unknown>) => Promise<DealingView>;
  readonly stopDealing: (id: string) => Promise<void>;
  readonly takeDealing: (id: string, inUse: boolean) => Promise<void>;
  readonly removeDealing: (id: string) => Promise<void>;
}

export function useRoundEdits(slug: string): RoundEdits {
  const client = useQueryClient();
  return useMemo(() => editsOf(client, slug), [client, slug]);
}

function editsOf(client: QueryClient, slug: string): RoundEdits {
  const api = apiOf(slug);
  const renew = () => client.invalidateQueries({ queryKey: roundsKey(slug) });
  const renewDealings = () => client.invalidateQueries({ queryKey: dealingsKey(slug) });
  const guarded = async <Answer>(work: Promise<Answer>): Promise<Answer> => {
    try {
      return await work;
    } catch (error) {
      if (isTooLate(error)) await renew();
      throw error;
    }
  };
  const keep = async (work: Promise<StaffRoundView>): Promise<StaffRoundView> => {
    const round = await guarded(work);
    client.setQueryData<StaffRoundsView>(roundsKey(slug), (now) => now && withRound(now, round));
    void renew();
    return round;
  };
  return {
    create: (body) => keep(call(`${api}/rounds`, { method: 'POST', body })),
    change: ({ id, revision }, body) => keep(call(`${api}/rounds/${id}`, { method: 'PUT', body, revision })),
    command: ({ id, revision }, body) => keep(call(`${api}/rounds/${id}/commands`, { method: 'POST', body, revision })),
    async remove({ id, revision }) {
      await guarded(call(`${api}/rounds/${id}`, { method: 'DELETE', revision }));
      await renew();
    },
    async addSet(round, body) {
      const set = await guarded(call<SetView>(`${api}/rounds/${round}/sets`, { method: 'POST', body }));
      client.setQueryData(setKey(slug, set.id), set);
      await renew();
      return set;
    },
    async removeSet(round, { id, revision }) {
      await guarded(call(`${api}/rounds/${round}/sets/${id}`, { method: 'DELETE', revision }));
      await renew();
    },
    async saveSettings(revision, body) {
      try {
        const saved = await call<SettingsView>(`${api}/settings`, { method: 'PUT', body, revision });
        client.setQueryData(settingsKey(slug), saved);
        void renew();
        return saved;
      } catch (error) {
        if (isTooLate(error)) await client.invalidateQueries({ queryKey: settingsKey(slug) });
        throw error;
      }
    },
    async deal(body) {
      const dealing = await call<DealingView>(`${api}/dealings`, { method: 'POST', body });
      await renewDealings();
      return dealing;
    },
    async stopDealing(id) {
      await call(`${api}/dealings/${id}/stop`, { method: 'POST' });
      await renewDealings();
    },
    async takeDealing(id, inUse) {
      const rounds = await guarded(
        call<StaffRoundsView>(`${api}/dealings/${id}/use`, { method: 'POST', body: { inUse } }),
      );
      client.setQueryData(roundsKey(slug), rounds);
      await renewDealings();
    },
    async removeDealing(id) {
      await call(`${api}/dealings/${id}`, { method: 'DELETE' });
      await renewDealings();
    },
  };
}

function withRound({ rounds }: StaffRoundsView, round: StaffRoundView): StaffRoundsView {
  return { rounds: rounds.map((each) => (each.id === round.id ? round : each)) };
}

/** Whether what was asked for is about something as it is no more. */
export function isTooLate(error: unknown): boolean {
  return error instanceof ProblemError && ['revision-stale', 'state-not-right', 'not-found'].includes(error.code);
}

/** Settings as they are stored; the API's view leaves their shape open. */
export const settingsIn = ({ settings }: SettingsView): BreakoutSettings => settings as BreakoutSettings;
