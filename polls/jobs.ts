/** What the polls room does by itself when its time has come. */
import type { Instant } from '../kernel/time.ts';
import type { PollLog, PollService } from './poll-service.ts';

/** Opens, closes, counts and shows the polls whose time it is. */
export function runPolls(polls: Pick<PollService, 'nextDue' | 'tick'>) {
  return {
    name: 'run-polls',
    nextDue: (): Promise<Instant | null> => polls.nextDue(),
    run: (now: Instant, log: PollLog): Promise<void> => polls.tick(now, log),
  };
}
