import { Button } from '@mantine/core';
import { type FocusEvent, useEffect, useRef, useState } from 'react';
import type { MadeApiKey } from '../../people/view.ts';

/** A key that was just made: the only time it can be seen. */
export function NewKey({ made, onDone }: { readonly made: MadeApiKey; readonly onDone: () => void }) {
  const [said, setSaid] = useState('Copy');
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new key is read out
  useEffect(() => {
    heading.current?.focus();
    setSaid('Copy');
  }, [made.id]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(made.key);
      setSaid('Copied');
    } catch {
      setSaid('Select and copy it by hand');
    }
  };
  return (
    <section className="new-key" aria-labelledby="new-key">
      <h3 className="people-subtitle" id="new-key" tabIndex={-1} ref={heading}>
        The key of <bdi>{made.name}</bdi>
      </h3>
      <p>Copy it now and give it to the program. It is stored nowhere as it stands here, and is not shown again.</p>
      <div className="new-key-row">
        <input
          className="new-key-text"
          readOnly
          value={made.key}
          aria-label={`Key of ${made.name}`}
          onFocus={(focus: FocusEvent<HTMLInputElement>) => focus.currentTarget.select()}
        />
        <Button className="tall-button" onClick={copy}>
          <span aria-live="polite">{said}</span>
        </Button>
      </div>
      <button type="button" className="plain-button flush-button" onClick={onDone}>
        I have copied it: hide it
      </button>
    </section>
  );
}
