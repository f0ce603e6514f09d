/** A room's summary on a page: saved by itself, and heard of when others write. */
import { useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { SummaryChange } from '../../breakouts/schema.ts';
import type { RoomView, RoundsView, RoundView, SummaryView } from '../../breakouts/view.ts';
import { call, ProblemError } from '../shell/api.ts';
import { LiveLine, useTopic } from '../shell/use-live.ts';
import { summaryKeep } from './summary-keep.ts';
import { isUnsent, type Refusal, type Shown, Writing } from './writing.ts';

export interface WritingOf {
  readonly slug: string;
  /** Of the writer; the empty text for one who does not take part. */
  readonly participantId: string;
  /** What the page was written with. */
  readonly written: SummaryView;
  readonly rounds: RoundsView;
}

export interface WritingHere {
  /** Null until the page is taken over. */
  readonly writing: Writing | null;
  readonly shown: Shown;
  readonly round: RoundView | null;
  readonly room: RoomView | null;
}

/** Codes after which the same may still be saved. */
const PASSING: readonly string[] = ['unavailable', 'internal', 'too-many-requests', 'unreachable'];

export function useWriting({ slug, participantId, written, rounds }: WritingOf): WritingHere {
  const line = useContext(LiveLine);
  const [writing, setWriting] = useState<Writing | null>(null);
  const [opening] = useState(() => new Writing(NOWHERE, written).look());
  const {
    round,
    room: { id: room },
  } = written;
  const path = `/api/events/${slug}/breakouts/rounds/${round}/rooms/${room}/summary`;
  useEffect(() => {
    if (!line) return;
    const opened = openWriting(path, `plenum-summary:${slug}:${participantId}:${round}:${room}`, written);
    setWriting(opened);
    opened.start();
    const ends = [line.onAsOf(() => line.asOf === null && opened.saveNow()), saveOnLeaving(opened)];
    return () => {
      for (const end of ends) end();
      opened.stop();
    };
  }, [line, path, slug, participantId, round, room, written]);
  const follow = (hear: () => void) => writing?.onChange(hear) ?? nothing;
  const shown = useSyncExternalStore(
    follow,
    () => writing?.look() ?? opening,
    () => opening,
  );
  const seen = useTopic<RoundsView>('rounds', rounds).state?.rounds.find(({ id }) => id === round) ?? null;
  const told = useTopic<RoomView>(`round:${round}:room:${room}`).state;
  useAskAgain(path, writing, whatShows(seen, room), told);
  return { writing, shown, round: seen, room: told };
}

/** What of a round shows in its summaries: when it is due, and whether it was presented. */
function whatShows(round: RoundView | null, room: string): string {
  const report = round?.report.find((each) => each.room === room)?.state;
  return JSON.stringify([round?.state, round?.closesAt, report]);
}

function useAskAgain(path: string, writing: Writing | null, round: string, told: RoomView | null): void {
  const revision = told?.summaryRevision ?? -1;
  const nudgedAt = told?.nudgedAt ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever one of them has changed
  useEffect(() => {
    if (!writing) return;
    const leaving = new AbortController();
    call<SummaryView>(path, { signal: leaving.signal }).then(
      (view) => writing.hear(view),
      () => undefined,
    );
    return () => leaving.abort();
  }, [path, writing, round, revision, nudgedAt]);
}

function openWriting(path: string, key: string, written: SummaryView): Writing {
  return new Writing(
    {
      keep: summaryKeep(key),
      save: (change) => save(path, change),
      pauseBefore: (tries) => Math.min(1000 * 2 ** tries, 8000) * (0.5 + Math.random() / 2),
      now: () => performance.now(),
      later: (saveIt, ms) => {
        const timer = window.setTimeout(saveIt, ms);
        return () => window.clearTimeout(timer);
      },
    },
    written,
  );
}

async function save(path: string, change: SummaryChange): Promise<SummaryView | Refusal> {
  try {
    return await call<SummaryView>(path, { method: 'PUT', body: change });
  } catch (failure) {
    if (!(failure instanceof ProblemError) || PASSING.includes(failure.code)) return { is: 'passing' };
    const { current } = failure.document as { readonly current?: SummaryView };
    if (failure.code === 'revision-stale' && current) return { is: 'stale', current };
    return { is: 'refused', message: failure.message };
  }
}

/** Whoever turns to another tab has it saved at once; whoever closes this one is asked, while something is unsaved. */
function saveOnLeaving(writing: Writing): () => void {
  const life = new AbortController();
  const { signal } = life;
  document.addEventListener('visibilitychange', () => document.hidden && writing.saveNow(), { signal });
  window.addEventListener('online', () => writing.saveNow(), { signal });
  window.addEventListener(
    'beforeunload',
    (event) => {
      if (Object.values(writing.look().fields).some(isUnsent)) event.preventDefault();
    },
    { signal },
  );
  return () => life.abort();
}

/** On the server nothing is kept, and nothing saved. */
const NOWHERE = {
  keep: { read: () => ({}), write: () => undefined },
  save: async () => ({ is: 'passing' as const }),
  pauseBefore: () => 0,
  now: () => 0,
  later: () => () => undefined,
};
const nothing = () => undefined;
