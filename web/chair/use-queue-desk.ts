/** The chair's hand on one queue: one command at a time, and what came of it in a sentence. */
import { useState } from 'react';
import type { QuestionCommand } from '../../questions/schema.ts';
import type { QueuedQuestion, QueueView } from '../../questions/view.ts';
import { call, ProblemError } from '../shell/api.ts';

export interface QueueDesk {
  /** What is newest of what was pushed and answered; null until either came. */
  readonly view: QueueView | null;
  readonly busy: boolean;
  readonly trouble: string | null;
  /** @param said once it is done. */
  readonly command: (question: QueuedQuestion, command: QuestionCommand, said: string) => void;
  /** The first of two that are the same, once it is chosen. */
  readonly merging: QueuedQuestion | null;
  readonly merge: (question: QueuedQuestion) => void;
  readonly cancelMerge: () => void;
}

export function useQueueDesk(
  slug: string,
  place: string,
  pushed: QueueView | null,
  onSaid: (text: string) => void,
): QueueDesk {
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [mergingId, setMerging] = useState<string | null>(null);
  // What is pushed after an answer is at least as new as it.
  const view = answered && answered.pushed === pushed ? answered.view : pushed;

  async function send({ id, revision }: QueuedQuestion, body: QuestionCommand, said: string): Promise<void> {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      const path = `/api/events/${slug}/questions/${id}/commands`;
      setAnswered({ view: await call<QueueView>(path, { method: 'POST', revision, body }), pushed });
      setMerging(null);
      onSaid(said);
    } catch (error) {
      setTrouble(refusalText(error));
      const now = await call<QueueView>(`/api/events/${slug}/questions/queue?place=${encodeURIComponent(place)}`).catch(
        () => null,
      );
      if (now) setAnswered({ view: now, pushed });
    } finally {
      setBusy(false);
    }
  }

  return {
    ...{ view, busy, trouble },
    command: (question, command, said) => void send(question, command, said),
    merging: view?.questions.find(({ id }) => id === mergingId) ?? null,
    merge: ({ id }) => setMerging(id),
    cancelMerge: () => setMerging(null),
  };
}

interface Answered {
  readonly view: QueueView;
  /** What was known when it was asked for. */
  readonly pushed: QueueView | null;
}

const CHANGED = 'The question was changed in between, so nothing was done. Look at it as it is now and try again.';

function refusalText(error: unknown): string {
  if (!(error instanceof ProblemError)) return 'Something went wrong on this page. Load it again.';
  return error.code === 'revision-stale' ? CHANGED : error.message;
}
