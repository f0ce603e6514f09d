/** Knows whether anything is typed that is not saved, so that nobody leaves it behind unasked. */
import { createContext, type ReactNode, useContext, useEffect, useId, useMemo, useRef } from 'react';

interface Unsaved {
  readonly mark: (form: string, unsaved: boolean) => void;
  readonly isAny: () => boolean;
}

const UnsavedContext = createContext<Unsaved>({ mark: () => undefined, isAny: () => false });

export function UnsavedProvider({ children }: { readonly children: ReactNode }) {
  const forms = useRef(new Set<string>());
  const unsaved = useMemo<Unsaved>(
    () => ({
      mark: (form, is) => void (is ? forms.current.add(form) : forms.current.delete(form)),
      isAny: () => forms.current.size > 0,
    }),
    [],
  );
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (unsaved.isAny()) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [unsaved]);
  return <UnsavedContext value={unsaved}>{children}</UnsavedContext>;
}

/** Says of the form that is drawn whether it holds what is not saved. */
export function useUnsaved(is: boolean): void {
  const { mark } = useContext(UnsavedContext);
  const form = useId();
  useEffect(() => {
    mark(form, is);
    return () => mark(form, false);
  }, [mark, form, is]);
}

export const useIsAnyUnsaved = (): (() => boolean) => useContext(UnsavedContext).isAny;
