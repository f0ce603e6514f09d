import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Notice, ProblemNotice } from '../shell/Notice.tsx';

export interface ChangedProps<Thing> {
  /** Asks for how it is now. */
  readonly load: () => Promise<Thing>;
  /** Shows it as it is now; what was typed goes. */
  readonly onTake: (now: Thing) => void;
  /** Saves what was typed over it. */
  readonly onKeep: (now: Thing) => void;
}

/** Said where a change was refused because somebody else's came first. */
export function Changed<Thing>({ load, onTake, onKeep }: ChangedProps<Thing>) {
  const take = useMutation({ mutationFn: load, onSuccess: onTake });
  const keep = useMutation({ mutationFn: load, onSuccess: onKeep });
  const busy = take.isPending || keep.isPending;
  return (
    <Notice tone="wrong" title="Somebody else changed this meanwhile. Nothing was saved.">
      <p>Look at the new state, or save what you changed over it. What you did not change stays theirs.</p>
      <div className="buttons">
        <Button variant="default" disabled={busy} onClick={() => take.mutate()}>
          Show the new state
        </Button>
        <Button variant="default" disabled={busy} onClick={() => keep.mutate()}>
          Save mine over it
        </Button>
      </div>
      <ProblemNotice error={take.error ?? keep.error} />
    </Notice>
  );
}
