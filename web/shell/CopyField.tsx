import { Button } from '@mantine/core';
import { type FocusEvent, useEffect, useRef, useState } from 'react';

/** Text to take along: in a field that selects it whole, with a button where scripts run. */
export function CopyField({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div className="copy-field">
      <input className="copy-input" readOnly value={text} aria-label={label} onFocus={selectAll} />
      <CopyButton text={text} />
    </div>
  );
}

const selectAll = (focus: FocusEvent<HTMLInputElement>) => focus.currentTarget.select();

function CopyButton({ text }: { readonly text: string }) {
  const [said, setSaid] = useState<'Copy' | 'Copied' | 'Select and copy it by hand'>('Copy');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied');
    } catch {
      setSaid('Select and copy it by hand');
    }
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setSaid('Copy'), 3000);
  };
  return (
    <Button variant="default" className="scripted-only copy-button" onClick={copy}>
      <span aria-live="polite">{said}</span>
    </Button>
  );
}
