import { Button } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { useOpenDialog } from './open-dialog.ts';

export interface PageKey {
  /** As it is written on the key: `n`, `/`, `Ctrl S`. */
  readonly key: string;
  /** Names of keys that do the same, where browsers call it otherwise. */
  readonly also?: readonly string[];
  readonly what: string;
  /** Null for what other code listens to, or what cannot be done now. */
  readonly act: (() => void) | null;
}

const SWITCH = 'plenum-shortcuts';

/** The keys of a page, and the list of them that `?` shows. */
export function PageKeys({ keys }: { readonly keys: readonly PageKey[] }) {
  const [isOpen, setOpen] = useState(false);
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const act = event.key === '?' ? () => setOpen(true) : latest.current.find((each) => isFor(each, event))?.act;
      if (!act || isTaken(event) || (event.key !== '?' && areOff())) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, []);
  return (
    <>
      <p className="keys-hint">
        <button type="button" className="plain-button flush-button" onClick={() => setOpen(true)}>
          Keys (?)
        </button>
      </p>
      {isOpen && <KeyList keys={keys} onClose={() => setOpen(false)} />}
    </>
  );
}

const isFor = ({ key, also = [] }: PageKey, event: KeyboardEvent) => key === event.key || also.includes(event.key);

/** Keys belong to whatever is typed into, and to a dialog while it is open. */
function isTaken({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || document.querySelector('dialog[open]')) return true;
  return target instanceof HTMLElement && target.matches('input:not([type="checkbox"]), textarea, select');
}

/** Speech and switch control may press single letters: who wants can turn them off. */
function areOff(): boolean {
  try {
    return localStorage.getItem(SWITCH) === 'off';
  } catch {
    return false;
  }
}

function remember(off: boolean): void {
  try {
    if (off) localStorage.setItem(SWITCH, 'off');
    else localStorage.removeItem(SWITCH);
  } catch {
    // Storage is forbidden: the letters stay on.
  }
}

function KeyList({ keys, onClose }: { readonly keys: readonly PageKey[]; readonly onClose: () => void }) {
  const dialog = useOpenDialog();
  const titleId = useId();
  const [off, setOff] = useState(areOff);
  const flip = () => {
    remember(!off);
    setOff(!off);
  };
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={titleId} onClose={onClose}>
      <h2 className="dialog-title" id={titleId}>
        Keys on this page
      </h2>
      <dl className="keys">
        {[...keys, { key: '?', what: 'This list' }].map(({ key, what }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <div className="buttons">
        <Button onClick={() => dialog.current?.close()}>Close</Button>
        <Button variant="default" onClick={flip}>
          {off ? 'Turn single letters on' : 'Turn single letters off'}
        </Button>
      </div>
    </dialog>
  );
}
