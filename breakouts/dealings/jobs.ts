/** What dealings need by themselves. */
import type { Instant } from '../../kernel/time.ts';
import type { DealingService } from '../breakout-service.ts';

/** Marks as interrupted what a process left behind when it died. */
export function tidyDealings(dealings: Pick<DealingService, 'nextTidy' | 'tidy'>) {
  return {
    name: 'tidy-dealings',
    nextDue: (): Promise<Instant | null> => dealings.nextTidy(),
    run: (now: Instant): Promise<void> => dealings.tidy(now),
  };
}
