/** A form whose fields may change elsewhere while somebody types into it. */
import { useEffect, useRef, useState } from 'react';
import { begin, rebase, type Typed, takeStored, touched, type } from './typed.ts';
import { useUnsaved } from './unsaved.tsx';

export interface Form<Values extends object> {
  readonly values: Values;
  readonly elsewhere: Partial<Values>;
  readonly isTouched: boolean;
  readonly busy: boolean;
  /** What the last try to save threw; null when there is nothing to say. */
  readonly error: unknown;
  readonly type: (change: Partial<Values>) => void;
  readonly take: (name: keyof Values) => void;
  readonly reset: () => void;
  readonly save: () => Promise<void>;
}

/**
 * @param stored what is stored now, as the form shows it.
 * @param store saves the fields that were typed into, and returns what is stored then.
 */
export function useForm<Values extends object>(
  stored: Values,
  store: (values: Values, names: (keyof Values)[]) => Promise<Values>,
): Form<Values> {
  const [typed, setTyped] = useState<Typed<Values>>(() => begin(stored));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const key = JSON.stringify(stored);
  const latest = useRef(stored);
  latest.current = stored;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is stored is another object each time it is drawn
  useEffect(() => setTyped((each) => rebase(each, latest.current)), [key]);
  const names = touched(typed);
  useUnsaved(names.length > 0);
  return {
    values: typed.values,
    elsewhere: typed.elsewhere,
    isTouched: names.length > 0,
    busy,
    error,
    type: (change) => setTyped((each) => type(each, change)),
    take: (name) => setTyped((each) => takeStored(each, name)),
    reset: () => {
      setTyped(begin(latest.current));
      setError(null);
    },
    async save() {
      if (busy) return;
      setBusy(true);
      setError(null);
      try {
        setTyped(begin(await store(typed.values, names)));
      } catch (failure) {
        setError(failure);
      } finally {
        setBusy(false);
      }
    },
  };
}
