import { useEffect, useRef } from 'react';

/**
 * Puts the focus on the element of an id as soon as it is drawn.
 *
 * What was loaded is drawn some time after its answer came, on a busy machine some frames after it, so the element is
 * looked for at every drawing of the component that uses this until it is there.
 */
export function useFocusOnceShown(): (id: string) => void {
  const awaited = useRef<string | null>(null);
  const reach = () => {
    const element = awaited.current === null ? null : document.getElementById(awaited.current);
    if (!element) return;
    awaited.current = null;
    element.focus();
  };
  useEffect(reach);
  return (id) => {
    awaited.current = id;
    reach();
  };
}
