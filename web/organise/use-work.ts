/** One press at a time: what it comes to is said, and what went wrong is kept until the next. */
import { useState } from 'react';

export interface Work {
  readonly busy: boolean;
  /** What the last press threw; null when there is nothing to say. */
  readonly error: unknown;
  /** @returns whether it was done; then `said` is said. */
  readonly work: (act: () => Promise<unknown>, said: string) => Promise<boolean>;
}

export function useWork(onSaid: (text: string) => void): Work {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const work = async (act: () => Promise<unknown>, said: string) => {
    setBusy(true);
    setError(null);
    try {
      await act();
      onSaid(said);
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, work };
}
