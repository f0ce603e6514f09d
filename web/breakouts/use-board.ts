/** A set that is changed by hand: each press is weighed, made and told, and what somebody else did is told too. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Moves } from '../../breakouts/schema.ts';
import type { MoveCostView, SetView, StaffRoundView } from '../../breakouts/view.ts';
import { call, ProblemError } from '../shell/api.ts';
import { changesBetween } from './board.ts';
import { apiOf, isTooLate, setKey } from './queries.ts';

export interface BoardHands {
  readonly busy: boolean;
  readonly error: unknown;
  /** What somebody else did while this page was about to do something; null where nobody did. */
  readonly meanwhile: readonly string[] | null;
  /** What moves would come to, of the set as it is shown. */
  readonly weigh: (moves: Moves['moves']) => Promise<MoveCostView>;
  /** Forgets what went wrong before. */
  readonly clear: () => void;
  /** All resolve to whether it was done. */
  readonly move: (moves: Moves['moves'], said: string) => Promise<boolean>;
  readonly undo: () => Promise<boolean>;
  readonly lock: (participant: string, locked: boolean, said: string) => Promise<boolean>;
  readonly setAbsent: (participant: string, absent: boolean, said: string) => Promise<boolean>;
}

export function useBoard(
  slug: string,
  round: StaffRoundView,
  set: SetView,
  onSaid: (text: string) => void,
): BoardHands {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [meanwhile, setMeanwhile] = useState<readonly string[] | null>(null);
  const api = `${apiOf(slug)}/rounds/${round.id}`;
  const ofSet = `${api}/sets/${set.id}`;
  const { revision } = set;
  const key = setKey(slug, set.id);

  function clear(): void {
    setError(null);
    setMeanwhile(null);
  }

  async function work(act: () => Promise<SetView | undefined>, said: string): Promise<boolean> {
    setBusy(true);
    clear();
    try {
      const after = await act();
      if (after) client.setQueryData(key, after);
      else await client.invalidateQueries({ queryKey: key });
      onSaid(said);
      return true;
    } catch (failure) {
      setError(failure);
      if (isTooLate(failure)) await tell(failure);
      return false;
    } finally {
      setBusy(false);
    }
  }

  async function tell(failure: unknown): Promise<void> {
    await client.invalidateQueries({ queryKey: key });
    const after = client.getQueryData<SetView>(key);
    const isStale = failure instanceof ProblemError && failure.code === 'revision-stale';
    if (isStale && after) setMeanwhile(changesBetween(set, after, round.rooms));
  }

  return {
    busy,
    error,
    meanwhile,
    clear,
    weigh: (moves) =>
      client.fetchQuery({
        queryKey: ['breakout-cost', set.id, revision, moves],
        queryFn: () => call<MoveCostView>(`${ofSet}/weigh`, { method: 'POST', body: { moves } }),
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
      }),
    move: (moves, said) =>
      work(() => call<SetView>(`${ofSet}/moves`, { method: 'POST', body: { moves }, revision }), said),
    undo: () =>
      work(() => call<SetView>(`${ofSet}/undo`, { method: 'POST', revision }), 'The last step was taken back.'),
    lock: (participant, locked, said) =>
      work(() => call<SetView>(`${ofSet}/locks/${participant}`, { method: 'PUT', body: { locked }, revision }), said),
    setAbsent: (participant, absent, said) =>
      work(async () => {
        await call(`${api}/absences/${participant}`, { method: 'PUT', body: { absent } });
        return undefined;
      }, said),
  };
}
