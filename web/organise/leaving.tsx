import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { useIsAnyUnsaved } from './unsaved.tsx';

export interface Leaving {
  /** Goes at once where nothing is lost by it. */
  readonly ask: (go: () => void) => void;
  readonly dialog: ReactNode;
}

/** Asks before what was typed and not saved is left behind. */
export function useLeaving(): Leaving {
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

/**
 * Follows the browser's own back and forward, and asks as links do: until somebody says that what was typed may go,
 * both it and the address stay.
 * @param show draws what the browser's address asks for.
 */
export function useBackAndForward({ ask }: Pick<Leaving, 'ask'>, show: () => void): void {
  const isAnyUnsaved = useIsAnyUnsaved();
  const newest = useRef({ ask, show });
  newest.current = { ask, show };
  /** The address of what is shown. */
  const here = useRef('');
  useEffect(() => {
    here.current = location.href;
  });
  useEffect(() => {
    const follow = () => {
      if (!isAnyUnsaved()) return newest.current.show();
      const there = location.href;
      history.pushState(null, '', here.current);
      newest.current.ask(() => {
        history.pushState(null, '', there);
        newest.current.show();
      });
    };
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, [isAnyUnsaved]);
}
