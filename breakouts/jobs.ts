/** What the breakouts' room does by itself when its time has come. */
import type { Instant } from '../kernel/time.ts';
import type { RoundService } from './breakout-service.ts';

/** Opens, warns and closes the rounds whose time it is. */
export function runBreakouts(rounds: Pick<RoundService, 'nextDue' | 'tick'>) {
  return {
    name: 'run-breakouts',
    nextDue: (): Promise<Instant | null> => rounds.nextDue(),
    run: (now: Instant): Promise<void> => rounds.tick(now),
  };
}
