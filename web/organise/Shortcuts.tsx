import { Button } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';

/** What stands in the list that `?` shows. */
const KEYS = [
  ['n', 'New session, at the end of the day'],
  ['f', 'Next finding that is about a session'],
  ['Ctrl S', 'Save the form that you are in (⌘ S on a Mac)'],
  ['?', 'This list'],
] as const;

const SWITCH = 'plenum-shortcuts';

/** @param onNew null where no session can be added. */
export function Shortcuts({ onNew }: { readonly onNew: (() => void) | null }) {
  const [isOpen, setOpen] = useState(false);
  const actions = useRef<Record<string, () => void>>({});
  const seen = useRef(-1);
  const next = () => {
    seen.current = showFinding(seen.current + 1);
  };
  actions.current = { '?': () => setOpen(true), f: next, ...(onNew && { n: onNew }) };
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const act = actions.current[event.key];
      if (!act || isTaken(event) || (event.key !== '?' && areOff())) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, []);
  return (
    <>
      <p className="shortcuts-hint">
        <button type="button" className="plain-button" onClick={() => setOpen(true)}>
          Keys (?)
        </button>
      </p>
      {isOpen && <KeyList onClose={() => setOpen(false)} />}
    </>
  );
}

/** Keys belong to whatever is typed into, and to a dialog while it is open. */
function isTaken({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || document.querySelector('dialog[open]')) return true;
  return target instanceof HTMLElement && target.matches('input:not([type="checkbox"]), textarea, select');
}

/** Leads to the session that a finding is about; after the last comes the first. @returns its place in the list. */
function showFinding(place: number): number {
  const findings = [...document.querySelectorAll<HTMLElement>('[data-finding]')];
  const shown = findings.length === 0 ? -1 : place % findings.length;
  findings[shown]?.click();
  return shown;
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

function KeyList({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [off, setOff] = useState(areOff);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
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
        {KEYS.map(([key, what]) => (
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
