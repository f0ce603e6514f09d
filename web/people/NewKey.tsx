import { useEffect, useRef } from 'react';
import type { MadeApiKey } from '../../people/view.ts';
import { CopyField } from '../shell/CopyField.tsx';

/** A key that was just made: the only time it can be seen. */
export function NewKey({ made, onDone }: { readonly made: MadeApiKey; readonly onDone: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="new-key" aria-labelledby="new-key">
      <h3 className="people-subtitle" id="new-key" tabIndex={-1} ref={heading}>
        The key of <bdi>{made.name}</bdi>
      </h3>
      <p>Copy it now and give it to the program. It is stored nowhere as it stands here, and is not shown again.</p>
      <CopyField label={`Key of ${made.name}`} text={made.key} />
      <button type="button" className="plain-button flush-button" onClick={onDone}>
        I have copied it: hide it
      </button>
    </section>
  );
}
