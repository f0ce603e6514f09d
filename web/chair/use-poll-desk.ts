/** The chair's hand on the polls: one command at a time, and what came of it in a sentence. */
import { useState } from 'react';
import type { PollCommand } from '../../polls/schema.ts';
import type { PollLineView, PollStaffView } from '../../polls/view.ts';
import { call, ProblemError } from '../shell/api.ts';

export interface PollDesk {
  /** With what was answered last, where that is newer than what was pushed. */
  readonly current: (poll: PollLineView) => PollLineView;
  /** The id of the poll that is being changed. */
  readonly busy: string | null;
  readonly trouble: { readonly poll: string; readonly text: string } | null;
  /** @param said once it is done. */
  readonly command: (poll: PollLineView, command: PollCommand['do'], said: string) => void;
}

type Answered = Pick<PollLineView, 'state' | 'revision'>;

export function usePollDesk(slug: string, onSaid: (text: string) => void): PollDesk {
  const [answered, setAnswered] = useState<ReadonlyMap<string, Answered>>(new Map());
  const [busy, setBusy] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<PollDesk['trouble']>(null);

  async function send({ id, revision, question }: PollLineView, doing: PollCommand['do'], said: string): Promise<void> {
    if (busy !== null) return;
    setBusy(id);
    setTrouble(null);
    try {
      const path = `/api/events/${slug}/polls/${id}`;
      const view = await call<PollStaffView>(`${path}/commands`, { method: 'POST', revision, body: { do: doing } });
      setAnswered((known) => new Map(known).set(id, { state: view.state, revision: view.revision }));
      onSaid(`${said} “${question}”`);
    } catch (error) {
      setTrouble({ poll: id, text: refusalText(error) });
    } finally {
      setBusy(null);
    }
  }

  return {
    ...{ busy, trouble },
    current: (poll) => {
      const own = answered.get(poll.id);
      return own && own.revision > poll.revision ? { ...poll, ...own } : poll;
    },
    command: (poll, doing, said) => void send(poll, doing, said),
  };
}

const CHANGED = 'The poll was changed in between, so nothing was done. Look at it as it is now and try again.';

/** @param error whatever a call threw. */
export function refusalText(error: unknown): string {
  if (!(error instanceof ProblemError)) return 'Something went wrong on this page. Load it again.';
  return error.code === 'revision-stale' ? CHANGED : error.message;
}
