import { useMemo } from 'react';
import type { ShowDayView } from '../../agenda/show/show-view.ts';
import { useServerNow } from '../shell/use-live.ts';
import { type RunNow, runNow } from './run-now.ts';

/** The day as it is this second; null while no day is published. */
export function useRun(day: ShowDayView | null): (RunNow & { readonly now: number }) | null {
  const now = useServerNow(1000);
  return useMemo(() => day && { ...runNow(day.run, now), now }, [day, now]);
}
