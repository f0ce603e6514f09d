import { useEffect, useState } from 'react';

const SIGNS = ['pointermove', 'pointerdown', 'keydown'] as const;

/** Whether nobody has touched the page for so long, in milliseconds. */
export function useIdle(after: number): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    const ending = new AbortController();
    let timer = window.setTimeout(() => setIdle(true), after);
    const wake = () => {
      setIdle(false);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => setIdle(true), after);
    };
    for (const sign of SIGNS) window.addEventListener(sign, wake, { signal: ending.signal, passive: true });
    return () => {
      ending.abort();
      window.clearTimeout(timer);
    };
  }, [after]);
  return isIdle;
}
