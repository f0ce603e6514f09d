/** While a day runs, the agenda's pages ask from time to time what has become of it. */
import { useEffect, useState } from 'react';
import type { Agenda, AgendaEntry } from '../../agenda/view.ts';
import { expectedSpan, isShowTime } from './timetable.ts';

const PAUSE = 30_000;

export interface FreshAgenda {
  readonly agenda: Agenda;
  /** How often times in it have changed since the page was opened. */
  readonly changes: number;
  /** Since when there was no answer, UTC milliseconds; null while there is. */
  readonly lostSince: number | null;
}

/** @param first what the page was written with. */
export function useFreshAgenda(first: Agenda): FreshAgenda {
  const [fresh, setFresh] = useState<FreshAgenda>({ agenda: first, changes: 0, lostSince: null });
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    let known: Known = { agenda: first, tag: null };
    let answeredAt = Date.now();
    const look = async () => {
      if (document.visibilityState === 'hidden' || !isShowTime(known.agenda, Date.now())) return;
      const answer = await ask(known, signal);
      if (signal.aborted) return;
      if (answer === null) return setFresh((each) => ({ ...each, lostSince: answeredAt }));
      answeredAt = Date.now();
      const { agenda } = answer;
      const changes = haveMoved(known.agenda, agenda) ? 1 : 0;
      known = answer;
      setFresh((each) => ({ agenda, changes: each.changes + changes, lostSince: null }));
    };
    const timer = setInterval(look, PAUSE);
    document.addEventListener('visibilitychange', look, { signal });
    return () => {
      clearInterval(timer);
      ending.abort();
    };
  }, [first]);
  return fresh;
}

interface Known {
  readonly agenda: Agenda;
  readonly tag: string | null;
}

/** @returns what is known where the server says that nothing changed or that the page may not ask; null without an answer. */
async function ask(known: Known, signal: AbortSignal): Promise<Known | null> {
  try {
    const answer = await fetch(`/api/events/${encodeURIComponent(known.agenda.event.slug)}/agenda`, {
      headers: { accept: 'application/json', ...(known.tag !== null && { 'if-none-match': known.tag }) },
      credentials: 'same-origin',
      signal,
    });
    if (answer.status >= 500) return null;
    if (answer.status !== 200) return known;
    return { agenda: (await answer.json()) as Agenda, tag: answer.headers.get('etag') };
  } catch {
    return null;
  }
}

/** Whether something that both have is at another time in them, or in one of them not at all. */
export function haveMoved(before: Agenda, after: Agenda): boolean {
  const known = new Map(entriesOf(before).map((entry) => [entry.id, toldOf(entry)]));
  return entriesOf(after).some((entry) => known.has(entry.id) && known.get(entry.id) !== toldOf(entry));
}

function entriesOf({ days }: Agenda): AgendaEntry[] {
  return days.flatMap(({ entries }) => entries);
}

function toldOf(entry: AgendaEntry): string {
  const { start, end } = expectedSpan(entry);
  return `${start} ${end} ${entry.skipped ?? false}`;
}
