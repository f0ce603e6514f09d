import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { useIsAnyUnsaved } from './unsaved.tsx';

/** Asks before what was typed and not saved is left behind. */
export function useLeaving(): { ask: (go: () => void) => void; dialog: ReactNode } {
  const isAnyUnsaved = useIsAnyUnsaved();
  const [go, setGo] = useState<(() => void) | null>(null);
  const ask = (leave: () => void) => (isAnyUnsaved() ? setGo(() => leave) : leave());
  const dialog = go && (
    <ConfirmDialog
      title="Leave without saving?"
      action="Leave without saving"
      onCancel={() => setGo(null)}
      onConfirm={() => {
        setGo(null);
        go();
      }}
    >
      <p>Something that you typed here is not saved yet.</p>
    </ConfirmDialog>
  );
  return { ask, dialog };
}
