/** The chair's hand on the breakout rounds: one thing at a time, and what came of it in a sentence. */
import { useState } from 'react';
import type { RoundCommand } from '../../breakouts/schema.ts';
import type { StaffRoundView } from '../../breakouts/view.ts';
import { call, ProblemError } from '../shell/api.ts';

export interface RoundDesk {
  /** As it was answered last, where that is newer than what was pushed. */
  readonly current: (round: StaffRoundView) => StaffRoundView;
  readonly busy: boolean;
  readonly trouble: string | null;
  /**
   * One after the other, as long as nobody else changes the round in between.
   *
   * @param said once all of them are done.
   * @returns whether they were.
   */
  readonly command: (round: StaffRoundView, commands: readonly RoundCommand[], said: string) => Promise<boolean>;
}

export function useRoundDesk(slug: string, onSaid: (text: string) => void): RoundDesk {
  const [answered, setAnswered] = useState<ReadonlyMap<string, StaffRoundView>>(new Map());
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function send({ id, revision }: StaffRoundView, command: RoundCommand): Promise<StaffRoundView> {
    const path = `/api/events/${slug}/breakouts/rounds/${id}/commands`;
    const view = await call<StaffRoundView>(path, { method: 'POST', revision, body: command });
    setAnswered((known) => new Map(known).set(id, view));
    return view;
  }

  return {
    ...{ busy, trouble },
    current: (round) => {
      const own = answered.get(round.id);
      return own && own.revision > round.revision ? own : round;
    },
    async command(round, commands, said) {
      if (busy) return false;
      setBusy(true);
      setTrouble(null);
      let done = 0;
      try {
        let view = round;
        for (const command of commands) {
          view = await send(view, command);
          done += 1;
        }
        onSaid(said);
        return true;
      } catch (error) {
        setTrouble(refusalText(error, done, commands.length));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}

/** @param error whatever a call threw. @param done of so many things that were to be done. */
export function refusalText(error: unknown, done: number, all: number): string {
  if (!(error instanceof ProblemError)) return 'Something went wrong on this page. Load it again.';
  const some = done > 0 ? `${done} of ${all} were done. ` : '';
  if (error.code !== 'revision-stale') return some + error.message;
  const what = done > 0 ? `so only ${done} of ${all} were done` : 'so nothing was done';
  return `The round was changed in between, ${what}. Look at it as it is now and try again.`;
}
